"""The order in which the depths of a picture, or its levels, turn. Not for turning them (kernels.py)."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from vivant.transitions.contract import Levels, Seen, Setting
from vivant.units import Plane


def ranked(levels: Levels) -> Plane:
    """Where each level stands among those of a picture: (256,) float32, 0 the lowest that occur .. 1 the highest.

    Half of it is the level itself, within what occurs, and half the part of the picture that lies below it: so things
    that lie apart turn apart, and no time passes in which nothing turns. A picture all of one level is 0.5 throughout.
    """
    counts: Any = cv2.calcHist([np.ascontiguousarray(levels[::4, ::4])], [0], None, [256], [0, 256])
    share = np.cumsum(counts.ravel()) / counts.sum()
    below = share - counts.ravel() / counts.sum() / 2
    low, high = np.searchsorted(share, (0.005, 0.995))
    span = high - low
    within = np.clip((np.arange(256) - low) / max(1, span), 0, 1)
    apart = min(1.0, span / 40)  # what hardly differs turns together
    return np.asarray(0.5 + apart * ((within + below) / 2 - 0.5), np.float32)


def shares(order: Plane, t: float, soft: float) -> Plane:
    """How much of the new shot is there at each level, (256,) float32, when t of the way is gone.

    soft  how long a level takes, in parts of the way. Where all have the same place in the order they take all of it
    """
    low, high = float(order.min()), float(order.max())
    if high - low < 1:
        soft = 1 - (1 - soft) * (high - low)
    x = np.clip((t * (high - low + soft) - (order - low)) / soft, 0, 1)
    return np.asarray(x * x * (3 - 2 * x), np.float32)


def softened(levels: Levels, setting: Setting, width: float = 0.004) -> Levels:
    """A map with its edges softened over `width` short sides, so that what is cut along them is not jagged."""
    n = max(1, round(width * setting.short)) | 1
    return levels if n == 1 else np.asarray(cv2.blur(levels, (n, n)), np.uint8)


def standing(seen: Seen, setting: Setting, *, alone: bool = False) -> tuple[Levels, Plane]:
    """A map (H, W) uint8, and how much of the subject each of its levels is, (256,) float32, 0 .. 1.

    The subject's own alpha; in a shot without a subject the nearest things, or nothing if the subject `alone` counts.
    """
    if alone or seen.subject[::4, ::4].mean() > 255 * 0.004:
        return softened(seen.subject, setting, 0.003), np.linspace(0, 1, 256, dtype=np.float32)
    levels = softened(seen.disparity, setting)
    return levels, np.clip((ranked(levels) - 0.6) / 0.2, 0, 1)
