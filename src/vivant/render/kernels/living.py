"""Compiled inner loops: a layer in which areas live, and how near every pixel of a frame is.

The same arithmetic as in warp.py: integers only where pixels are mixed, so that the same inputs give the same bytes.
Not for how an area moves (flows) or what lives where (life.py).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled, unsigned
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

CHANNELS = 10
"""Planes of a grid of motion: x and y of one copy's shift, x and y of the other's (1/65536 plate pixels), how much of
the other copy is seen (0 .. 65536), the gain of the levels (65536 is 1), how much of the motion is seen at all
(0 .. 65536), and the mean red, green and blue about each place (1/65536 levels)."""


@compiled
def living_cells(tiles: NDArray[np.uint8], lattice: NDArray[np.int64], living: NDArray[np.bool_]) -> None:
    """Mark the cells of the frame in which something of this layer lives; `tiles` are those of the mask, which is half
    the size of the plate."""
    rows, columns = living.shape
    for j in range(rows):
        for i in range(columns):
            x0, x1, y0, y1 = _cell_span(lattice, j, i)
            living[j, i] = _alpha_span(tiles, x0 >> 1, (x1 >> 1) + 1, y0 >> 1, (y1 >> 1) + 1)[1] > 0


@compiled
def _look_up(
    grid: NDArray[np.float32], rows: int, columns: int, place: NDArray[np.float64], x: int, y: int,
    found: NDArray[np.int64], at: int,
) -> None:  # fmt: skip
    """The motion at a plate place (1/65536 pixels), bilinear, into found[at:at + CHANNELS]."""
    gx = min(max((x / 65536.0 - place[0]) / place[2], 0.0), columns - 1.001)
    gy = min(max((y / 65536.0 - place[1]) / place[3], 0.0), rows - 1.001)
    ix, iy = int(gx), int(gy)
    fx, fy = np.float32(gx - ix), np.float32(gy - iy)
    p = unsigned(iy * columns + ix)
    q = p + unsigned(columns)
    for c in range(CHANNELS):
        upper = grid[p] + fx * (grid[p + ONE] - grid[p])
        lower = grid[q] + fx * (grid[q + ONE] - grid[q])
        found[at + c] = int(upper + fy * (lower - upper))
        p += unsigned(rows * columns)
        q += unsigned(rows * columns)


@compiled
def _row_living(
    pixels: NDArray[np.uint32], travels: NDArray[np.uint32], columns: int, last_x: int, last_y: int,
    mask: NDArray[np.uint8], m_columns: int, m_rows: int, ax: int, ay: int, dx: int, dy: int, n: int, over: bool,
    now: NDArray[np.int64], out: NDArray[np.uint8], at: Any,
) -> None:  # fmt: skip
    """A row of a cell; `now` holds the motion at its POINTS places."""
    at = unsigned(at)
    for c in range(n):
        x, y = ax + ((dx * c) >> SHIFT), ay + ((dy * c) >> SHIFT)
        if over and (x < 0 or y < 0 or x > last_x or y > last_y):
            at += unsigned(3)
            continue
        x, y = min(max(x, 0), last_x), min(max(y, 0), last_y)
        mx, my = min(x >> 9, (m_columns - 1) * 256 - 1), min(y >> 9, (m_rows - 1) * 256 - 1)
        p = unsigned(my >> 8) * unsigned(m_columns) + unsigned(mx >> 8)
        q = p + unsigned(m_columns)
        fx, fy = mx & 255, my & 255
        seen = (mask[p] * (256 - fx) + mask[p + ONE] * fx) * (256 - fy)
        seen += (mask[q] * (256 - fx) + mask[q + ONE] * fx) * fy
        k, f = unsigned((c // STEP) * CHANNELS), c % STEP
        m = k + unsigned(CHANNELS)
        level = now[k + unsigned(6)] + (((now[m + unsigned(6)] - now[k + unsigned(6)]) * f) >> 2)
        shown = unsigned(min(max(((seen >> 8) * level + 8355840) // 16711680, 0), WHOLE))
        lanes = unsigned(0)
        if shown < unsigned(WHOLE):
            p = unsigned(y >> 16) * unsigned(columns) + unsigned(x >> 16)
            q = p + unsigned(columns)
            lanes = _mix(pixels[p], pixels[p + ONE], pixels[q], pixels[q + ONE], x, y)
        if shown > unsigned(0):
            share = now[k + unsigned(4)] + (((now[m + unsigned(4)] - now[k + unsigned(4)]) * f) >> 2)
            share = min(max((share + 128) >> 8, 0), WHOLE)
            one = two = unsigned(0)
            if share < WHOLE:
                sx = x - now[k] - (((now[m] - now[k]) * f) >> 2)
                sy = y - now[k + ONE] - (((now[m + ONE] - now[k + ONE]) * f) >> 2)
                sx, sy = min(max(sx, 0), last_x), min(max(sy, 0), last_y)
                p = unsigned(sy >> 16) * unsigned(columns) + unsigned(sx >> 16)
                q = p + unsigned(columns)
                one = _mix(travels[p], travels[p + ONE], travels[q], travels[q + ONE], sx, sy)
            if share > 0:
                k, m = k + unsigned(2), m + unsigned(2)
                sx = x - now[k] - (((now[m] - now[k]) * f) >> 2)
                sy = y - now[k + ONE] - (((now[m + ONE] - now[k + ONE]) * f) >> 2)
                sx, sy = min(max(sx, 0), last_x), min(max(sy, 0), last_y)
                p = unsigned(sy >> 16) * unsigned(columns) + unsigned(sx >> 16)
                q = p + unsigned(columns)
                two = _mix(travels[p], travels[p + ONE], travels[q], travels[q + ONE], sx, sy)
                k, m = k - unsigned(2), m - unsigned(2)
                if share < WHOLE:
                    mean = k + unsigned(7)
                    one = _restored(_between(one, two, unsigned(share)), now[mean], now[mean + ONE],
                                    now[mean + unsigned(2)], CONTRAST[share])  # fmt: skip
                else:
                    one = two
            gain = now[k + unsigned(5)] + (((now[m + unsigned(5)] - now[k + unsigned(5)]) * f) >> 2)
            if gain != 65536:
                one = _gained(one, gain)
            lanes = _between(lanes, one, shown)
        if over:
            lanes = _over(lanes, out[at], out[at + ONE], out[at + unsigned(2)])
        out[at] = lanes & unsigned(255)
        out[at + ONE] = (lanes >> unsigned(32)) & unsigned(255)
        out[at + unsigned(2)] = (lanes >> unsigned(16)) & unsigned(255)
        at += unsigned(3)


@compiled
def _between(one: Any, two: Any, share: Any) -> Any:
    """Two pixels of four lanes mixed: share / 256 of the second."""
    return ((one * (unsigned(WHOLE) - share) + two * share + HALF) >> unsigned(8)) & LANES


@compiled
def _restored(lanes: Any, red: int, green: int, blue: int, contrast: int) -> Any:
    """Lanes whose difference from a mean (1/65536 levels) is multiplied by contrast / 256, not above their alpha."""
    alpha = int((lanes >> unsigned(48)) & unsigned(255))
    r, g, b = red >> 16, green >> 16, blue >> 16
    r += ((int(lanes & unsigned(255)) - r) * contrast + 128) >> 8
    b += ((int((lanes >> unsigned(16)) & unsigned(255)) - b) * contrast + 128) >> 8
    g += ((int((lanes >> unsigned(32)) & unsigned(255)) - g) * contrast + 128) >> 8
    return (
        unsigned(min(max(r, 0), alpha))
        | (unsigned(min(max(b, 0), alpha)) << unsigned(16))
        | (unsigned(min(max(g, 0), alpha)) << unsigned(32))
        | (unsigned(alpha) << unsigned(48))
    )


@compiled
def draw_living(
    plate: NDArray[np.uint32], moved: NDArray[np.uint32], inside: NDArray[np.uint8], lattice: NDArray[np.int64],
    cells: NDArray[np.bool_], over: bool, grid: NDArray[np.float32], place: NDArray[np.float64],
    out: NDArray[np.uint8],
) -> None:  # fmt: skip
    """The marked cells of a layer: its pixels as they are, and as they have moved where `inside` says so.

    plate   (2h, 2w) uint32, as in warp.py
    moved   likewise: what travels; beyond the rim of the living area its colours go on
    inside  (h, w) uint8: how much of the moved picture is seen
    grid    (CHANNELS, rows, columns) float32
    place   plate pixel of grid[:, 0, 0], and plate pixels from one place of the grid to the next
    """
    height, width, _ = out.shape
    rows, columns = plate.shape
    pixels, travels, mask, flat, motion = plate.ravel(), moved.ravel(), inside.ravel(), out.ravel(), grid.ravel()
    found, now = np.empty(POINTS * POINTS * CHANNELS, np.int64), np.empty(POINTS * CHANNELS, np.int64)
    last_x, last_y = ((columns - 1) << 16) - 1, ((rows - 1) << 16) - 1
    for j in range(cells.shape[0]):
        for i in range(cells.shape[1]):
            if not cells[j, i]:
                continue
            for k in range(POINTS * POINTS):
                x, y = _inside_cell(lattice, j, i, (k % POINTS) * STEP, (k // POINTS) * STEP)
                _look_up(motion, grid.shape[1], grid.shape[2], place, x, y, found, k * CHANNELS)
            n = min(CELL, width - i * CELL)
            for r in range(min(CELL, height - j * CELL)):
                upper = (r // STEP) * POINTS * CHANNELS
                for k in range(POINTS * CHANNELS):
                    a, b = found[upper + k], found[upper + POINTS * CHANNELS + k]
                    now[k] = a + (((b - a) * (r % STEP)) >> 2)
                ax, ay = _inside_cell(lattice, j, i, 0, r)
                bx, by = _inside_cell(lattice, j, i, CELL, r)
                at = ((j * CELL + r) * width + i * CELL) * 3
                _row_living(
                    pixels, travels, columns, last_x, last_y, mask, inside.shape[1], inside.shape[0],
                    ax, ay, bx - ax, by - ay, n, over, now, flat, at,
                )  # fmt: skip


@compiled
def _inside_cell(lattice: NDArray[np.int64], j: int, i: int, c: int, r: int) -> tuple[int, int]:
    """The plate place of pixel (c, r) of a cell, both 0 .. CELL, in 1/65536 pixels."""
    ax = (lattice[j, i, 0] * (CELL - r) + lattice[j + 1, i, 0] * r) >> SHIFT
    ay = (lattice[j, i, 1] * (CELL - r) + lattice[j + 1, i, 1] * r) >> SHIFT
    bx = (lattice[j, i + 1, 0] * (CELL - r) + lattice[j + 1, i + 1, 0] * r) >> SHIFT
    by = (lattice[j, i + 1, 1] * (CELL - r) + lattice[j + 1, i + 1, 1] * r) >> SHIFT
    return ax + (((bx - ax) * c) >> SHIFT), ay + (((by - ay) * c) >> SHIFT)


@compiled
def _gained(lanes: Any, g: int) -> Any:
    """Premultiplied lanes with their colours multiplied by g / 65536, not above their alpha."""
    alpha = int((lanes >> unsigned(48)) & unsigned(255))
    red = min((int(lanes & unsigned(255)) * g + 32768) >> 16, alpha)
    blue = min((int((lanes >> unsigned(16)) & unsigned(255)) * g + 32768) >> 16, alpha)
    green = min((int((lanes >> unsigned(32)) & unsigned(255)) * g + 32768) >> 16, alpha)
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
