"""The words glide in towards the right, and out the same way."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = ("slide right", "glide right", "slide", "slide in", "from the left", "右滑", "向右滑入", "滑入", "从左滑入")
UNIT = "line"
MS = 600
EACH_MS = 70


def look(s: float) -> Look:
    return Look(alpha=1 - abs(s), right=1.1 * s)
