"""Compiled inner loops: what is done to the pixels of one cell of a frame, one thing to all of them.

A cell is drawn in several passes over small buffers, one number or pixel for each of its CELL x CELL pixels. Every loop
does one thing, in whole numbers of 32 bits, so that it is compiled to do it to eight pixels at once (see `taken` in
compiled.py). Not for which cells are drawn or in which order things are done to them (living.py).
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled, fetched, inlined, put, signed, signed32, taken, unsigned, unsigned32
from vivant.render.kernels.lattice import CELL

SHIFT = 4
"""log2 of CELL."""
STEP = 4
"""Pixels between two places of a cell at which the motion is looked up; it is interpolated in between."""
POINTS = CELL // STEP + 1
PLACES = POINTS * POINTS
ROOM = 8
"""Numbers kept for a place: those of a motion (living.py), and room that makes them a whole vector."""

AHEAD = 4 * CELL
"""Plate pixels from a place to the same place of the cell after the next, where a plate has two to a frame's one."""

FARTHEST = 1_600_000_000
"""No place is farther from a plate's origin than this, in 1/65536 pixels: what is added to it still fits 32 bits."""
ALIKE = 0.3
"""How alike the two copies are taken to be, as a correlation."""

Limits: TypeAlias = tuple[int, int]
"""The last x and y of a plate that may be asked for, in 1/65536 pixels."""
Numbers: TypeAlias = NDArray[np.int32]
"""A number for every pixel of a cell, row by row."""
Pixels: TypeAlias = NDArray[np.uint32]
"""The pixels of a cell, row by row, packed as those of a plate."""


def _weights() -> NDArray[np.int32]:
    """What two copies of which share / 256 of the second is seen are multiplied by, in 1/128: (257,), the second's
    times 65536 plus the first's.

    What is mixed evenly is pale. Together the weights are so much more than 1 that the two differ from their mean as
    one of them does (Heitz and Neyret, 2018).
    """
    b = np.arange(257) / 256.0
    contrast = np.rint(128.0 / np.sqrt((1 - b) ** 2 + b**2 + 2 * ALIKE * b * (1 - b)))
    second = np.rint(contrast * b)
    return np.asarray(contrast - second + 65536 * second, np.int32)


WEIGHTS = _weights()
ONE, PAIR, ROUND = unsigned(1), unsigned32(0x00FF00FF), unsigned32(0x00800080)


@compiled
def all_over(found: Numbers, channel: int, rows: Numbers, plane: Numbers) -> None:
    """A channel at every pixel of a cell, bilinear between its places; `rows` is room for the rows of places."""
    at, to = unsigned(channel), unsigned(0)
    for _ in range(POINTS):
        for _ in range(POINTS - 1):
            here, there = found[at], found[at + unsigned(ROOM)]
            for f in range(STEP):
                rows[to] = _part_of(here, there, f)
                to += ONE
            at += unsigned(ROOM)
        at += unsigned(ROOM)
    for c in range(CELL):
        for r in range(CELL):
            k = unsigned(r // STEP * CELL + c)
            here, there = taken(rows, k), taken(rows, k + unsigned(CELL))
            put(plane, unsigned(r * CELL + c), _part_of(here, there, r % STEP))


@inlined
def _part_of(here: Any, there: Any, part: int) -> Any:
    """part / STEP of the way."""
    return signed32(here + signed32(signed32(signed32(there - here) * signed32(part)) >> 2))


@compiled
def corners_of(lattice: NDArray[np.int64], j: int, i: int, corners: NDArray[np.int64]) -> None:
    """The places of a cell's corners: upper left, upper right, lower left, lower right."""
    for k in range(4):
        for axis in range(2):
            place = lattice[j + k // 2, i + k % 2, axis]
            corners[2 * k + axis] = min(max(place, -FARTHEST), FARTHEST)


@compiled
def seen_at(corners: NDArray[np.int64], axis: int, rows: Numbers, places: Numbers) -> None:
    """Where on the plate the pixels of a cell lie, along one axis, in 1/65536 pixels; `rows` is room."""
    for r in range(CELL):
        start = (corners[axis] * (CELL - r) + corners[axis + 4] * r) >> SHIFT
        end = (corners[axis + 2] * (CELL - r) + corners[axis + 6] * r) >> SHIFT
        rows[r], rows[CELL + r] = start, end - start
    for c in range(CELL):
        for r in range(CELL):
            start, way = taken(rows, unsigned(r)), taken(rows, unsigned(CELL + r))
            along = signed32(signed32(way * signed32(c)) >> SHIFT)
            put(places, unsigned(r * CELL + c), signed32(start + along))


@compiled
def displaced(seen_at: Numbers, shift: Numbers, last: int, n: int, places: Numbers) -> None:
    """Places less their shift, along one axis; beyond the plate's border they are mirrored."""
    end = signed32(last)
    for k in range(n):
        place = signed32(taken(seen_at, unsigned(k)) - taken(shift, unsigned(k)))
        put(places, unsigned(k), signed32(max(signed32(end - abs(signed32(end - abs(place)))), signed32(0))))


@compiled
def kept_in(seen_at: Numbers, last: int, n: int, places: Numbers) -> None:
    """Places as they are, along one axis, none of them beyond the plate's border."""
    for k in range(n):
        place = signed32(min(max(taken(seen_at, unsigned(k)), signed32(0)), signed32(last)))
        put(places, unsigned(k), place)


@compiled
def asked_for(pixels: Pixels, columns: int, n: int, xs: Numbers, ys: Numbers) -> None:
    """Have the pixels of the cell after the next fetched from memory while this one, at these places, is worked on."""
    for k in range(0, n, CELL // 2):
        x, y = signed(xs[unsigned(k)]) >> 16, signed(ys[unsigned(k)]) >> 16
        place = y * columns + x + AHEAD
        fetched(pixels, place)
        fetched(pixels, place + columns)


@compiled
def sampled(pixels: Pixels, columns: int, n: int, xs: Numbers, ys: Numbers, seen: Pixels) -> None:
    """A plate at these places, bilinear: as `_mix` in warp.py, but red and blue together and green and alpha."""
    across = unsigned32(columns)
    for k in range(n):
        x, y = taken(xs, unsigned(k)), taken(ys, unsigned(k))
        fx, fy = unsigned32((x >> 8) & 255), unsigned32((y >> 8) & 255)
        p = unsigned32(unsigned32(unsigned32(y >> 16) * across) + unsigned32(x >> 16))
        q = unsigned32(p + across)
        a, b = taken(pixels, p), taken(pixels, unsigned32(p + 1))
        c, d = taken(pixels, q), taken(pixels, unsigned32(q + 1))
        both = unsigned32(unsigned32(fx * fy) >> 8)
        left, right, lower = unsigned32(256 - fx - fy + both), unsigned32(fx - both), unsigned32(fy - both)
        low = unsigned32((a & PAIR) * left + (b & PAIR) * right + (c & PAIR) * lower + (d & PAIR) * both + ROUND)
        high = unsigned32(
            ((a >> 8) & PAIR) * left + ((b >> 8) & PAIR) * right + ((c >> 8) & PAIR) * lower + ((d >> 8) & PAIR) * both
            + ROUND
        )  # fmt: skip
        put(seen, unsigned(k), unsigned32((low >> 8) & PAIR) | unsigned32(high & ~PAIR))


@compiled
def together(one: Pixels, two: Pixels, shares: Numbers, means: Pixels, n_rows: int, row: Pixels, seen: Pixels) -> None:
    """Two copies mixed, on from their mean colour, never brighter than their alpha. `means` are the colours about the
    places of the cell; `row` is room for a row of them."""
    for r in range(n_rows):
        if r % STEP == 0:
            for c in range(CELL):
                row[unsigned(c)] = means[unsigned((r // STEP) * POINTS + c // STEP)]
        for c in range(CELL):
            at = unsigned(r * CELL + c)
            a, b, mean = signed32(taken(one, at)), signed32(taken(two, at)), signed32(taken(row, unsigned(c)))
            share = signed32(signed32(taken(shares, at) + 128) >> 8)
            weights = taken(WEIGHTS, unsigned32(share))
            first, second = signed32(weights & 65535), signed32(weights >> 16)
            off = signed32(first + second - 128)
            alpha = signed32(((a >> 24) & 255) * (256 - share) + ((b >> 24) & 255) * share + 128) >> 8
            red = _apart(a & 255, b & 255, mean & 255, first, second, off, alpha)
            green = _apart((a >> 8) & 255, (b >> 8) & 255, (mean >> 8) & 255, first, second, off, alpha)
            blue = _apart((a >> 16) & 255, (b >> 16) & 255, (mean >> 16) & 255, first, second, off, alpha)
            put(seen, at, _packed(red, green, blue, alpha))


@inlined
def _apart(a: Any, b: Any, mean: Any, first: Any, second: Any, off: Any, most: Any) -> Any:
    mixed = signed32(signed32(a * first + b * second - mean * off + 64) >> 7)
    return signed32(min(max(mixed, signed32(0)), signed32(most)))


@inlined
def _packed(red: Any, green: Any, blue: Any, alpha: Any) -> Any:
    return unsigned32(unsigned32(red) | unsigned32(green << 8) | unsigned32(blue << 16) | unsigned32(alpha << 24))


@compiled
def gained(one: Pixels, gains: Numbers, n: int, seen: Pixels) -> None:
    """Colours times a gain (65536 is 1), not above their alpha."""
    for k in range(n):
        p, gain = signed32(taken(one, unsigned(k))), taken(gains, unsigned(k))
        alpha = signed32((p >> 24) & 255)
        red = signed32(min(signed32((p & 255) * gain + 32768) >> 16, alpha))
        green = signed32(min(signed32(((p >> 8) & 255) * gain + 32768) >> 16, alpha))
        blue = signed32(min(signed32(((p >> 16) & 255) * gain + 32768) >> 16, alpha))
        put(seen, unsigned(k), _packed(red, green, blue, alpha))


@compiled
def shares_shown(
    mask: Pixels, m_columns: int, m_rows: int, levels: Numbers, n: int, xs: Numbers, ys: Numbers, shown: Numbers
) -> None:
    """How much of what moves is seen at these places, 0 .. 256: so much as the mask and the level say."""
    across = unsigned32(m_columns)
    last_x, last_y = signed32((m_columns - 1) * 256 - 1), signed32((m_rows - 1) * 256 - 1)
    for k in range(n):
        x = signed32(min(max(signed32(taken(xs, unsigned(k)) >> 9), signed32(0)), last_x))
        y = signed32(min(max(signed32(taken(ys, unsigned(k)) >> 9), signed32(0)), last_y))
        four = signed32(taken(mask, unsigned32(unsigned32(unsigned32(y >> 8) * across) + unsigned32(x >> 8))))
        a, b, c, d = four & 255, (four >> 8) & 255, (four >> 16) & 255, (four >> 24) & 255
        upper, lower = signed32((a << 8) + (b - a) * (x & 255)), signed32((c << 8) + (d - c) * (x & 255))
        inside = signed32(signed32((upper << 8) + signed32(lower - upper) * (y & 255)) >> 8)
        # 255 * 256 is all of it and becomes 256.
        share = signed32(signed32(inside + (inside >> 8) + 128) >> 8)
        put(shown, unsigned(k), signed32(signed32(share * taken(levels, unsigned(k))) >> 16))


@compiled
def between(one: Pixels, two: Pixels, shares: Numbers, n: int, seen: Pixels) -> None:
    """share / 256 of the second."""
    for k in range(n):
        a, b, share = taken(one, unsigned(k)), taken(two, unsigned(k)), unsigned32(taken(shares, unsigned(k)))
        rest = unsigned32(256 - share)
        low = unsigned32((a & PAIR) * rest + (b & PAIR) * share + ROUND)
        high = unsigned32(((a >> 8) & PAIR) * rest + ((b >> 8) & PAIR) * share + ROUND)
        put(seen, unsigned(k), unsigned32((low >> 8) & PAIR) | unsigned32(high & ~PAIR))


@compiled
def emptied(one: Pixels, limits: Limits, n: int, xs: Numbers, ys: Numbers, seen: Pixels) -> None:
    """Beyond its plate a layer is empty."""
    last_x, last_y = signed32(limits[0]), signed32(limits[1])
    for k in range(n):
        x, y = taken(xs, unsigned(k)), taken(ys, unsigned(k))
        beyond = (x < 0) | (y < 0) | (x > last_x) | (y > last_y)
        put(seen, unsigned(k), unsigned32(0) if beyond else taken(one, unsigned(k)))


@compiled
def into_frame(seen: Pixels, n: int, n_rows: int, width: int, over: bool, out: NDArray[np.uint8], start: int) -> None:
    """Into the frame, or over what is there."""
    for r in range(n_rows):
        at, k = unsigned(start + r * width * 3), unsigned(r * CELL)
        for _ in range(n):
            p = seen[k]
            below = signed(255 - (p >> 24)) if over else 0
            for c in range(3):
                part = out[at] * below + 128 if over else 0
                out[at] = ((p >> (8 * c)) & 255) + ((part + (part >> 8)) >> 8)
                at += ONE
            k += ONE


@compiled
def is_opaque(seen: Pixels, n: int) -> bool:
    """Whether nothing shines through a cell."""
    least = unsigned32(0xFF000000)
    for k in range(n):
        least &= seen[unsigned(k)]
    return bool(least == 0xFF000000)


@compiled
def reaches_beyond(limits: Limits, corners: NDArray[np.int64]) -> bool:
    """Whether a cell reaches beyond its plate."""
    last_x, last_y = limits
    found = False
    for k in range(0, 8, 2):
        x, y = corners[k], corners[k + 1]
        found |= x < 0 or y < 0 or x > last_x or y > last_y
    return found


@compiled
def four_in_one(mask: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """(h, w) bytes: of every place that byte, its right neighbour, the one below and that one's right neighbour."""
    h, w = mask.shape
    out = np.empty((h, w), np.uint32)
    for y in range(h):
        below = min(y + 1, h - 1)
        for x in range(w):
            right = min(x + 1, w - 1)
            out[y, x] = mask[y, x] | mask[y, right] << 8 | mask[below, x] << 16 | mask[below, right] << 24
    return out
