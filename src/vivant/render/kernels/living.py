"""Compiled inner loops: a layer in which areas live, and how near every pixel of a frame is.

The same arithmetic as in warp.py: integers only where pixels are mixed, so that the same inputs give the same bytes.
Not for how an area moves (flows) or what lives where (life.py).
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled, inlined, signed, unsigned
from vivant.render.kernels.lattice import CELL
from vivant.render.kernels.warp import HALF, LANES, SHIFT, _alpha_span, _cell_span, _mix, _over

STEP = 4
"""Pixels between two places of a cell at which the motion is looked up; it is interpolated in between."""
POINTS = CELL // STEP + 1

CHANNELS = 7
"""Numbers at a place of a grid of motion: x and y of one copy's shift, x and y of the other's (1/65536 plate pixels),
how much of the other copy is seen (0 .. 65536), the gain of the levels (65536 is 1), and how much of the motion is seen
at all (0 .. 65536). A grid may end early: without the last two, or with the first two alone."""
ONE_COPY, OTHER_COPY, SHARE, GAIN, LEVEL = 0, 2, 4, 5, 6
WHOLE = 65536

ONE, NEXT, BELOW = unsigned(1), unsigned(CHANNELS), unsigned(POINTS * CHANNELS)

ALIKE = 0.3
"""How alike the two copies are taken to be, as a correlation."""

Limits: TypeAlias = tuple[int, int, int]
"""Columns of a plate, and the last x and y that may be asked for, in 1/65536 pixels."""


def _weights() -> NDArray[np.uint64]:
    """What two copies of which share / 256 of the second is seen are multiplied by, in 1/128: (257, 2).

    What is mixed evenly is pale. Together the weights are so much more than 1 that the two differ from their mean as
    one of them does (Heitz and Neyret, 2018).
    """
    b = np.arange(257) / 256.0
    contrast = np.rint(128.0 / np.sqrt((1 - b) ** 2 + b**2 + 2 * ALIKE * b * (1 - b)))
    second = np.rint(contrast * b)
    return np.stack([contrast - second, second], axis=1).astype(np.uint64)


WEIGHTS = _weights()
EACH, TOP, NINE_BITS = (unsigned(n) for n in (0x0001000100010001, 0x8000800080008000, 0x01FF01FF01FF01FF))
COLOURS, OPAQUE = unsigned(0x00FF00FF00FF), unsigned(0x00FF000000000000)
PLAIN, LIFT, UP = unsigned(128), unsigned(64), EACH * unsigned(64 * 128 + 64)


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
    grid: NDArray[np.float32], shape: tuple[int, int, int], mean: NDArray[np.int64], place: NDArray[np.float64],
    lattice: NDArray[np.int64], j: int, i: int, found: NDArray[np.int32], colours: NDArray[np.uint64],
) -> None:  # fmt: skip
    """The motion at the POINTS x POINTS places of a cell, bilinear, and the colours there."""
    rows, columns, channels = shape
    across, down = unsigned(channels), unsigned(columns * channels)
    per_x, per_y = 1.0 / place[2], 1.0 / place[3]
    k = unsigned(0)
    for r in range(0, CELL + 1, STEP):
        for c in range(0, CELL + 1, STEP):
            x, y = _inside_cell(lattice, j, i, c, r)
            gx = min(max((x * (1 / 65536) - place[0]) * per_x, 0.0), columns - 1.001)
            gy = min(max((y * (1 / 65536) - place[1]) * per_y, 0.0), rows - 1.001)
            ix, iy = int(gx), int(gy)
            fx, fy = np.float32(gx - ix), np.float32(gy - iy)
            colours[k] = unsigned(mean[unsigned(iy * columns + ix)])
            p, to = unsigned((iy * columns + ix) * channels), k * NEXT
            for _ in range(channels):
                q = p + down
                upper = grid[p] + fx * (grid[p + across] - grid[p])
                lower = grid[q] + fx * (grid[q + across] - grid[q])
                found[to] = np.int32(upper + fy * (lower - upper))
                p += ONE
                to += ONE
            k += ONE


@inlined
def _row(corners: NDArray[np.int64], r: int) -> tuple[int, int, int, int]:
    """Where row r of a cell begins on the plate and how far it goes, in 1/65536 pixels."""
    ax = (corners[0] * (CELL - r) + corners[4] * r) >> SHIFT
    ay = (corners[1] * (CELL - r) + corners[5] * r) >> SHIFT
    dx = ((corners[2] * (CELL - r) + corners[6] * r) >> SHIFT) - ax
    dy = ((corners[3] * (CELL - r) + corners[7] * r) >> SHIFT) - ay
    return ax, ay, dx, dy


@inlined
def _at_row(found: NDArray[np.int32], at: Any, part: int) -> int:
    """A channel, part / STEP of the way from one row of places to the next."""
    a = signed(found[at])
    number: int = a + (((signed(found[at + BELOW]) - a) * part) >> 2)
    return number


# A cell is drawn in a few passes over small buffers of (CELL, CELL) pixels, four lanes each: every loop is short enough
# to stay in the processor's registers, which one loop that does everything is not.


@compiled
def _cell_moved(
    pixels: NDArray[np.uint32], limits: Limits, corners: NDArray[np.int64], n_rows: int,
    found: NDArray[np.int32], copy: int, seen: NDArray[np.uint64],
) -> None:  # fmt: skip
    """One copy, seen where the motion says; beyond the plate's border it is mirrored."""
    columns, last_x, last_y = limits
    c = unsigned(0)
    for r in range(n_rows):
        ax, ay, dx, dy = _row(corners, r)
        at, part = unsigned((r // STEP) * POINTS * CHANNELS + copy), r % STEP
        mx, my = _at_row(found, at, part), _at_row(found, at + ONE, part)
        for k in range(POINTS - 1):
            at += NEXT
            nx, ny = _at_row(found, at, part), _at_row(found, at + ONE, part)
            for f in range(STEP):
                x = ax + ((dx * (k * STEP + f)) >> SHIFT) - mx - (((nx - mx) * f) >> 2)
                y = ay + ((dy * (k * STEP + f)) >> SHIFT) - my - (((ny - my) * f) >> 2)
                x, y = last_x - abs(last_x - abs(x)), last_y - abs(last_y - abs(y))
                x, y = max(x, 0), max(y, 0)
                p = unsigned(y >> 16) * unsigned(columns) + unsigned(x >> 16)
                q = p + unsigned(columns)
                seen[c] = _mix(pixels[p], pixels[p + ONE], pixels[q], pixels[q + ONE], x, y)
                c += ONE
            mx, my = nx, ny


@compiled
def _cell_still(
    pixels: NDArray[np.uint32], limits: Limits, corners: NDArray[np.int64], n_rows: int, seen: NDArray[np.uint64]
) -> None:
    """The layer as it is."""
    columns, last_x, last_y = limits
    at = unsigned(0)
    for r in range(n_rows):
        ax, ay, dx, dy = _row(corners, r)
        for c in range(CELL):
            x, y = ax + ((dx * c) >> SHIFT), ay + ((dy * c) >> SHIFT)
            x, y = min(max(x, 0), last_x), min(max(y, 0), last_y)
            p = unsigned(y >> 16) * unsigned(columns) + unsigned(x >> 16)
            q = p + unsigned(columns)
            seen[at] = _mix(pixels[p], pixels[p + ONE], pixels[q], pixels[q + ONE], x, y)
            at += ONE


@compiled
def _cell_together(
    one: NDArray[np.uint64], two: NDArray[np.uint64], n_rows: int, found: NDArray[np.int32], means: NDArray[np.uint64]
) -> None:
    """Two copies become one, in `one`; `means` are the colours about the places of the cell."""
    c = unsigned(0)
    for r in range(n_rows):
        place, part = unsigned((r // STEP) * POINTS), r % STEP
        at = place * NEXT + unsigned(SHARE)
        share = _at_row(found, at, part)
        for _ in range(POINTS - 1):
            at += NEXT
            then, mean = _at_row(found, at, part), means[place]
            for f in range(STEP):
                some = unsigned((share + (((then - share) * f) >> 2) + 128) >> 8)
                one[c] = _together(one[c], two[c], some, mean)
                c += ONE
            share = then
            place += ONE


@compiled
def _cell_gained(seen: NDArray[np.uint64], n_rows: int, found: NDArray[np.int32]) -> None:
    c = unsigned(0)
    for r in range(n_rows):
        at, part = unsigned((r // STEP) * POINTS * CHANNELS + GAIN), r % STEP
        gain = _at_row(found, at, part)
        for _ in range(POINTS - 1):
            at += NEXT
            then = _at_row(found, at, part)
            for f in range(STEP):
                seen[c] = _gained(seen[c], gain + (((then - gain) * f) >> 2))
                c += ONE
            gain = then


@compiled
def _cell_partly(
    mask: NDArray[np.uint8], m_columns: int, m_rows: int, corners: NDArray[np.int64], n_rows: int,
    found: NDArray[np.int32], still: NDArray[np.uint64], seen: NDArray[np.uint64],
) -> None:  # fmt: skip
    """So much of what is seen over what is still as the mask and the level say."""
    last_x, last_y = (m_columns - 1) * 256 - 1, (m_rows - 1) * 256 - 1
    at = unsigned(0)
    for r in range(n_rows):
        ax, ay, dx, dy = _row(corners, r)
        for c in range(CELL):
            x = min(max((ax + ((dx * c) >> SHIFT)) >> 9, 0), last_x)
            y = min(max((ay + ((dy * c) >> SHIFT)) >> 9, 0), last_y)
            p = unsigned(y >> 8) * unsigned(m_columns) + unsigned(x >> 8)
            q = p + unsigned(m_columns)
            fx, fy = x & 255, y & 255
            upper = (signed(mask[p]) << 8) + (signed(mask[p + ONE]) - signed(mask[p])) * fx
            lower = (signed(mask[q]) << 8) + (signed(mask[q + ONE]) - signed(mask[q])) * fx
            inside = ((upper << 8) + (lower - upper) * fy) >> 8
            level = signed(found[unsigned(((r // STEP) * POINTS + c // STEP) * CHANNELS + LEVEL)])
            # 255 * 256 is all of it and becomes 256.
            shown = ((inside + (inside >> 8) + 128) * level) >> 24
            seen[at] = _between(still[at], seen[at], unsigned(shown))
            at += ONE


@compiled
def _cell_out(
    seen: NDArray[np.uint64], n: int, n_rows: int, width: int, over: bool, out: NDArray[np.uint8], start: int
) -> None:
    for r in range(n_rows):
        at, p = unsigned(start + r * width * 3), unsigned(r * CELL)
        for _ in range(n):
            lanes = seen[p]
            if over:
                lanes = _over(lanes, out[at], out[at + ONE], out[at + unsigned(2)])
            out[at] = lanes & unsigned(255)
            out[at + ONE] = (lanes >> unsigned(32)) & unsigned(255)
            out[at + unsigned(2)] = (lanes >> unsigned(16)) & unsigned(255)
            at += unsigned(3)
            p += ONE


@compiled
def _emptied(limits: Limits, corners: NDArray[np.int64], n_rows: int, seen: NDArray[np.uint64]) -> None:
    """Beyond its plate a layer is empty."""
    _, last_x, last_y = limits
    for r in range(n_rows):
        ax, ay, dx, dy = _row(corners, r)
        for c in range(CELL):
            x, y = ax + ((dx * c) >> SHIFT), ay + ((dy * c) >> SHIFT)
            if x < 0 or y < 0 or x > last_x or y > last_y:
                seen[unsigned(r * CELL + c)] = 0


@compiled
def _needs(found: NDArray[np.int32]) -> tuple[bool, bool, bool]:
    """Whether anything of the other copy is seen in a cell, whether its levels change, whether it is faded."""
    mixed, gained, faded = False, False, False
    for k in range(0, POINTS * POINTS * CHANNELS, CHANNELS):
        mixed |= found[unsigned(k + SHARE)] >= 128
        gained |= found[unsigned(k + GAIN)] != WHOLE
        faded |= found[unsigned(k + LEVEL)] < WHOLE
    return mixed, gained, faded


@compiled
def _leaves(limits: Limits, corners: NDArray[np.int64]) -> bool:
    """Whether a cell reaches beyond its plate."""
    _, last_x, last_y = limits
    found = False
    for k in range(0, 8, 2):
        x, y = corners[k], corners[k + 1]
        found |= x < 0 or y < 0 or x > last_x or y > last_y
    return found


@inlined
def _between(one: Any, two: Any, share: Any) -> Any:
    """Two pixels of four lanes mixed: share / 256 of the second."""
    return ((one * (unsigned(256) - share) + two * share + HALF) >> unsigned(8)) & LANES


@inlined
def _together(one: Any, two: Any, share: Any, mean: Any) -> Any:
    """Two copies mixed, share / 256 of the second, on from their mean (lanes); never brighter than their alpha."""
    first, second = WEIGHTS[share, 0], WEIGHTS[share, 1]
    # Lifted by 64, so that no lane falls below 0 and borrows from the next.
    lifted = ((one * first + two * second + UP - mean * (first + second - PLAIN)) >> unsigned(7)) & NINE_BITS
    above = (lifted | TOP) - EACH * LIFT
    colours = above & _filled(above, unsigned(15)) & NINE_BITS
    if (one & two) >= OPAQUE:
        return ((colours | _filled(colours, unsigned(8))) & COLOURS) | OPAQUE
    alpha = _between(one >> unsigned(48), two >> unsigned(48), share)
    fits = _filled((alpha * EACH | TOP) - colours, unsigned(15))
    return (((colours & fits) | (alpha * EACH & ~fits)) & COLOURS) | (alpha << unsigned(48))


@inlined
def _filled(lanes: Any, bit: Any) -> Any:
    """Every lane full where one of its bits is set, empty elsewhere."""
    return ((lanes >> bit) & EACH) * unsigned(65535)


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
    grid    (rows, columns, up to CHANNELS) float32
    mean    (rows, columns) int64: the colour about each place of the grid, four lanes of 16 bits
    place   plate pixel of grid[0, 0], and plate pixels from one place of the grid to the next
    """
    height, width, _ = out.shape
    pixels, travels, mask, flat, motion = plate.ravel(), moved.ravel(), inside.ravel(), out.ravel(), grid.ravel()
    colours, m_rows, m_columns = mean.ravel(), inside.shape[0], inside.shape[1]
    found, means = np.empty(POINTS * POINTS * CHANNELS, np.int32), np.empty(POINTS * POINTS, np.uint64)
    one, two, corners = np.empty(CELL * CELL, np.uint64), np.empty(CELL * CELL, np.uint64), np.empty(8, np.int64)
    for k in range(POINTS * POINTS):
        found[k * CHANNELS + SHARE], found[k * CHANNELS + GAIN], found[k * CHANNELS + LEVEL] = 0, WHOLE, WHOLE
    limits = (plate.shape[1], ((plate.shape[1] - 1) << 16) - 1, ((plate.shape[0] - 1) << 16) - 1)
    for j in range(cells.shape[0]):
        for i in range(cells.shape[1]):
            if not cells[j, i]:
                continue
            _look_up(motion, grid.shape, colours, place, lattice, j, i, found, means)
            mixed, gained, faded = _needs(found)
            for k in range(4):
                corners[2 * k] = lattice[j + k // 2, i + k % 2, 0]
                corners[2 * k + 1] = lattice[j + k // 2, i + k % 2, 1]
            n, n_rows = min(CELL, width - i * CELL), min(CELL, height - j * CELL)
            _cell_moved(travels, limits, corners, n_rows, found, ONE_COPY, one)
            if mixed:
                _cell_moved(travels, limits, corners, n_rows, found, OTHER_COPY, two)
                _cell_together(one, two, n_rows, found, means)
            if gained:
                _cell_gained(one, n_rows, found)
            if faded or not whole[j, i]:
                _cell_still(pixels, limits, corners, n_rows, two)
                _cell_partly(mask, m_columns, m_rows, corners, n_rows, found, two, one)
            if over and _leaves(limits, corners):
                _emptied(limits, corners, n_rows, one)
            _cell_out(one, n, n_rows, width, over, flat, (j * CELL * width + i * CELL) * 3)


@inlined
def _inside_cell(lattice: NDArray[np.int64], j: int, i: int, c: int, r: int) -> tuple[int, int]:
    """The plate place of pixel (c, r) of a cell, both 0 .. CELL, in 1/65536 pixels."""
    ax = (lattice[j, i, 0] * (CELL - r) + lattice[j + 1, i, 0] * r) >> SHIFT
    ay = (lattice[j, i, 1] * (CELL - r) + lattice[j + 1, i, 1] * r) >> SHIFT
    bx = (lattice[j, i + 1, 0] * (CELL - r) + lattice[j + 1, i + 1, 0] * r) >> SHIFT
    by = (lattice[j, i + 1, 1] * (CELL - r) + lattice[j + 1, i + 1, 1] * r) >> SHIFT
    return ax + (((bx - ax) * c) >> SHIFT), ay + (((by - ay) * c) >> SHIFT)


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
