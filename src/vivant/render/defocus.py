"""Sheets out of focus: blurred plates, and frames in which every place has its own blur.

Not for which place is in focus (moves). The blur is a disc, as of a round aperture, taken in linear light, so that
lights grow into discs instead of fading. A sheet is blurred together with its alpha: soft edges mix with what is truly
behind them.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.render.kernels import warp
from vivant.render.stage import OVERSAMPLE, Sheet
from vivant.units import Frame, Plane

RADII = (0.0, 0.0022, 0.005, 0.011, 0.024)
"""Radius of each degree of blur, in short sides; a place between two degrees mixes them."""

SHIFTS = (0, 1, 1, 2, 2)
"""log2 of how much smaller than the sharp plate each degree's plate is."""


@dataclass(frozen=True, slots=True, eq=False)
class SoftSheet:
    """A sheet at every degree of blur, sharp first; a margin lets blurred edges spread."""

    plates: tuple[NDArray[np.uint32], ...]
    margin: int


def soften(sheet: Sheet, short: int, *, lowest: bool) -> SoftSheet:
    """The sheet at every degree of blur for a frame whose shorter side is `short` pixels."""
    step = OVERSAMPLE * 2  # plates of every degree share this grid
    margin = 0 if lowest else -(-round(2.2 * RADII[-1] * short * OVERSAMPLE) // step) * step
    rgba = sheet.plate.view(np.uint8).reshape(*sheet.plate.shape, 4)
    if margin:
        rgba = np.pad(rgba, ((margin, margin), (margin, margin), (0, 0)))
    plates = [np.ascontiguousarray(rgba).view(np.uint32)[..., 0]]
    for radius, shift in zip(RADII[1:], SHIFTS[1:], strict=True):
        small = rgba[:: 1 << shift, :: 1 << shift]
        blurred = _disc_blur(small, radius * short * OVERSAMPLE / (1 << shift))
        plates.append(np.ascontiguousarray(blurred).view(np.uint32)[..., 0])
    return SoftSheet(tuple(plates), margin)


def draw_soft(
    sheet: SoftSheet, nearness: Plane, lattice: NDArray[np.int64], places: NDArray[np.float64],
    focus: float, blur: float, over: bool, out: Frame,
) -> None:  # fmt: skip
    """One sheet into the frame, blurred by its distance from the focus.

    places  x0, y0, dx, dy of `nearness` on the plate, in plate pixels: the blur is read where the lattice reads
    """
    lattice = lattice + (sheet.margin << 16)
    xs = ((lattice[..., 0] / 65536.0 - sheet.margin - places[0]) / places[2]).astype(np.float32)
    ys = ((lattice[..., 1] / 65536.0 - sheet.margin - places[1]) / places[3]).astype(np.float32)
    near = cv2.remap(nearness, xs, ys, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    degree = np.interp(np.abs(near.astype(np.float64) - focus) * blur / 2.0, RADII, np.arange(len(RADII)))
    degree = np.minimum(degree, len(RADII) - 1 - 1e-6)
    for k in range(len(RADII) - 1):
        warp.draw_soft(sheet.plates[k], SHIFTS[k], sheet.plates[k + 1], SHIFTS[k + 1], degree, k, lattice, over, out)


def _disc_blur(rgba: NDArray[np.uint8], radius: float) -> NDArray[np.uint8]:
    """Premultiplied sRGB pixels blurred by a disc of `radius` pixels in linear light."""
    alpha = rgba[..., 3:].astype(np.float32) / 255.0
    straight = np.minimum(rgba[..., :3].astype(np.float32) / np.maximum(alpha, 1 / 255.0), 255.0)
    light = (straight / 255.0) ** 2.2 * alpha
    both = cv2.filter2D(np.dstack([light, alpha]), -1, _disc(radius), borderType=cv2.BORDER_REPLICATE)
    covered = np.clip(both[..., 3:], 0.0, 1.0)
    colour = np.clip(both[..., :3] / np.maximum(covered, 1e-4), 0.0, 1.0) ** (1 / 2.2) * covered
    return np.rint(np.dstack([colour, covered]) * 255.0).astype(np.uint8)


def _disc(radius: float) -> Plane:
    """A round aperture with soft pixel edges, summing to 1."""
    reach = int(np.ceil(radius)) + 1
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    disc = np.clip(radius + 0.5 - np.hypot(x, y), 0.0, 1.0).astype(np.float32)
    return np.asarray(disc / disc.sum(), np.float32)
