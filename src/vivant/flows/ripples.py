"""Trains of waves on a level surface: they shrink towards the horizon, and vanish where they get too fine to be seen.

Not for which waves run where (the flows' own files).
"""

from __future__ import annotations

import math

import numpy as np

from vivant.flows.contract import Area
from vivant.flows.perspective import Level, level
from vivant.flows.sway import Swing, smooth
from vivant.units import Plane

FINEST, FINE = 0.012, 0.022
"""Waves as short as this on the picture (short sides) are not seen, and from that length on fully."""


def train(
    area: Area, length: float, way_deg: float, speed: float, reach: tuple[float, float], start: float
) -> Swing:  # fmt: skip
    """A train of waves of one length (short sides in the middle of the area) that runs towards `way_deg` on the
    surface (0 to the right, 90 away from the viewer) at `speed`; `reach` is how far it swings in the middle."""
    surface = level(area)
    k = 2 * math.pi / length
    across, away = k * math.cos(math.radians(way_deg)), -k * math.sin(math.radians(way_deg))
    phase = -(across * surface.across + away * surface.along) + np.float32(start)
    size = surface.scale * _seen(surface, across, away)
    return Swing(speed / length, np.dstack([reach[0] * size, reach[1] * size]).astype(np.float32), phase)


def _seen(surface: Level, across: float, away: float) -> Plane:
    """0 where a train is too fine for the picture, 1 where it is not."""
    fine = np.hypot(across / surface.scale, away / (surface.scale * surface.flat))
    return smooth(np.asarray((2 * math.pi / fine - FINEST) / (FINE - FINEST), np.float32))
