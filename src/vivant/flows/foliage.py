"""Leaves and branches sway, and gusts of wind run through them."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.drift import patches
from vivant.flows.growing import above_foot, fine
from vivant.flows.sway import Swing, gusty, swaying
from vivant.knobs import number
from vivant.units import Clock, Plane

AREAS = ("foliage", "flowers")
CARRIES = False
WORDS = (
    "leaves sway", "swaying leaves", "leaves", "foliage", "trees sway", "swaying trees", "leaves rustle",
    "branches sway", "the plants sway", "flowers sway", "swaying flowers", "trees move",
    "树叶摇曳", "树叶飘动", "树叶晃动", "树枝摇动", "树在摇", "枝叶摇摆", "花朵摇曳", "花在摇", "植物摇曳",
)  # fmt: skip

BRANCH, LEAF = 0.0042, 0.0011
"""How far branches and leaves swing, in short sides."""
BRANCH_HZ, LEAF_HZ = (0.31, 0.47), (0.9, 1.27)
BRANCH_SIZE, LEAF_SIZE = 0.16, 0.045
"""Size of the patches that swing together, in short sides."""
GUST_SIZE = 0.9
"""Distance from one gust to the next, in short sides."""


class Params(FlowParams):
    gusts: float = number(0.12, 0.02, 0.5, "times a second")
    """How often a gust of wind comes."""
    speed: float = number(1.0, 0.3, 2.5, "times")
    """How quickly leaves and branches swing."""
    rustle: float = number(1.0, 0.0, 3.0, "times")
    """How much single leaves tremble, beside the branches that bear them."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    wind = area.way(0.0)
    x, y = area.places
    gust = np.asarray(-2 * math.pi * (wind[0] * x + wind[1] * y) / GUST_SIZE, np.float32)
    free = 0.35 + 0.65 * above_foot(area)
    branches, leaves = p.amount * BRANCH * free, p.amount * p.rustle * LEAF * fine(area)
    swings: list[Swing] = []
    for n, rate in enumerate(BRANCH_HZ):
        phase = _phase(area, rng, BRANCH_SIZE / (1 + n), 0.5)
        along = np.dstack([wind[0] * branches, wind[1] * branches + 0.25 * branches]) / (1 + n)
        swings += gusty(Swing(p.speed * rate, along.astype(np.float32), phase), gust, p.gusts)
    for n, rate in enumerate(LEAF_HZ):
        reach = (leaves, 0.5 * leaves) if n % 2 else (0.4 * leaves, leaves)
        swing = Swing(p.speed * rate, np.dstack(reach).astype(np.float32), _phase(area, rng, LEAF_SIZE, 0.8))
        swings += gusty(swing, gust, p.gusts)
    return swaying(area, clock, swings)


def _phase(area: Area, rng: Generator, size: float, uneven: float) -> Plane:
    """A phase of its own for every patch, and one for the whole."""
    return np.asarray(uneven * math.pi * patches(area, rng, size) + rng.uniform(0, 2 * math.pi), np.float32)
