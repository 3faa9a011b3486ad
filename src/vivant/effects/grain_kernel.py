"""The compiled inner loop of film grain. Not for what the grain looks like (grain.py)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled, inlined, put, signed32, taken, unsigned
from vivant.effects.kernels import dithers
from vivant.units import Frame

UNIT_BITS = 6
UNIT = 1 << UNIT_BITS
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
    source, target, dither = frame.ravel(), out.ravel(), dithers(width)
    light, colour = np.empty(width, np.int32), np.empty(width, np.int32)
    for y in range(height):
        _repeated(tile[(places[0] + y) % side], places[1], light)
        _repeated(tile[(places[2] + y) % side], places[3], colour)
        _grain_row(source, y * width * 3, light, colour, strength, tint, dither[y & 7], target)


@compiled
def _repeated(row: NDArray[np.int16], first: int, wide: NDArray[np.int32]) -> None:
    """A row of the tile from one of its places on, again and again."""
    p = first
    for x in range(len(wide)):
        wide[x] = row[p]
        p = p + 1 if p + 1 < len(row) else 0


@compiled
def _grain_row(
    source: NDArray[np.uint8], first: int, light: NDArray[np.int32], colour: NDArray[np.int32],
    strength: NDArray[np.int32], tint: int, dither: NDArray[np.int32], target: NDArray[np.uint8],
) -> None:  # fmt: skip
    share = signed32(tint)
    for x in range(len(dither)):
        at, k = unsigned(first + 3 * x), unsigned(x)
        r, g = signed32(taken(source, at)), signed32(taken(source, at + unsigned(1)))
        b = signed32(taken(source, at + unsigned(2)))
        much = taken(strength, signed32(signed32(54 * r + 183 * g + 19 * b) >> 8))
        noise = signed32(signed32(taken(light, k) * much) >> UNIT_BITS)
        apart = signed32(signed32(signed32(signed32(taken(colour, k) * much) >> UNIT_BITS) * share) >> 8)
        even = signed32(noise + taken(dither, k))
        put(target, at, _level(r, even + apart))
        put(target, at + unsigned(1), _level(g, even))
        put(target, at + unsigned(2), _level(b, even - apart))


@inlined
def _level(level: Any, more: Any) -> Any:
    """A level of 8 bits with so many 1/256 levels more."""
    return np.uint8(min(max(signed32(signed32(level * 256 + more) >> 8), signed32(0)), signed32(255)))
