"""Pictures enlarged, shifted, and seen from a camera that moves through their depth.

Not for where a camera goes in a shot (moves, render): a transition lasts a second, and what comes into view behind an
edge is drawn out of what is beside it.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.transitions.contract import Levels
from vivant.units import Frame, Plane

ROWS = 90
"""Rows, about, of the maps in which a way through depth is reckoned."""


def enlarged(frame: Frame, zoom: float) -> Frame:
    """The same picture `zoom` times as large about its middle, cut to its size; less than 1 mirrors it at the border."""
    height, width = frame.shape[:2]
    x, y = (1 - zoom) * (width - 1) / 2, (1 - zoom) * (height - 1) / 2
    to: Any = np.array([[zoom, 0, x], [0, zoom, y]], np.float32)
    return np.asarray(cv2.warpAffine(frame, to, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101))


def small_depth(levels: Levels) -> Plane:
    """Disparity 0 .. 1 as a small map (h, w), softened a little, the near parts grown: what is near keeps its rim."""
    height, width = levels.shape
    size = (max(4, round(ROWS * width / min(width, height))), max(4, round(ROWS * height / min(width, height))))
    small = np.asarray(cv2.resize(levels, size, interpolation=cv2.INTER_AREA), np.float32) / np.float32(255)
    small = cv2.dilate(small, np.ones((3, 3), np.uint8))
    return np.asarray(cv2.GaussianBlur(small, (0, 0), 1.2), np.float32)


def flown(depth: Plane, forward: float, shift: tuple[float, float] = (0.0, 0.0), far: float = 0.1) -> NDArray[np.float32]:
    """Where each place of the frame is seen from by a camera that has moved: (h, w, 2) float32 places.

    depth    (h, w) of `small_depth`
    forward  how far it has come, -1 .. 1 exclusive, in distances of what is nearest
    shift    how far the nearest things have moved on the frame, in parts of its size; the farthest move by `far` of it
    """
    h, w = depth.shape
    x, y = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
    cx, cy = np.float32((w - 1) / 2), np.float32((h - 1) / 2)
    near = np.full_like(depth, 1.0)
    # From the nearest guess on: of two things seen at one place the nearer one hides the other.
    for _ in range(6):
        much = np.float32(far) + np.float32(1 - far) * near
        shrink = 1 - np.float32(forward) * much
        u = cx + (x - cx - np.float32(shift[0] * w) * much) * shrink
        v = cy + (y - cy - np.float32(shift[1] * h) * much) * shrink
        found = cv2.remap(depth, u, v, cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE)
        near = np.float32(0.4) * near + np.float32(0.6) * np.asarray(found)
    return np.dstack([u, v])


def seen_at(frame: Frame, places: NDArray[np.float32]) -> Frame:
    """The picture as (h, w, 2) places of a small map of it say; beyond its border it is mirrored."""
    height, width = frame.shape[:2]
    maps = enlarged_map(places, (width, height))
    maps *= np.float32([width / places.shape[1], height / places.shape[0]])
    return np.asarray(cv2.remap(frame, maps, None, cv2.INTER_LINEAR, None, cv2.BORDER_REFLECT_101))


def enlarged_map(small: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    """A small map over a frame of (width, height) pixels."""
    return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_LINEAR))
