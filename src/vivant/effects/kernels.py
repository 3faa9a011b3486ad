"""Compiled inner loops of the effects: light and veils over a picture, tone through a table, many small sprites.

All of them work in linear light, read a frame of 8 bits and write another, and spread what is lost by rounding evenly
(an ordered dither of 8 x 8), so that no gradient bands and what they do not change stays exactly as it was. Not for
deciding what to draw (the effects' own files).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled, inlined, signed, unsigned
from vivant.units import Frame, Plane

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
NONE, HALF = np.float32(0), np.float32(0.5)
FINELY = 16
"""The way from one entry of a table of tones to the next is divided into 2 to the power of it parts."""
PARTS = 1 << FINELY
TO_CELL, TO_PART = 20, 46
"""Where in a key its cell and its part begin; below them lies the stride."""
STRIDE, CELL = (1 << TO_CELL) - 1, (1 << (TO_PART - TO_CELL)) - 1
PAIR = (1 << 32) + 1
"""Multiplies a number into both halves of 64 bits: red and blue are reckoned together, which spares a third."""
THICK = 64
"""Steps in which the table of a veil counts its thickness."""


def to_light(picture: NDArray[Any]) -> Plane:
    """uint8 levels as linear light, float32 0 .. 1, any shape."""
    return np.asarray(LIGHT[picture], np.float32)


def to_level(light: NDArray[Any]) -> NDArray[np.uint8]:
    """Linear light 0 .. 1 as the nearest uint8 levels, any shape."""
    fine = np.clip(np.asarray(light) * FINE + 0.5, 0, FINE).astype(np.int32)
    return ((LEVEL[fine] + 128) >> 8).astype(np.uint8)


@compiled
def _shown(light: float, dither: int) -> int:
    """Linear light as a level of 8 bits, dithered."""
    step = min(max(light * np.float32(FINE) + HALF, NONE), np.float32(FINE))
    level: int = (LEVEL[unsigned(step)] + dither) >> 8
    return min(level, 255)


def relit(frame: Frame, gain: Plane, light: Plane) -> Frame:
    """frame * gain + light in linear light.

    frame        (H, W, 3) uint8
    gain, light  (h, w, 3) float32 over the whole frame, any size of at least 2 x 2; enlarged bilinearly. Where gain is
                 1 and light 0 the frame stays exactly as it was
    """
    out = np.empty_like(frame)
    _relight(frame, _both(gain, light), out)
    return out


def _both(gain: Plane, light: Plane) -> Plane:
    """Gain, then light in FINE steps and lifted by half of one, so that cutting off rounds it."""
    return np.ascontiguousarray(np.concatenate([gain, light * np.float32(FINE) + HALF], axis=2), np.float32)


# The loops over pixels take flat arrays and unsigned places: that spares the compiled code a test for negative indices.


@compiled
def _columns(width: int, maps: NDArray[np.float32], place: NDArray[np.int64], part: NDArray[np.float32]) -> None:
    """Where each pixel of a row lies: the place in `_row_of` of the column before it, and how far it is to the next."""
    w, n = maps.shape[1], maps.shape[2]
    for x in range(width):
        sx = min(max((np.float32(x) + HALF) * np.float32(w / width) - HALF, NONE), np.float32(w - 1.001))
        left = unsigned(sx)
        place[x], part[x] = left * unsigned(n), sx - np.float32(left)


@compiled
def _row_of(
    maps: NDArray[np.float32], y: int, height: int, row: NDArray[np.float32], slope: NDArray[np.float32]
) -> None:
    """The maps between two of their rows, where row y of a frame `height` pixels high lies, and their change from each
    column to the next."""
    h, w, n = maps.shape
    sy = min(max((y + 0.5) * h / height - 0.5, 0.0), h - 1.001)
    top = int(sy)
    part = np.float32(sy - top)
    for x in range(w):
        for c in range(n):
            row[x * n + c] = maps[top, x, c] + part * (maps[top + 1, x, c] - maps[top, x, c])
    for k in range((w - 1) * n):
        slope[k] = row[k + n] - row[k]


@inlined
def _step(level: int, gain: float, light: float) -> Any:
    """A level of 8 bits times `gain` in linear light, plus `light`, one of `_both`: in FINE steps."""
    return unsigned(signed(min(max(STEPS[level] * gain + light, NONE), np.float32(FINE))))


@compiled
def _relight(frame: NDArray[np.uint8], maps: NDArray[np.float32], out: NDArray[np.uint8]) -> None:
    height, width, _ = frame.shape
    row, slope = np.zeros(maps.shape[1] * 6, np.float32), np.zeros(maps.shape[1] * 6, np.float32)
    place, part = np.empty(width, np.int64), np.empty(width, np.float32)
    _columns(width, maps, place, part)
    source, target = frame.ravel(), out.ravel()
    at = unsigned(0)
    for y in range(height):
        _row_of(maps, y, height, row, slope)
        for x in range(width):
            p, fx = unsigned(place[x]), part[x]
            dither = DITHER[y & 7, x & 7]
            for c in range(3):
                q = p + unsigned(c)
                g = row[q] + fx * slope[q]
                a = row[q + unsigned(3)] + fx * slope[q + unsigned(3)]
                target[at] = (LEVEL[_step(source[at], g, a)] + dither) >> 8
                at += unsigned(1)


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
    every = [density, colour] if gain is None else [density, colour, gain]
    maps = np.ascontiguousarray(np.dstack(every), np.float32)
    clear = np.exp(-np.arange(10 * THICK) / THICK).astype(np.float32)
    _veil(frame, disparity, depth, maps, clear, out)
    return out


@compiled
def _veil(
    frame: NDArray[np.uint8], disparity: NDArray[np.uint8], depth: NDArray[np.float32], maps: NDArray[np.float32],
    clear: NDArray[np.float32], out: NDArray[np.uint8],
) -> None:  # fmt: skip
    height, width, _ = frame.shape
    lit = maps.shape[2] > 4
    row, slope = np.zeros(maps[0].size, np.float32), np.zeros(maps[0].size, np.float32)
    place, part = np.empty(width, np.int64), np.empty(width, np.float32)
    _columns(width, maps, place, part)
    source, target, near = frame.ravel(), out.ravel(), disparity.ravel()
    pixel, at, last = unsigned(0), unsigned(0), np.float32(len(clear) - 1)
    for y in range(height):
        _row_of(maps, y, height, row, slope)
        for x in range(width):
            p, fx = unsigned(place[x]), part[x]
            thick = depth[unsigned(near[pixel])] * (row[p] + fx * slope[p])
            pixel += unsigned(1)
            if thick <= np.float32(1e-4) and not lit:
                for _ in range(3):
                    target[at] = source[at]
                    at += unsigned(1)
                continue
            step = min(thick * np.float32(THICK), last - np.float32(0.001))
            k = unsigned(step)
            seen = clear[k] + (step - np.float32(k)) * (clear[k + unsigned(1)] - clear[k])
            dither = DITHER[y & 7, x & 7]
            for c in range(3):
                q = p + unsigned(c + 1)
                air = row[q] + fx * slope[q]
                light = LIGHT[unsigned(source[at])]
                if lit:
                    g = q + unsigned(3)
                    light *= row[g] + fx * slope[g]
                target[at] = _shown(air + (light - air) * seen, dither)
                at += unsigned(1)


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
def _toned(tones: NDArray[np.int64], far: int, red: int, green: int, blue: int, dither: int) -> tuple[int, int, int]:
    """The levels of 8 bits, dithered, of a pixel with these three keys, from the four corners of the tetrahedron that
    it lies in; `far` is how far the last corner of a cell lies from its first."""
    most, least, together = max(red, green, blue), min(red, green, blue), red + green + blue
    a, m, z = most >> TO_PART, (together - most - least) >> TO_PART, least >> TO_PART
    low = (together >> TO_CELL) & CELL
    i, j = unsigned(low), unsigned(low + (most & STRIDE))
    k, o = unsigned(low + far - (least & STRIDE)), unsigned(low + far)
    pair = tones[i] * (PARTS - a) + tones[j] * (a - m) + tones[k] * (m - z) + tones[o] * z + PAIR * (PARTS // 2)
    i, j, k, o = i + unsigned(1), j + unsigned(1), k + unsigned(1), o + unsigned(1)
    one = tones[i] * (PARTS - a) + tones[j] * (a - m) + tones[k] * (m - z) + tones[o] * z + PARTS // 2
    pair = ((pair >> FINELY) & (0xFFFF * PAIR)) + dither * PAIR
    return (pair >> 8) & 255, ((one >> FINELY) + dither) >> 8, pair >> 40


@compiled
def _grade(frame: NDArray[np.uint8], tones: NDArray[np.int64], n: int, out: NDArray[np.uint8]) -> None:
    source, target = frame.ravel(), out.ravel()
    keys, far = _keys(n, np.arange(256) << 8), 2 * (n * n + n + 1)
    height, width, _ = frame.shape
    at, one, two = unsigned(0), unsigned(1), unsigned(2)
    for y in range(height):
        for x in range(width):
            red, green, blue = keys[0, source[at]], keys[1, source[at + one]], keys[2, source[at + two]]
            dither = signed(DITHER[y & 7, x & 7])
            target[at], target[at + one], target[at + two] = _toned(tones, far, red, green, blue, dither)
            at += unsigned(3)


def relit_graded(frame: Frame, gain: Plane, light: Plane, table: NDArray[np.float32]) -> Frame:
    """`relit`, then `graded`, in one pass and rounded once: for what would cost two.

    gain, light  as for `relit`, or both (h, w, 1) float32 where they are grey, which is cheaper
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
    row, slope = np.zeros(maps[0].size, np.float32), np.zeros(maps[0].size, np.float32)
    place, part = np.empty(width, np.int64), np.empty(width, np.float32)
    _columns(width, maps, place, part)
    source, target, steps = frame.ravel(), out.ravel(), np.empty(3 * width, np.uint16)
    keys, far = _keys(n, LEVEL), 2 * (n * n + n + 1)
    at, one, two = unsigned(0), unsigned(1), unsigned(2)
    for y in range(height):
        _row_of(maps, y, height, row, slope)
        # Row by row in two loops: in a single one each pixel waits for the pixel's whole chain of look-ups.
        if gains == 1:
            _grey_steps(source, at, row, slope, place, part, steps)
        else:
            _colour_steps(source, at, row, slope, place, part, steps)
        k = unsigned(0)
        for x in range(width):
            red, green, blue = keys[0, steps[k]], keys[1, steps[k + one]], keys[2, steps[k + two]]
            dither = signed(DITHER[y & 7, x & 7])
            target[at], target[at + one], target[at + two] = _toned(tones, far, red, green, blue, dither)
            at += unsigned(3)
            k += unsigned(3)


@inlined
def _grey_steps(source: Any, first: Any, row: Any, slope: Any, place: Any, part: Any, steps: Any) -> None:
    """A row of the frame, from `first` on, lit with a gain and a light that are grey."""
    k = unsigned(0)
    for x in range(len(place)):
        p, fx = unsigned(place[x]), part[x]
        q = p + unsigned(1)
        gain, light = row[p] + fx * slope[p], row[q] + fx * slope[q]
        for _ in range(3):
            steps[k] = _step(source[first + k], gain, light)
            k += unsigned(1)


@inlined
def _colour_steps(source: Any, first: Any, row: Any, slope: Any, place: Any, part: Any, steps: Any) -> None:
    """The same with colours."""
    k = unsigned(0)
    for x in range(len(place)):
        p, fx = unsigned(place[x]), part[x]
        for c in range(3):
            q, o = p + unsigned(c), p + unsigned(c) + unsigned(3)
            steps[k] = _step(source[first + k], row[q] + fx * slope[q], row[o] + fx * slope[o])
            k += unsigned(1)


SPRITE = 12
"""Numbers that describe a sprite: see `sprites_over`."""


def sprites_over(
    frame: Frame, disparity: NDArray[np.uint8], sprites: NDArray[np.float32], shapes: Plane, *, add: bool
) -> Frame:
    """Many small shapes over a picture, each hidden where the picture is nearer than it.

    sprites  (n, 12) float32, drawn in this order (far ones first):
             0, 1   middle, in pixels
             2, 3   half its width and height, in pixels; less than `LEAST` is drawn at LEAST and paler
             4      turn, in radians clockwise
             5-7    colour, linear light (may exceed 1 where light is added)
             8      opacity 0 .. 1 (any strength where light is added)
             9      disparity 0 .. 255; 300 is before everything
             10     softness: the range of disparity over which it comes out from behind things
             11     which shape
    shapes   (m, s, s) float32 coverage 0 .. 1 of each shape; its rim should be 0
    add      True adds light, False covers
    """
    out = frame.copy()
    if len(sprites):
        _sprites(out, disparity, np.ascontiguousarray(sprites, np.float32), shapes, add)
    return out


LEAST = 0.75
"""Half the width in pixels below which a sprite is drawn paler instead of smaller: it would flicker."""


@compiled
def _sprites(
    out: NDArray[np.uint8], disparity: NDArray[np.uint8], sprites: NDArray[np.float32], shapes: NDArray[np.float32],
    add: bool,
) -> None:  # fmt: skip
    height, width, _ = out.shape
    side = shapes.shape[1]
    for k in range(sprites.shape[0]):
        cx, cy = sprites[k, 0], sprites[k, 1]
        opacity = sprites[k, 8]
        rx, ry = sprites[k, 2], sprites[k, 3]
        if rx < LEAST:
            opacity *= rx / np.float32(LEAST)
            rx = np.float32(LEAST)
        if ry < LEAST:
            opacity *= ry / np.float32(LEAST)
            ry = np.float32(LEAST)
        if not opacity > 0.0:
            continue
        cos, sin = np.cos(sprites[k, 4]), np.sin(sprites[k, 4])
        wide, high = abs(cos) * rx + abs(sin) * ry, abs(sin) * rx + abs(cos) * ry
        x0, x1 = max(0, int(np.ceil(cx - wide))), min(width - 1, int(np.floor(cx + wide)))
        y0, y1 = max(0, int(np.ceil(cy - high))), min(height - 1, int(np.floor(cy + high)))
        near, soft = sprites[k, 9], max(sprites[k, 10], np.float32(1.0))
        shape = shapes[int(sprites[k, 11])]
        for y in range(y0, y1 + 1):
            for x in range(x0, x1 + 1):
                dx, dy = x - cx, y - cy
                u, v = (cos * dx + sin * dy) / rx, (cos * dy - sin * dx) / ry
                if abs(u) >= 1.0 or abs(v) >= 1.0:
                    continue
                before = (near - disparity[y, x]) / soft + np.float32(0.5)
                if before <= 0.0:
                    continue
                px, py = (u + 1.0) * 0.5 * (side - 1), (v + 1.0) * 0.5 * (side - 1)
                ix, iy = min(int(px), side - 2), min(int(py), side - 2)
                fx, fy = px - ix, py - iy
                upper = shape[iy, ix] + fx * (shape[iy, ix + 1] - shape[iy, ix])
                lower = shape[iy + 1, ix] + fx * (shape[iy + 1, ix + 1] - shape[iy + 1, ix])
                cover = (upper + fy * (lower - upper)) * opacity * min(before, np.float32(1.0))
                if cover <= np.float32(0.0005):
                    continue
                for c in range(3):
                    light = LIGHT[out[y, x, c]]
                    if add:
                        light += sprites[k, 5 + c] * cover
                    else:
                        light += (sprites[k, 5 + c] - light) * min(cover, np.float32(1.0))
                    out[y, x, c] = _shown(light, DITHER[y & 7, x & 7])
