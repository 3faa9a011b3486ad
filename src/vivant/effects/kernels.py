"""Compiled inner loops of the effects: light and veils over a picture, tone through a table.

All of them work in linear light, read a frame of 8 bits and write another, and spread what is lost by rounding evenly
(an ordered dither of 8 x 8), so that no gradient bands and what they do not change stays exactly as it was. Not for
deciding what to draw (the effects' own files) or for small shapes (sprites.py).
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled, inlined, put, signed, signed32, taken, unsigned
from vivant.units import Frame, Plane, Size

FINE = 8192
"""Steps of linear light that the table back to 8 bits has."""


def _decoded() -> Plane:
    """sRGB (IEC 61966-2-1) levels 0 .. 255 as linear light 0 .. 1."""
    level = np.arange(256) / 255.0
    return np.where(level <= 0.04045, level / 12.92, ((level + 0.055) / 1.055) ** 2.4).astype(np.float32)


def _encoded() -> NDArray[np.int32]:
    """Linear light 0 .. 1 in FINE steps as sRGB levels in 1/256. The step nearest to the light of a level of 8 bits
    gives back just that level (less than a quarter of one away), so what is not changed stays exactly as it was."""
    light = np.arange(FINE + 1) / FINE
    level = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    fine = np.rint(level * 255.0 * 256.0).astype(np.int32)
    fine[np.rint(_decoded() * FINE).astype(np.int64)] = np.arange(256) * 256
    return fine


def _dither() -> NDArray[np.int32]:
    """An 8 x 8 ordered dither (Bayer, 1973), 2 .. 254 in 1/256 levels."""
    grid = np.zeros((1, 1), np.int64)
    for _ in range(3):
        grid = np.block([[4 * grid, 4 * grid + 2], [4 * grid + 3, 4 * grid + 1]])
    return (grid * 4 + 2).astype(np.int32)


LIGHT = _decoded()
"""LIGHT[level] is the linear light of a level of 8 bits."""
LEVEL = _encoded()
STEPS = LIGHT * np.float32(FINE)
"""STEPS[level] is the same in FINE steps."""
DITHER = _dither()
DEEP = 65535
"""Steps of linear light of 16 bits, in which a frame is made smaller three times as quickly as in fractions."""
DEEPLY = np.rint(LIGHT * np.float32(DEEP)).astype(np.uint16)
NONE, HALF = np.float32(0), np.float32(0.5)
FINELY = 16
"""The way from one entry of a table of tones to the next is divided into 2 to the power of it parts."""
PARTS = 1 << FINELY
TO_CELL, TO_PART = 20, 46
"""Where in a key its cell and its part begin; below them lies the stride."""
STRIDE, CELL = (1 << TO_CELL) - 1, (1 << (TO_PART - TO_CELL)) - 1
PAIR = (1 << 32) + 1
"""Multiplies a number into both halves of 64 bits: red and blue are reckoned together, which spares a third."""
BLOCK = 64
"""Pixels of a row that are left as they are where nothing happens to any of them."""
THICK = 64
"""Steps in which the table of a veil counts its thickness."""


def to_light(picture: NDArray[Any]) -> Plane:
    """uint8 levels as linear light, float32 0 .. 1, any shape."""
    return np.asarray(LIGHT[picture], np.float32)


def to_level(light: NDArray[Any]) -> NDArray[np.uint8]:
    """Linear light 0 .. 1 as the nearest uint8 levels, any shape."""
    fine = np.clip(np.asarray(light) * FINE + 0.5, 0, FINE).astype(np.int32)
    return ((LEVEL[fine] + 128) >> 8).astype(np.uint8)


def shrunk_light(frame: Frame, size: Size) -> Plane:
    """The linear light of a frame (H, W, 3) uint8 at a smaller size (width, height): (h, w, 3) float32 0 .. 1."""
    deep = cv2.LUT(frame, DEEPLY)
    if size != (frame.shape[1], frame.shape[0]):
        deep = cv2.resize(deep, size, interpolation=cv2.INTER_AREA)
    return np.asarray(deep, np.float32) / np.float32(DEEP)


def relit(frame: Frame, gain: Plane, light: Plane) -> Frame:
    """frame * gain + light in linear light.

    frame        (H, W, 3) uint8
    gain, light  (h, w, 3) float32 over the whole frame, any size of at least 2 x 2; enlarged bilinearly. Where gain is
                 1 and light 0 the frame stays exactly as it was. Each may be (h, w, 1), which is grey and cheaper
    """
    out = np.empty_like(frame)
    _relight(frame, _both(gain, light), gain.shape[2], out)
    return out


def _both(gain: Plane, light: Plane) -> Plane:
    """(channels, h, w): gain, then light in FINE steps and lifted by half of one, so that cutting off rounds it."""
    maps = _flat([gain, light])
    lights = maps[gain.shape[2] :]
    lights *= np.float32(FINE)
    lights += HALF
    return maps


def _flat(maps: list[Plane]) -> Plane:
    """Maps (h, w) or (h, w, channels), channel after channel: (channels, h, w)."""
    return np.stack([np.asarray(plane, np.float32) for one in maps for plane in cv2.split(one)])


# Maps are enlarged a row at a time: each of their rows once to the width of the frame, and then for every row of the
# frame what lies between two of these. The loops over a row do one thing to all its pixels, so that they are compiled
# to do it to eight at once (`taken` in compiled.py).


@compiled
def _columns(width: int, w: int, place: NDArray[np.int32], part: NDArray[np.float32]) -> None:
    """Where each pixel of a row lies on a map w wide: the column before it, and how far it is to the next."""
    for x in range(width):
        sx = min(max((np.float32(x) + HALF) * np.float32(w / width) - HALF, NONE), np.float32(w - 1.001))
        place[x] = int(sx)
        part[x] = sx - np.float32(place[x])


@compiled
def _widened(
    maps: NDArray[np.float32], y: int, place: NDArray[np.int32], part: NDArray[np.float32], row: NDArray[np.float32]
) -> None:
    """Row y of maps at the width of a frame, channel after channel."""
    (n, h, w), flat, width = maps.shape, maps.ravel(), len(place)
    for c in range(n):
        first, to = signed32((c * h + y) * w), unsigned(c * width)
        for x in range(width):
            p = signed32(first + taken(place, unsigned(x)))
            left, right = taken(flat, p), taken(flat, signed32(p + 1))
            put(row, to + unsigned(x), left + taken(part, unsigned(x)) * (right - left))


@compiled
def _between(y: int, height: int, h: int) -> tuple[int, float]:
    """Between which rows of a map h high the row y of a frame lies: the upper one, and how far it is to the next."""
    sy = min(max((y + 0.5) * h / height - 0.5, 0.0), h - 1.001)
    return int(sy), sy - int(sy)


@compiled
def _row_of(
    maps: NDArray[np.float32], between: tuple[int, float], place: NDArray[np.int32], part: NDArray[np.float32],
    kept: NDArray[np.int64], wide: NDArray[np.float32], row: NDArray[np.float32],
) -> None:  # fmt: skip
    """The maps along a row of a frame, channel after channel. `wide` has room for two of their rows at the width of the
    frame; `kept` says which it holds."""
    top, share = between[0], np.float32(between[1])
    for k in range(top, top + 2):
        if kept[k & 1] != k:
            _widened(maps, k, place, part, wide[k & 1])
            kept[k & 1] = k
    upper, lower = wide[top & 1], wide[(top + 1) & 1]
    for k in range(len(row)):
        above, below = taken(upper, unsigned(k)), taken(lower, unsigned(k))
        put(row, unsigned(k), above + share * (below - above))


@compiled
def dithers(width: int) -> NDArray[np.int32]:
    """The dither along eight rows of a frame."""
    rows = np.empty((8, width), np.int32)
    for y in range(8):
        for x in range(width):
            rows[y, x] = DITHER[y, x & 7]
    return rows


@inlined
def _step(level: Any, gain: Any, light: Any) -> Any:
    """A level of 8 bits times `gain` in linear light, plus `light`, one of `_both`: in FINE steps."""
    return signed32(min(max(taken(STEPS, level) * gain + light, NONE), np.float32(FINE)))


@inlined
def _level(step: Any, dither: Any) -> Any:
    """The level of 8 bits, dithered, of so many FINE steps."""
    return np.uint8(signed32(taken(LEVEL, step) + dither) >> 8)


@compiled
def _relit_row(
    source: NDArray[np.uint8], first: int, start: int, end: int, maps: NDArray[np.float32], gains: int,
    dither: NDArray[np.int32], target: NDArray[np.uint8],
) -> None:  # fmt: skip
    width, more = len(dither), unsigned(start)
    lights, gain_by, light_by = gains * width, width * (gains // 3), width * ((len(maps) // width - gains) // 3)
    for x in range(end - start):
        at, d = unsigned(first + 3 * (start + x)), taken(dither, more + unsigned(x))
        for c in range(3):
            gain = taken(maps, more + unsigned(c * gain_by + x))
            light = taken(maps, more + unsigned(lights + c * light_by + x))
            step = _step(taken(source, at + unsigned(c)), gain, light)
            put(target, at + unsigned(c), _level(step, d))


@compiled
def _relight(frame: NDArray[np.uint8], maps: NDArray[np.float32], gains: int, out: NDArray[np.uint8]) -> None:
    height, width, _ = frame.shape
    place, part, dither = np.empty(width, np.int32), np.empty(width, np.float32), dithers(width)
    kept, wide = np.full(2, -1), np.empty((2, len(maps) * width), np.float32)
    row = np.empty(len(maps) * width, np.float32)
    _columns(width, maps.shape[2], place, part)
    source, target = frame.ravel(), out.ravel()
    plain, busy, shown = _plain(maps, gains), np.empty(-(-width // BLOCK), np.bool_), -1
    for y in range(height):
        between = _between(y, height, maps.shape[1])
        if between[0] != shown:
            shown = between[0]
            _where_busy(plain, shown, place, busy)
        if busy.any():
            _row_of(maps, between, place, part, kept, wide, row)
        end = 0
        while end < width:
            start, end, changes = _run_of(busy, end, width)
            if changes:
                _relit_row(source, y * width * 3, start, end, row, gains, dither[y & 7], target)
            else:
                _leave(source, 3 * (y * width + start), 3 * (y * width + end), target)


@compiled
def _plain(maps: NDArray[np.float32], gains: int) -> NDArray[np.bool_]:
    """(h, w) where maps, as `_both` makes them, change nothing."""
    plain = np.ones(maps.shape[1:], np.bool_)
    for c in range(len(maps)):
        plain &= maps[c] == (np.float32(1) if c < gains else HALF)
    return plain


@compiled
def _where_busy(plain: NDArray[np.bool_], top: int, place: NDArray[np.int32], busy: NDArray[np.bool_]) -> None:
    """In which blocks of a frame's row between rows `top` and `top + 1` of the maps something changes."""
    for k in range(len(busy)):
        first, last = place[k * BLOCK], place[min((k + 1) * BLOCK, len(place)) - 1] + 1
        busy[k] = not plain[top : top + 2, first : last + 1].all()


@compiled
def _run_of(busy: NDArray[np.bool_], start: int, width: int) -> tuple[int, int, bool]:
    """The blocks from pixel `start` on that are alike: where they start and end, and whether they are busy."""
    k = start // BLOCK
    end = k + 1
    while end < len(busy) and busy[end] == busy[k]:
        end += 1
    return start, min(end * BLOCK, width), busy[k]


@compiled
def _leave(source: NDArray[np.uint8], start: int, end: int, target: NDArray[np.uint8]) -> None:
    """These bytes as they are."""
    target[start:end] = source[start:end]


def veiled(
    frame: Frame, disparity: NDArray[np.uint8], hidden: Plane, density: Plane, colour: Plane, gain: Plane | None = None
) -> Frame:
    """Air between the viewer and the picture: fog, haze, mist.

    disparity  (H, W) uint8 of the frame
    hidden     (256,) float32, 0 .. 1: how much of the picture a veil of density 1 hides at each disparity
    density    (h, w) float32 >= 0 over the frame, any size of at least 2 x 2: 1 as `hidden` says; what is left of the
               picture is (1 - hidden) to the power of it
    colour     (h, w, 3) float32 linear light of the air, likewise
    gain       (h, w, 3) float32 what the frame is multiplied by first, likewise, or None

    Where nothing is hidden and without a gain the frame stays exactly as it was.
    """
    out = np.empty_like(frame)
    depth = -np.log(np.maximum(1.0 - np.clip(hidden, 0, 0.9999), 1e-4)).astype(np.float32)
    air = colour * np.float32(FINE)
    every = [density, air] if gain is None else [density, air, gain]
    clear = np.exp(-np.arange(10 * THICK) / THICK).astype(np.float32)
    _veil(frame, disparity, depth, _flat(every), clear, out)
    return out


@compiled
def _veiled_row(
    source: NDArray[np.uint8], first: int, start: int, end: int, near: NDArray[np.uint8], depth: NDArray[np.float32],
    clear: NDArray[np.float32], maps: NDArray[np.float32], lit: bool, dither: NDArray[np.int32],
    target: NDArray[np.uint8],
) -> None:  # fmt: skip
    width, last = len(dither), np.float32(len(clear) - 1.001)
    for x in range(start, end):
        at, d = unsigned(3 * (first + x)), taken(dither, unsigned(x))
        thick = taken(depth, taken(near, unsigned(first + x))) * taken(maps, unsigned(x))
        step = np.float32(min(thick * np.float32(THICK), last))
        k = signed32(step)
        before = taken(clear, k)
        seen = before + (step - np.float32(k)) * (taken(clear, signed32(k + 1)) - before)
        for c in range(3):
            air = taken(maps, unsigned((c + 1) * width + x))
            light = taken(STEPS, taken(source, at + unsigned(c)))
            if lit:
                light *= taken(maps, unsigned((c + 4) * width + x))
            veiled = min(max(air + (light - air) * seen + HALF, NONE), np.float32(FINE))
            put(target, at + unsigned(c), _level(signed32(veiled), d))


@compiled
def _veil(
    frame: NDArray[np.uint8], disparity: NDArray[np.uint8], depth: NDArray[np.float32], maps: NDArray[np.float32],
    clear: NDArray[np.float32], out: NDArray[np.uint8],
) -> None:  # fmt: skip
    height, width, _ = frame.shape
    place, part, dither = np.empty(width, np.int32), np.empty(width, np.float32), dithers(width)
    kept, wide = np.full(2, -1), np.empty((2, len(maps) * width), np.float32)
    row = np.empty(len(maps) * width, np.float32)
    _columns(width, maps.shape[2], place, part)
    source, target, near = frame.ravel(), out.ravel(), disparity.ravel()
    busy, bare = np.empty(-(-width // BLOCK), np.bool_), len(depth)  # from this disparity on nothing is hidden
    while bare > 0 and depth[bare - 1] == 0:
        bare -= 1
    for y in range(height):
        _row_of(maps, _between(y, height, maps.shape[1]), place, part, kept, wide, row)
        end, lit = 0, len(maps) > 4
        for k in range(len(busy)):
            busy[k] = lit or _farthest(near, y * width + k * BLOCK, y * width + min((k + 1) * BLOCK, width)) < bare
        while end < width:
            start, end, changes = _run_of(busy, end, width)
            if not changes:
                _leave(source, 3 * (y * width + start), 3 * (y * width + end), target)
            elif lit:
                _veiled_row(source, y * width, start, end, near, depth, clear, row, True, dither[y & 7], target)
            else:
                _veiled_row(source, y * width, start, end, near, depth, clear, row, False, dither[y & 7], target)


@compiled
def _farthest(near: NDArray[np.uint8], start: int, end: int) -> int:
    """The smallest of these disparities."""
    least = np.uint8(255)
    for k in range(start, end):
        least = min(least, near[unsigned(k)])
    return int(least)


def graded(frame: Frame, table: NDArray[np.float32]) -> Frame:
    """Every colour through a table, (n, n, n, 3) float32 of levels 0 .. 1 at [red, green, blue], n >= 2.

    Between the entries tetrahedral interpolation; dithered. A table that changes nothing changes nothing.
    """
    out = np.empty_like(frame)
    _grade(frame, _paired(table), len(table), out)
    return out


@compiled
def _keys(n: int, places: NDArray[Any]) -> NDArray[np.int64]:
    """Of every place (1/256 levels) in each channel of a table n entries wide: the part of the way through its cell,
    the cell, and the stride to the next. So the order of the parts brings the corners of the tetrahedron with it,
    without a branch."""
    keys = np.empty((3, len(places)), np.int64)
    strides = (2 * n * n, 2 * n, 2)
    for k in range(len(places)):
        where = (int(places[k]) * (n - 1) * PARTS + 128 * 255) // (256 * 255)
        below = min(where >> FINELY, n - 2)
        for c in range(3):
            keys[c, k] = (where - (below << FINELY)) << TO_PART | (below * strides[c]) << TO_CELL | strides[c]
    return keys


def _paired(table: NDArray[np.float32]) -> NDArray[np.int64]:
    """A table of levels 0 .. 1, flat: of every entry red and blue in the two halves of one number, then green, all in
    1/256 levels."""
    tones = np.rint(np.clip(table, 0, 1) * (255 * 256)).astype(np.int64)
    return np.stack([tones[..., 0] | tones[..., 2] << 32, tones[..., 1]], axis=-1).ravel()


@inlined
def _tetrahedron(red: Any, green: Any, blue: Any, far: int) -> tuple[Any, Any, Any, Any, Any, Any, Any]:
    """The four entries of a table between which a pixel with these three keys lies, and how far it is along each of the
    three edges from one to the next; `far` is how far the last corner of a cell lies from its first."""
    most, least, together = max(red, green, blue), min(red, green, blue), red + green + blue
    low = (together >> TO_CELL) & CELL
    second, third = low + (most & STRIDE), low + far - (least & STRIDE)
    parts = most >> TO_PART, (together - most - least) >> TO_PART, least >> TO_PART
    return low, second, third, low + far, *parts


@compiled
def _grade(frame: NDArray[np.uint8], tones: NDArray[np.int64], n: int, out: NDArray[np.uint8]) -> None:
    height, width, _ = frame.shape
    source, target, dither = frame.ravel(), out.ravel(), dithers(width)
    keys, far = _keys(n, np.arange(256) << 8).ravel(), 2 * (n * n + n + 1)
    levels = np.empty(3 * width, np.int32)
    for y in range(height):
        _levels_row(source, y * width * 3, width, levels)
        _toned_row(levels, keys, tones, far, dither[y & 7], y * width * 3, target)


@compiled
def _levels_row(source: NDArray[np.uint8], first: int, width: int, levels: NDArray[np.int32]) -> None:
    """A row of the frame, channel after channel."""
    for x in range(width):
        for c in range(3):
            put(levels, unsigned(c * width + x), signed32(taken(source, unsigned(first + 3 * x + c))))


def relit_graded(frame: Frame, gain: Plane, light: Plane, table: NDArray[np.float32]) -> Frame:
    """`relit`, then `graded`, in one pass and rounded once: for what would cost two.

    gain, light  as for `relit`
    table        as for `graded`; one that changes nothing changes nothing where gain is 1 and light 0
    """
    out = np.empty_like(frame)
    _relight_grade(frame, _both(gain, light), gain.shape[2], _paired(table), len(table), out)
    return out


@compiled
def _relight_grade(
    frame: NDArray[np.uint8], maps: NDArray[np.float32], gains: int, tones: NDArray[np.int64], n: int,
    out: NDArray[np.uint8],
) -> None:  # fmt: skip
    height, width, _ = frame.shape
    place, part, dither = np.empty(width, np.int32), np.empty(width, np.float32), dithers(width)
    kept, wide = np.full(2, -1), np.empty((2, len(maps) * width), np.float32)
    row, steps = np.empty(len(maps) * width, np.float32), np.empty(3 * width, np.int32)
    _columns(width, maps.shape[2], place, part)
    source, target = frame.ravel(), out.ravel()
    keys, far = _keys(n, LEVEL).ravel(), 2 * (n * n + n + 1)
    for y in range(height):
        _row_of(maps, _between(y, height, maps.shape[1]), place, part, kept, wide, row)
        _steps_row(source, y * width * 3, row, gains, width, steps)
        _toned_row(steps, keys, tones, far, dither[y & 7], y * width * 3, target)


@compiled
def _steps_row(
    source: NDArray[np.uint8], first: int, maps: NDArray[np.float32], gains: int, width: int, steps: NDArray[np.int32]
) -> None:
    """A row of the frame lit, in FINE steps, channel after channel."""
    lights, gain_by, light_by = gains * width, width * (gains // 3), width * ((len(maps) // width - gains) // 3)
    for x in range(width):
        at = unsigned(first + 3 * x)
        for c in range(3):
            gain, light = taken(maps, unsigned(c * gain_by + x)), taken(maps, unsigned(lights + c * light_by + x))
            put(steps, unsigned(c * width + x), _step(taken(source, at + unsigned(c)), gain, light))


@compiled
def _toned_row(
    steps: NDArray[np.int32], keys: NDArray[np.int64], tones: NDArray[np.int64], far: int, dither: NDArray[np.int32],
    first: int, target: NDArray[np.uint8],
) -> None:  # fmt: skip
    width = len(dither)
    each = signed32(len(keys) // 3)
    for x in range(width):
        red = taken(keys, taken(steps, unsigned(x)))
        green = taken(keys, signed32(each + taken(steps, unsigned(width + x))))
        blue = taken(keys, signed32(2 * each + taken(steps, unsigned(2 * width + x))))
        i, j, k, o, a, m, z = _tetrahedron(red, green, blue, far)
        none, one, two, all_ = PARTS - a, a - m, m - z, z
        pair = taken(tones, i) * none + taken(tones, j) * one + taken(tones, k) * two + taken(tones, o) * all_
        i, j, k, o = i + 1, j + 1, k + 1, o + 1
        alone = taken(tones, i) * none + taken(tones, j) * one + taken(tones, k) * two + taken(tones, o) * all_
        d, at = signed(taken(dither, unsigned(x))), unsigned(first + 3 * x)
        pair = (((pair + PAIR * (PARTS // 2)) >> FINELY) & (0xFFFF * PAIR)) + d * PAIR
        put(target, at, np.uint8((pair >> 8) & 255))
        put(target, at + unsigned(1), np.uint8((((alone + PARTS // 2) >> FINELY) + d) >> 8))
        put(target, at + unsigned(2), np.uint8(pair >> 40))
