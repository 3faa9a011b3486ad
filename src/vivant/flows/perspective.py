"""How distance shows: what is near moves farther across the picture. Not for what moves (the flows' own files)."""

from __future__ import annotations

import cv2
import numpy as np

from vivant.flows.contract import Area
from vivant.units import Plane

LEAST, MOST = 0.25, 2.2
"""How slow the farthest and how fast the nearest part may be, beside the middle of the area."""


def nearer_is_faster(area: Area) -> Plane:
    """(h, w) float32, 1 in the middle of the area: how fast each place seems to move, by its disparity."""
    inside = area.inside > 0.5
    if not inside.any():
        return np.ones(area.inside.shape, np.float32)
    smooth = cv2.GaussianBlur(area.disparity, (0, 0), 4)
    middle = max(float(np.median(smooth[inside])), 0.05)
    return np.asarray(np.clip(smooth / middle, LEAST, MOST), np.float32)
