"""Line by line, the words sink a little to their place; they leave downwards."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = (
    "fall",
    "drop",
    "fade down",
    "slide down",
    "from the top",
    "from above",
    "落下",
    "下落",
    "向下滑入",
    "从上滑入",
)
UNIT = "line"
MS = 550
EACH_MS = 90


def look(s: float) -> Look:
    return Look(alpha=1 - abs(s), down=0.45 * s)
