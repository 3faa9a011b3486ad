"""Carrying: two copies of the picture travel along a field of speeds and take turns (Neyret, 2003; Vlachos, 2010).

While one copy has come half its way and is seen fully, the other jumps back unseen. Neighbouring places take turns at
different times, so that the whole never pulses; they drift apart only after the first frame, which is the photo.
Not for swinging about (sway.py).
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.flows.contract import Area, Draw, Motion
from vivant.units import Clock, Plane

REACH, MOST_REACH = 0.05, 0.13
"""How far a copy travels before it is taken back, in short sides: at a usual speed, and at most where it is quickest.
A shorter way would let coarse structures slip back as fast as they go."""
SHORTEST_S, LONGEST_S = 0.6, 12.0
UNEVEN = 0.3
"""How far apart the turns of neighbouring places get, in rounds."""
BLOB = 0.12
"""Size of the patches that take turns together, in short sides."""
HALF = np.float32(0.5)


def carried(area: Area, clock: Clock, velocity: NDArray[np.float32], rng: Generator, *, reach: float = REACH) -> Draw:
    """The motion of an area along `velocity`, (h, w, 2) float32 in short sides per second."""
    speed = np.hypot(velocity[..., 0], velocity[..., 1])[area.inside > 0.5]
    fastest = float(speed.max(initial=0.0))
    still = np.zeros_like(velocity)
    if fastest == 0.0:
        return lambda i: Motion(still)
    wished = min(2 * reach / max(float(np.median(speed)), 1e-6), 2 * max(MOST_REACH, reach) / fastest)
    round_s = _round_s(clock, min(max(wished, SHORTEST_S), LONGEST_S))
    apart = np.float32(UNEVEN) * patches(area, rng, BLOB)

    def draw(i: int) -> Motion:
        time_s = clock.time_s(i)
        turn = apart * np.float32(_apart(clock, time_s, round_s)) + np.float32((time_s / round_s + 0.5) % 1.0)
        one = turn - np.floor(turn)
        two = one + np.where(one < HALF, HALF, -HALF)
        shift, other = (_along(velocity, (phase - HALF) * np.float32(round_s)) for phase in (one, two))
        return Motion(shift, other, np.abs(2 * one - 1))

    return draw


def _along(velocity: NDArray[np.float32], time_s: Plane) -> NDArray[np.float32]:
    """How far everything gets in a time of its own."""
    way = np.empty_like(velocity)
    for axis in (0, 1):
        np.multiply(velocity[..., axis], time_s, out=way[..., axis])
    return way


def patches(area: Area, rng: Generator, size: float) -> Plane:
    """Smooth noise of about -1 .. 1 over the map, with blobs of `size` short sides; chance is drawn without the map's
    resolution."""
    coarse = rng.normal(0.0, 1.0, (64, 64)).astype(np.float32)
    x, y = area.places
    columns = np.broadcast_to(x / size % 64, area.inside.shape).astype(np.float32)
    rows = np.broadcast_to(y / size % 64, area.inside.shape).astype(np.float32)
    noise = cv2.remap(coarse, columns, rows, cv2.INTER_CUBIC, borderMode=cv2.BORDER_WRAP)
    return np.asarray(np.clip(noise / 1.2, -1.5, 1.5), np.float32)


def _round_s(clock: Clock, round_s: float) -> float:
    """A round that comes out whole over a loop."""
    if not clock.loop:
        return round_s
    return clock.duration_s / max(1, round(clock.duration_s / round_s))


def _apart(clock: Clock, time_s: float, round_s: float) -> float:
    """How far the patches are out of step: not at all in the first frame, nor where a loop comes back to it."""
    if clock.loop:
        return math.sin(math.pi * time_s / clock.duration_s) ** 2
    return 1.0 - math.exp(-((time_s / round_s) ** 2))
