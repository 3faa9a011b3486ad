"""Swaying: every place swings about where it is, as leaves, cloth and floating things do. Not for what travels
(drift.py)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vivant.flows.contract import Area, Draw, Motion
from vivant.units import Clock, Plane, turns


@dataclass(frozen=True, slots=True, eq=False)
class Swing:
    """One wave that runs over the area.

    rate_hz   swings a second
    reach     (h, w, 2) float32 or two numbers: how far it swings, in short sides
    phase     (h, w) float32 or a number: where in its swing each place is, radians
    """

    rate_hz: float
    reach: NDArray[np.float32] | tuple[float, float]
    phase: Plane | float


def swaying(area: Area, clock: Clock, swings: list[Swing]) -> Draw:
    """The sum of several swings. Each starts from where it is, so that frame 0 is the photo: what is added at frame i
    is its swing less its swing at frame 0, which a moment later nobody can tell from a swing."""
    rates = [turns(clock, swing.rate_hz) for swing in swings]
    first = [np.sin(np.asarray(swing.phase, np.float32)) for swing in swings]

    def draw(i: int) -> Motion:
        time_s = clock.time_s(i)
        shift = np.zeros((*area.inside.shape, 2), np.float32)
        for swing, rate, begin in zip(swings, rates, first, strict=True):
            angle = np.float32((2 * math.pi * rate * time_s) % (2 * math.pi))
            now = np.sin(np.asarray(swing.phase, np.float32) + angle) - begin
            reach = swing.reach
            for axis in (0, 1):
                shift[..., axis] += now * (reach[axis] if isinstance(reach, tuple) else reach[..., axis])
        return Motion(shift)

    return draw
