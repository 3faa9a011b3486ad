"""Compiled inner loops: layers of a photo seen from a moved camera, drawn into a frame.

Everything here is integer or float64 arithmetic on one output row of cells at a time, so the same inputs give the
same bytes on any number of threads. Not for deciding anything: what is drawn, and from where, comes in as arrays.

A layer is given as a *plate*: (Hp, Wp) uint32 pixels, R | G << 8 | B << 16 | A << 24, premultiplied by alpha, at
`OVERSAMPLE` plate pixels to one frame pixel. Where a cell of the frame reads from the plate is given at the cell's
corners; inside the cell the place is interpolated, because a layer's nearness is smooth by construction.
"""

from __future__ import annotations

import numpy as np
from numba import njit, uint64
from numpy.typing import NDArray

CELL = 16
"""Side of a cell in frame pixels: the spacing of the lattice on which the geometry is solved."""

TILE = 32
"""Side of the plate tiles for which the smallest and the largest alpha are kept."""

SHIFT = 4
"""log2 of CELL."""

SOLVE_STEPS = 5


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _bilinear(plane: NDArray[np.float32], x: float, y: float) -> float:
    h, w = plane.shape
    x = min(max(x, 0.0), w - 1.001)
    y = min(max(y, 0.0), h - 1.001)
    ix, iy = int(x), int(y)
    fx, fy = x - ix, y - iy
    top = plane[iy, ix] * (1.0 - fx) + plane[iy, ix + 1] * fx
    low = plane[iy + 1, ix] * (1.0 - fx) + plane[iy + 1, ix + 1] * fx
    return top * (1.0 - fy) + low * fy


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _seen_from(
    nearness: NDArray[np.float32], place: NDArray[np.float64], camera: NDArray[np.float64], x: float, y: float
) -> tuple[float, float]:
    """The place in the photo that a camera sees at frame place (x, y), all in short sides.

    Forward, a photo place q appears at (q - t w(q)) / (1 - dolly w(q)); this is the fixed point of its inverse. It is
    unique and found in a few steps because the nearness w of a layer is smooth.
    """
    depth = camera[9] * x + camera[10] * y + camera[11]
    ux = (camera[3] * x + camera[4] * y + camera[5]) / depth
    uy = (camera[6] * x + camera[7] * y + camera[8]) / depth
    rx, ry = camera[0] - camera[2] * ux, camera[1] - camera[2] * uy
    qx, qy = ux, uy
    for _step in range(SOLVE_STEPS):
        w = _bilinear(nearness, (qx - place[0]) / place[2], (qy - place[1]) / place[3])
        qx, qy = ux + w * rx, uy + w * ry
    return qx, qy


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def solve_lattice(
    nearness: NDArray[np.float32],
    place: NDArray[np.float64],
    camera: NDArray[np.float64],
    view: NDArray[np.float64],
    lattice: NDArray[np.int64],
) -> None:
    """Where each lattice point of the frame comes from on one layer's plate, in 1/65536 plate pixels.

    nearness  (h, w) float32 over the whole picture
    place     frame place of nearness[0, 0] and its spacing: x0, y0, dx, dy (short sides)
    camera    truck, pedestal, dolly, then the 3x3 matrix from seen to unrotated frame places, row by row
    view      plate offset x, y, plate pixels per short side, lattice spacing, lattice origin x, y (short sides)
    lattice   (rows, columns, 2) int64, written
    """
    rows, columns, _ = lattice.shape
    for j in range(rows):
        for i in range(columns):
            qx, qy = _seen_from(nearness, place, camera, view[4] + i * view[3], view[5] + j * view[3])
            lattice[j, i, 0] = int(np.floor((qx * view[2] + view[0]) * 65536.0 + 0.5))
            lattice[j, i, 1] = int(np.floor((qy * view[2] + view[1]) * 65536.0 + 0.5))


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _overruns(
    nearness: NDArray[np.float32], place: NDArray[np.float64], camera: NDArray[np.float64],
    border: NDArray[np.float64], bounds: NDArray[np.float64], edges: NDArray[np.bool_], zoom: float,
) -> bool:  # fmt: skip
    for k in range(border.shape[0]):
        x, y = _seen_from(nearness, place, camera, border[k, 0] / zoom, border[k, 1] / zoom)
        if (edges[0] and x < bounds[0]) or (edges[2] and x > bounds[2]):
            return True
        if (edges[1] and y < bounds[1]) or (edges[3] and y > bounds[3]):
            return True
    return False


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def cover_zoom(
    nearness: NDArray[np.float32], place: NDArray[np.float64], camera: NDArray[np.float64],
    border: NDArray[np.float64], bounds: NDArray[np.float64], edges: NDArray[np.bool_], most: float,
) -> float:  # fmt: skip
    """The smallest extra zoom, 1 .. most, at which no border point of the frame looks past the picture's edges.

    border (n, 2) frame places; bounds left, top, right, bottom; edges which of these count.
    """
    if not _overruns(nearness, place, camera, border, bounds, edges, 1.0):
        return 1.0
    low, high = 1.0, most
    for _step in range(20):
        middle = 0.5 * (low + high)
        if _overruns(nearness, place, camera, border, bounds, edges, middle):
            low = middle
        else:
            high = middle
    return high


LANES = uint64(0x00FF00FF00FF00FF)
HALF = uint64(0x0080008000800080)


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _spread(pixel: int) -> int:
    """Four bytes of a pixel as four 16-bit lanes: R, B, G, A from the low end."""
    p = uint64(pixel)
    return (p | (p << uint64(24))) & LANES


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _mix(a: int, b: int, c: int, d: int, x: int, y: int) -> int:
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


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _cell_span(lattice: NDArray[np.int64], j: int, i: int) -> tuple[int, int, int, int]:
    """The plate pixels that a cell reads: first and last column and row (bilinear neighbours included)."""
    x0 = min(min(lattice[j, i, 0], lattice[j, i + 1, 0]), min(lattice[j + 1, i, 0], lattice[j + 1, i + 1, 0])) >> 16
    x1 = max(max(lattice[j, i, 0], lattice[j, i + 1, 0]), max(lattice[j + 1, i, 0], lattice[j + 1, i + 1, 0])) >> 16
    y0 = min(min(lattice[j, i, 1], lattice[j, i + 1, 1]), min(lattice[j + 1, i, 1], lattice[j + 1, i + 1, 1])) >> 16
    y1 = max(max(lattice[j, i, 1], lattice[j, i + 1, 1]), max(lattice[j + 1, i, 1], lattice[j + 1, i + 1, 1])) >> 16
    return x0, x1 + 1, y0, y1 + 1


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
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


# The row loops take flat arrays and unsigned indices: that spares the compiled code a test for negative indices and
# a reference count per pixel, half of the time.


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _row_opaque(
    pixels: NDArray[np.uint32], columns: int, sx: int, sy: int, dx: int, dy: int, n: int, out: NDArray[np.uint8], at: int
) -> None:
    at = uint64(at)
    for c in range(n):
        x, y = sx + ((dx * c) >> SHIFT), sy + ((dy * c) >> SHIFT)
        p = uint64(y >> 16) * uint64(columns) + uint64(x >> 16)
        q = p + uint64(columns)
        lanes = _mix(pixels[p], pixels[p + uint64(1)], pixels[q], pixels[q + uint64(1)], x, y)
        out[at] = lanes & uint64(255)
        out[at + uint64(1)] = (lanes >> uint64(32)) & uint64(255)
        out[at + uint64(2)] = (lanes >> uint64(16)) & uint64(255)
        at += uint64(3)


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _row_over(
    pixels: NDArray[np.uint32], columns: int, sx: int, sy: int, dx: int, dy: int, n: int, out: NDArray[np.uint8], at: int
) -> None:
    """Premultiplied pixels laid over the frame: c + below * (255 - a) / 255, rounded."""
    at = uint64(at)
    for c in range(n):
        x, y = sx + ((dx * c) >> SHIFT), sy + ((dy * c) >> SHIFT)
        p = uint64(y >> 16) * uint64(columns) + uint64(x >> 16)
        q = p + uint64(columns)
        lanes = _mix(pixels[p], pixels[p + uint64(1)], pixels[q], pixels[q + uint64(1)], x, y)
        r, b, g = uint64(out[at]), uint64(out[at + uint64(2)]), uint64(out[at + uint64(1)])
        part = (r | (b << uint64(16)) | (g << uint64(32))) * (uint64(255) - (lanes >> uint64(48))) + HALF
        lanes += ((part + ((part >> uint64(8)) & LANES)) >> uint64(8)) & LANES
        out[at] = lanes & uint64(255)
        out[at + uint64(1)] = (lanes >> uint64(32)) & uint64(255)
        out[at + uint64(2)] = (lanes >> uint64(16)) & uint64(255)
        at += uint64(3)


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _row_edge(
    pixels: NDArray[np.uint32], columns: int, rows: int, over: bool,
    sx: int, sy: int, dx: int, dy: int, n: int, out: NDArray[np.uint8], at: int,
) -> None:  # fmt: skip
    """A row that may leave the plate: beyond it a layer is empty, the lowest one is continued."""
    last_x, last_y = ((columns - 1) << 16) - 1, ((rows - 1) << 16) - 1
    for c in range(n):
        x, y = sx + ((dx * c) >> SHIFT), sy + ((dy * c) >> SHIFT)
        if over and (x < 0 or y < 0 or x > last_x or y > last_y):
            continue
        x, y = min(max(x, 0), last_x), min(max(y, 0), last_y)
        if over:
            _row_over(pixels, columns, x, y, 0, 0, 1, out, at + 3 * c)
        else:
            _row_opaque(pixels, columns, x, y, 0, 0, 1, out, at + 3 * c)


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
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
    for j in range(covered.shape[0]):
        for i in range(covered.shape[1]):
            if covered[j, i]:
                continue
            x0, x1, y0, y1 = _cell_span(lattice, j, i)
            low, high = _alpha_span(tiles, x0, x1, y0, y1) if over else (255, 255)
            if high == 0:
                continue
            inside = x0 >= 0 and x1 < columns and y0 >= 0 and y1 < rows
            n = min(CELL, width - i * CELL)
            for r in range(min(CELL, height - j * CELL)):
                ax = (lattice[j, i, 0] * (CELL - r) + lattice[j + 1, i, 0] * r) >> SHIFT
                ay = (lattice[j, i, 1] * (CELL - r) + lattice[j + 1, i, 1] * r) >> SHIFT
                dx = ((lattice[j, i + 1, 0] * (CELL - r) + lattice[j + 1, i + 1, 0] * r) >> SHIFT) - ax
                dy = ((lattice[j, i + 1, 1] * (CELL - r) + lattice[j + 1, i + 1, 1] * r) >> SHIFT) - ay
                at = ((j * CELL + r) * width + i * CELL) * 3
                if not inside:
                    _row_edge(pixels, columns, rows, over, ax, ay, dx, dy, n, flat, at)
                elif low == 255:
                    _row_opaque(pixels, columns, ax, ay, dx, dy, n, flat, at)
                else:
                    _row_over(pixels, columns, ax, ay, dx, dy, n, flat, at)


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _row_soft(
    fine: NDArray[np.uint32], fine_columns: int, fine_rows: int, fine_shift: int,
    coarse: NDArray[np.uint32], coarse_columns: int, coarse_rows: int, coarse_shift: int,
    sx: int, sy: int, dx: int, dy: int, mix: int, dmix: int, n: int, over: bool, out: NDArray[np.uint8], at: int,
) -> None:  # fmt: skip
    """A row between two degrees of blur; `mix` and its step are in 1/65536 of the way to the blurrier one."""
    at = uint64(at)
    fine_x, fine_y = ((fine_columns - 1) << 16) - 1, ((fine_rows - 1) << 16) - 1
    coarse_x, coarse_y = ((coarse_columns - 1) << 16) - 1, ((coarse_rows - 1) << 16) - 1
    for c in range(n):
        x0, y0 = sx + ((dx * c) >> SHIFT), sy + ((dy * c) >> SHIFT)
        x, y = x0 >> fine_shift, y0 >> fine_shift
        if over and (x < 0 or y < 0 or x > fine_x or y > fine_y):
            at += uint64(3)
            continue
        x, y = min(max(x, 0), fine_x), min(max(y, 0), fine_y)
        p = uint64(y >> 16) * uint64(fine_columns) + uint64(x >> 16)
        q = p + uint64(fine_columns)
        sharp = _mix(fine[p], fine[p + uint64(1)], fine[q], fine[q + uint64(1)], x, y)
        x, y = min(max(x0 >> coarse_shift, 0), coarse_x), min(max(y0 >> coarse_shift, 0), coarse_y)
        p = uint64(y >> 16) * uint64(coarse_columns) + uint64(x >> 16)
        q = p + uint64(coarse_columns)
        soft = _mix(coarse[p], coarse[p + uint64(1)], coarse[q], coarse[q + uint64(1)], x, y)
        part = uint64(min(max((mix + ((dmix * c) >> SHIFT)) >> 8, 0), 256))
        lanes = ((sharp * (uint64(256) - part) + soft * part + HALF) >> uint64(8)) & LANES
        if over:
            r, b, g = uint64(out[at]), uint64(out[at + uint64(2)]), uint64(out[at + uint64(1)])
            below = (r | (b << uint64(16)) | (g << uint64(32))) * (uint64(255) - (lanes >> uint64(48))) + HALF
            lanes += ((below + ((below >> uint64(8)) & LANES)) >> uint64(8)) & LANES
        out[at] = lanes & uint64(255)
        out[at + uint64(1)] = (lanes >> uint64(32)) & uint64(255)
        out[at + uint64(2)] = (lanes >> uint64(16)) & uint64(255)
        at += uint64(3)


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def draw_soft(
    fine: NDArray[np.uint32], fine_shift: int, coarse: NDArray[np.uint32], coarse_shift: int,
    degree: NDArray[np.float64], wanted: int, lattice: NDArray[np.int64], over: bool, out: NDArray[np.uint8],
) -> None:  # fmt: skip
    """The cells of a layer whose blur lies between degree `wanted` (the fine plate) and the next (the coarse one).

    *_shift  log2 of how much smaller a plate is than the lattice says
    degree   (rows, columns) float64 at the lattice points
    """
    height, width, _ = out.shape
    rows, columns, _ = lattice.shape
    a, b, flat = fine.ravel(), coarse.ravel(), out.ravel()
    for j in range(rows - 1):
        for i in range(columns - 1):
            middle = 0.25 * (degree[j, i] + degree[j, i + 1] + degree[j + 1, i] + degree[j + 1, i + 1])
            if int(middle) != wanted:
                continue
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
                _row_soft(
                    a, fine.shape[1], fine.shape[0], fine_shift, b, coarse.shape[1], coarse.shape[0], coarse_shift,
                    ax, ay, dx, dy, mix, dmix, n, over, flat, at,
                )  # fmt: skip


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def cover_cells(tiles: NDArray[np.uint8], lattice: NDArray[np.int64], covered: NDArray[np.bool_]) -> None:
    """Mark the cells that this layer hides wholly."""
    rows, columns = covered.shape
    for j in range(rows):
        for i in range(columns):
            if not covered[j, i]:
                span = _cell_span(lattice, j, i)
                covered[j, i] = _alpha_span(tiles, span[0], span[1], span[2], span[3])[0] == 255
