"""A boat or whatever floats rises, sinks and rolls gently."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.sway import Swing, swaying
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("figure",)
CARRIES = False
WORDS = (
    "bobbing", "bobs", "boat bobs", "the boat rocks", "rocking boat", "bobbing boat", "floats on the water",
    "小船摇晃", "船在摇", "船随波起伏", "小船轻摇", "随波荡漾",
    "小船晃动", "船轻轻晃", "小船荡漾", "小舟荡漾", "船随波晃动", "船在漂", "小船轻晃",
)  # fmt: skip

RISE = 0.004
"""How far it rises, in short sides."""
ROLL_DEG = 0.45
"""How far it rolls to each side."""


class Params(FlowParams):
    rate: float = number(0.22, 0.05, 0.6, "times a second")
    """How often it rises and sinks."""
    roll: float = number(1.0, 0.0, 4.0, "times")
    """How far it rolls to each side, beside how far it rises."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    x, y = area.places
    rows = np.flatnonzero((area.inside > 0.5).any(axis=1))
    weight = area.inside + np.float32(1e-6)
    middle_x = float((weight * x).sum() / weight.sum())
    keel_y = float(y[rows[-1], 0]) if len(rows) else 0.0
    turn = p.amount * p.roll * math.radians(ROLL_DEG)
    across, down = np.broadcast_arrays(-turn * (y - keel_y), turn * (x - middle_x))
    first, second, third = (float(start) for start in rng.uniform(0, 2 * math.pi, 3))
    return swaying(area, clock, [
        Swing(p.rate, (0.2 * p.amount * RISE, p.amount * RISE), first),
        Swing(1.7 * p.rate, (0.0, 0.35 * p.amount * RISE), second),
        Swing(0.8 * p.rate, np.dstack([across, down]).astype(np.float32), third),
    ])  # fmt: skip
