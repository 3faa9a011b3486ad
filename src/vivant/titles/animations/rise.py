"""Line by line, the words rise a little to their place; they leave upwards."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = (
    "rise",
    "rise up",
    "fade up",
    "slide up",
    "from the bottom",
    "from below",
    "float up",
    "上升",
    "升起",
    "向上滑入",
    "从下滑入",
)
UNIT = "line"
MS = 550
EACH_MS = 90


def look(s: float) -> Look:
    return Look(alpha=1 - abs(s), down=-0.45 * s)
