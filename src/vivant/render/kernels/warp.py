"""Compiled inner loops: layers of a photo, seen where the lattice says, drawn into a frame.

Integer arithmetic only, so the same inputs give the same bytes on any number of threads. Not for deciding anything:
what is drawn, and from where, comes in as arrays.

A layer is given as a *plate*: (Hp, Wp) uint32 pixels, R | G << 8 | B << 16 | A << 24, premultiplied by alpha. Where a
cell of the frame reads from the plate is given at the cell's corners, in 1/65536 plate pixels.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numba import uint64
from numpy.typing import NDArray

from vivant.compiled import compiled, inlined
from vivant.render.kernels.cells import SHIFT, corners_of, emptied, into_frame, kept_in, sampled, seen_at
from vivant.render.kernels.lattice import CELL

Lanes: TypeAlias = Any
"""A uint64 of four 16-bit lanes; to the type checker compiled integers are not Python's."""

TILE = 32
"""Side of the plate tiles for which the smallest and the largest alpha are kept."""

LANES = uint64(0x00FF00FF00FF00FF)
HALF = uint64(0x0080008000800080)


@inlined
def _spread(pixel: Lanes) -> Lanes:
    """Four bytes of a pixel as four 16-bit lanes: R, B, G, A from the low end."""
    p: Lanes = uint64(pixel)
    return (p | (p << uint64(24))) & LANES


@inlined
def _mix(a: Lanes, b: Lanes, c: Lanes, d: Lanes, x: int, y: int) -> Lanes:
    """Four neighbours mixed at the fractions of x and y (1/65536 pixels): four lanes of 8 bits, rounded."""
    fx, fy = uint64((x >> 8) & 255), uint64((y >> 8) & 255)
    both = (fx * fy) >> uint64(8)
    mixed = (
        _spread(a) * (uint64(256) - fx - fy + both)
        + _spread(b) * (fx - both)
        + _spread(c) * (fy - both)
        + _spread(d) * both
        + HALF
    )
    return (mixed >> uint64(8)) & LANES


@inlined
def _over(lanes: Lanes, red: Any, green: Any, blue: Any) -> Lanes:
    """Premultiplied lanes over a frame pixel: c + below * (255 - a) / 255, rounded."""
    below = uint64(red) | (uint64(blue) << uint64(16)) | (uint64(green) << uint64(32))
    part = below * (uint64(255) - (lanes >> uint64(48))) + HALF
    return lanes + (((part + ((part >> uint64(8)) & LANES)) >> uint64(8)) & LANES)


@compiled
def _cell_span(lattice: NDArray[np.int64], j: int, i: int) -> tuple[int, int, int, int]:
    """The plate pixels that a cell reads: first and last column and row (bilinear neighbours included)."""
    a, b, c, d = lattice[j, i], lattice[j, i + 1], lattice[j + 1, i], lattice[j + 1, i + 1]
    x0, x1 = min(a[0], b[0], c[0], d[0]) >> 16, max(a[0], b[0], c[0], d[0]) >> 16
    y0, y1 = min(a[1], b[1], c[1], d[1]) >> 16, max(a[1], b[1], c[1], d[1]) >> 16
    return x0, x1 + 1, y0, y1 + 1


@compiled
def _alpha_span(tiles: NDArray[np.uint8], x0: int, x1: int, y0: int, y1: int) -> tuple[int, int]:
    """The smallest and largest alpha in a span of plate pixels, from the tiles (tiles beyond the plate are empty)."""
    rows, columns, _ = tiles.shape
    low, high = 255, 0
    for ty in range(y0 // TILE, y1 // TILE + 1):
        for tx in range(x0 // TILE, x1 // TILE + 1):
            if 0 <= ty < rows and 0 <= tx < columns:
                low = min(low, tiles[ty, tx, 0])
                high = max(high, tiles[ty, tx, 1])
            else:
                low = 0
    return low, high


@compiled
def draw_layer(
    plate: NDArray[np.uint32],
    tiles: NDArray[np.uint8],
    lattice: NDArray[np.int64],
    covered: NDArray[np.bool_],
    over: bool,
    out: NDArray[np.uint8],
) -> None:
    """One layer, cell by cell, skipping cells where it is empty or hidden.

    covered  (rows - 1, columns - 1) bool: cells that a nearer layer hides wholly
    over     True lays the layer over the frame by its alpha, False replaces what is there
    out      (H, W, 3) uint8, drawn into
    """
    height, width, _ = out.shape
    rows, columns = plate.shape
    pixels, flat = plate.ravel(), out.ravel()
    limits = (((columns - 1) << 16) - 1, ((rows - 1) << 16) - 1)
    corners, numbers = np.empty(8, np.int64), np.empty((4, CELL * CELL), np.int32)
    seen = np.empty((2, CELL * CELL), np.uint32)
    for j in range(covered.shape[0]):
        for i in range(covered.shape[1]):
            if covered[j, i]:
                continue
            x0, x1, y0, y1 = _cell_span(lattice, j, i)
            low, high = _alpha_span(tiles, x0, x1, y0, y1) if over else (255, 255)
            if high == 0:
                continue
            n, n_rows = min(CELL, width - i * CELL), min(CELL, height - j * CELL)
            corners_of(lattice, j, i, corners)
            for axis in range(2):
                seen_at(corners, axis, numbers[2 + axis], numbers[axis])
            which = 0
            if x0 >= 0 and x1 < columns and y0 >= 0 and y1 < rows:
                sampled(pixels, columns, n_rows * CELL, numbers[0], numbers[1], seen[0])
            else:  # beyond the plate a layer is empty, the lowest one is continued
                for axis in range(2):
                    kept_in(numbers[axis], limits[axis], n_rows * CELL, numbers[2 + axis])
                sampled(pixels, columns, n_rows * CELL, numbers[2], numbers[3], seen[0])
                if over:
                    emptied(seen[0], limits, n_rows * CELL, numbers[0], numbers[1], seen[1])
                    which = 1
            into_frame(seen[which], n, n_rows, width, low < 255, flat, (j * CELL * width + i * CELL) * 3)


# The row loops take flat arrays and unsigned indices: that spares the compiled code a test for negative indices and
# a reference count per pixel, half of the time.


@compiled
def _row_soft(
    fine: NDArray[np.uint32], fine_columns: int, fine_shift: int,
    coarse: NDArray[np.uint32], coarse_columns: int, coarse_shift: int,
    sx: int, sy: int, dx: int, dy: int, mix: int, dmix: int, n: int, over: bool, out: NDArray[np.uint8], at: Lanes,
) -> None:  # fmt: skip
    """A row between two degrees of blur; `mix` and its step are in 1/65536 of the way to the blurrier one."""
    at = uint64(at)
    for c in range(n):
        x0, y0 = sx + ((dx * c) >> SHIFT), sy + ((dy * c) >> SHIFT)
        x, y = x0 >> fine_shift, y0 >> fine_shift
        p = uint64(y >> 16) * uint64(fine_columns) + uint64(x >> 16)
        q = p + uint64(fine_columns)
        sharp = _mix(fine[p], fine[p + uint64(1)], fine[q], fine[q + uint64(1)], x, y)
        x, y = x0 >> coarse_shift, y0 >> coarse_shift
        p = uint64(y >> 16) * uint64(coarse_columns) + uint64(x >> 16)
        q = p + uint64(coarse_columns)
        soft = _mix(coarse[p], coarse[p + uint64(1)], coarse[q], coarse[q + uint64(1)], x, y)
        part = uint64(min(max((mix + ((dmix * c) >> SHIFT)) >> 8, 0), 256))
        lanes = ((sharp * (uint64(256) - part) + soft * part + HALF) >> uint64(8)) & LANES
        if over:
            lanes = _over(lanes, out[at], out[at + uint64(1)], out[at + uint64(2)])
        out[at] = lanes & uint64(255)
        out[at + uint64(1)] = (lanes >> uint64(32)) & uint64(255)
        out[at + uint64(2)] = (lanes >> uint64(16)) & uint64(255)
        at += uint64(3)


@compiled
def draw_soft(
    fine: NDArray[np.uint32], fine_shift: int, coarse: NDArray[np.uint32], coarse_shift: int,
    degree: NDArray[np.float64], wanted: int, lattice: NDArray[np.int64], skipped: NDArray[np.bool_],
    over: bool, out: NDArray[np.uint8],
) -> None:  # fmt: skip
    """The cells of a layer whose blur lies between degree `wanted` (the fine plate) and the next (the coarse one).

    *_shift  log2 of how much smaller a plate is than the lattice says
    degree   (rows, columns) float64 at the lattice points
    skipped  (rows - 1, columns - 1) bool: cells that are not drawn
    """
    height, width, _ = out.shape
    rows, columns, _ = lattice.shape
    a, b, flat = fine.ravel(), coarse.ravel(), out.ravel()
    last_x = min((fine.shape[1] - 1) << (16 + fine_shift), (coarse.shape[1] - 1) << (16 + coarse_shift)) - 1
    last_y = min((fine.shape[0] - 1) << (16 + fine_shift), (coarse.shape[0] - 1) << (16 + coarse_shift)) - 1
    for j in range(rows - 1):
        for i in range(columns - 1):
            middle = 0.25 * (degree[j, i] + degree[j, i + 1] + degree[j + 1, i] + degree[j + 1, i + 1])
            if skipped[j, i] or int(middle) != wanted:
                continue
            x0, x1, y0, y1 = _cell_span(lattice, j, i)
            inside = x0 >= 0 and y0 >= 0 and (x1 << 16) <= last_x and (y1 << 16) <= last_y
            n = min(CELL, width - i * CELL)
            for r in range(min(CELL, height - j * CELL)):
                ax = (lattice[j, i, 0] * (CELL - r) + lattice[j + 1, i, 0] * r) >> SHIFT
                ay = (lattice[j, i, 1] * (CELL - r) + lattice[j + 1, i, 1] * r) >> SHIFT
                dx = ((lattice[j, i + 1, 0] * (CELL - r) + lattice[j + 1, i + 1, 0] * r) >> SHIFT) - ax
                dy = ((lattice[j, i + 1, 1] * (CELL - r) + lattice[j + 1, i + 1, 1] * r) >> SHIFT) - ay
                first = degree[j, i] + (degree[j + 1, i] - degree[j, i]) * r / CELL
                last = degree[j, i + 1] + (degree[j + 1, i + 1] - degree[j, i + 1]) * r / CELL
                mix, dmix = int((first - wanted) * 65536.0), int((last - first) * 65536.0)
                at = ((j * CELL + r) * width + i * CELL) * 3
                if inside:
                    _row_soft(
                        a, fine.shape[1], fine_shift, b, coarse.shape[1], coarse_shift,
                        ax, ay, dx, dy, mix, dmix, n, over, flat, at,
                    )  # fmt: skip
                    continue
                for c in range(n):
                    x, y = ax + ((dx * c) >> SHIFT), ay + ((dy * c) >> SHIFT)
                    if over and (x < 0 or y < 0 or x > last_x or y > last_y):
                        continue
                    _row_soft(
                        a, fine.shape[1], fine_shift, b, coarse.shape[1], coarse_shift,
                        min(max(x, 0), last_x), min(max(y, 0), last_y), 0, 0,
                        mix + ((dmix * c) >> SHIFT), 0, 1, over, flat, at + 3 * c,
                    )  # fmt: skip


@compiled
def empty_cells(tiles: NDArray[np.uint8], lattice: NDArray[np.int64], empty: NDArray[np.bool_]) -> None:
    """Mark the cells in which this layer has nothing to show."""
    for j in range(empty.shape[0]):
        for i in range(empty.shape[1]):
            x0, x1, y0, y1 = _cell_span(lattice, j, i)
            empty[j, i] |= _alpha_span(tiles, x0, x1, y0, y1)[1] == 0


@compiled
def cover_cells(tiles: NDArray[np.uint8], lattice: NDArray[np.int64], covered: NDArray[np.bool_]) -> None:
    """Mark the cells that this layer hides wholly."""
    rows, columns = covered.shape
    for j in range(rows):
        for i in range(columns):
            if not covered[j, i]:
                span = _cell_span(lattice, j, i)
                covered[j, i] = _alpha_span(tiles, span[0], span[1], span[2], span[3])[0] == 255
