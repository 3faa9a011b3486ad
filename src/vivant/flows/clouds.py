"""Clouds drift across the sky, slower towards the horizon."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.drift import carried
from vivant.flows.perspective import level
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("clouds", "sky")
CARRIES = True
WORDS = (
    "clouds", "clouds drift", "drifting clouds", "clouds move", "moving clouds", "the sky moves", "clouds float",
    "云在飘", "云飘动", "云朵飘动", "云彩飘动", "白云飘", "流云", "云动", "天空飘动",
)  # fmt: skip

LEAST, MOST = 0.2, 1.8


class Params(FlowParams):
    speed: float = number(0.014, 0.0, 0.15, "short sides per second")
    """How fast the clouds in the middle of the sky drift."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    dx, dy = area.way(0.0)
    pace = np.float32(p.amount * p.speed) * np.clip(level(area, above=True).scale, LEAST, MOST)
    return carried(area, clock, np.dstack([dx * pace, dy * pace]).astype(np.float32), rng)
