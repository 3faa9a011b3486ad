"""Compiled inner loops: a layer in which areas live, and how near every pixel of a frame is.

The same arithmetic as in warp.py: integers only where pixels are mixed, so that the same inputs give the same bytes.
Not for how an area moves (flows) or what lives where (life.py).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled, inlined, put, signed, signed32, taken, unsigned
from vivant.render.kernels.cells import (
    PLACES,
    POINTS,
    ROOM,
    SHIFT,
    Limits,
    Numbers,
    Pixels,
    all_over,
    asked_for,
    between,
    corners_of,
    displaced,
    emptied,
    gained,
    into_frame,
    is_opaque,
    kept_in,
    reaches_beyond,
    sampled,
    seen_at,
    shares_shown,
    together,
)
from vivant.render.kernels.lattice import CELL
from vivant.render.kernels.warp import TILE, _alpha_span, _cell_span

CHANNELS = 7
"""Numbers at a place of a grid of motion: x and y of one copy's shift, x and y of the other's (1/65536 plate pixels),
how much of the other copy is seen (0 .. 65536), the gain of the levels (65536 is 1), and how much of the motion is seen
at all (0 .. 65536). A grid has ROOM of them, or the first two alone."""
ONE_COPY, OTHER_COPY, SHARE, GAIN, LEVEL = 0, 2, 4, 5, 6
WHOLE = 65536
MASK_TILE, FINER = 8, TILE // 8
"""Side of the tiles of a mask, and how many of them go into a tile of a plate."""


@compiled
def two_copies(
    shift: NDArray[np.float32], other: NDArray[np.float32], mix: NDArray[np.float32], start: tuple[int, int],
    reach: float, level: float, grid: NDArray[np.float32],
) -> None:  # fmt: skip
    """Two copies' shifts, (h, w, 2) times `reach`, and how much of the other is seen, (h, w) 0 .. 1, into a grid (rows,
    columns, ROOM) that is seen as far as `level` (0 .. 1) says; of that part of theirs that begins at `start`."""
    times, whole, (top, left) = np.float32(reach), np.float32(WHOLE), start
    for y in range(grid.shape[0]):
        for x in range(grid.shape[1]):
            for axis in range(2):
                grid[y, x, ONE_COPY + axis] = shift[top + y, left + x, axis] * times
                grid[y, x, OTHER_COPY + axis] = other[top + y, left + x, axis] * times
            grid[y, x, SHARE], grid[y, x, LEVEL] = mix[top + y, left + x] * whole, WHOLE * level


@compiled
def living_cells(
    tiles: NDArray[np.uint8], lattice: NDArray[np.int64], living: NDArray[np.bool_], whole: NDArray[np.bool_]
) -> None:
    """Mark the cells of the frame in which something of this layer lives, and those in which everything does; `tiles`
    are those of the mask, MASK_TILE wide: it is half the size of the plate."""
    rows, columns = living.shape
    for j in range(rows):
        for i in range(columns):
            x0, x1, y0, y1 = _cell_span(lattice, j, i)
            low, high = _alpha_span(
                tiles, (x0 >> 1) * FINER, ((x1 >> 1) + 1) * FINER, (y0 >> 1) * FINER, ((y1 >> 1) + 1) * FINER
            )
            living[j, i], whole[j, i] = high > 0, low == 255


@compiled
def _on_grid(
    corners: NDArray[np.int64], place: NDArray[np.float64], shape: tuple[int, int, int], firsts: Numbers,
    parts: NDArray[np.float32],
) -> None:  # fmt: skip
    """Between which four places of a grid each of the PLACES of a cell lies: the first of them, and how far it is to
    the next, across and down."""
    rows, columns, _ = shape
    for r in range(POINTS):
        for c in range(POINTS):
            k = unsigned(r * POINTS + c)
            x = (_within(corners, 0, r, c) - place[0]) * place[2]
            y = (_within(corners, 1, r, c) - place[1]) * place[3]
            x, y = min(max(x, 0.0), columns - 1.001), min(max(y, 0.0), rows - 1.001)
            ix, iy = signed(x), signed(y)
            firsts[k] = iy * columns + ix
            parts[k], parts[k + unsigned(PLACES)] = x - ix, y - iy


@inlined
def _within(corners: NDArray[np.int64], axis: int, r: int, c: int) -> Any:
    """Where a place of a cell lies on the plate along one axis, in pixels."""
    upper = corners[axis] * (POINTS - 1 - c) + corners[axis + 2] * c
    lower = corners[axis + 4] * (POINTS - 1 - c) + corners[axis + 6] * c
    return (upper * (POINTS - 1 - r) + lower * r) * (1.0 / ((POINTS - 1) ** 2 * 65536))


@compiled
def _look_up(
    grid: NDArray[np.float32], shape: tuple[int, int, int], mean: NDArray[np.uint32], firsts: Numbers,
    parts: NDArray[np.float32], found: Numbers, colours: Pixels,
) -> None:  # fmt: skip
    """The motion at the PLACES of a cell, bilinear, ROOM numbers for each, and the colours there."""
    _, columns, channels = shape
    for k in range(PLACES):
        first = signed(taken(firsts, unsigned(k)))
        put(colours, unsigned(k), taken(mean, unsigned(first)))
        fx, fy = taken(parts, unsigned(k)), taken(parts, unsigned(k + PLACES))
        p, across, to = unsigned(first * channels), unsigned(channels), unsigned(k * ROOM)
        q = p + unsigned(columns * channels)
        for n in range(channels):
            c = unsigned(n)
            a, b = taken(grid, p + c), taken(grid, p + across + c)
            d, e = taken(grid, q + c), taken(grid, q + across + c)
            upper, lower = a + fx * (b - a), d + fx * (e - d)
            put(found, to + c, signed32(upper + fy * (lower - upper)))


@compiled
def _needs(found: Numbers) -> tuple[bool, bool, bool]:
    """Whether anything of the other copy is seen in a cell, whether its levels change, whether it is faded."""
    mixed, gained, faded = False, False, False
    for k in range(PLACES):
        mixed |= found[unsigned(k * ROOM + SHARE)] >= 128
        gained |= found[unsigned(k * ROOM + GAIN)] != WHOLE
        faded |= found[unsigned(k * ROOM + LEVEL)] < WHOLE
    return mixed, gained, faded


@compiled
def _living_cell(
    travels: Pixels, columns: int, found: Numbers, means: Pixels, at: tuple[Numbers, Numbers], limits: Limits,
    n_rows: int, numbers: NDArray[np.int32], seen: NDArray[np.uint32],
) -> None:  # fmt: skip
    """What has moved of a layer, into seen[0]; the other rows of `numbers` and `seen` are room to work in."""
    n = n_rows * CELL
    mixed, lit, _ = _needs(found)
    for copy in range(2 if mixed else 1):
        for axis in range(2):
            all_over(found, OTHER_COPY * copy + axis, numbers[0], numbers[1])
            displaced(at[axis], numbers[1], limits[axis], n, numbers[2 + axis])
        asked_for(travels, columns, n, numbers[2], numbers[3])
        sampled(travels, columns, n, numbers[2], numbers[3], seen[copy])
    if mixed:
        all_over(found, SHARE, numbers[0], numbers[1])
        together(seen[0], seen[1], numbers[1], means, n_rows, seen[3], seen[2])
        seen[0] = seen[2]
    if lit:
        all_over(found, GAIN, numbers[0], numbers[1])
        gained(seen[0], numbers[1], n, seen[2])
        seen[0] = seen[2]


@compiled
def _partly(
    pixels: Pixels, columns: int, mask: Pixels, shape: tuple[int, int], found: Numbers, at: tuple[Numbers, Numbers],
    limits: Limits, n_rows: int, numbers: NDArray[np.int32], seen: NDArray[np.uint32],
) -> None:  # fmt: skip
    """So much of seen[0] over the layer as it is as the mask and the level say, into seen[0]."""
    n = n_rows * CELL
    for axis in range(2):
        kept_in(at[axis], limits[axis], n, numbers[2 + axis])
    sampled(pixels, columns, n, numbers[2], numbers[3], seen[1])
    all_over(found, LEVEL, numbers[0], numbers[1])
    shares_shown(mask, shape[1], shape[0], numbers[1], n, at[0], at[1], numbers[0])
    between(seen[1], seen[0], numbers[0], n, seen[2])
    seen[0] = seen[2]


@compiled
def draw_living(
    plate: NDArray[np.uint32], moved: NDArray[np.uint32], inside: NDArray[np.uint32], lattice: NDArray[np.int64],
    cells: NDArray[np.bool_], whole: NDArray[np.bool_], how: tuple[bool, bool], grid: NDArray[np.float32],
    mean: NDArray[np.uint32], place: NDArray[np.float64], out: NDArray[np.uint8],
) -> None:  # fmt: skip
    """The marked cells of a layer: its pixels as they are, and as they have moved where `inside` says so.

    plate   (2h, 2w) uint32, as in warp.py
    moved   likewise: what travels; beyond the rim of the living area its colours go on
    inside  (h, w) uint32, from `four_in_one`: how much of the moved picture is seen
    cells   the marked ones; whole: those that lie inside all over
    how     whether it is laid over the frame by its alpha, or replaces what is there; and whether only cells through
            which nothing shines are drawn: the others are then no longer marked
    grid    (rows, columns, ROOM or 2) float32
    mean    (rows, columns) uint32: the colour about each place of the grid, packed as on a plate
    place   plate pixel of grid[0, 0], and plate pixels from one place of the grid to the next
    """
    (height, width, _), (over, only_opaque) = out.shape, how
    pixels, travels, mask, flat, motion = plate.ravel(), moved.ravel(), inside.ravel(), out.ravel(), grid.ravel()
    colours, columns = mean.ravel(), plate.shape[1]
    found, means, corners = np.zeros(ROOM * PLACES, np.int32), np.empty(PLACES, np.uint32), np.empty(8, np.int64)
    parts = np.empty(2 * PLACES, np.float32)
    numbers, seen = np.empty((6, CELL * CELL), np.int32), np.empty((4, CELL * CELL), np.uint32)
    at, room = (numbers[4], numbers[5]), numbers[:4]
    found[GAIN::ROOM], found[LEVEL::ROOM] = WHOLE, WHOLE
    steps = np.array([place[0], place[1], 1.0 / place[2], 1.0 / place[3]])
    limits = (((columns - 1) << 16) - 1, ((plate.shape[0] - 1) << 16) - 1)
    for j in range(cells.shape[0]):
        for i in range(cells.shape[1]):
            if not cells[j, i]:
                continue
            n, n_rows = min(CELL, width - i * CELL), min(CELL, height - j * CELL)
            corners_of(lattice, j, i, corners)
            _on_grid(corners, steps, grid.shape, room[0], parts)
            _look_up(motion, grid.shape, colours, room[0], parts, found, means)
            for axis in range(2):
                seen_at(corners, axis, room[0], at[axis])
            _living_cell(travels, columns, found, means, at, limits, n_rows, room, seen)
            if not whole[j, i] or _needs(found)[2]:
                _partly(pixels, columns, mask, inside.shape, found, at, limits, n_rows, room, seen)
            if over and reaches_beyond(limits, corners):
                emptied(seen[0], limits, n_rows * CELL, at[0], at[1], seen[1])
                seen[0] = seen[1]
            clear = over and not is_opaque(seen[0], n_rows * CELL)
            if clear and only_opaque:
                cells[j, i] = False
                continue
            into_frame(seen[0], n, n_rows, width, clear, flat, (j * CELL * width + i * CELL) * 3)


@compiled
def draw_depth(
    disparity: NDArray[np.float32], place: NDArray[np.float64], plate: NDArray[np.uint32], tiles: NDArray[np.uint8],
    lattice: NDArray[np.int64], over: bool, out: NDArray[np.uint8],
) -> None:  # fmt: skip
    """How near a layer is, into a frame of disparities (H, W) uint8; `over` lays it over the frame by its alpha.

    disparity  (h, w) float32 of the layer; place: plate pixel of disparity[0, 0] and plate pixels between its places
    """
    height, width = out.shape
    rows, columns = plate.shape
    pixels, flat = plate.ravel(), out.ravel()
    near, room, levels = (
        np.empty(CELL * CELL, np.int32),
        np.empty(CELL * CELL, np.int32),
        _levels(disparity, place, lattice),
    )
    corners, at = np.empty(8, np.int64), np.empty((2, CELL * CELL), np.int32)
    for j in range(lattice.shape[0] - 1):
        for i in range(lattice.shape[1] - 1):
            whole = not over
            if over:
                x0, x1, y0, y1 = _cell_span(lattice, j, i)
                low, high = _alpha_span(tiles, x0, x1, y0, y1)
                if high == 0:
                    continue
                whole = low == 255 and x0 >= 0 and y0 >= 0 and x1 < columns and y1 < rows
            n, n_rows, start = min(CELL, width - i * CELL), min(CELL, height - j * CELL), j * CELL * width + i * CELL
            _depths(levels, j, i, room, near)
            if whole:
                _depths_out(near, n, n_rows, width, flat, start)
                continue
            corners_of(lattice, j, i, corners)
            for axis in range(2):
                seen_at(corners, axis, room, at[axis])
            _alphas(pixels, plate.shape, at[0], at[1], n_rows * CELL, room)
            _depths_over(near, room, n, n_rows, width, flat, start)


@compiled
def _levels(
    disparity: NDArray[np.float32], place: NDArray[np.float64], lattice: NDArray[np.int64]
) -> NDArray[np.int32]:
    """The disparity at every point of a lattice, bilinear, in 1/4096 of a 255th."""
    rows, columns = disparity.shape
    levels = np.empty(lattice.shape[:2], np.int32)
    for j in range(lattice.shape[0]):
        for i in range(lattice.shape[1]):
            gx = min(max((lattice[j, i, 0] / 65536.0 - place[0]) / place[2], 0.0), columns - 1.001)
            gy = min(max((lattice[j, i, 1] / 65536.0 - place[1]) / place[3], 0.0), rows - 1.001)
            ix, iy = int(gx), int(gy)
            fx, fy = gx - ix, gy - iy
            upper = disparity[iy, ix] * (1 - fx) + disparity[iy, ix + 1] * fx
            lower = disparity[iy + 1, ix] * (1 - fx) + disparity[iy + 1, ix + 1] * fx
            levels[j, i] = int((upper * (1 - fy) + lower * fy) * 255.0 * 4096.0)
    return levels


@compiled
def _depths(levels: NDArray[np.int32], j: int, i: int, room: Numbers, near: Numbers) -> None:
    """The disparity of every pixel of a cell between its four corners, in 1/65536 of a 255th."""
    a, b, c, d = levels[j, i], levels[j, i + 1], levels[j + 1, i], levels[j + 1, i + 1]
    for r in range(CELL):
        left, right = signed(a) * (CELL - r) + signed(c) * r, signed(b) * (CELL - r) + signed(d) * r
        room[r], room[CELL + r] = left, right - left
    for x in range(CELL):
        for r in range(CELL):
            first, way = taken(room, unsigned(r)), taken(room, unsigned(CELL + r))
            put(near, unsigned(r * CELL + x), signed32(first + signed32(signed32(way * signed32(x)) >> SHIFT)))


@compiled
def _depths_out(near: Numbers, n: int, n_rows: int, width: int, out: NDArray[np.uint8], start: int) -> None:
    for r in range(n_rows):
        for c in range(n):
            level = signed32(taken(near, unsigned(r * CELL + c)) + 32768) >> 16
            put(out, unsigned(start + r * width + c), np.uint8(level))


@compiled
def _alphas(
    pixels: NDArray[np.uint32], shape: tuple[int, int], xs: Numbers, ys: Numbers, n: int, alphas: Numbers
) -> None:
    """The alpha of a plate at these places, 0 .. 255; beyond it 0."""
    rows, columns = signed32(shape[0]), signed32(shape[1])
    for k in range(n):
        x, y = signed32(taken(xs, unsigned(k)) >> 16), signed32(taken(ys, unsigned(k)) >> 16)
        inside = (x >= 0) & (y >= 0) & (x < columns) & (y < rows)
        p = signed32(signed32(y * columns) + x) if inside else signed32(0)
        alpha = signed32(taken(pixels, p) >> 24)
        put(alphas, unsigned(k), alpha if inside else signed32(0))


@compiled
def _depths_over(
    near: Numbers, alphas: Numbers, n: int, n_rows: int, width: int, out: NDArray[np.uint8], start: int
) -> None:
    for r in range(n_rows):
        for c in range(n):
            k, to = unsigned(r * CELL + c), unsigned(start + r * width + c)
            below, alpha = signed(out[to]) << 16, signed(alphas[k])
            # 257 / 65536 is a 255th, nearly enough for a level.
            out[to] = (below + (((signed(near[k]) - below) * (alpha * 257 + (alpha >> 7))) >> 16) + 32768) >> 16
