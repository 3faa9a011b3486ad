"""Swaying: every place swings about where it is, as leaves, cloth and floating things do. Not for what travels
(drift.py) or for light that comes and goes (glow.py)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.flows.contract import Area, Draw, Motion
from vivant.units import Clock, Plane, turns

RIM = 0.02
"""How far inside its rim an area swings fully, in short sides: at the rim it holds on to what stands still."""
SOLID = 0.8
"""Share of the area that a place must have to swing: what is mixed with the still picture would be seen twice."""


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


def swaying(area: Area, clock: Clock, swings: Sequence[Swing], *, rim: float = RIM) -> Draw:
    """The sum of several swings. Each starts from where it is, so that frame 0 is the photo: what is added at frame i
    is its swing less its swing at frame 0, which a moment later nobody can tell from a swing."""
    hold = held(area, rim)
    rates = [turns(clock, swing.rate_hz) for swing in swings]
    parts = [_parts(swing, hold) for swing in swings]

    def draw(i: int) -> Motion:
        time_s = clock.time_s(i)
        shift = np.zeros((*area.inside.shape, 2), np.float32)
        for rate, (ahead, aside) in zip(rates, parts, strict=True):
            angle = (2 * math.pi * rate * time_s) % (2 * math.pi)
            if clock.loop and i % clock.n_frames == 0:
                angle = 0.0  # whole turns: what is left is rounding
            shift += np.float32(math.cos(angle) - 1) * ahead
            shift += np.float32(math.sin(angle)) * aside
        return Motion(shift)

    return draw


def _parts(swing: Swing, hold: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """reach * sin(phase) and reach * cos(phase), (h, w, 2) each."""
    phase = np.asarray(swing.phase, np.float32)[..., None]
    reach = hold * np.asarray(swing.reach, np.float32)
    return np.asarray(reach * np.sin(phase), np.float32), np.asarray(reach * np.cos(phase), np.float32)


def gusty(swing: Swing, gust: Plane, rate_hz: float) -> list[Swing]:
    """The swing in gusts that travel: two of nearly the same rate that grow and die together (a beat).

    gust  (h, w) float32, radians: where in its gust each place is; rate_hz: gusts a second
    """
    half = np.asarray(swing.reach, np.float32) * np.float32(0.5)
    return [
        replace(swing, reach=half),
        Swing(swing.rate_hz + rate_hz, half, np.asarray(swing.phase + gust, np.float32)),
    ]


def held(area: Area, rim: float = RIM) -> NDArray[np.float32]:
    """(h, w, 2) float32, 0 .. 1: 0 at the rim of the area, 1 `rim` short sides inside it. At the picture's own edges
    nothing swings across them; along them it may."""
    inside = np.pad((area.inside > SOLID).astype(np.uint8), 1, mode="edge")
    far = cv2.distanceTransform(inside, cv2.DIST_L2, 5)[1:-1, 1:-1] * area.step
    if inside.all():
        far = np.full(area.inside.shape, np.inf, np.float32)
    hold = smooth(np.asarray(far / max(rim, 1e-6), np.float32))
    h, w = hold.shape
    from_side = np.minimum(np.arange(w), np.arange(w)[::-1]).astype(np.float32) * area.step
    from_top = np.minimum(np.arange(h), np.arange(h)[::-1]).astype(np.float32) * area.step
    return np.dstack([hold * smooth(from_side / RIM)[None, :], hold * smooth(from_top / RIM)[:, None]])


def smooth(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """0 below 0, 1 above 1, and smooth between."""
    x = np.clip(x, 0, 1)
    return np.asarray(x * x * (3 - 2 * x), np.float32)


def both(one: Draw, two: Draw) -> Draw:
    """Two motions at once: what one moves sways too. `two` has one copy only."""

    def draw(i: int) -> Motion:
        a, b = one(i), two(i)
        other = None if a.other is None else a.other + b.shift
        gain = a.gain if b.gain is None else b.gain if a.gain is None else a.gain * b.gain
        return Motion(a.shift + b.shift, other, a.mix, gain)

    return draw
