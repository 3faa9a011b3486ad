"""How loud the two shots of a transition are. Not for mixing them (sound)."""

from __future__ import annotations

import math


def gains(t: float) -> tuple[float, float]:
    """The gains of the old and the new sound at t of 0 .. 1: of equal power, so that sounds that have nothing in common
    stay as loud as they were; 1 and 0 before, 0 and 1 after."""
    if t <= 0:
        return 1.0, 0.0
    if t >= 1:
        return 0.0, 1.0
    return math.cos(t * math.pi / 2), math.sin(t * math.pi / 2)
