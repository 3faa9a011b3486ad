"""The words come into focus, and go out of it."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = ("blur", "blur in", "blur out", "focus", "模糊", "模糊淡入", "聚焦", "虚化")
UNIT = "block"
MS = 650
EACH_MS = 0


def look(s: float) -> Look:
    return Look(alpha=1 - abs(s), blur=0.28 * abs(s))
