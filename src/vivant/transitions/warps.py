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
from vivant.units import Frame, Plane, Size

ROWS = 90
"""Rows, about, of the maps in which a way through depth is reckoned."""
FAR = np.float32(0.1)
"""Part of the nearest things' move that the farthest make."""
HALF = np.float32(0.5)
LEAST = np.float32(0.08)
"""The least part of the frame that is enlarged to fill it."""


def enlarged(frame: Frame, zoom: float) -> Frame:
    """The same picture `zoom` times as large about its middle, cut to its size; mirrored at the border below 1."""
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
    small = cv2.dilate(cv2.resize(levels, size, interpolation=cv2.INTER_AREA), np.ones((3, 3), np.uint8))
    small = np.asarray(small, np.float32) / np.float32(255)
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

    return _solved(depth, seen, np.ones_like(depth))


def slid(depth: Plane, gone: Callable[[Plane], Plane], axis: int) -> NDArray[np.float32]:
    """The same for a window that slides along a row of two pictures, 0 down and 1 across.

    depth  of both pictures, one after the other
    gone   how far the window has come along the row at each depth: 0 it shows the first picture, 1 the second
    """
    h, w = depth.shape[0] // (2 - axis), depth.shape[1] // (1 + axis)
    x, y = _grid(h, w)

    def seen(near: Plane) -> tuple[Plane, Plane]:
        much = gone(near)
        return (x + np.float32(w) * much, y) if axis == 1 else (x, y + np.float32(h) * much)

    return _solved(depth, seen, np.ones_like(x))


def _grid(h: int, w: int) -> tuple[Plane, Plane]:
    x, y = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
    return x, y


def _solved(depth: Plane, seen: Callable[[Plane], tuple[Plane, Plane]], near: Plane) -> NDArray[np.float32]:
    """The places that are seen where the depth there is that which makes them be seen there. The first guess is the
    nearest: of two things seen at one place the nearer one hides the other."""
    for _ in range(6):
        u, v = seen(near)
        found = cv2.remap(depth, u, v, cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE)
        near = np.float32(0.4) * near + np.float32(0.6) * np.asarray(found)
    # Where depth is steep the guesses come out uneven from row to row, which would show as a jagged edge.
    return np.dstack(seen(np.asarray(cv2.GaussianBlur(near, (0, 0), 1.5), np.float32)))


def seen_at(picture: Frame, places: NDArray[np.float32], size: Size) -> Frame:
    """A frame of a picture: (h, w, 2) places of a map of the picture with cells as large as those of `places` on the
    frame. Beyond its border the picture is mirrored."""
    cells = size[0] / places.shape[1], size[1] / places.shape[0]
    x, y = (cv2.resize((places[..., k] + HALF) * np.float32(cells[k]) - HALF, size) for k in (0, 1))
    whole, parts = cv2.convertMaps(x, y, cv2.CV_16SC2)
    return np.asarray(cv2.remap(picture, whole, parts, cv2.INTER_LINEAR, None, cv2.BORDER_REFLECT_101))


def near_at(depth: Plane, places: NDArray[np.float32], size: Size) -> Levels:
    """How near it is what is seen at those places: (H, W) uint8 of a frame of (width, height) pixels."""
    x, y = (np.ascontiguousarray(places[..., k]) for k in (0, 1))
    return over(np.asarray(cv2.remap(depth, x, y, cv2.INTER_LINEAR, None, cv2.BORDER_REFLECT_101)), size)


def aim_of(seen: Seen) -> tuple[float, float, float]:
    """Where what a shot is about is, in parts of the width and the height, and its disparity 0 .. 1.

    The middle of the subject; without one, of what is nearest."""
    step = max(1, min(seen.frame.shape[:2]) // 128)
    subject, depth = (_thirty_two(levels[::step, ::step]) for levels in (seen.subject, seen.disparity))
    weight = subject**2 if subject.mean() > 1 else (depth + 1) ** 4
    weight = weight / weight.sum()
    x, y = (np.arange(32) + 0.5) / 32, ((np.arange(32) + 0.5) / 32)[:, None]
    return float((weight * x).sum()), float((weight * y).sum()), float((weight * depth).sum() / 255)


def over(small: NDArray[Any], size: Size) -> Levels:
    """A small map of 0 .. 1 over a frame of (width, height) pixels, as levels."""
    levels = np.rint(255 * np.clip(small, 0, 1)).astype(np.uint8)
    return np.asarray(cv2.resize(levels, size, interpolation=cv2.INTER_LINEAR))


def _thirty_two(levels: Levels) -> NDArray[np.float64]:
    return np.asarray(cv2.resize(levels, (32, 32), interpolation=cv2.INTER_AREA), np.float64)
