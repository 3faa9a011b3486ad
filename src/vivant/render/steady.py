"""A film held in a shaking hand, steadied: the camera's own way is found, smoothed, and the difference taken out.

Features are followed from frame to frame (Lucas and Kanade, 1981), the motion between two frames is a shift, a turn
and a growth that most of them agree on (RANSAC), and the way is smoothed as Grundmann and others (2011) smooth theirs,
with a plain Gaussian. Not for photos: they do not shake.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.render.material import Film
from vivant.render.ways import smoothed
from vivant.timeline.values import STEADY
from vivant.units import Size

__all__ = ["STEADY", "steadied"]

LOOK_SIDE = 480
SMOOTH_FRAMES = 20.0
MOST_ZOOM = 1.18
"""How much of the picture may be given away; where that is not enough, some of the shake stays."""
FEW = 8


def steadied(
    film: Film, moments_s: tuple[float, ...], read: Size, ways: tuple[NDArray[np.float64], ...], inner: Size,
    bounds: tuple[float, float, float, float],
) -> tuple[NDArray[np.float64], ...]:  # fmt: skip
    """The ways (3, 3) from the frame's pixels to those of what is read, without the shake."""
    scale = min(1.0, LOOK_SIDE / max(read))
    small = max(16, round(read[0] * scale)), max(16, round(read[1] * scale))
    path = _path(film, moments_s, small)
    off = smoothed(path, min(SMOOTH_FRAMES, max(1.0, len(path) / 6))) - path
    width, height = inner
    share = 1.0
    zoom = 1.0
    while True:
        found = tuple(_taken_out(way, share * gap, scale, zoom, inner) for way, gap in zip(ways, off, strict=True))
        if all(_covered(way, (width, height), bounds) for way in found):
            return found
        if zoom < MOST_ZOOM:
            zoom += 0.01
        else:
            share *= 0.9
        if share < 0.05:
            return ways


def _path(film: Film, moments_s: tuple[float, ...], small: Size) -> NDArray[np.float64]:
    """(n, 4): how the picture has moved since the first frame: x, y in pixels, angle, logarithm of growth."""
    steps = [np.zeros(4)]
    before: NDArray[np.uint8] | None = None
    for frame in film.frames_at(moments_s, size=small):
        grey = np.asarray(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), np.uint8)
        if before is not None:
            steps.append(_step(before, grey))
        before = grey
    return np.cumsum(steps, 0)


def _step(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The motion of most of what is seen between two frames; none where it cannot be told."""
    points = cv2.goodFeaturesToTrack(before, 200, 0.01, max(before.shape) / 60)
    if points is None or len(points) < FEW:
        return np.zeros(4)
    moved, found, _ = cv2.calcOpticalFlowPyrLK(before, after, points, np.empty_like(points))
    kept = found.ravel() == 1
    if kept.sum() < FEW:
        return np.zeros(4)
    matrix, agreed = cv2.estimateAffinePartial2D(points[kept], moved[kept], ransacReprojThreshold=1.5)
    if matrix is None or agreed.mean() < 0.3:
        return np.zeros(4)
    centre = np.array([before.shape[1] / 2, before.shape[0] / 2])
    shift = matrix[:, :2] @ centre + matrix[:, 2] - centre
    angle, grown = np.arctan2(matrix[1, 0], matrix[0, 0]), np.hypot(matrix[0, 0], matrix[1, 0])
    return np.array([shift[0], shift[1], angle, np.log(max(grown, 1e-3))])


def _taken_out(
    way: NDArray[np.float64], off: NDArray[np.float64], scale: float, zoom: float, inner: Size
) -> NDArray[np.float64]:
    """The way with the picture moved by `off` (as _path gives it), and zoomed in about the frame's middle."""
    cx, cy = (inner[0] - 1) / 2, (inner[1] - 1) / 2
    grown = np.exp(off[3]) * zoom
    cos, sin = np.cos(off[2]) * grown, np.sin(off[2]) * grown
    x, y = off[0] / scale, off[1] / scale
    moved = np.array([
        [cos, -sin, cx - cos * cx + sin * cy + x],
        [sin, cos, cy - sin * cx - cos * cy + y],
        [0, 0, 1.0],
    ])  # fmt: skip
    return np.asarray(way @ np.linalg.inv(moved), np.float64)


def _covered(way: NDArray[np.float64], inner: Size, bounds: tuple[float, float, float, float]) -> bool:
    w, h = inner[0] - 1, inner[1] - 1
    corners = way @ np.array([[0, w, w, 0], [0, 0, h, h], [1, 1, 1, 1.0]])
    x, y = corners[:2] / corners[2]
    return bool(
        x.min() >= bounds[0] - 0.5 and y.min() >= bounds[1] - 0.5
        and x.max() <= bounds[2] - 0.5 and y.max() <= bounds[3] - 0.5
    )  # fmt: skip
