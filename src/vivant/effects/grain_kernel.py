"""The compiled inner loop of film grain. Not for what the grain looks like (grain.py)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled, unsigned
from vivant.effects.kernels import DITHER
from vivant.units import Frame

UNIT = 64
"""What one standard deviation of the grain is counted as in a tile."""


def grained(
    frame: Frame, tile: NDArray[np.int16], strength: NDArray[np.int32], tint: int, places: NDArray[np.int64]
) -> Frame:
    """A frame with grain over it, dithered.

    tile      (s, s) int16, repeated over the frame; its standard deviation is UNIT
    strength  (256,) int32: standard deviation of the grain on pixels of each luma, in 1/256 levels
    tint      how much red and blue part, in 1/256 of that
    places    (4,) int64: row and column of the tile that the frame's corner gets, for light and for tint
    """
    out = np.empty_like(frame)
    _grain(frame, tile, strength, tint, places % tile.shape[0], out)
    return out


@compiled
def _grain(
    frame: NDArray[np.uint8], tile: NDArray[np.int16], strength: NDArray[np.int32], tint: int,
    places: NDArray[np.int64], out: NDArray[np.uint8],
) -> None:  # fmt: skip
    height, width, _ = frame.shape
    side = tile.shape[0]
    source, target = frame.ravel(), out.ravel()
    at = unsigned(0)
    for y in range(height):
        light = tile[(places[0] + y) % side]
        colour = tile[(places[2] + y) % side]
        p, q = places[1], places[3]
        for x in range(width):
            r, g, b = int(source[at]), int(source[at + unsigned(1)]), int(source[at + unsigned(2)])
            much = strength[(54 * r + 183 * g + 19 * b) >> 8]
            noise = light[p] * much // UNIT
            apart = colour[q] * much // UNIT * tint // 256
            dither = DITHER[y & 7, x & 7]
            target[at] = min(max((r * 256 + noise + apart + dither) >> 8, 0), 255)
            target[at + unsigned(1)] = min(max((g * 256 + noise + dither) >> 8, 0), 255)
            target[at + unsigned(2)] = min(max((b * 256 + noise - apart + dither) >> 8, 0), 255)
            at += unsigned(3)
            p += 1
            if p == side:
                p = 0
            q += 1
            if q == side:
                q = 0
