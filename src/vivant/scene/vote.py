"""What the trained eyes say, on the edges of the picture.

The network sees roughly and often rightly. Not for the network (eyes.py), nor for sky and subject, on which it votes
with the rules in sky.py and subject.py.
"""

from __future__ import annotations

from dataclasses import fields

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.scene.cutout import HALF
from vivant.scene.eyes import Glance, glance
from vivant.scene.subject import SMALLEST
from vivant.scene.view import View, settle
from vivant.units import Plane

NEAREST, FARTHEST = 0.95, 0.08
"""Disparity of the nearest and the farthest things that are not sky."""
THIN = 0.015
"""How thick a frame may be, in sides of the view."""
EVEN, MOSTLY = 6.0, 0.9
"""How little the colour of a frame differs, in Lab, over how much of each of its lines."""


def look_at(view: View) -> Glance:
    """What the network says about a view, at the size of the view. A thin frame, as scans have, is left out of what it
    looks at, as it takes a framed picture for a thing; the frame gets what is beside it."""
    top, bottom, left, right = frame_of(view)
    inner = view.rgb[top : view.shape[0] - bottom, left : view.shape[1] - right]
    seen, size = glance(np.ascontiguousarray(inner)), (inner.shape[1], inner.shape[0])
    planes = {f.name: cv2.resize(getattr(seen, f.name), size, interpolation=cv2.INTER_LINEAR) for f in fields(seen)}
    around = ((top, bottom), (left, right))
    return Glance(**{name: np.pad(plane, around, mode="edge").astype(np.float32) for name, plane in planes.items()})


def frame_of(view: View) -> tuple[int, int, int, int]:
    """How many rows and columns at the top, the bottom, the left and the right are a thin frame of one colour; none
    where fewer than three sides have one."""
    lines = (view.lab, view.lab[::-1], view.lab.transpose(1, 0, 2), view.lab.transpose(1, 0, 2)[::-1])
    thick = [_edging(side, max(2, round(THIN * view.side))) for side in lines]
    return (thick[0], thick[1], thick[2], thick[3]) if sum(t > 0 for t in thick) >= 3 else (0, 0, 0, 0)


def _edging(lines: NDArray[np.float32], most: int) -> int:
    """How many lines from the first on have the colour of the first and nothing else; 0 where that goes on."""
    if len(lines) < 4 * most:
        return 0
    colour = np.median(lines[0], axis=0)
    plain = [float((np.abs(line - colour).max(axis=1) < EVEN).mean()) for line in lines[: most + 1]]
    ends = next((k for k, share in enumerate(plain) if share < MOSTLY), most + 1)
    return ends + 1 if 0 < ends <= most and plain[min(ends + 1, most)] < MOSTLY / 2 else 0


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
