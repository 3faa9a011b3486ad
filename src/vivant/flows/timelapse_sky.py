"""Clouds race out of the distance and spread overhead, as in a time-lapse."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.drift import carried
from vivant.flows.perspective import CLOSEST, horizon_of
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("sky", "clouds")
CARRIES = True
WORDS = (
    "time lapse sky", "timelapse sky", "timelapse clouds", "time lapse clouds", "racing clouds", "fast clouds",
    "clouds race", "延时天空", "延时摄影的云", "云飞快地流动", "风起云涌", "快速流云",
)  # fmt: skip

FARTHEST = 0.6
"""Height above the horizon, in short sides, from which on clouds get no faster."""
MIDDLE = 0.3


class Params(FlowParams):
    speed: float = number(0.06, 0.0, 0.4, "short sides per second")
    """How fast the clouds well above the horizon move."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    x, y = area.places
    height = np.clip(horizon_of(area, above=True) - y, CLOSEST, FARTHEST)
    if area.direction_deg is None:
        away_x, away_y = np.broadcast_to(x, area.inside.shape), np.broadcast_to(-height, area.inside.shape)
        pace = np.hypot(away_x, away_y)
        away_x, away_y = away_x / pace, away_y / pace
    else:
        dx, dy = area.way(0.0)
        away_x, away_y = np.full(area.inside.shape, dx), np.full(area.inside.shape, dy)
        pace = np.broadcast_to(height, area.inside.shape)
    pace = p.amount * p.speed * np.minimum(pace / MIDDLE, FARTHEST / MIDDLE)
    return carried(area, clock, np.dstack([away_x * pace, away_y * pace]).astype(np.float32), rng, reach=0.06)
