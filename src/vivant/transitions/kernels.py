"""Compiled inner loops of the transitions: two frames become one, pixel by pixel.

Edges are mixed in linear light; where a pixel belongs to one shot alone it stays exactly as it was. Not for deciding
where the edge is (the transitions' own files).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled, inlined, unsigned
from vivant.effects.kernels import DITHER, FINE, HALF, LEVEL, NONE, STEPS
from vivant.transitions.contract import Levels
from vivant.units import Frame, Plane

ONE = np.float32(1)


@inlined
def _mixed(a: Any, b: Any, w: Any) -> Any:
    """Levels a and b mixed in linear light, w of b."""
    step = STEPS[unsigned(a)] + (STEPS[unsigned(b)] - STEPS[unsigned(a)]) * w
    return (LEVEL[unsigned(step + HALF)] + 128) >> 8


@inlined
def _ramp(x: Any) -> Any:
    """0 below 0, 1 above 1, smooth between them."""
    x = min(max(x, NONE), ONE)
    return x * x * (np.float32(3) - np.float32(2) * x)


def crossed(a: Frame, b: Frame, when: Plane, t: float, soft: float) -> Frame:
    """A wipe: each pixel turns from a to b when its time has come.

    a, b   (H, W, 3) uint8
    when   (H, W) float32, 0 .. 1: the order in which pixels turn
    t      0 .. 1; at 0 all is a and at 1 all is b
    soft   how long a pixel takes, > 0, in parts of the way: the width of the edge
    """
    out = np.empty_like(a)
    _cross(a, b, when, np.float32(t * (1 + soft)), np.float32(1 / soft), out)
    return out


@compiled
def _cross(
    a: NDArray[np.uint8], b: NDArray[np.uint8], when: NDArray[np.float32], edge: Any, sharp: Any,
    out: NDArray[np.uint8],
) -> None:  # fmt: skip
    old, new, target, times = a.ravel(), b.ravel(), out.ravel(), when.ravel()
    at = unsigned(0)
    for k in range(times.size):
        x = (edge - times[unsigned(k)]) * sharp
        if x <= NONE:
            for _ in range(3):
                target[at] = old[at]
                at += unsigned(1)
        elif x >= ONE:
            for _ in range(3):
                target[at] = new[at]
                at += unsigned(1)
        else:
            w = _ramp(x)
            for _ in range(3):
                target[at] = _mixed(old[at], new[at], w)
                at += unsigned(1)


def crossed_deep(a: Frame, b: Frame, when: Plane, levels: Levels, order: Plane, t: float, soft: float) -> Frame:
    """A wipe whose edge depends on depth too: a pixel turns at when + order[levels], which together are 0 .. 1.

    levels   (H, W) uint8, such as the disparity of a shot
    order    (256,) float32 for each level
    The rest as for `crossed`.
    """
    out = np.empty_like(a)
    _cross_deep(a, b, when, levels, _with_end(order), np.float32(t * (1 + soft)), np.float32(1 / soft), out)
    return out


def _with_end(table: NDArray[np.float32]) -> NDArray[np.float32]:
    """A table of 256 entries with its last one twice: the way from each to the next is defined everywhere."""
    return np.ascontiguousarray(np.concatenate([table, table[-1:]]), np.float32)


@compiled
def _cross_deep(
    a: NDArray[np.uint8], b: NDArray[np.uint8], when: NDArray[np.float32], levels: NDArray[np.uint8],
    order: NDArray[np.float32], edge: Any, sharp: Any, out: NDArray[np.uint8],
) -> None:  # fmt: skip
    height, width = levels.shape
    old, new, target, times, near = a.ravel(), b.ravel(), out.ravel(), when.ravel(), levels.ravel()
    at, pixel = unsigned(0), unsigned(0)
    for y in range(height):
        for x in range(width):
            level = unsigned(near[pixel])
            part = np.float32(DITHER[y & 7, x & 7]) * np.float32(1 / 256)
            own = order[level] + (order[level + unsigned(1)] - order[level]) * part
            w = _ramp((edge - times[pixel] - own) * sharp)
            pixel += unsigned(1)
            for _ in range(3):
                target[at] = _mixed(old[at], new[at], w)
                at += unsigned(1)


def crossed_by(a: Frame, b: Frame, levels: Levels, share: Plane, light: Plane | None = None) -> Frame:
    """Two shots mixed by what is where: share[levels] of b, plus light[levels].

    levels  (H, W) uint8, such as the disparity of a shot; the steps between its levels are dithered away
    share   (256,) float32, 0 .. 1 of b at each level
    light   (256, 3) float32 linear light added at each level, or None
    """
    out = np.empty_like(a)
    added = np.zeros((256, 3), np.float32) if light is None else light
    _cross_by(a, b, levels, _with_end(share), _with_end(added) * np.float32(FINE), light is not None, out)
    return out


@compiled
def _cross_by(
    a: NDArray[np.uint8], b: NDArray[np.uint8], levels: NDArray[np.uint8], share: NDArray[np.float32],
    light: NDArray[np.float32], lit: bool, out: NDArray[np.uint8],
) -> None:  # fmt: skip
    height, width = levels.shape
    old, new, target, near = a.ravel(), b.ravel(), out.ravel(), levels.ravel()
    at, pixel = unsigned(0), unsigned(0)
    for y in range(height):
        for x in range(width):
            level = unsigned(near[pixel])
            pixel += unsigned(1)
            part = np.float32(DITHER[y & 7, x & 7]) * np.float32(1 / 256)
            w = share[level] + (share[level + unsigned(1)] - share[level]) * part
            if not lit and (w <= NONE or w >= ONE):
                for _ in range(3):
                    target[at] = old[at] if w <= NONE else new[at]
                    at += unsigned(1)
                continue
            for c in range(3):
                added = light[level, c] + (light[level + unsigned(1), c] - light[level, c]) * part
                one, two = STEPS[unsigned(old[at])], STEPS[unsigned(new[at])]
                step = min(one + (two - one) * w + added, np.float32(FINE))
                target[at] = (LEVEL[unsigned(step + HALF)] + 128) >> 8
                at += unsigned(1)


def paired(a: Frame, b: Frame, table: NDArray[np.uint8]) -> Frame:
    """Every level by a table of what becomes of it, (256, 256) uint8 at [level of a, level of b]."""
    out = np.empty_like(a)
    _pair(a, b, table, out)
    return out


@compiled
def _pair(a: NDArray[np.uint8], b: NDArray[np.uint8], table: NDArray[np.uint8], out: NDArray[np.uint8]) -> None:
    old, new, target, flat = a.ravel(), b.ravel(), out.ravel(), table.ravel()
    for k in range(target.size):
        at = unsigned(k)
        target[at] = flat[unsigned(old[at]) << unsigned(8) | unsigned(new[at])]


def crossed_far(a: Frame, b: Frame, table: NDArray[np.float32]) -> Frame:
    """Two shots mixed by how far their colours lie apart: table[distance] of b, of levels and not of light.

    table   (256,) float32, 0 .. 1 at each distance, 0 the same colour .. 255 black against white
    """
    out = np.empty_like(a)
    _cross_far(a, b, table, out)
    return out


@compiled
def _cross_far(a: NDArray[np.uint8], b: NDArray[np.uint8], table: NDArray[np.float32], out: NDArray[np.uint8]) -> None:
    old, new, target = a.ravel(), b.ravel(), out.ravel()
    at = unsigned(0)
    for _ in range(target.size // 3):
        apart = NONE
        for c in range(3):
            one = np.float32(new[at + unsigned(c)]) - np.float32(old[at + unsigned(c)])
            apart += one * one
        w = table[unsigned(np.sqrt(apart / np.float32(3)) + HALF)]
        for _ in range(3):
            one = np.float32(old[at])
            target[at] = unsigned(one + (np.float32(new[at]) - one) * w + HALF)
            at += unsigned(1)


def sliced(a: Frame, b: Frame, levels: Levels, cover: Plane, shifts: NDArray[np.int64]) -> Frame:
    """A picture in layers, each moved sideways, over another picture.

    levels   (H, W) uint8 of a, such as its disparity
    cover    (n, 256) float32, 0 .. 1: how much of a pixel of each level layer n still covers, the farthest first;
             where nothing has gone they make up 1
    shifts   (n,) int64: how many pixels to the right each layer has moved
    """
    out = np.empty_like(a)
    _slice(a, b, levels, cover, shifts, out)
    return out


@compiled
def _slice(
    a: NDArray[np.uint8], b: NDArray[np.uint8], levels: NDArray[np.uint8], cover: NDArray[np.float32],
    shifts: NDArray[np.int64], out: NDArray[np.uint8],
) -> None:  # fmt: skip
    height, width = levels.shape
    for y in range(height):
        for x in range(width):
            left, red, green, blue = ONE, NONE, NONE, NONE
            for k in range(len(shifts) - 1, -1, -1):
                own = x - shifts[k]
                if own < 0 or own >= width:
                    continue
                w = cover[k, levels[y, own]]
                if w <= NONE:
                    continue
                w = min(w, left)  # layers that have not parted cover a part each, and nothing shines through
                red += w * STEPS[a[y, own, 0]]
                green += w * STEPS[a[y, own, 1]]
                blue += w * STEPS[a[y, own, 2]]
                left -= w
                if left <= np.float32(0.002):
                    break
            out[y, x, 0] = (LEVEL[int(red + left * STEPS[b[y, x, 0]] + HALF)] + 128) >> 8
            out[y, x, 1] = (LEVEL[int(green + left * STEPS[b[y, x, 1]] + HALF)] + 128) >> 8
            out[y, x, 2] = (LEVEL[int(blue + left * STEPS[b[y, x, 2]] + HALF)] + 128) >> 8
