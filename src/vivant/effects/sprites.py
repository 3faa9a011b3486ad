"""Compiled inner loops of the effects: many small shapes over a picture, in linear light.

Not for what they are (particles.py, lightning.py, scratches.py) or for what lies over a whole frame (kernels.py).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled, unsigned
from vivant.effects.kernels import DITHER, FINE, HALF, LEVEL, LIGHT, NONE
from vivant.units import Frame, Plane

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


@compiled
def _shown(light: float, dither: int) -> int:
    """Linear light as a level of 8 bits, dithered."""
    step = min(max(light * np.float32(FINE) + HALF, NONE), np.float32(FINE))
    level: int = (LEVEL[unsigned(step)] + dither) >> 8
    return min(level, 255)
