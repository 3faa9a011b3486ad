"""Compiled inner loops: a layer in which areas live, and how near every pixel of a frame is.

The same arithmetic as in warp.py: integers only where pixels are mixed, so that the same inputs give the same bytes.
Not for how an area moves (flows) or what lives where (life.py).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled, inlined, signed, unsigned
from vivant.render.kernels.lattice import CELL
from vivant.render.kernels.warp import HALF, LANES, SHIFT, _alpha_span, _cell_span, _mix, _over

STEP = 4
"""Pixels between two places of a cell at which the motion is looked up; it is interpolated in between."""
POINTS = CELL // STEP + 1

ONE, WHOLE = unsigned(1), 256

ALIKE = 0.3
"""How alike the two copies are taken to be, as a correlation."""


def _contrast() -> NDArray[np.int64]:
    """By how much (1/256) two copies mixed by share / 256 differ less from their mean than one of them does.

    What is mixed evenly is pale: so much is given back (Heitz and Neyret, 2018).
    """
    b = np.arange(257) / 256.0
    return np.rint(256.0 / np.sqrt((1 - b) ** 2 + b**2 + 2 * ALIKE * b * (1 - b))).astype(np.int64)


CONTRAST = _contrast()

CHANNELS = 7
"""Planes of a grid of motion: x and y of one copy's shift, x and y of the other's (1/65536 plate pixels), how much of
the other copy is seen (0 .. 65536), the gain of the levels (65536 is 1), how much of the motion is seen at all
(0 .. 65536)."""

DOWN, OTHER, BELOW, SHARES, GAINS, LEVELS = (unsigned(POINTS * c) for c in range(1, CHANNELS))


@compiled
def living_cells(
    tiles: NDArray[np.uint8], lattice: NDArray[np.int64], living: NDArray[np.bool_], whole: NDArray[np.bool_]
) -> None:
    """Mark the cells of the frame in which something of this layer lives, and those in which everything does; `tiles`
    are those of the mask, which is half the size of the plate."""
    rows, columns = living.shape
    for j in range(rows):
        for i in range(columns):
            x0, x1, y0, y1 = _cell_span(lattice, j, i)
            low, high = _alpha_span(tiles, x0 >> 1, (x1 >> 1) + 1, y0 >> 1, (y1 >> 1) + 1)
            living[j, i], whole[j, i] = high > 0, low == 255


@compiled
def _look_up(
    grid: NDArray[np.float32], mean: NDArray[np.int64], rows: int, columns: int, place: NDArray[np.float64],
    lattice: NDArray[np.int64], j: int, i: int, found: NDArray[np.int64], colours: NDArray[np.int64],
) -> None:  # fmt: skip
    """The motion at the POINTS x POINTS places of a cell, bilinear, channel after channel, and the colours there."""
    for k in range(POINTS * POINTS):
        x, y = _inside_cell(lattice, j, i, (k % POINTS) * STEP, (k // POINTS) * STEP)
        gx = min(max((x / 65536.0 - place[0]) / place[2], 0.0), columns - 1.001)
        gy = min(max((y / 65536.0 - place[1]) / place[3], 0.0), rows - 1.001)
        ix, iy = int(gx), int(gy)
        fx, fy = np.float32(gx - ix), np.float32(gy - iy)
        p = unsigned(iy * columns + ix)
        q = p + unsigned(columns)
        colours[k] = mean[p]
        for c in range(CHANNELS):
            upper = grid[p] + fx * (grid[p + ONE] - grid[p])
            lower = grid[q] + fx * (grid[q + ONE] - grid[q])
            found[c * POINTS * POINTS + k] = int(upper + fy * (lower - upper))
            p += unsigned(rows * columns)
            q += unsigned(rows * columns)


@compiled
def _cell_living(
    pixels: NDArray[np.uint32], travels: NDArray[np.uint32], columns: int, last_x: int, last_y: int,
    mask: NDArray[np.uint8], m_columns: int, m_rows: int, corners: NDArray[np.int64], n: int, n_rows: int, width: int,
    over: bool, whole: bool, found: NDArray[np.int64], colours: NDArray[np.int64], now: NDArray[np.int64],
    out: NDArray[np.uint8], start: int,
) -> None:  # fmt: skip
    """One cell; `found` and `colours` hold the motion at its places, `whole` says that all of it is inside."""
    for r in range(n_rows):
        for channel in range(CHANNELS):
            above = unsigned((channel * POINTS + r // STEP) * POINTS)
            for point in range(POINTS):
                a = found[above + unsigned(point)]
                b = found[above + unsigned(POINTS + point)]
                now[unsigned(channel * POINTS + point)] = a + (((b - a) * (r % STEP)) >> 2)
        ax = (corners[0] * (CELL - r) + corners[4] * r) >> SHIFT
        ay = (corners[1] * (CELL - r) + corners[5] * r) >> SHIFT
        dx = ((corners[2] * (CELL - r) + corners[6] * r) >> SHIFT) - ax
        dy = ((corners[3] * (CELL - r) + corners[7] * r) >> SHIFT) - ay
        at = unsigned(start + r * width * 3)
        for c in range(n):
            x, y = ax + ((dx * c) >> SHIFT), ay + ((dy * c) >> SHIFT)
            if over and (x < 0 or y < 0 or x > last_x or y > last_y):
                at += unsigned(3)
                continue
            x, y = min(max(x, 0), last_x), min(max(y, 0), last_y)
            k, f = unsigned(c // STEP), c % STEP
            seen = 65280
            if not whole:
                mx, my = min(x >> 9, (m_columns - 1) * 256 - 1), min(y >> 9, (m_rows - 1) * 256 - 1)
                p = unsigned(my >> 8) * unsigned(m_columns) + unsigned(mx >> 8)
                q = p + unsigned(m_columns)
                upper = mask[p] * (256 - (mx & 255)) + mask[p + ONE] * (mx & 255)
                lower = mask[q] * (256 - (mx & 255)) + mask[q + ONE] * (mx & 255)
                seen = (upper * (256 - (my & 255)) + lower * (my & 255)) >> 8
            shown = unsigned((seen * now[k + LEVELS] + 8355840) >> 24)
            lanes = unsigned(0)
            if shown < unsigned(WHOLE):
                p = unsigned(y >> 16) * unsigned(columns) + unsigned(x >> 16)
                q = p + unsigned(columns)
                lanes = _mix(pixels[p], pixels[p + ONE], pixels[q], pixels[q + ONE], x, y)
            if shown > unsigned(0):
                share = (now[k + SHARES] + (((now[k + SHARES + ONE] - now[k + SHARES]) * f) >> 2) + 128) >> 8
                one = unsigned(0)
                if share < WHOLE:
                    sx = x - now[k] - (((now[k + ONE] - now[k]) * f) >> 2)
                    sy = y - now[k + DOWN] - (((now[k + DOWN + ONE] - now[k + DOWN]) * f) >> 2)
                    sx, sy = min(max(sx, 0), last_x), min(max(sy, 0), last_y)
                    p = unsigned(sy >> 16) * unsigned(columns) + unsigned(sx >> 16)
                    q = p + unsigned(columns)
                    one = _mix(travels[p], travels[p + ONE], travels[q], travels[q + ONE], sx, sy)
                if share > 0:
                    sx = x - now[k + OTHER] - (((now[k + OTHER + ONE] - now[k + OTHER]) * f) >> 2)
                    sy = y - now[k + BELOW] - (((now[k + BELOW + ONE] - now[k + BELOW]) * f) >> 2)
                    sx, sy = min(max(sx, 0), last_x), min(max(sy, 0), last_y)
                    p = unsigned(sy >> 16) * unsigned(columns) + unsigned(sx >> 16)
                    q = p + unsigned(columns)
                    two = _mix(travels[p], travels[p + ONE], travels[q], travels[q + ONE], sx, sy)
                    mean = colours[unsigned((r // STEP) * POINTS) + k]
                    one = _together(one, two, share, mean) if share < WHOLE else two
                if now[k + GAINS] != 65536 or now[k + GAINS + ONE] != 65536:
                    one = _gained(one, now[k + GAINS] + (((now[k + GAINS + ONE] - now[k + GAINS]) * f) >> 2))
                lanes = _between(lanes, one, shown) if shown < unsigned(WHOLE) else one
            if over:
                lanes = _over(lanes, out[at], out[at + ONE], out[at + unsigned(2)])
            out[at] = lanes & unsigned(255)
            out[at + ONE] = (lanes >> unsigned(32)) & unsigned(255)
            out[at + unsigned(2)] = (lanes >> unsigned(16)) & unsigned(255)
            at += unsigned(3)


@inlined
def _between(one: Any, two: Any, share: Any) -> Any:
    """Two pixels of four lanes mixed: share / 256 of the second."""
    return ((one * (unsigned(WHOLE) - share) + two * share + HALF) >> unsigned(8)) & LANES


@inlined
def _together(one: Any, two: Any, share: int, mean: int) -> Any:
    """Two copies mixed, share / 256 of the second; their difference from the mean (four lanes) is as large as that of
    one of them."""
    alpha = signed((one >> unsigned(48)) & unsigned(255))
    contrast = CONTRAST[share]
    mixed = _between(one, two, unsigned(share))
    r, b, g = mean & 255, (mean >> 16) & 255, (mean >> 32) & 255
    r += ((signed(mixed & unsigned(255)) - r) * contrast + 128) >> 8
    b += ((signed((mixed >> unsigned(16)) & unsigned(255)) - b) * contrast + 128) >> 8
    g += ((signed((mixed >> unsigned(32)) & unsigned(255)) - g) * contrast + 128) >> 8
    return (
        unsigned(min(max(r, 0), alpha))
        | (unsigned(min(max(b, 0), alpha)) << unsigned(16))
        | (unsigned(min(max(g, 0), alpha)) << unsigned(32))
        | (unsigned(alpha) << unsigned(48))
    )


@compiled
def draw_living(
    plate: NDArray[np.uint32], moved: NDArray[np.uint32], inside: NDArray[np.uint8], lattice: NDArray[np.int64],
    cells: NDArray[np.bool_], whole: NDArray[np.bool_], over: bool, grid: NDArray[np.float32],
    mean: NDArray[np.int64], place: NDArray[np.float64], out: NDArray[np.uint8],
) -> None:  # fmt: skip
    """The marked cells of a layer: its pixels as they are, and as they have moved where `inside` says so.

    plate   (2h, 2w) uint32, as in warp.py
    moved   likewise: what travels; beyond the rim of the living area its colours go on
    inside  (h, w) uint8: how much of the moved picture is seen
    cells   the marked ones; whole: those that lie inside all over
    grid    (CHANNELS, rows, columns) float32
    mean    (rows, columns) int64: the colour about each place of the grid, four lanes of 16 bits
    place   plate pixel of grid[:, 0, 0], and plate pixels from one place of the grid to the next
    """
    height, width, _ = out.shape
    rows, columns = plate.shape
    pixels, travels, mask, flat, motion = plate.ravel(), moved.ravel(), inside.ravel(), out.ravel(), grid.ravel()
    colours = mean.ravel()
    found, at_points = np.empty(POINTS * POINTS * CHANNELS, np.int64), np.empty(POINTS * POINTS, np.int64)
    now, corners = np.empty(POINTS * CHANNELS + 1, np.int64), np.empty(8, np.int64)
    last_x, last_y = ((columns - 1) << 16) - 1, ((rows - 1) << 16) - 1
    for j in range(cells.shape[0]):
        for i in range(cells.shape[1]):
            if not cells[j, i]:
                continue
            _look_up(motion, colours, grid.shape[1], grid.shape[2], place, lattice, j, i, found, at_points)
            for k in range(4):
                corners[2 * k], corners[2 * k + 1] = lattice[j + k // 2, i + k % 2, 0], lattice[j + k // 2, i + k % 2, 1]
            n, n_rows = min(CELL, width - i * CELL), min(CELL, height - j * CELL)
            _cell_living(
                pixels, travels, columns, last_x, last_y, mask, inside.shape[1], inside.shape[0], corners, n, n_rows,
                width, over, whole[j, i], found, at_points, now, flat, (j * CELL * width + i * CELL) * 3,
            )  # fmt: skip


@inlined
def _inside_cell(lattice: NDArray[np.int64], j: int, i: int, c: int, r: int) -> tuple[int, int]:
    """The plate place of pixel (c, r) of a cell, both 0 .. CELL, in 1/65536 pixels."""
    ax = (lattice[j, i, 0] * (CELL - r) + lattice[j + 1, i, 0] * r) >> SHIFT
    ay = (lattice[j, i, 1] * (CELL - r) + lattice[j + 1, i, 1] * r) >> SHIFT
    bx = (lattice[j, i + 1, 0] * (CELL - r) + lattice[j + 1, i + 1, 0] * r) >> SHIFT
    by = (lattice[j, i + 1, 1] * (CELL - r) + lattice[j + 1, i + 1, 1] * r) >> SHIFT
    return ax + (((bx - ax) * c) >> SHIFT), ay + (((by - ay) * c) >> SHIFT)


@inlined
def _gained(lanes: Any, g: int) -> Any:
    """Premultiplied lanes with their colours multiplied by g / 65536, not above their alpha."""
    alpha = signed((lanes >> unsigned(48)) & unsigned(255))
    red = min((signed(lanes & unsigned(255)) * g + 32768) >> 16, alpha)
    blue = min((signed((lanes >> unsigned(16)) & unsigned(255)) * g + 32768) >> 16, alpha)
    green = min((signed((lanes >> unsigned(32)) & unsigned(255)) * g + 32768) >> 16, alpha)
    return (
        unsigned(red)
        | (unsigned(blue) << unsigned(16))
        | (unsigned(green) << unsigned(32))
        | (unsigned(alpha) << unsigned(48))
    )


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
    d_rows, d_columns = disparity.shape
    pixels, flat = plate.ravel(), out.ravel()
    corner = np.empty(4, np.float32)
    for j in range(lattice.shape[0] - 1):
        for i in range(lattice.shape[1] - 1):
            x0, x1, y0, y1 = _cell_span(lattice, j, i)
            high = _alpha_span(tiles, x0, x1, y0, y1)[1] if over else 255
            if high == 0:
                continue
            for k in range(4):
                x, y = lattice[j + k // 2, i + k % 2, 0] / 65536.0, lattice[j + k // 2, i + k % 2, 1] / 65536.0
                gx = min(max((x - place[0]) / place[2], 0.0), d_columns - 1.001)
                gy = min(max((y - place[1]) / place[3], 0.0), d_rows - 1.001)
                ix, iy = int(gx), int(gy)
                fx, fy = gx - ix, gy - iy
                upper = disparity[iy, ix] * (1 - fx) + disparity[iy, ix + 1] * fx
                lower = disparity[iy + 1, ix] * (1 - fx) + disparity[iy + 1, ix + 1] * fx
                corner[k] = (upper * (1 - fy) + lower * fy) * 255.0
            n = min(CELL, width - i * CELL)
            for r in range(min(CELL, height - j * CELL)):
                first = corner[0] + (corner[2] - corner[0]) * np.float32(r / CELL)
                step = (corner[1] + (corner[3] - corner[1]) * np.float32(r / CELL) - first) / np.float32(CELL)
                at = unsigned((j * CELL + r) * width + i * CELL)
                if not over:
                    for c in range(n):
                        flat[at + unsigned(c)] = int(first + step * c + np.float32(0.5))
                    continue
                ax = (lattice[j, i, 0] * (CELL - r) + lattice[j + 1, i, 0] * r) >> SHIFT
                ay = (lattice[j, i, 1] * (CELL - r) + lattice[j + 1, i, 1] * r) >> SHIFT
                dx = ((lattice[j, i + 1, 0] * (CELL - r) + lattice[j + 1, i + 1, 0] * r) >> SHIFT) - ax
                dy = ((lattice[j, i + 1, 1] * (CELL - r) + lattice[j + 1, i + 1, 1] * r) >> SHIFT) - ay
                for c in range(n):
                    x, y = (ax + ((dx * c) >> SHIFT)) >> 16, (ay + ((dy * c) >> SHIFT)) >> 16
                    if x < 0 or y < 0 or x >= columns or y >= rows:
                        continue
                    alpha = pixels[unsigned(y) * unsigned(columns) + unsigned(x)] >> 24
                    if alpha > 0:
                        below = flat[at + unsigned(c)]
                        flat[at + unsigned(c)] = int(below + (first + step * c - below) * alpha / 255.0 + 0.5)
