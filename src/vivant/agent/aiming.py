"""Where in the picture a camera move looks, as people say it: "zoom in on the bird on the right", 推近左上角.

Only sides and corners are found; what is named there is not looked for, and a part of something that is named without
them is told as not found. Not for where something lives (places.py).
"""

from __future__ import annotations

import re

from vivant.timeline import Place

AIMED = ("zoom_in", "dolly_in", "crash_zoom", "push_past", "zoom_out", "dolly_out", "ken_burns")
"""Moves that come from a place or go to one."""
_SIDES = {"upper": "top", "lower": "bottom", "左": "left", "右": "right", "上": "top", "下": "bottom"}
_HALVES = {"left": 0.0, "right": 0.5, "top": 0.0, "bottom": 0.5}
_PART = (
    "eyes?|noses?|mouth|lips|smile|ears?|hands?|fingers?|feet|helmet|hat|glasses|ring|spoon|handle|doors?|windows?|roof|"
    "wheels?|logo|label|buttons?|sign|clock|tail|wings?|beak|necklace|watch|shoes?|flag|balcony|chimney"
)
_PART_ZH = (
    "眼睛?|鼻子|嘴巴?|嘴唇|耳朵|手|手指|脚|头盔|帽子|眼镜|戒指|勺子|把手|门|窗户?|屋顶|车轮|轮子|标志|商标|按钮|招牌|钟|"
    "尾巴|翅膀|鸟嘴|项链|手表|鞋子?|旗子?|阳台|烟囱"
)
_WHOSE = r"(?:(?:the|her|his|its|their|my|a)\s+)?(?:[a-z]+'s\s+)?"
_AT = re.compile(
    rf"\b(?:on|onto|into|towards?|at|to|from)\s+{_WHOSE}(?:[a-z-]+\s+(?:on|in|at)\s+the\s+)?"
    r"(?P<a>upper|lower|top|bottom|left|right)(?:[\s-]+(?:hand\s+)?(?P<b>left|right))?"
    r"(?:\s+(?:side|corner|half|part|third|edge))?"
    r"(?=\s+(?:of|one|hand|" + _PART + r"|[a-z]+(?:\s*$|[,.;!?]))|\s*$|[,.;!?])"
    rf"|\b(?:on|onto|into|towards?|at|to)\s+{_WHOSE}(?:[a-z'-]+\s+){{1,2}}(?P<g>top|bottom|upper|lower)[\s-]+(?P<h>left|right)\b"
    r"|\bon\s+the\s+(?P<c>left|right)\b"
    r"|(?:推近|推进|推向|推到|放大|拉近|拉远|对准|特写|聚焦)[^，。,;；]{0,4}?"
    r"(?:(?P<d>[左右])(?P<e>[上下])|(?P<f>[左右上下]))(?:边|侧|面|方|角|半|眼|手|脸)"
)
_NAMED = re.compile(
    rf"\b(?:on|onto|into|towards?|at|to|from)\s+{_WHOSE}(?:[a-z-]+\s+)?(?P<en>{_PART})\b"
    rf"|(?:推近|推进|推向|推到|放大|拉近|对准|特写|聚焦)[^，。,;；]{{0,6}}?(?P<zh>{_PART_ZH})"
)


def aim_in(said: str) -> Place | None:
    """The side or the corner at which a move looks, None where the words name neither."""
    found = _AT.search(said)
    if found is None:
        return None
    names = [_SIDES.get(one, one) for one in (found[k] for k in "abghcedf") if one]
    if len(names) == 1:
        return Place(side=names[0])
    y, x = (_HALVES[one] for one in names)
    return Place(polygon=((x, y), (x + 0.5, y), (x + 0.5, y + 0.5), (x, y + 0.5)))


def part_in(said: str) -> str:
    """A part of something that a move should look at and that nobody can find; "" where none is named."""
    found = _NAMED.search(said)
    return (found["en"] or found["zh"]) if found else ""


def span_in(said: str) -> tuple[int, int]:
    """Where the words about the side stand, (0, 0) for none."""
    found = _AT.search(said)
    return found.span() if found else (0, 0)
