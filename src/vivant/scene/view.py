"""The small picture that every cue looks at, and the way back to full size.

A View has about `VIEW_PX` pixels whatever the photo has, so looking costs the same for every photo. Not for deciding
what is in the picture (subject.py, sky.py, ground.py, kind.py).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.units import Frame, Plane

VIEW_PX = 160_000
"""Pixels of a view: 490 x 327 for a 3:2 photo."""

GUIDED_EPS = 3e-4
"""Variance of the guide (0 .. 1 per channel) below which a guided filter smooths rather than follows."""


@dataclass(frozen=True)
class View:
    """A small upright picture and its colours.

    rgb   (h, w, 3) uint8
    lab   (h, w, 3) float32, CIE L 0 .. 100, a, b
    """

    rgb: Frame
    lab: NDArray[np.float32]

    @classmethod
    def of(cls, image: Frame, pixels: int = VIEW_PX) -> View:
        """The view of a photo, never larger than the photo."""
        height_px, width_px = image.shape[:2]
        scale = min(1.0, math.sqrt(pixels / (height_px * width_px)))
        size = (max(1, round(width_px * scale)), max(1, round(height_px * scale)))
        rgb = image if scale == 1.0 else shrink(image, size)
        rgb = np.ascontiguousarray(rgb)
        lab = cv2.cvtColor(rgb.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2LAB)
        return cls(rgb, lab)

    @property
    def shape(self) -> tuple[int, int]:
        """(h, w) in pixels."""
        return self.rgb.shape[0], self.rgb.shape[1]

    @property
    def side(self) -> float:
        """Square root of the area in pixels: the yardstick for radii."""
        return math.sqrt(self.rgb.shape[0] * self.rgb.shape[1])

    @cached_property
    def contrast(self) -> Plane:
        """(h, w) float32: colour change per pixel in Lab units, over a neighbourhood of one pixel."""
        soft = cv2.GaussianBlur(self.lab, (0, 0), 1.0)
        total = np.zeros(self.shape, np.float32)
        for c in range(3):
            plane = np.ascontiguousarray(soft[..., c])
            dx, dy = cv2.Sobel(plane, cv2.CV_32F, 1, 0), cv2.Sobel(plane, cv2.CV_32F, 0, 1)
            total += dx * dx + dy * dy
        return np.sqrt(total) / np.float32(8)

    @cached_property
    def place(self) -> tuple[Plane, Plane]:
        """Two (h, w) planes: x and y from 0 to 1."""
        h, w = self.shape
        x = np.broadcast_to((np.arange(w, dtype=np.float32) + 0.5) / w, (h, w))
        y = np.broadcast_to(((np.arange(h, dtype=np.float32) + 0.5) / h)[:, None], (h, w))
        return x, y


def shrink(image: Frame, size: tuple[int, int]) -> Frame:
    """The image at a smaller `size` (width, height) by area averaging, in two quick steps when it is much larger."""
    ratio = min(image.shape[1] / size[0], image.shape[0] / size[1])
    step = 1 << max(0, int(math.log2(max(ratio / 2, 1))))
    if step > 1:
        mid = (math.ceil(image.shape[1] / step), math.ceil(image.shape[0] / step))
        image = cv2.resize(image, mid, interpolation=cv2.INTER_AREA)
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)


def guided(guide: Frame, plane: Plane, radius: int, eps: float = GUIDED_EPS) -> Plane:
    """The plane redrawn so that its edges lie on those of the guide (same size); radius in pixels."""
    radius = max(1, min(radius, (min(plane.shape) - 1) // 2))
    if min(plane.shape) < 4:  # noqa: PLR2004 - nothing to filter in a sliver
        return plane
    source = guide.astype(np.float32) / np.float32(255)
    return np.asarray(cv2.ximgproc.guidedFilter(source, plane, radius, eps), np.float32)


def settle(guide: Frame, plane: Plane, trust: Plane, reach: float = 400.0, colour: float = 8.0) -> Plane:
    """Spread the trusted values of a plane over the picture, along smooth areas and not across edges.

    Weighted least squares (fast global smoother): where `trust` is 0 the value comes from elsewhere.
    """
    if min(plane.shape) < 4:  # noqa: PLR2004
        return plane
    smooth = cv2.ximgproc.fastGlobalSmootherFilter
    above = np.asarray(smooth(guide, np.ascontiguousarray(plane * trust), reach, colour), np.float32)
    below = np.asarray(smooth(guide, np.ascontiguousarray(trust), reach, colour), np.float32)
    return above / np.maximum(below, np.float32(1e-6))


def upsample(image: Frame, view: View, *planes: Plane) -> tuple[Plane, ...]:
    """Planes of a view at the size of the photo, their edges on the photo's edges.

    A fast guided filter: each plane is a local linear function of the colours of the view, and the same function is
    then applied to the photo's own pixels.
    """
    height_px, width_px = image.shape[:2]
    if (height_px, width_px) == view.shape:
        return tuple(np.clip(p, 0, 1) for p in planes)
    return tuple(_apply(image, view, plane) for plane in planes)


def _apply(image: Frame, view: View, plane: Plane) -> Plane:
    size = (image.shape[1], image.shape[0])
    if not plane.any():
        return np.zeros(image.shape[:2], np.float32)
    slope, offset = _fit(view.rgb.astype(np.float32) / np.float32(255), plane, 2)
    out = np.asarray(cv2.resize(offset, size, interpolation=cv2.INTER_LINEAR), np.float32)
    for c in range(3):
        part = cv2.resize(np.ascontiguousarray(slope[..., c]), size, interpolation=cv2.INTER_LINEAR)
        out += part * image[..., c] * np.float32(1 / 255)
    return np.clip(out, 0, 1, out=out)


def _fit(guide: NDArray[np.float32], plane: Plane, radius: int) -> tuple[NDArray[np.float32], Plane]:
    """The slopes (h, w, 3) and offset (h, w) of the local linear function from colour to plane."""
    side = (2 * radius + 1, 2 * radius + 1)
    mean_i, mean_p = cv2.blur(guide, side), cv2.blur(plane, side)
    together = cv2.blur(guide * plane[..., None], side) - mean_i * mean_p[..., None]
    spread = np.empty((*plane.shape, 3, 3), np.float32)
    for i in range(3):
        for j in range(i, 3):
            cov = cv2.blur(guide[..., i] * guide[..., j], side) - mean_i[..., i] * mean_i[..., j]
            spread[..., i, j] = spread[..., j, i] = cov
        spread[..., i, i] += np.float32(GUIDED_EPS)
    slope = np.linalg.solve(spread, together[..., None])[..., 0].astype(np.float32)
    offset = mean_p - (slope * mean_i).sum(2)
    return cv2.blur(slope, side), cv2.blur(offset, side)
