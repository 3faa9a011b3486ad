"""The words come a little closer as they appear, and go on coming as they leave."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = (
    "从小变大",
    "由小变大",
    "从小到大",
    "由小到大",
    "grow",
    "scale",
    "scale up",
    "zoom",
    "zoom in",
    "放大",
    "缩放",
    "推近",
)
UNIT = "block"
MS = 700
EACH_MS = 0


def look(s: float) -> Look:
    return Look(alpha=1 - abs(s), scale=1 + 0.07 * s)
