"""The words fade in, and fade out."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = ("fade", "fade in", "fade out", "dissolve", "淡入", "淡出", "淡入淡出", "渐显")
UNIT = "block"
MS = 450
EACH_MS = 0


def look(s: float) -> Look:
    return Look(alpha=1 - abs(s))
