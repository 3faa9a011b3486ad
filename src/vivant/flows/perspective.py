"""How distance shows: what is near is larger and moves farther across the picture. Not for what moves (the flows' own
files)."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from vivant.flows.contract import Area
from vivant.units import Plane

LEAST, MOST = 0.25, 2.2
"""How slow the farthest and how fast the nearest part may be, beside the middle of the area."""
SOFT = 0.015
"""How far disparities are smoothed, in short sides."""
STEEP = 0.7
"""Focal length in short sides, as it shows in how flat waves look: shorter than a lens, so that they are seen."""
BEYOND = 0.3
"""How far behind an area its horizon is taken to be where nobody knows, in heights of the area."""
CLOSEST = 0.02
"""Least distance from the horizon that counts, in short sides."""


def nearer_is_faster(area: Area) -> Plane:
    """(h, w) float32, 1 in the middle of the area: how fast each place seems to move, by its disparity."""
    inside = area.inside > 0.5
    if not inside.any():
        return np.ones(area.inside.shape, np.float32)
    smooth = cv2.GaussianBlur(area.disparity, (0, 0), SOFT / area.step)
    middle = max(float(np.median(smooth[inside])), 0.05)
    return np.asarray(np.clip(smooth / middle, LEAST, MOST), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """A level surface seen from the side: water below the horizon, or clouds above it.

    across, along  (h, w) float32: the place on the surface, in lengths that look like short sides in its middle
    scale          (h, w) float32: how large things on it look, 1 in the middle of the area
    flat           (h, w) float32: how much shorter lengths along look than lengths across
    """

    across: Plane
    along: Plane
    scale: Plane
    flat: Plane


def level(area: Area, *, above: bool = False) -> Level:
    """The surface that the area is part of; `above` for a sky."""
    x, y = area.places
    up = -1.0 if above else 1.0
    height = (up * (y - horizon_of(area, above=above))).astype(np.float32)
    off = np.broadcast_to(np.maximum(height, CLOSEST), area.inside.shape).astype(np.float32)
    inside = area.inside > 0.5
    middle = max(float(np.median(off[inside])), CLOSEST) if inside.any() else 0.3
    scale = off / np.float32(middle)
    return Level(
        np.asarray(x / scale, np.float32), np.asarray(-STEEP * middle / off, np.float32),
        np.asarray(scale, np.float32), np.asarray(off / STEEP, np.float32),
    )  # fmt: skip


def horizon_of(area: Area, *, above: bool = False) -> float:
    """Height of the horizon in short sides from the middle of the frame; where it is not known, beyond the area."""
    rows = np.flatnonzero((area.inside > 0.5).any(axis=1))
    y = area.places[1][:, 0]
    first, last = (float(y[rows[0]]), float(y[rows[-1]])) if len(rows) else (float(y[0]), float(y[-1]))
    room = BEYOND * max(last - first, 4 * area.step)
    if area.horizon is not None:
        known = area.origin[1] + area.step * area.horizon
        if (known < (first + last) / 2) != above:
            return known
    return last + room if above else first - room
