"""A soft edge uncovers the words in reading direction, line after line."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = ("wipe", "wipe in", "uncover", "擦除", "擦入", "划入")
UNIT = "line"
MS = 700
EACH_MS = 160


def look(s: float) -> Look:
    return Look(shown=1 - abs(s))
