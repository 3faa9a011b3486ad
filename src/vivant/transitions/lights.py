"""What is done to whole pictures in linear light: mixing two, melting one out of focus, smearing one along a way.

Not for edges between pictures (kernels.py).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.effects.kernels import LIGHT, to_level
from vivant.transitions.kernels import paired
from vivant.units import Frame

WHITE = np.rint(LIGHT * 65535).astype(np.uint16)
"""Levels as light of 16 bits."""
LARGE = 12.0
"""From which radius in pixels on a disc of blur is drawn as a disc of light."""


def dissolved(a: Frame, b: Frame, t: float) -> Frame:
    """Two pictures laid over each other as light, t of b: lamps shine through, and nothing sinks on the way."""
    if t <= 0 or t >= 1:
        return (a if t <= 0 else b).copy()
    return paired(a, b, _pairs(round(t * 4096)))


@lru_cache(maxsize=4)
def _pairs(t: int) -> NDArray[np.uint8]:
    """What becomes of each pair of levels, t / 4096 of the second."""
    part = np.float32(t / 4096)
    return to_level((1 - part) * LIGHT[:, None] + part * LIGHT[None, :])


def defocused(frame: Frame, radius: float) -> Frame:
    """A picture out of focus: each point of it a disc of `radius` pixels.

    What is blurred away need not be reckoned: it is drawn on a smaller picture. Large discs are drawn as light, so that
    lamps stay bright; small ones are not told apart from a soft spot.
    """
    if radius < 0.3:
        return frame.copy()
    height, width = frame.shape[:2]
    large = radius >= LARGE
    by = radius / 2.5 if large else min(2.0, max(1.0, radius))
    size = (max(2, round(width / by)), max(2, round(height / by)))
    whole: Any = cv2.LUT(frame, WHITE) if large else frame
    small: Any = whole if by == 1 else cv2.resize(whole, size, interpolation=cv2.INTER_AREA)
    if large:
        light = np.asarray(small, np.float32) / np.float32(65535)
        small = to_level(cv2.filter2D(light, -1, _disc(radius / by), borderType=cv2.BORDER_REFLECT))
    else:
        small = cv2.GaussianBlur(small, (0, 0), 0.6 * radius / by, borderType=cv2.BORDER_REFLECT)
    return np.asarray(small if by == 1 else cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR))


@lru_cache(maxsize=64)
def _disc(radius: float) -> NDArray[np.float32]:
    """A disc with a soft rim, sum 1."""
    reach = int(np.ceil(radius + 0.5))
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    disc = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1)
    return np.asarray(disc / disc.sum(), np.float32)


def smeared(frame: Frame, length: float, axis: int) -> Frame:
    """A picture blurred along an axis, 0 up and down and 1 across, over `length` pixels, as a swing does."""
    height, width = frame.shape[:2]
    by = squeeze(length)
    small = blurred(squeezed(frame, by, axis), length / by, axis)
    return small if by == 1 else np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR))


def squeeze(length: float) -> int:
    """How many times narrower a picture may be before it is smeared over `length` pixels."""
    return max(1, int(length / 24))


def squeezed(frame: Frame, by: int, axis: int) -> Frame:
    """A picture that many times narrower along an axis."""
    if by == 1:
        return frame
    height, width = frame.shape[:2]
    size = (max(2, width // by), height) if axis == 1 else (width, max(2, height // by))
    return np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA))


def blurred(frame: Frame, length: float, axis: int) -> Frame:
    """Twice over two thirds: the ends of a smear fade out, as they do where a move gathers speed."""
    n = max(1, round(length / 1.5)) | 1
    size = (n, 1) if axis == 1 else (1, n)
    for _ in range(2):
        frame = np.asarray(cv2.blur(frame, size, borderType=cv2.BORDER_REFLECT))
    return frame
