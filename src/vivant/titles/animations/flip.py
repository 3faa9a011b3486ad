"""Each word turns up about a level axis."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = ("flip", "turn", "flip up", "flip in", "翻转", "翻牌", "翻入")
UNIT = "word"
MS = 520
EACH_MS = 70


def look(s: float) -> Look:
    return Look(alpha=min(1.0, 2 * (1 - abs(s))), turn=1 - abs(s))
