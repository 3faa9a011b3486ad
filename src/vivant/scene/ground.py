"""How near each place is, from where it stands: the horizon, the ramp of the ground, and what stands on it.

Smooth on purpose: a wrong guess should move gently, and nothing of the picture's texture may be printed into it. Not
for outlines: the subject (subject.py) and the sky (sky.py) come in as they are.
"""

from __future__ import annotations

import cv2
import numpy as np

from vivant.scene.regions import Regions
from vivant.scene.view import View, guided, haze
from vivant.units import Plane

FAR = 0.12
"""Disparity at the horizon: far, yet nearer than the sky."""
LOW_HORIZON, HIGH_HORIZON = 0.12, 0.8
"""Heights between which a horizon is believed."""
SAME_SURFACE = 10.0
"""Distance in Lab below which neighbours are taken for one surface."""
STEP_UP = 0.95
"""How much of the nearness of its foot a surface keeps from one region to the next."""
STANDS_OUT = 0.15
"""Least disparity between the subject and what lies around it."""
FLAT = 0.12
"""How much of the ramp of the ground a subject keeps inside."""
LEVEL = 0.16
"""How far the lower end of the sky may vary for a horizon."""


def find_horizon(sky: Plane) -> float | None:
    """Height of the horizon, 0 top .. 1 bottom, from the lower end of a wide sky; None where it says nothing."""
    columns = (sky > 0.5).any(0)
    if columns.mean() < 0.4:
        return None
    rows = sky.shape[0] - 1 - np.argmax((sky > 0.5)[::-1], axis=0)
    usual, low = np.percentile(rows[columns], (60, 85)) / sky.shape[0]
    height = float(low) + 0.02
    # Where the sky ends at all heights it ends on things, not on the horizon.
    return height if LOW_HORIZON < height < HIGH_HORIZON and low - usual < LEVEL else None


def nearness(view: View, regions: Regions, sky: Plane, horizon_h: float | None) -> Plane:
    """(h, w) float32 disparity, 0 far .. 1 near, smooth but for edges of the picture, without the subject."""
    base = _ramp(view, horizon_h)
    stood = _standing(view, regions, base)
    field = guided(view.rgb, 0.55 * base + 0.45 * stood, round(view.side / 12), 2e-3)
    return np.asarray(field * (1 - sky), np.float32)


def _ramp(view: View, horizon_h: float | None) -> Plane:
    """The ground: far at the horizon, near at the bottom. A horizon may be mistaken, so a plain ramp has a say too."""
    y = view.place[1]
    plain = 0.2 + 0.65 * y
    if horizon_h is None:
        return np.asarray(plain, np.float32)
    ground = FAR + (0.92 - FAR) * np.clip((y - horizon_h) / (1 - horizon_h), 0, 1)
    return np.asarray(0.7 * ground + 0.3 * plain, np.float32)


def _standing(view: View, regions: Regions, base: Plane) -> Plane:
    """Regions of one colour are one surface, and an upright surface is as near as the place where it stands."""
    foot = regions.mean(base)
    a, b = regions.edges[:, 0], regions.edges[:, 1]
    alike = np.sqrt(((regions.lab[a] - regions.lab[b]) ** 2).sum(1)) < SAME_SURFACE
    for _ in range(12):
        lower = foot.copy()
        np.maximum.at(lower, a[alike], STEP_UP * foot[b[alike]])
        np.maximum.at(lower, b[alike], STEP_UP * foot[a[alike]])
        foot = lower
    return haze(regions.paint(foot), view.side / 40)


def lift(view: View, field: Plane, subject: Plane, relief: float = FLAT) -> Plane:
    """The subject at the nearness of the ground it touches, a little nearer than what lies around it.

    `relief` is how much of the field's own shape it keeps inside, 0 .. 1.
    """
    mask = subject > 0.5
    if not mask.any():
        return field
    rows = np.flatnonzero(mask.any(1))
    feet = mask & (np.arange(len(mask))[:, None] > rows[0] + 0.94 * (rows[-1] - rows[0]))
    touch = float(np.median(field[feet if feet.any() else mask]))
    reach = max(1, round(view.side / 30))
    ring = (cv2.dilate(mask.astype(np.uint8), np.ones((3, 3), np.uint8), iterations=reach) > 0) & ~mask
    around = float(np.percentile(field[ring], 60)) if ring.any() else 0.3
    level = float(np.clip(max(touch, around + STANDS_OUT), 0.35, 0.95))
    solid = mask.astype(np.float32)
    shape = haze(field * solid, view.side / 20) / np.maximum(haze(solid, view.side / 20), 0.02)
    inside = level + relief * (shape - float(shape[mask].mean()))
    return np.asarray(field + subject * (inside - field), np.float32)
