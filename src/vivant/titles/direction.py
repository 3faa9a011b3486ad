"""The order in which mixed directions stand on a line, after the Unicode Bidirectional Algorithm (UAX #9).

Rules W1 to W7, N1, N2, I1, I2, L1 and L2 for one line; an explicit embedding or isolate is not opened, its marks count
as nothing. Not for shaping: that is the font's (shaping.py).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

_Item = TypeVar("_Item")
_NEUTRAL = ("B", "S", "WS", "ON")
_NOTHING = ("BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def runs_left(text: str) -> bool:
    """Whether a text reads from right to left: so says its first letter that has a direction (rules P2 and P3)."""
    strong = (unicodedata.bidirectional(c) for c in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"


def levels(text: str, leftward: bool) -> list[int]:
    """The embedding level of every character of one line: odd runs to the left. `leftward`: the whole line does."""
    base = int(leftward)
    around = "R" if leftward else "L"
    deep = {"L": 2, "R": 1, "AN": 2, "EN": 2} if leftward else {"L": 0, "R": 1, "AN": 2, "EN": 2}
    kinds = [unicodedata.bidirectional(c) or "L" for c in text]
    solid = [i for i, kind in enumerate(kinds) if kind not in _NOTHING]
    out = [base] * len(text)
    for i, kind in zip(solid, _neutrals(_weak([kinds[i] for i in solid], around), around), strict=True):
        out[i] = deep[kind]
    for i, kind in enumerate(kinds):  # a mark of nothing goes with what stands before it
        if kind in _NOTHING and i:
            out[i] = out[i - 1]
    _trail(kinds, out, base)
    return out


def _weak(kinds: list[str], around: str) -> list[str]:
    """Rules W1 to W7: marks, numbers and what stands between them."""
    found = list(kinds)
    strong = last = around
    for i, kind in enumerate(kinds):
        if kind == "NSM":
            found[i] = last
        elif kind == "EN" and strong == "AL":
            found[i] = "AN"
        if found[i] in ("L", "R", "AL"):
            strong = found[i]
        last = found[i]
    found = ["R" if kind == "AL" else kind for kind in found]
    for i in range(1, len(found) - 1):
        before, after = found[i - 1], found[i + 1]
        between = (found[i] == "ES" and before == "EN") or (found[i] == "CS" and before in ("EN", "AN"))
        if between and before == after:
            found[i] = before
    found = _signs(found)
    strong = around
    for i, kind in enumerate(found):
        strong = kind if kind in ("L", "R") else strong
        found[i] = "L" if kind == "EN" and strong == "L" else kind
    return found


def _signs(kinds: list[str]) -> list[str]:
    """Rules W5 and W6: a percent or currency sign goes with its number, other separators are neutral."""
    found = list(kinds)
    i = 0
    while i < len(found):
        end = i
        while end < len(found) and found[end] == "ET":
            end += 1
        if end > i:
            number = "EN" in (found[i - 1] if i else "", found[end] if end < len(found) else "")
            found[i:end] = ["EN" if number else "ON"] * (end - i)
        i = max(end, i + 1)
    return ["ON" if kind in ("ES", "CS", "ET") else kind for kind in found]


def _neutrals(kinds: list[str], around: str) -> list[str]:
    """Rules N1 and N2: between two of one direction a neutral takes theirs, else that of the line."""
    found = list(kinds)
    i = 0
    while i < len(found):
        end = i
        while end < len(found) and found[end] in _NEUTRAL:
            end += 1
        if end > i:
            sides = [_side(found[j]) if 0 <= j < len(found) else around for j in (i - 1, end)]
            found[i:end] = [sides[0] if sides[0] == sides[1] else around] * (end - i)
        i = max(end, i + 1)
    return found


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _trail(kinds: list[str], out: list[int], base: int) -> None:
    """Rule L1: spaces at the end of a line belong to the line."""
    for i in range(len(kinds) - 1, -1, -1):
        if kinds[i] not in ("WS", "S", "B", *_NOTHING):
            return
        out[i] = base


def in_sight(items: Sequence[_Item], item_levels: Sequence[int]) -> list[_Item]:
    """Rule L2: items that are given as they are read, in the order in which they stand from left to right."""
    order = list(range(len(items)))
    for level in range(max(item_levels, default=0), 0, -1):
        i = 0
        while i < len(order):
            end = i
            while end < len(order) and item_levels[order[end]] >= level:
                end += 1
            order[i:end] = order[i:end][::-1]
            i = max(end, i + 1)
    return [items[i] for i in order]
