"""Which way the camera of a film goes, measured on its frames alone.

A 10x10 grid of points is followed from the first frame to the last by chained dense optical flow (DIS; Kroeger et al.,
2016), then classified twice: by VBench's camera motion rule (Huang et al., 2024), and by the dominant part of a
least-squares fit of shift and growth. Not for making films.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.units import Frame, Size, short_side

GRID = 10
STILL = 0.005
"""Mean displacement, in short sides, below which a border stands still."""

TRACK_SIDE = 360
"""Shorter side of the frames that are tracked, in pixels."""

EVERY = 3
"""Frames from one flow to the next."""

UPRIGHT = {"left_left": "pan_right", "right_right": "pan_left", "down_down": "tilt_up", "up_up": "tilt_down",
           "static_static": "static"}  # fmt: skip
TOP_BOTTOM = UPRIGHT | {"up_down": "zoom_in", "down_up": "zoom_out"}
LEFT_RIGHT = UPRIGHT | {"left_right": "zoom_in", "right_left": "zoom_out"}

Points = NDArray[np.float64]


def follow(frames: Iterable[Frame]) -> tuple[Points, Points, Size]:
    """The grid's places (10, 10, 2) in the first and the last frame, in pixels of the tracked size.

    A point that leaves the frame goes on as the nearest part of the border does.
    """
    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
    shown = map(_grey, _every(frames))
    before = next(shown)
    h, w = before.shape
    first = points = np.stack(np.meshgrid(_spaced(w), _spaced(h)), axis=-1)
    for grey in shown:
        points = points + _at(np.asarray(flow.calc(before, grey, np.empty(0)), np.float32), points)
        before = grey
    return first, points, (w, h)


def by_rule(first: Points, last: Points, size: Size) -> set[str]:
    """VBench's classes of a film: pan_left, pan_right, tilt_up, tilt_down, zoom_in, zoom_out, static; none if empty."""
    middle = slice(GRID // 2 - 2, GRID // 2 + 2)
    gone = last - first
    least = STILL * short_side(size)
    top, bottom = _ways(gone[0, middle], least), _ways(gone[-1, middle], least)
    left, right = _ways(gone[middle, 0], least), _ways(gone[middle, -1], least)
    found = {TOP_BOTTOM.get(f"{a}_{b}", "") for a, b in product(top, bottom)}
    found |= {LEFT_RIGHT.get(f"{a}_{b}", "") for a, b in product(left, right)}
    found.discard("")
    return found - {"static"} if len(found) > 1 else found


def by_fit(first: Points, last: Points, size: Size) -> tuple[str, dict[str, float]]:
    """The class of the largest part of shift and growth, each as its displacement at the frame's nearest edge in
    short sides, and these parts: x, y, growth."""
    short = short_side(size)
    centred = (first - np.array(size) / 2.0).reshape(-1, 2) / short
    gone = (last - first).reshape(-1, 2) / short
    zero, one = np.zeros(len(centred)), np.ones(len(centred))
    across, down = np.stack([one, zero, centred[:, 0]], axis=1), np.stack([zero, one, centred[:, 1]], axis=1)
    x, y, growth = np.linalg.lstsq(
        np.concatenate([across, down]), np.concatenate([gone[:, 0], gone[:, 1]]), rcond=None
    )[0]
    parts = {"x": float(x), "y": float(y), "growth": float(growth) * 0.5}
    largest = max(parts, key=lambda name: abs(parts[name]))
    if abs(parts[largest]) < STILL:
        return "static", parts
    names = {"x": ("pan_left", "pan_right"), "y": ("tilt_up", "tilt_down"), "growth": ("zoom_in", "zoom_out")}[largest]
    return names[0] if parts[largest] > 0 else names[1], parts


def _every(frames: Iterable[Frame]) -> Iterable[Frame]:
    """Every few frames, and the last in any case."""
    last, shown = None, True
    for n, frame in enumerate(frames):
        last, shown = frame, n % EVERY == 0
        if shown:
            yield frame
    if not shown and last is not None:
        yield last


def _grey(frame: Frame) -> NDArray[np.uint8]:
    grey = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY)
    scale = TRACK_SIDE / min(grey.shape)
    if scale >= 1.0:
        return np.asarray(grey, np.uint8)
    size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


def _spaced(side: int) -> NDArray[np.float64]:
    return np.linspace(side / 64, side - side / 64, GRID)


def _at(field: NDArray[np.float32], points: Points) -> Points:
    h, w = field.shape[:2]
    x, y = points[..., 0].clip(0, w - 1), points[..., 1].clip(0, h - 1)
    return np.asarray(cv2.remap(field, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR), np.float64)


def _ways(gone: Points, least: float) -> list[str]:
    x, y = gone.mean(axis=0)
    tests = {"right": x > least, "left": x < -least, "down": y > least, "up": y < -least}
    return [way for way, true in tests.items() if true] or ["static"]
