"""Word after word appears."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = ("word by word", "words", "each word", "逐词", "逐词出现", "一词一词")
UNIT = "word"
MS = 420
EACH_MS = 150


def look(s: float) -> Look:
    return Look(alpha=1 - abs(s), down=0.12 * abs(s))
