"""Light that comes and goes where it is: lamps that twinkle, flames that flicker. Not for what changes place
(drift.py, sway.py), and never so much or so fast that it flashes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, Motion
from vivant.flows.drift import patches
from vivant.units import Clock, Plane, turns

MOST = 0.22
"""How far from 1 a gain may come, however strongly it is asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Pulse:
    """Light that swells and fades.

    rate_hz  times a second
    reach    (h, w) float32 or a number: how far it swings each way, as a share of the light
    phase    (h, w) float32 or a number: where in its swing each place is, radians
    """

    rate_hz: float
    reach: Plane | float
    phase: Plane | float


def glowing(area: Area, clock: Clock, pulses: Sequence[Pulse]) -> Draw:
    """The sum of several pulses; frame 0 is the photo. Together they stay within MOST."""
    rates = [turns(clock, pulse.rate_hz) for pulse in pulses]
    parts = []
    for pulse in pulses:
        phase = np.asarray(pulse.phase, np.float32)
        parts.append((pulse.reach * np.sin(phase), pulse.reach * np.cos(phase)))
    still = np.zeros((*area.inside.shape, 2), np.float32)

    def draw(i: int) -> Motion:
        gain = np.ones(area.inside.shape, np.float32)
        for rate, (ahead, aside) in zip(rates, parts, strict=True):
            angle = (2 * math.pi * rate * clock.time_s(i)) % (2 * math.pi)
            if clock.loop and i % clock.n_frames == 0:
                angle = 0.0  # whole turns: what is left is rounding
            gain += np.asarray((math.cos(angle) - 1) * ahead + math.sin(angle) * aside, np.float32)
        return Motion(still, gain=np.clip(gain, 1 - MOST, 1 + MOST))

    return draw


def own_phase(area: Area, rng: Generator, size: float) -> Plane:
    """(h, w) float32, radians: a phase of its own for every patch of `size` short sides."""
    return np.asarray(patches(area, rng, size) * np.float32(2 * math.pi), np.float32)
