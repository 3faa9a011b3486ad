"""An answer, also in traditional characters, 標題, for whoever writes them. What the user typed stays as it was typed.

Not for what is answered (answers.py), nor for reading (chinese_plain.py).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from vivant.agent.chinese_plain import SIMPLE

Kind: TypeAlias = Literal["made", "changed", "undone", "answered", "export", "nothing"]

_AS_THEY_ARE = "向了面你只布它周真板升胡郁台系须困弦舍姐檐卷棱眯蒙藤制愈杆"
"""Simple characters that are traditional ones too, and mean the same in most words."""
_OTHERWISE = {
    "发": "發",
    "干": "乾",
    "复": "復",
    "荡": "蕩",
    "凄": "淒",
    "摆": "擺",
    "烟": "煙",
    "里": "裡",
    "着": "著",
}
_WORDS = {
    "头发": "頭髮", "毛发": "毛髮", "长发": "長髮", "干扰": "干擾", "树干": "樹幹", "重复": "重複", "复杂": "複雜",
    "面条": "麵條", "面包": "麵包", "忧郁": "憂鬱", "一只": "一隻", "公里": "公里", "克里": "克里",
}  # fmt: skip
"""Words in which a character is another than in most."""
_OLD = {new: chr(old) for old, new in reversed(SIMPLE.items()) if new not in _AS_THEY_ARE} | _OTHERWISE


def is_traditional(words: str, before: bool) -> bool:
    """Whether somebody writes traditional characters; as `before` where words are the same in both."""
    old, new = sum(ord(c) in SIMPLE for c in words), sum(c in _OLD for c in words)
    return old > new if old or new else before


def in_traditional(said: str, kept: Collection[str] = ()) -> str:
    """An answer in traditional characters, but for what is `kept` as it was typed."""
    whole = "|".join(map(re.escape, sorted((*filter(None, kept), *_WORDS), key=len, reverse=True)))
    return re.sub(f"{whole}|.", lambda m: m[0] if m[0] in kept else _WORDS.get(m[0]) or _OLD.get(m[0], m[0]), said)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer.

    kind      "made" the first draft, "changed" it, "undone" (or redone), "answered" a question, "export" is wished,
              "nothing" was done
    said      the whole answer, in the user's language
    changes   what is different now, one sentence each
    notes     what was decided and why, what could not be done
    unknown   the user's own words for what could not be done
    ideas     what could be said next, each as it can be said
    question  asked back, where the wish was open
    told      the sentences of the answer without ideas and question
    suffix    of the file that is wished for, such as "webm"; "" where nobody said
    """

    kind: Kind
    said: str
    changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    ideas: tuple[str, ...] = ()
    question: str = ""
    told: tuple[str, ...] = ()
    suffix: str = ""

    def written(self, typed: Collection[str]) -> Reply:
        """The answer in traditional characters, but for what was typed."""
        kept = {*typed, *self.unknown}
        rows = [tuple(in_traditional(x, kept) for x in row)
                for row in ((self.said, self.question), self.changes, self.notes, self.ideas, self.told)]  # fmt: skip
        return replace(
            self, said=rows[0][0], question=rows[0][1], changes=rows[1], notes=rows[2], ideas=rows[3], told=rows[4]
        )
