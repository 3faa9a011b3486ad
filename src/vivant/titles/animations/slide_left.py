"""The words glide in towards the left, and out the same way."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = ("slide left", "glide left", "from the right", "左滑", "向左滑入", "从右滑入")
UNIT = "line"
MS = 600
EACH_MS = 70


def look(s: float) -> Look:
    return Look(alpha=1 - abs(s), right=-1.1 * s)
