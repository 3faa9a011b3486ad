"""Each line comes up from behind its own edge, like a credit; it leaves the way it came."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = ("unveil", "reveal", "mask up", "masked", "揭示", "揭开", "遮罩升起")
UNIT = "line"
MS = 650
EACH_MS = 110


def look(s: float) -> Look:
    return Look(down=1.3 * abs(s), masked=s != 0, alpha=float(abs(s) < 1))
