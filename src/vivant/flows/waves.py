"""Swell lifts and sinks and runs towards the shore, and the foam goes with it."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.drift import carried
from vivant.flows.perspective import level
from vivant.flows.ripples import train
from vivant.flows.sway import both, swaying
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("water",)
CARRIES = True
WORDS = (
    "waves", "sea waves", "ocean waves", "waves roll", "rolling waves", "surf", "the sea moves", "swell",
    "海浪", "波浪", "海浪翻滚", "浪花", "海面起伏", "潮水", "波涛",
    "海浪涌动", "浪花拍打", "潮起潮落", "浪打", "浪花翻滚", "惊涛拍岸", "海浪拍岸", "涨潮", "浪涌", "浪头", "拍岸",
    "海水涌动", "海水一涌一涌", "水花四溅", "浪花四溅",
)  # fmt: skip

HEIGHT = 0.0045
"""How far the swell of the middle distance lifts the water, in short sides."""
SIZES = (1.0, 0.63, 0.41)
TURNS_DEG = (0.0, 23.0, -31.0)
FOAM = 0.22
"""How fast foam goes, beside the waves that pass under it."""


class Params(FlowParams):
    size: float = number(0.3, 0.12, 1.0, "short sides")
    """Wavelength of the swell in the middle distance."""
    speed: float = number(0.1, 0.0, 0.5, "short sides per second")
    """How fast the waves of the middle distance run."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    way_deg = -90.0 if area.direction_deg is None else area.direction_deg
    surface = level(area)
    across, away = math.cos(math.radians(way_deg)), math.sin(math.radians(way_deg))
    pace = np.float32(p.amount * FOAM * p.speed) * np.minimum(surface.scale, 3)
    flat = np.clip(surface.flat, 0.15, 1.0)
    foam = carried(area, clock, np.dstack([across * pace, -away * flat * pace]).astype(np.float32), rng)
    swings = []
    for size, turn, start in zip(SIZES, TURNS_DEG, rng.uniform(0, 2 * np.pi, len(SIZES)), strict=True):
        rise = p.amount * HEIGHT * size / math.sqrt(len(SIZES))
        swings.append(train(area, p.size * size, way_deg + turn, p.speed, (0.35 * rise, rise), float(start)))
    return both(foam, swaying(area, clock, swings if p.speed > 0 else []))
