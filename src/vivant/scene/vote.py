"""What the trained eyes say, on the edges of the picture.

The network sees roughly and often rightly. Not for the network (eyes.py), nor for sky and subject, on which it votes
with the rules in sky.py and subject.py.
"""

from __future__ import annotations

from dataclasses import fields

import cv2
import numpy as np

from vivant.scene.cutout import HALF
from vivant.scene.eyes import Glance, glance
from vivant.scene.subject import SMALLEST
from vivant.scene.view import View, settle
from vivant.units import Plane

NEAREST, FARTHEST = 0.95, 0.08
"""Disparity of the nearest and the farthest things that are not sky."""


def look_at(view: View) -> Glance:
    """What the network says about a view, at the size of the view."""
    seen, size = glance(view.rgb), (view.shape[1], view.shape[0])
    planes = {f.name: cv2.resize(getattr(seen, f.name), size, interpolation=cv2.INTER_LINEAR) for f in fields(seen)}
    return Glance(**{name: np.asarray(plane, np.float32) for name, plane in planes.items()})


def area_of(view: View, like: Plane, free: Plane) -> Plane:
    """Water or ground as the network names it, its rim on the picture's edges, where `free` (0 .. 1) lets it be."""
    if float((like > HALF).mean()) < SMALLEST:
        return np.zeros(view.shape, np.float32)
    soft = settle(view.rgb, like, ((2 * like - 1) ** 2 + 0.02).astype(np.float32), 30.0, 6.0)
    return np.asarray(np.clip((soft - 0.35) / 0.3, 0, 1) * free, np.float32)


def depth_of(view: View, said: Glance, sky: Plane) -> Plane:
    """(h, w) disparity, 0 .. 1: the network's, its jumps on the picture's edges; 0 for the sky."""
    land = sky < HALF
    if not land.any():
        return np.zeros(view.shape, np.float32)
    low, high = np.percentile(said.near[land], (1, 99))
    near = FARTHEST + (NEAREST - FARTHEST) * np.clip((said.near - low) / max(float(high - low), 1e-3), 0, 1)
    trust = np.clip(1 - 2 * said.edge, 0.02, 1).astype(np.float32)
    near = settle(view.rgb, near.astype(np.float32), trust, 60.0, 8.0)
    return np.asarray(near * (1 - sky), np.float32)
