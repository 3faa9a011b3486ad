"""Cloth waves in the wind: a flag, a dress, a curtain, a sail."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.drift import patches
from vivant.flows.sway import Swing, smooth, swaying
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("cloth",)
CARRIES = False
WORDS = (
    "cloth", "flag", "flag waves", "waving flag", "dress", "dress flows", "flowing dress", "curtain moves",
    "clothes flutter", "skirt sways",
    "布料飘动", "旗帜飘扬", "红旗飘扬", "裙摆飘动", "裙子飘动", "衣服飘动", "衣摆飘动", "窗帘飘动",
)  # fmt: skip

REACH = 0.0075
"""How far the free end waves, in short sides."""
SIZES = (1.0, 0.57)


class Params(FlowParams):
    size: float = number(0.26, 0.1, 0.8, "short sides")
    """Length of the waves that run to the free end."""
    speed: float = number(0.16, 0.0, 0.6, "short sides per second")
    """How fast the waves run."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    dx, dy = _free_way(area)
    x, y = area.places
    course = np.asarray(dx * x + dy * y, np.float32)
    inside = area.inside > 0.5
    low, high = np.percentile(course[inside], (1, 99)) if inside.any() else (0.0, 1.0)
    free = smooth(np.asarray((course - low) / max(float(high - low), 1e-3), np.float32))
    swings = []
    for n, (size, start) in enumerate(zip(SIZES, rng.uniform(0, 2 * np.pi, len(SIZES)), strict=True)):
        uneven = 0.7 * patches(area, rng, 0.18)
        reach = p.amount * REACH * size * free
        along = np.dstack([(0.3 * dx - dy) * reach, (0.3 * dy + dx) * reach]).astype(np.float32)
        phase = np.asarray(-2 * math.pi * course / (p.size * size) + uneven + start, np.float32)
        swings.append(Swing(p.speed / (p.size * size) * (1 + 0.1 * n), along, phase))
    return swaying(area, clock, swings if p.speed > 0 else [])


def _free_way(area: Area) -> tuple[float, float]:
    """Where the free end lies: as asked for, below where the cloth hangs, to the right where it flies."""
    inside = area.inside > 0.5
    rows, columns = (np.flatnonzero(inside.any(axis=axis)) for axis in (1, 0))
    flies = len(rows) > 0 and np.ptp(columns) > 1.25 * np.ptp(rows)
    return area.way(0.0 if flies else -90.0)
