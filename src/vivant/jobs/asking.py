"""What a message asks for, told from its words alone, before anything is opened: it decides what is reserved for a run.

Not for what is done about it (turn.py). Cheap to import: the server does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal["generate", "edit", "chat"]

_QUESTION = re.compile(
    r"[?？]\s*$|\b(what|which|how (many|long|much)|status|show (me )?(the )?tracks|progress)\b"
    r"|什么|多少|多长|状态|进度|哪些",
    re.I,
)
_EXPORT = re.compile(r"^\W*(please\s+)?(export|download|save it|send me the video)\b|导出|下载|输出视频", re.I)
_AGAIN = re.compile(r"\b(regenerate|start over|generate again|from scratch)\b|重新生成|重做|重来", re.I)
_SILENCE = re.compile(
    r"\b(no|without( any)?) (music|sound|audio)\b|\bsilent\b|(不要|没有|无|不加)(背景)?(音乐|声音)|静音", re.I
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def kind_of(words: str, draft: Mapping[str, Any] | None, n_shown: int) -> Kind:
    """What a turn on this draft will be; `n_shown` pictures and videos are there to make a film of."""
    if _EXPORT.search(words) or (_QUESTION.search(words) and draft is not None):
        return "chat"
    if draft is None or not draft.get("t") or _AGAIN.search(words):
        return "generate" if n_shown else "chat"
    return "edit"


def is_export(words: str) -> bool:
    """Whether the finished file is asked for, which is a request of its own."""
    return bool(_EXPORT.search(words))


def is_again(words: str) -> bool:
    """Whether the whole film is to be made anew."""
    return bool(_AGAIN.search(words))


def wants_silence(words: str) -> bool:
    return bool(_SILENCE.search(words))


def is_chinese(words: str) -> bool:
    return bool(_CHINESE.search(words))
