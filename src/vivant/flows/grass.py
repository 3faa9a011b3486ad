"""Waves of wind run over grass."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.drift import patches
from vivant.flows.growing import above_foot
from vivant.flows.perspective import nearer_is_faster
from vivant.flows.sway import Swing, gusty, swaying
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("grass",)
CARRIES = False
WORDS = (
    "grass", "grass waves", "grass sways", "waving grass", "wind over the grass", "the meadow sways", "wheat sways",
    "草在摇", "草地起伏", "青草摇曳", "草随风摆动", "麦浪", "麦田起伏", "风吹草动",
)  # fmt: skip

REACH = 0.0035
"""How far blades in the middle distance bend, in short sides."""


class Params(FlowParams):
    size: float = number(0.3, 0.1, 1.0, "short sides")
    """Distance from one wave of wind to the next."""
    speed: float = number(0.14, 0.0, 0.6, "short sides per second")
    """How fast the waves run over the grass."""
    gusts: float = number(0.14, 0.02, 0.5, "times a second")
    """How often the wind grows and dies."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    wind = area.way(0.0)
    x, y = area.places
    # Seen from the side, a wave that is as long into the distance as across lies flat in the picture.
    course = np.asarray(wind[0] * x + 2.0 * y * (0.4 + wind[1]), np.float32)
    free = (0.25 + 0.75 * above_foot(area, whole=False)) * nearer_is_faster(area)
    swings: list[Swing] = []
    for n, part in enumerate((1.0, 0.47)):
        uneven = (1.1 - 0.3 * n) * patches(area, rng, 0.14 * part)
        phase = np.asarray(-2 * math.pi * course / (p.size * part) + uneven + rng.uniform(0, 2 * math.pi), np.float32)
        reach = p.amount * REACH * part * free
        along = np.dstack([(wind[0] or 0.5) * reach, (0.35 + abs(wind[1])) * reach]).astype(np.float32)
        gust = np.asarray(-2 * math.pi * course / (3 * p.size), np.float32)
        swings += gusty(Swing(p.speed / (p.size * part), along, phase), gust, p.gusts)
    return swaying(area, clock, swings if p.speed > 0 else [])
