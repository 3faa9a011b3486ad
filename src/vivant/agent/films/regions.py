"""Parts of the frame as people say them: "the top left corner", "the bottom third", 右下角, as boxes in fractions.

Not for what is in the picture ("the sky"): in a film nobody knows where that is.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from vivant.agent.quantities import number

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom, fractions of the frame."""

_ROWS = {"top": "top|upper|上", "bottom": "bottom|lower|下"}
_COLUMNS = {"left": "left(?:[- ]hand)?|左", "right": "right(?:[- ]hand)?|右"}
_SHARES = {"half": "half|半", "third": "third|三分之一", "quarter": "quarter|四分之一"}
_VALUES = {"half": 0.5, "third": 1 / 3, "quarter": 0.25}
CORNER_SHARE, SIDE_SHARE = 0.34, 0.3

_SIDE = r"top|upper|bottom|lower|left(?:[- ]hand)?|right(?:[- ]hand)?"
_SHARE = r"half|third|quarter|(?P<percent>\d{1,2})\s*(?:%|percent|per\s+cent)"
PATTERN = re.compile(
    rf"(?:(?:in|at|on|of|over|to|across|along)\s+)?(?:(?:the|a)\s+)?(?:corner\s+(?:at\s+|on\s+)?(?:the\s+)?)?(?:"
    rf"(?P<row>top|upper|bottom|lower)[\s-]*(?P<column>left|right)(?:[\s-]*(?:hand\s+)?corner)?"
    rf"|(?P<side>{_SIDE})\s+(?P<share>{_SHARE})(?:\s+of\s+(?:the\s+)?(?:frame|picture|video|image|screen))?"
    rf"|(?P<plain>{_SIDE})(?:\s+(?:cent(?:er|re)|middle|side|part|edge|area|strip|of\s+the\s+(?:frame|picture|video|image|"
    r"screen)))*(?![a-z])"
    r"|(?P<middle>middle|cent(?:er|re)(?:ed|d)?)(?:\s+(?:of\s+the\s+(?:frame|picture|video|image|screen)|part|"
    r"area))?(?![a-z])|(?P<alone>corner(?![a-z]))"
    rf")|在?(?:画面|视频|屏幕)?的?(?:(?P<zrow>[左右])(?P<zcolumn>[上下])(?:角|方|边)?"
    rf"|(?P<zside>[上下左右])(?:面|边|方|部)?的?(?P<zshare>半|三分之一|四分之一|(?P<zpercent>\d{{1,2}})\s*%|"
    r"百分之(?P<zhundredth>[一二三四五六七八九十]+))"
        rf"(?:部分|边|屏)?|(?P<zplain>[上下左右])(?:面|边|方|侧)|(?P<zedge>顶部|底部|顶上|底下|(?:中间|居中)"
        rf"?偏[上下]|最[上下](?:面|方|边|部|端)?)|"
    rf"(?P<zmiddle>居中|正中间|正中央?|中间|中央))"
)  # fmt: skip
CORNER = re.compile(r"corner|(?:top|upper|bottom|lower)[\s-]*(?:left|right)|[左右][上下]角")


def box_of(found: re.Match[str]) -> Box:
    """The box that a match of PATTERN says."""
    if found["row"] or found["zrow"]:
        both = (found["row"] or "") + (found["column"] or "") + (found["zrow"] or "") + (found["zcolumn"] or "")
        left, top = _is(both, _COLUMNS["left"]), _is(both, _ROWS["top"])
        share = CORNER_SHARE
        return (0.0 if left else 1 - share, 0.0 if top else 1 - share, share if left else 1.0, share if top else 1.0)
    if found["alone"]:
        return 1 - CORNER_SHARE, 1 - CORNER_SHARE, 1.0, 1.0
    if found["middle"] or found["zmiddle"]:
        return 0.3, 0.3, 0.7, 0.7
    side = found["side"] or found["plain"] or found["zside"] or found["zplain"] or found["zedge"]
    return side_box(_side(side), _share(found))


def side_box(side: str, share: float) -> Box:
    """So much of the frame on one side of it."""
    return {
        "top": (0.0, 0.0, 1.0, share), "bottom": (0.0, 1 - share, 1.0, 1.0),
        "left": (0.0, 0.0, share, 1.0), "right": (1 - share, 0.0, 1.0, 1.0),
    }[side]  # fmt: skip


def side_of(found: re.Match[str]) -> str:
    """The side that a match of PATTERN names, "" for corners and the middle."""
    named = found["side"] or found["plain"] or found["zside"] or found["zplain"] or found["zedge"]
    return _side(named) if named else ""


def position_of(found: re.Match[str]) -> str:
    """The match as a title's position: "top-left", "bottom-center", "center", "left-center"."""
    box = box_of(found)
    across = "left" if box[2] < 0.6 else "right" if box[0] > 0.4 else "center"
    down = "top" if box[3] < 0.6 else "bottom" if box[1] > 0.4 else "center"
    return "center" if across == down == "center" else f"{down}-{across}" if down != "center" else f"center-{across}"


def outline_of(box: Box) -> tuple[tuple[float, float], ...]:
    """A box as an outline."""
    left, top, right, bottom = box
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _side(said: str) -> str:
    if said[0] in "顶底最偏中居":
        return "top" if said[0] == "顶" or "上" in said else "bottom"
    return next(name for name, words in {**_ROWS, **_COLUMNS}.items() if _is(said, words))


def _share(found: re.Match[str]) -> float:
    percent = found["percent"] or found["zpercent"]
    if percent or found["zhundredth"]:
        return min(0.95, max(0.02, (float(percent) if percent else number(found["zhundredth"])) / 100))
    said = found["share"] or found["zshare"] or ""
    return next((_VALUES[name] for name, words in _SHARES.items() if said and _is(said, words)), SIDE_SHARE)


def _is(said: str, words: str) -> bool:
    return re.search(words, said) is not None
