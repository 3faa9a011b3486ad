"""Flames lick upwards and flicker."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.drift import carried
from vivant.flows.glow import Pulse, glowing, own_phase
from vivant.flows.rising import curling
from vivant.flows.sway import both
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("fire",)
CARRIES = True
WORDS = (
    "fire", "flames", "fire burns", "burning fire", "flames flicker", "campfire", "bonfire", "the fire crackles",
    "火", "火焰", "火焰跳动", "火焰燃烧", "篝火", "火光闪烁",
    "火苗跳动", "火焰升腾", "火在烧", "火烧起来", "炭火", "炉火跳动", "火苗窜动", "火苗窜",
)  # fmt: skip

RATES_HZ = (0.7, 1.3, 2.2)
"""Rates of the flicker, with a smaller reach the quicker: never three swings of a tenth in a second."""


class Params(FlowParams):
    speed: float = number(0.14, 0.0, 0.6, "short sides per second")
    """How fast the flames rise."""
    flicker: float = number(0.045, 0.0, 0.08, "of the light")
    """How much their light comes and goes."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    velocity = curling(area, area.way(90.0), p.amount * p.speed, 0.3, 0.06, rng)
    phase = 0.25 * own_phase(area, rng, 0.15)
    pulses = [
        Pulse(rate, min(p.amount, 1.5) * p.flicker / (1 + n) ** 1.5, np.asarray(phase + start, np.float32))
        for n, (rate, start) in enumerate(zip(RATES_HZ, rng.uniform(0, 2 * np.pi, len(RATES_HZ)), strict=True))
    ]
    return both(carried(area, clock, velocity, rng), glowing(area, clock, pulses))
