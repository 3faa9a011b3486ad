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
from vivant.render.stage import OVERSAMPLE, Sheet, tile_alpha
from vivant.units import Frame, Plane

RADII = (0.0, 0.0022, 0.005, 0.011, 0.024)
"""Radius of each degree of blur, in short sides; a place between two degrees mixes them."""

IN_FOCUS = 0.01
"""Degree of blur that nobody sees."""

SHIFTS = (0, 1, 1, 2, 2)
"""log2 of how much smaller than the sharp plate each degree's plate is."""


@dataclass(frozen=True, slots=True, eq=False)
class SoftSheet:
    """A sheet at every degree of blur, sharp first; a margin lets blurred edges spread.

    tiles holds the least and the most alpha that any degree may have in each tile.
    """

    plates: tuple[NDArray[np.uint32], ...]
    tiles: NDArray[np.uint8]
    margin: int


def soften(sheet: Sheet, short: int, *, lowest: bool) -> SoftSheet:
    """The sheet at every degree of blur for a frame whose shorter side is `short` pixels."""
    step = OVERSAMPLE * 2  # plates of every degree share this grid
    margin = 0 if lowest else -(-round(2.2 * RADII[-1] * short * OVERSAMPLE) // step) * step
    rgba = sheet.plate.view(np.uint8).reshape(*sheet.plate.shape, 4)
    if margin:
        rgba = np.pad(rgba, ((margin, margin), (margin, margin), (0, 0)), mode="edge")
    plates = [np.ascontiguousarray(rgba).view(np.uint32)[..., 0]]
    for radius, shift in zip(RADII[1:], SHIFTS[1:], strict=True):
        small = rgba[:: 1 << shift, :: 1 << shift]
        blurred = _disc_blur(small, radius * short * OVERSAMPLE / (1 << shift))
        plates.append(np.ascontiguousarray(blurred).view(np.uint32)[..., 0])
    spread = np.ones((2 * max(1, round(1.2 * RADII[-1] * short * OVERSAMPLE)) + 1,) * 2, np.uint8)
    alpha = np.ascontiguousarray(rgba[..., 3])
    low, high = cv2.erode(alpha, spread), cv2.dilate(alpha, spread)
    return SoftSheet(tuple(plates), tile_alpha(np.asarray(low, np.uint8), np.asarray(high, np.uint8)), margin)


def draw_soft(
    soft: SoftSheet, degree: NDArray[np.float64], lattice: NDArray[np.int64], hidden: NDArray[np.bool_],
    over: bool, out: Frame,
) -> None:  # fmt: skip
    """One sheet into the frame, every cell with its degree of blur; cells in focus are drawn from the sharp plate."""
    skipped = hidden.copy()
    if over:
        warp.empty_cells(soft.tiles, lattice, skipped)
    corners = (degree[:-1, :-1], degree[:-1, 1:], degree[1:, :-1], degree[1:, 1:])
    sharp = np.maximum.reduce(corners) < IN_FOCUS
    warp.draw_layer(soft.plates[0], soft.tiles, lattice, skipped | ~sharp, over, out)
    skipped |= sharp
    for k in range(len(RADII) - 1):
        fine, coarse = soft.plates[k], soft.plates[k + 1]
        warp.draw_soft(fine, SHIFTS[k], coarse, SHIFTS[k + 1], degree, k, lattice, skipped, over, out)


def degrees(
    nearness: Plane, lattice: NDArray[np.int64], sheet: Sheet, focus: float, blur: float
) -> NDArray[np.float64]:
    """The degree of blur at every lattice point: how far what is seen there is out of focus."""
    x0, y0 = sheet.place[:2] * sheet.view[2] + sheet.view[:2]
    dx, dy = sheet.place[2:] * sheet.view[2]
    xs = ((lattice[..., 0] / 65536.0 - x0) / dx).astype(np.float32)
    ys = ((lattice[..., 1] / 65536.0 - y0) / dy).astype(np.float32)
    near = cv2.remap(nearness, xs, ys, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    degree = np.interp(np.abs(near.astype(np.float64) - focus) * blur / 2.0, RADII, np.arange(len(RADII)))
    return np.asarray(np.minimum(degree, len(RADII) - 1 - 1e-6), np.float64)


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
