"""The letters stand wide apart and settle; they part again as they leave."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = ("tracking", "letter spacing", "spread", "expand", "字距", "字间距", "收拢", "展开")
UNIT = "letter"
MS = 900
EACH_MS = 0


def look(s: float) -> Look:
    return Look(alpha=1 - abs(s), spread=0.32 * abs(s))
