"""Neon signs hum softly, and now and then one of them flickers."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams, Motion
from vivant.flows.drift import patches
from vivant.flows.glow import Pulse, glowing, own_phase
from vivant.knobs import number
from vivant.units import Clock, Plane, turns

AREAS = ("neon", "lights")
CARRIES = False
WORDS = (
    "neon", "neon flickers", "neon sign", "neon signs", "neon lights", "flickering neon", "neon glows",
    "霓虹", "霓虹灯", "霓虹闪烁", "霓虹灯闪烁", "招牌闪烁",
    "招牌灯闪烁", "灯牌闪烁", "灯牌", "霓虹招牌", "霓虹灯牌", "招牌闪", "招牌一闪一闪",
)  # fmt: skip

HUM_HZ = 1.9
UNLIKE_RAD = 1.7
"""How far apart in time signs flicker."""
SHARP = 30.0
"""How short a flicker is beside the time between two: about a twentieth."""


class Params(FlowParams):
    hum: float = number(0.018, 0.0, 0.04, "of the light")
    """How much the light hums all the time."""
    flicker: float = number(0.11, 0.0, 0.2, "of the light")
    """How much a sign dims when it flickers."""
    rate: float = number(0.17, 0.05, 0.4, "times a second")
    """How often a sign flickers."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    # No sign begins in a flicker: the first frame is the photo, and what it has of one would be missing later.
    signs = np.asarray(math.pi + UNLIKE_RAD * patches(area, rng, 0.18), np.float32)
    hum = glowing(area, clock, [Pulse(HUM_HZ, min(p.amount, 2.0) * p.hum / 2, own_phase(area, rng, 0.18))])
    rate, depth = turns(clock, p.rate), np.float32(min(p.amount * p.flicker, 0.2))

    def dimmed(i: int) -> Plane:
        angle = (2 * math.pi * rate * clock.time_s(i)) % (2 * math.pi)
        return np.asarray(np.exp(SHARP * (np.cos(signs + np.float32(angle)) - 1)), np.float32)

    first = dimmed(0)

    def draw(i: int) -> Motion:
        motion = hum(i)
        dim = 1 - depth * (dimmed(i) - first)
        return Motion(motion.shift, gain=dim if motion.gain is None else motion.gain * dim)

    return draw
