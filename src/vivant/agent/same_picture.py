"""Which of several pictures is meant where Chinese words tell it only beside what was said before: 第三张也一样,
其他两张就不用了, 再亮点 after 最后一张亮一点.

The pictures are named in the words, which are then read like any others. Not for what is said of pictures that are
named (each.py) nor of things that are not (again.py).
"""

from __future__ import annotations

import re
from itertools import islice

from vivant.agent.again import every, name_of, things
from vivant.agent.each import pictures_in
from vivant.agent.going_back import named_in
from vivant.agent.nameless import clauses
from vivant.agent.tokens import Words, tokenize
from vivant.timeline.history import History

_ALIKE = re.compile(
    r"(?:那|把|让|，|,)*(?P<which>第[一二两三四五六七八九十\d]{1,2}[张个幅]|最后一[张个])(?:图|照片|图片)?(?:也|同样|也要|也给我|就)+"
    r"(?:一样|这样|[这那]么|同样|照做|照着做|如此|来一个|来一下|加上?|要)(?:处理|弄|做|来|搞|调|变得|吧|了|的)*[。！!]?"
)
_ONLY = re.compile(
    r"(?P<what>[^，。,]{1,8}?)(?:就|都)?(?:只|仅)(?:要|在|给|留|放|让)*(?P<where>(?:第[一二两三四五六七八九十\d]{1,2}[张个幅]|最后一[张个]|[前后][一二两三四\d]张|和|、|跟)+)"
    r"(?:图|照片|图片)?(?:上|里)?(?:有|就好|就行|出现|才有|要|下|飘|吧|了|留着)*[。！!]?"
)
_OTHERS = re.compile(
    r"(?:其他|其它|其余|另外|别的|剩下)的?(?:[几一两二三四五六七八九十\d]{0,2}[张个幅](?:图|照片|图片)?|图|照片|图片)"
)
_ALL = re.compile(r"每[张个幅]|全部|所有|整体|都|各|这些|几张")
_MORE = re.compile(r"^(?:嗯|还是|还|但|不过|好像|感觉|觉得|，|,|\s)*(?:再|更|还要|有点|太|没那么|不够|稍微)")
_LONGEST = 14
"""Characters of a sentence that only says more of what was said."""
_FARTHEST = 4


def placed(words: Words, history: History | None) -> str:
    """The words with the pictures that they mean, or as they were said."""
    count = len(history.draft.main_segments()) if history is not None else 0
    if history is None or count < 2:
        return words.said
    before, _, tail = words.plain.replace("，", ",").rpartition(",")
    topic = "".join(name_of(kind) for kind in list(named_in(before))[:1])
    if only := _ONLY.fullmatch(f"{topic}{tail}" if topic else words.plain):  # 花瓣少一点，只留在第一张
        kept = _kept(only, history, count)
        return ("，".join(filter(None, (topic and before, kept)))) if kept else words.said
    if found := _ALIKE.fullmatch(words.plain):
        return _said_of(found["which"], history, count) or words.said
    return words.said if pictures_in(words.plain, count) else _beside(words, history, count)


def _beside(words: Words, history: History, count: int) -> str:
    """The words with the pictures that they mean beside those that were named last."""
    if others := _OTHERS.search(words.plain):
        named = _last(history, count)[1]
        rest = words.plain[: others.start()] + words.plain[others.end() :]
        if [one.how for one in clauses(rest)] == ["gone"]:  # what was said of the one is not wanted of the others
            gone = next((x for x in islice(things(history), _FARTHEST) if x.sort == "applied"), None)
            rest = f"去掉{name_of(gone.name)}" if gone is not None else rest
        return "，".join(f"第{n + 1}张图{rest}" for n in range(count) if n not in named) if named else words.said
    if len(words.plain) <= _LONGEST and _MORE.match(words.plain) and not _ALL.search(words.plain):
        named = _last(history, count, steps=_FARTHEST)[1]
        return "，".join(f"第{n + 1}张图{words.said}" for n in named) or words.said
    return words.said


def _kept(only: re.Match[str], history: History, count: int) -> str:
    """ "泡泡只要最后一张有": it goes from the others, and comes to those that have it not."""
    kinds, where = set(named_in(only["what"])), pictures_in(only["where"], count)
    one = next((x for x in every(history.draft) if x.name in kinds), None)
    if one is None or not where:
        return ""
    gone = [f"第{n + 1}张图去掉{name_of(one.name)}" for n in one.at if n not in where]
    return "，".join(gone + [f"第{n + 1}张图加{name_of(one.name)}" for n in where if n not in one.at])


def _said_of(which: str, history: History, count: int) -> str:
    """What was said last of a picture, of another; "" where it was said of none or of several."""
    plain, named = _last(history, count, steps=_FARTHEST)
    if len(named) != 1:
        return ""
    pattern = rf"第[一二两三四五六七八九十\d]{{1,2}}[张个幅]|最后一[张个幅]|(?<!\d){named[0] + 1}号图?"
    return re.sub(pattern, which, plain, count=1) if re.search(pattern, plain) else ""


def _last(history: History, count: int, steps: int = 1) -> tuple[str, tuple[int, ...]]:
    """The words that were said last and name pictures, and their places; words between them say only more of it."""
    at: int | None = history.at
    for _ in range(steps):
        if at is None:
            break
        plain = tokenize(history.versions[at].words).plain
        if named := pictures_in(plain, count):
            return plain, named
        if not _MORE.match(plain):
            break
        at = history.versions[at].parent
    return "", ()
