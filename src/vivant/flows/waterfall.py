"""Water falls, quicker the farther it has fallen."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.drift import carried, patches
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("waterfall",)
CARRIES = True
WORDS = (
    "waterfall", "falling water", "cascade", "water falls", "water pours down", "waterfalls",
    "瀑布", "瀑布流动", "瀑布倾泻", "水往下落", "飞瀑",
    "瀑布流下来", "瀑布倾泻而下", "水帘", "飞流直下", "喷泉喷涌", "瀑布奔流",
)  # fmt: skip

HASTE = 0.8
"""How much faster water is at the foot than at the top."""
STRANDS = 0.12
"""How much faster or slower one strand is than the mean."""


class Params(FlowParams):
    speed: float = number(0.16, 0.0, 0.8, "short sides per second")
    """How fast the water falls half-way down."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    _, y = area.places
    rows = np.flatnonzero((area.inside > 0.5).any(axis=1))
    top, foot = (float(y[rows[0], 0]), float(y[rows[-1], 0])) if len(rows) else (-0.5, 0.5)
    fallen = np.clip((y - top) / max(foot - top, 1e-3), 0, 1)
    haste = np.sqrt((1 + (HASTE * (2 + HASTE)) * fallen) / (1 + (HASTE * (2 + HASTE)) / 2))
    strands = 1 + STRANDS * patches(area, rng, 0.05).mean(axis=0)
    pace = p.amount * p.speed * haste * strands[None, :]
    dx, dy = area.way(-90.0)
    return carried(area, clock, np.dstack([dx * pace, dy * pace]).astype(np.float32), rng, reach=0.06)
