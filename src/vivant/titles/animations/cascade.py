"""Letters come up one after another, in a soft wave."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = ("cascade", "letter by letter", "letters", "wave", "逐字", "逐字出现", "字母瀑布", "波浪")
UNIT = "letter"
MS = 480
EACH_MS = 32


def look(s: float) -> Look:
    return Look(alpha=1 - abs(s), down=0.3 * abs(s))
