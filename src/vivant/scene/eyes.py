"""The trained eyes: a small network that comes with the package and says, roughly, what stands where.

It sees a picture at 128 to 384 pixels, so what it says is soft and needs the picture's own edges (estimate.py). It was
made by the scripts in train/, from drawn scenes alone. Not for rules of seeing (ground.py, sky.py, subject.py).
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.units import Frame, Plane

LONG_SIDES = (128, 192, 256, 320, 384)
"""Longer sides, in pixels, at which a picture is looked at."""
FROM_AFAR, CLOSE_UP = slice(0, 4), slice(3, 5)
"""The sizes whose mean counts: depth and regions need the whole in view, outlines need detail."""
STEP = 32
"""Both sides are multiples of this."""
LEAST = 64
_HEADS = ("near", "edge", "subject", "sky", "water", "ground", "confidence")
_OUTLINES = ("edge", "subject")
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Glance:
    """What the network saw, planes (h, w) float32 at about half the size that it looked at.

    near        nearness without unit: larger is nearer, mean 0, spread 1
    edge        0 .. 1, the nearer side of a jump of depth
    subject, sky, water, ground, confidence (of `near`)    0 .. 1
    """

    near: Plane
    edge: Plane
    subject: Plane
    sky: Plane
    water: Plane
    ground: Plane
    confidence: Plane


def glance(image: Frame) -> Glance:
    """Look at a picture, (H, W, 3) uint8 RGB of any size, at several sizes, each also mirrored; the means of those."""
    width, height = _size(image, max(LONG_SIDES))
    looks = np.stack([_both_ways(image, long, (width // 2, height // 2)) for long in LONG_SIDES])
    afar, close = looks[FROM_AFAR].mean(0), looks[CLOSE_UP].mean(0)
    return Glance(**{name: (close if name in _OUTLINES else afar)[k] for k, name in enumerate(_HEADS)})


def interest(image: Frame) -> Plane:
    """(h, w) 0 .. 1, how likely every place is what a picture is about: one quick look, for films of many pictures."""
    long = min(LONG_SIDES, key=lambda side: abs(side - max(image.shape[:2])))
    small = cv2.resize(image, _size(image, long), interpolation=cv2.INTER_AREA)
    return np.asarray(_run(np.asarray(small, np.uint8))[_HEADS.index("subject")], np.float32)


def _both_ways(image: Frame, long: int, shown: tuple[int, int]) -> NDArray[np.float32]:
    """(7, h, w) of size `shown` (width, height): the picture and its mirror image seen at one size."""
    small = np.asarray(cv2.resize(image, _size(image, long), interpolation=cv2.INTER_AREA), np.uint8)
    seen = _run(small) + _run(np.ascontiguousarray(small[:, ::-1]))[:, :, ::-1]
    planes = [cv2.resize(np.ascontiguousarray(plane), shown, interpolation=cv2.INTER_LINEAR) for plane in seen]
    return np.stack(planes) / np.float32(2)


def _size(image: Frame, long: int) -> tuple[int, int]:
    """(width, height) at which a picture is seen; very long strips are squeezed."""
    h, w = image.shape[:2]
    width, height = (max(LEAST, round(side * long / max(h, w) / STEP) * STEP) for side in (w, h))
    return width, height


def _run(small: Frame) -> NDArray[np.float32]:
    """(7, h / 2, w / 2): the network on one picture; its nearness without shift and scale."""
    h, w = small.shape[:2]
    planes = np.empty((1, 5, h, w), np.float32)
    planes[0, :3] = small.transpose(2, 0, 1) * np.float32(2 / 255) - 1
    planes[0, 3] = np.linspace(-1, 1, h, dtype=np.float32)[:, None]
    planes[0, 4] = np.linspace(-1, 1, w, dtype=np.float32)
    with _one_at_a_time:
        net = _net()
        net.setInput(planes)
        seen = np.array(net.forward()[0], np.float32)
    seen[0] = (seen[0] - seen[0].mean()) / max(float(seen[0].std()), 1e-6)
    return seen


@cache
def _net() -> Any:
    data = np.frombuffer(files("vivant.scene").joinpath("eyes.onnx").read_bytes(), np.uint8)
    return cv2.dnn.readNetFromONNX(data)
