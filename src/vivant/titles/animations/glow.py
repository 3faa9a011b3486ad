"""The words light up and calm down."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = ("闪闪发光", "glow", "glow in", "light up", "shine", "发光", "辉光", "点亮")
UNIT = "block"
MS = 900
EACH_MS = 0


def look(s: float) -> Look:
    return Look(alpha=1 - abs(s), glow=min(1.0, 4 * abs(s) * (1 - abs(s))))
