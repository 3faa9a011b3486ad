"""Ash sinks slowly out of the air, torn grey scraps, some of them almost white."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.flutter import Sheet, fluttering
from vivant.effects.particles import FallingParams
from vivant.effects.shapes import crumb
from vivant.knobs import number
from vivant.units import Clock

KIND = "particles"
WORDS = (
    "ash", "falling ash", "ashes", "volcanic ash", "ash fall", "ash in the air",
    "灰烬", "火山灰", "飘灰", "落灰", "灰烬飘落",
    "漫天灰烬", "火山灰飘落", "烟灰", "飞灰", "灰烬飘飞",
)  # fmt: skip
GREYS = np.array([[0.14, 0.14, 0.14], [0.3, 0.29, 0.28], [0.45, 0.44, 0.43], [0.6, 0.59, 0.58], [0.75, 0.74, 0.73]])


class Params(FallingParams):
    wind: float = number(0.05, -2.0, 2.0, "short sides/s")
    """Wind to the right (+) or to the left (-): how far it carries a near scrap in a second."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    sheet = Sheet(
        per_area=1100, size=0.0085, slim=0.8, fall=0.1, swing=0.05, over_hz=(0.1, 0.35),
        outlines=tuple(crumb(kind) for kind in range(4)), tints=GREYS,
    )  # fmt: skip
    return fluttering(setting, clock, p, rng, sheet)
