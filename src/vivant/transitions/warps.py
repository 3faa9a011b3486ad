"""Pictures enlarged, shifted, and seen from a camera that moves through their depth.

Not for where a camera goes in a shot (moves, render): a transition lasts a second, and what comes into view behind an
edge is drawn out of what is beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.transitions.contract import Levels, Seen
from vivant.units import Frame, Plane

ROWS = 90
"""Rows, about, of the maps in which a way through depth is reckoned."""
FAR = np.float32(0.1)
"""Part of the nearest things' move that the farthest make."""
LEAST = np.float32(0.08)
"""The least part of the frame that is enlarged to fill it."""


def enlarged(frame: Frame, zoom: float) -> Frame:
    """The same picture `zoom` times as large about its middle, cut to its size; less than 1 mirrors it at the border."""
    height, width = frame.shape[:2]
    x, y = (1 - zoom) * (width - 1) / 2, (1 - zoom) * (height - 1) / 2
    to: Any = np.array([[zoom, 0, x], [0, zoom, y]], np.float32)
    return np.asarray(
        cv2.warpAffine(frame, to, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    )


def small_depth(levels: Levels) -> Plane:
    """Disparity 0 .. 1 as a small map (h, w), softened a little, the near parts grown: what is near keeps its rim."""
    height, width = levels.shape
    size = (max(4, round(ROWS * width / min(width, height))), max(4, round(ROWS * height / min(width, height))))
    small = np.asarray(cv2.resize(levels, size, interpolation=cv2.INTER_AREA), np.float32) / np.float32(255)
    small = cv2.dilate(small, np.ones((3, 3), np.uint8))
    return np.asarray(cv2.GaussianBlur(small, (0, 0), 1.2), np.float32)


def flown(depth: Plane, forward: float, aim: tuple[float, float] = (0.5, 0.5)) -> NDArray[np.float32]:
    """Where each place of the frame is seen from by a camera that has gone forwards: (h, w, 2) float32 places.

    depth    (h, w) of `small_depth`
    forward  how far it has come, in distances of what is nearest (disparity 1); what it has passed stays very large
    aim      where on the frame it is going, in parts of its width and height
    """
    h, w = depth.shape
    x, y = _grid(h, w)
    cx, cy = np.float32(aim[0] * (w - 1)), np.float32(aim[1] * (h - 1))

    def seen(near: Plane) -> tuple[Plane, Plane]:
        shrink = np.maximum(1 - np.float32(forward) * (FAR + (1 - FAR) * near), LEAST)
        return cx + (x - cx) * shrink, cy + (y - cy) * shrink

    return _solved(depth, seen)


def slid(depth: Plane, gone: Callable[[Plane], Plane], way: tuple[int, int]) -> NDArray[np.float32]:
    """The same for a picture that slides along `way`, such as (-1, 0) to the left: gone(depth) of its width or height."""
    h, w = depth.shape
    x, y = _grid(h, w)

    def seen(near: Plane) -> tuple[Plane, Plane]:
        much = gone(near)
        return x - np.float32(way[0] * w) * much, y - np.float32(way[1] * h) * much

    return _solved(depth, seen)


def _grid(h: int, w: int) -> tuple[Plane, Plane]:
    x, y = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
    return x, y


def _solved(depth: Plane, seen: Callable[[Plane], tuple[Plane, Plane]]) -> NDArray[np.float32]:
    """The places that are seen where the depth there is that which makes them be seen there. From the nearest guess on:
    of two things seen at one place the nearer one hides the other."""
    near = np.ones_like(depth)
    for _ in range(6):
        u, v = seen(near)
        found = cv2.remap(depth, u, v, cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE)
        near = np.float32(0.4) * near + np.float32(0.6) * np.asarray(found)
    return np.dstack(seen(near))


def seen_at(frame: Frame, places: NDArray[np.float32]) -> Frame:
    """The picture as (h, w, 2) places of a small map of it say; beyond its border it is mirrored."""
    height, width = frame.shape[:2]
    full = (places + np.float32(0.5)) * np.float32([width / places.shape[1], height / places.shape[0]]) - np.float32(
        0.5
    )
    whole, parts = cv2.convertMaps(cv2.resize(full, (width, height)), None, cv2.CV_16SC2)
    return np.asarray(cv2.remap(frame, whole, parts, cv2.INTER_LINEAR, None, cv2.BORDER_REFLECT_101))


def near_at(depth: Plane, places: NDArray[np.float32], size: tuple[int, int]) -> Levels:
    """How near it is what is seen at those places: (H, W) uint8 of a frame of (width, height) pixels."""
    return over(cv2.remap(depth, places, None, cv2.INTER_LINEAR, None, cv2.BORDER_REFLECT_101), size)


def aim_of(seen: Seen) -> tuple[float, float, float]:
    """Where what a shot is about is, in parts of the width and the height, and its disparity 0 .. 1.

    The middle of the subject; without one, of what is nearest."""
    subject, depth = (
        np.asarray(cv2.resize(m, (32, 32), interpolation=cv2.INTER_AREA), np.float64)
        for m in (seen.subject, seen.disparity)
    )
    weight = subject**2 if subject.mean() > 1 else (depth + 1) ** 4
    weight = weight / weight.sum()
    x, y = (np.arange(32) + 0.5) / 32, ((np.arange(32) + 0.5) / 32)[:, None]
    return float((weight * x).sum()), float((weight * y).sum()), float((weight * depth).sum() / 255)


def over(small: NDArray[Any], size: tuple[int, int]) -> Levels:
    """A small map of 0 .. 1 over a frame of (width, height) pixels, as levels."""
    levels = np.rint(255 * np.clip(small, 0, 1)).astype(np.uint8)
    return np.asarray(cv2.resize(levels, size, interpolation=cv2.INTER_LINEAR))
