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
        return cls(rgb, np.asarray(lab, np.float32))

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
        return np.asarray(np.sqrt(total) / 8, np.float32)

    @cached_property
    def place(self) -> tuple[Plane, Plane]:
        """Two (h, w) planes: x and y from 0 to 1."""
        h, w = self.shape
        x = ((np.arange(w) + 0.5) / w).astype(np.float32)
        y = ((np.arange(h) + 0.5) / h).astype(np.float32)
        return np.broadcast_to(x, (h, w)), np.broadcast_to(y[:, None], (h, w))


def shrink(image: Frame, size: tuple[int, int]) -> Frame:
    """The image at a smaller `size` (width, height) by area averaging, in two quick steps when it is much larger."""
    ratio = min(image.shape[1] / size[0], image.shape[0] / size[1])
    step = 1 << max(0, int(math.log2(max(ratio / 2, 1))))
    if step > 1:
        mid = (math.ceil(image.shape[1] / step), math.ceil(image.shape[0] / step))
        image = np.asarray(cv2.resize(image, mid, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def haze(plane: Plane, sigma: float) -> Plane:
    """The plane blurred with a wide bell of about `sigma` pixels; the cost does not grow with sigma."""
    side = 2 * max(1, round(1.6 * sigma)) + 1
    return np.asarray(cv2.stackBlur(np.ascontiguousarray(plane, np.float32), (side, side)), np.float32)


def guided(guide: Frame, plane: Plane, radius: int, eps: float = GUIDED_EPS) -> Plane:
    """The plane redrawn so that its edges lie on those of the guide (same size); radius in pixels."""
    radius = max(1, min(radius, (min(plane.shape) - 1) // 2))
    if min(plane.shape) < 4:  # nothing to filter in a sliver
        return plane
    source = guide.astype(np.float32) / np.float32(255)
    return np.asarray(cv2.ximgproc.guidedFilter(source, plane, radius, eps), np.float32)


def settle(guide: Frame, plane: Plane, trust: Plane, reach: float = 400.0, colour: float = 8.0) -> Plane:
    """Spread the trusted values of a plane over the picture, along smooth areas and not across edges.

    Weighted least squares (fast global smoother): where `trust` is 0 the value comes from elsewhere.
    """
    if min(plane.shape) < 4:
        return plane
    smooth = cv2.ximgproc.fastGlobalSmootherFilter
    above = np.asarray(smooth(guide, np.ascontiguousarray(plane * trust), reach, colour), np.float32)
    below = np.asarray(smooth(guide, np.ascontiguousarray(trust), reach, colour), np.float32)
    return np.asarray(above / np.maximum(below, 1e-6), np.float32)


def upsample(image: Frame, view: View, *planes: Plane) -> tuple[Plane, ...]:
    """Planes of a view at the size of the photo, their edges on the photo's edges.

    A fast guided filter: each plane is a local linear function of the colours of the view, and the same function is
    then applied to the photo's own pixels.
    """
    height_px, width_px = image.shape[:2]
    if (height_px, width_px) == view.shape:
        return tuple(np.clip(p, 0, 1) for p in planes)
    guide = _Guide(view, 2)
    return tuple(_apply(image, guide, plane) for plane in planes)


def _apply(image: Frame, guide: _Guide, plane: Plane) -> Plane:
    size = (image.shape[1], image.shape[0])
    if not plane.any():
        return np.zeros(image.shape[:2], np.float32)
    slope, offset = guide.fit(plane)
    out = np.asarray(cv2.resize(offset, size, interpolation=cv2.INTER_LINEAR), np.float32)
    for c, part in enumerate(slope):
        wide = cv2.resize(part, size, interpolation=cv2.INTER_LINEAR)
        out += cv2.multiply(wide, np.ascontiguousarray(image[..., c]), scale=1 / 255, dtype=cv2.CV_32F)
    return np.clip(out, 0, 1, out=out)


class _Guide:
    """The colours of a view, ready to say which linear function of them a plane is, around each pixel."""

    def __init__(self, view: View, radius: int) -> None:
        self.box = (2 * radius + 1, 2 * radius + 1)
        self.rgb = [np.ascontiguousarray(view.rgb[..., c]).astype(np.float32) / np.float32(255) for c in range(3)]
        self.mean = [self._blur(c) for c in self.rgb]
        rr, rg, rb, gg, gb, bb = (self._spread(i, j) for i, j in ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)))
        inverse = [[gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - rb * gg],
                   [rb * gb - rg * bb, rr * bb - rb * rb, rb * rg - rr * gb],
                   [rg * gb - rb * gg, rb * rg - rr * gb, rr * gg - rg * rg]]  # fmt: skip
        size = np.maximum(rr * inverse[0][0] + rg * inverse[0][1] + rb * inverse[0][2], np.float32(1e-12))
        self.inverse = [[part / size for part in row] for row in inverse]

    def fit(self, plane: Plane) -> tuple[list[Plane], Plane]:
        """Three slopes and the offset, each (h, w)."""
        level = self._blur(plane)
        together = [self._blur(c * plane) - m * level for c, m in zip(self.rgb, self.mean, strict=True)]
        slope = [sum((p * t for p, t in zip(row, together, strict=True)), np.float32(0)) for row in self.inverse]
        offset = level - sum((s * m for s, m in zip(slope, self.mean, strict=True)), np.float32(0))
        return [self._blur(np.asarray(s, np.float32)) for s in slope], self._blur(offset)

    def _spread(self, i: int, j: int) -> Plane:
        cov = self._blur(self.rgb[i] * self.rgb[j]) - self.mean[i] * self.mean[j]
        return np.asarray(cov + np.float32(GUIDED_EPS) if i == j else cov, np.float32)

    def _blur(self, plane: Plane) -> Plane:
        return np.asarray(cv2.blur(plane, self.box), np.float32)
