"""Letters appear one by one, as from a typewriter, and are taken back the same way."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = ("typewriter", "type", "typed", "typing", "打字机", "打字", "逐字输入")
UNIT = "letter"
MS = 40
EACH_MS = 55


def look(s: float) -> Look:
    return Look(alpha=float(abs(s) < 1))
