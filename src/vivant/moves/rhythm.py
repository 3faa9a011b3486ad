"""The speed of cycles: periodic functions of progress that leave the photo softly and come back to it.

Not for one-way moves (easing.py).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

TAU = 2.0 * math.pi

# 1 - cos(pi u)**8 is an even speed with one short rest per lap; these are the harmonics of cos(pi u)**8.
_MEAN = 35 / 128
_REST = (56 / 128, 28 / 128, 8 / 128, 1 / 128)

Tremor = Sequence[tuple[int, float, float]]
"""Whole harmonic, size, phase in radians."""


def turn(u: float) -> float:
    """The angle around a closed way at progress `u`, in radians: 0 .. 2 pi, at rest at both ends and even between."""
    rest = sum(c * math.sin(k * TAU * u) / k for k, c in enumerate(_REST, start=1))
    return (TAU * u * (1.0 - _MEAN) - rest) / (1.0 - _MEAN)


def rise(u: float, times: int = 1) -> float:
    """From 0 to 1 and back, `times` times."""
    return (1.0 - math.cos(TAU * times * u)) / 2.0


def swell(u: float, share: float = 0.3) -> float:
    """From 0 up to 1 over a `share` of the way, and down again over the last: quick cycles begin and end gently."""
    side = min(u % 1.0, 1.0 - u % 1.0)
    return (1.0 - math.cos(math.pi * min(1.0, side / share))) / 2.0


def sway(u: float, times: int = 1) -> float:
    """From 0 to 1, through 0 to -1 and back, `times` times."""
    return math.sin(times * turn(u))


def tremble(u: float, tremor: Tremor, pace: int = 1) -> float:
    """An irregular to and fro around 0 of about the summed sizes, that starts and ends at 0."""
    angle = pace * turn(u)
    return sum(size * (math.sin(k * angle + phase) - math.sin(phase)) for k, size, phase in tremor)
