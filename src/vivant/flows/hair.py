"""Hair waves gently in the wind, fixed at the head and free at the ends."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.drift import patches
from vivant.flows.growing import below_root
from vivant.flows.sway import Swing, gusty, swaying
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("hair",)
CARRIES = False
WORDS = (
    "hair", "hair blowing", "hair blows", "hair waves", "hair sways", "flowing hair", "wind in her hair",
    "wind in his hair", "头发飘动", "头发飘", "长发飘飘", "发丝飘动", "秀发飘扬", "头发随风",
)  # fmt: skip

REACH = 0.006
"""How far the ends wave, in short sides."""
RATES_HZ = (0.38, 0.61)
FREE = 0.08
"""How free the roots are, beside the ends."""


class Params(FlowParams):
    size: float = number(0.22, 0.08, 0.8, "short sides")
    """Length of the waves that run along the hair."""
    speed: float = number(1.0, 0.3, 2.5, "times")
    """How quickly it waves."""
    gusts: float = number(0.15, 0.02, 0.5, "times a second")
    """How often a gust of wind comes."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    wind = area.way(0.0)
    x, y = area.places
    reach = p.amount * REACH * (FREE + (1 - FREE) * below_root(area))
    gust = np.asarray(-2 * math.pi * (wind[0] * x + wind[1] * y), np.float32)
    swings: list[Swing] = []
    for n, rate in enumerate(RATES_HZ):
        strands = (0.9 + 0.4 * n) * patches(area, rng, 0.1 / (1 + n))
        phase = np.asarray(-2 * math.pi * y / p.size * (1 + 0.6 * n) + strands + rng.uniform(0, 6.28), np.float32)
        along = np.dstack([(wind[0] or 0.3) * reach, (0.15 + wind[1]) * reach]) / (1 + n)
        swings += gusty(Swing(p.speed * rate, along.astype(np.float32), phase), gust, p.gusts)
    return swaying(area, clock, swings)
