"""Along the rim of a mask, tile by tile: costly work is done where a mask changes and nowhere else.

Not for what is done there (layers.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

SIDE = 160
"""Of a tile, in pixels: smaller ones follow the rim more closely, but their margins overlap more."""
Place: TypeAlias = tuple[slice, slice]
Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile's own place in the picture, and that place with a margin around it, as far as the picture goes."""

    own: Place
    wide: Place

    def inner(self, made: NDArray[Any]) -> NDArray[Any]:
        """The tile's own part of what was made from its wide place."""
        top, left = (own.start - wide.start for own, wide in zip(self.own, self.wide, strict=True))
        height, width = (own.stop - own.start for own in self.own)
        return made[top : top + height, left : left + width]


def tiles(mask: Mask, margin: int) -> Iterator[Tile]:
    """The tiles in which a mask (h, w) holds anything, with `margin` pixels around them."""
    return _tiles(mask.shape, _gathered(mask, np.logical_or), margin)


def dilated(mask: Mask, radius: float) -> Mask:
    """The mask (h, w) widened by a disc of `radius` pixels, at least one."""
    width = 2 * max(1, round(radius)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    some, every = (_gathered(mask, join) for join in (np.logical_or, np.logical_and))
    reach = 1 + 2 * -(-(width // 2) // SIDE)
    near = cv2.dilate(some.astype(np.uint8), np.ones((reach, reach), np.uint8)) > 0
    wide, flat = mask.copy(), mask.view(np.uint8)
    for tile in _tiles(mask.shape, near & ~every, width // 2):
        wide[tile.own] = tile.inner(cv2.dilate(flat[tile.wide], kernel)) > 0
    return wide


def _gathered(mask: Mask, join: np.ufunc) -> Mask:
    """(rows, columns) of the tiles: `join` of all pixels of each."""
    h, w = mask.shape
    by_rows = join.reduceat(mask, np.arange(0, h, SIDE), axis=0)
    return np.asarray(join.reduceat(by_rows, np.arange(0, w, SIDE), axis=1), np.bool_)


def _tiles(shape: tuple[int, ...], wanted: Mask, margin: int) -> Iterator[Tile]:
    for row, column in np.argwhere(wanted).tolist():
        starts = row * SIDE, column * SIDE
        own = tuple(slice(at, min(at + SIDE, size)) for at, size in zip(starts, shape, strict=True))
        wide = tuple(
            slice(max(0, one.start - margin), min(one.stop + margin, size))
            for one, size in zip(own, shape, strict=True)
        )
        yield Tile((own[0], own[1]), (wide[0], wide[1]))
