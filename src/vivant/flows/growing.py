"""How free each place of an area is to swing: fixed at its foot, its root or its seam, free at the far end.

Not for how it swings (sway.py, the flows' own files).
"""

from __future__ import annotations

import cv2
import numpy as np

from vivant.flows.contract import Area
from vivant.flows.sway import smooth
from vivant.units import Plane

SOFT = 0.03
"""How far the line from which heights count is smoothed, in short sides."""
GRAIN = 0.012
"""Size of the detail that counts as fine, in short sides."""


def above_foot(area: Area, *, whole: bool = True) -> Plane:
    """(h, w) float32, 0 at the lowest place of the area .. 1 at its highest; `whole` False: column by column."""
    return _from_line(area, 1.0, whole)


def below_root(area: Area, *, whole: bool = True) -> Plane:
    """(h, w) float32, 0 at the highest place of the area .. 1 at its lowest."""
    return _from_line(area, -1.0, whole)


def _from_line(area: Area, up: float, whole: bool) -> Plane:
    inside = area.inside > 0.5
    if not inside.any():
        return np.zeros(inside.shape, np.float32)
    y = np.arange(inside.shape[0], dtype=np.float32)[:, None]
    rows = np.flatnonzero(inside.any(axis=1))
    high, low = float(rows[0]), float(rows[-1]) + 1
    root: float | Plane = low if up > 0 else high
    if not whole:
        root = _line(inside, up, SOFT / area.step)
    free = smooth(np.asarray(up * (root - y) / (low - high), np.float32))
    return np.broadcast_to(free, inside.shape).astype(np.float32)


def _line(inside: np.ndarray[tuple[int, int], np.dtype[np.bool_]], up: float, sigma: float) -> Plane:
    """(1, w): the row of the lowest (up > 0) or the highest place of every column, filled in and smooth."""
    h, w = inside.shape
    columns = np.flatnonzero(inside.any(axis=0))
    edge = h - np.argmax(inside[::-1], axis=0) if up > 0 else np.argmax(inside, axis=0)
    line = np.interp(np.arange(w), columns, edge[columns]).astype(np.float32)[None, :]
    return np.asarray(cv2.GaussianBlur(line, (0, 1), sigmaX=sigma, sigmaY=0.1, borderType=cv2.BORDER_REPLICATE))


def fine(area: Area) -> Plane:
    """(h, w) float32, 0 where the picture is plain or massive, 1 where it is full of fine detail: leaves, not logs."""
    light = cv2.cvtColor(area.picture, cv2.COLOR_RGB2GRAY).astype(np.float32) / np.float32(255)
    sigma = max(GRAIN / area.step, 0.5)
    detail = np.abs(light - cv2.GaussianBlur(light, (0, 0), sigma))
    near = cv2.GaussianBlur(detail, (0, 0), 3 * sigma)
    usual = float(np.median(near[area.inside > 0.5])) if (area.inside > 0.5).any() else 0.0
    return smooth(np.asarray(near / max(1.2 * usual, 0.01), np.float32))
