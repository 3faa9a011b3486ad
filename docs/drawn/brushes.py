"""Brushes for drawn pictures: ramps, noise, ridges, glows, strokes and leaves as masks over the canvas.

Not for the canvas (easel.py) or for what is drawn (day.py, night.py). Masks are (H, W) float32, 0 .. 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drawn.easel import Colour, H, W, X, Y
from vivant.units import Plane


def ramp(x: Any, low: float, high: float) -> Plane:
    """0 below `low`, 1 above `high`, smooth between; the other way round where low > high."""
    t = np.clip((np.asarray(x, np.float32) - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def mix(one: Colour, two: Colour, share: Plane) -> NDArray[np.float32]:
    """From one colour to another, (H, W, 3)."""
    a, b = np.asarray(one, np.float32), np.asarray(two, np.float32)
    return np.asarray(a + share[..., None] * (b - a), np.float32)


def noise(size: float, seed: int, *, stretch: float = 1.0, octaves: int = 6, rough: float = 0.55) -> Plane:
    """Clouds of noise, mean 0 and deviation 1, with blobs of `size` pixels, `stretch` times as wide as high."""
    rng, total, weight = np.random.default_rng(seed), np.zeros((H, W), np.float32), 1.0
    for k in range(octaves):
        w = max(2, round(W / size / stretch * 2**k) + 2)
        h = max(2, round(H / size * 2**k) + 2)
        grid = rng.normal(0, 1, (min(h, H), min(w, W))).astype(np.float32)
        total += weight * cv2.resize(grid, (W, H), interpolation=cv2.INTER_CUBIC)
        weight *= rough
    return np.asarray((total - total.mean()) / total.std(), np.float32)


def receding(horizon_y: float, size: float, seed: int, *, below: bool, flat: float = 3.0, rough: float = 0.55) -> Plane:
    """Noise that lies on a plane: the ground below the horizon or the ceiling of the sky above it."""
    far = np.maximum((Y - horizon_y) if below else (horizon_y - Y), 4.0)
    tile = noise(size, seed, rough=rough)
    column, row = (X - W / 2) * H / far * 0.55 + W / 2, 0.3 * flat * H * H / far
    return np.asarray(cv2.remap(tile, _folded(column, W), _folded(row, H), cv2.INTER_LINEAR), np.float32)


def _folded(place: Plane, size: int) -> Plane:
    """Places beyond the rim, mirrored back inside."""
    period = 2 * (size - 1)
    far = place % period
    return np.asarray(np.minimum(far, period - far), np.float32)


def shifted(plane: Plane, x: float, y: float) -> Plane:
    """A plane moved by so many pixels."""
    how = np.array([[1, 0, x], [0, 1, y]], np.float32)
    return np.asarray(cv2.warpAffine(plane, how, (W, H), borderMode=cv2.BORDER_REPLICATE), np.float32)


def ridge(y: float, height: float, size: float, seed: int, rough: float = 0.5) -> Plane:
    """(1, W): a line of hills, rows from the top."""
    return np.asarray(y - height * (noise(size, seed, rough=rough)[:1] + 1), np.float32)


def below(line: NDArray[Any]) -> Plane:
    """(H, W): everything below a line."""
    return np.asarray(np.clip(Y - line + 0.5, 0, 1), np.float32)


def filled(outlines: Sequence[Any]) -> Plane:
    """A mask of outlines (n, 2) in pixels x, y."""
    plane = np.zeros((H, W), np.uint8)
    for outline in outlines:
        cv2.fillPoly(plane, [np.rint(np.asarray(outline) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return _unit(plane)


def _unit(levels: NDArray[np.uint8]) -> NDArray[np.float32]:
    return np.asarray(levels.astype(np.float32) / np.float32(255), np.float32)


def soft(mask: NDArray[Any], size: float) -> Plane:
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), size), np.float32)


def oval(x: float, y: float, wide: float, high: float) -> NDArray[np.float64]:
    turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    return np.column_stack([x + wide * np.cos(turn), y + high * np.sin(turn)])


def glow(x: float, y: float, size: float, flat: float = 1.0) -> Plane:
    """Light around a place, 1 in the middle, that falls off like the light around a lamp."""
    far = ((X - x) ** 2 + ((Y - y) * flat) ** 2) / size**2
    return np.asarray(1 / (1 + far) ** 2, np.float32)


def pine(x: float, foot: float, height: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """The outline of a pine, (n, 2): boughs that get longer towards the foot."""
    t = np.linspace(0, 1, 2 * max(9, int(height / 9)))
    wide = height * (0.02 + 0.17 * t) * np.where(np.arange(len(t)) % 2, 1.0, 0.55)
    left = np.column_stack([x - wide * rng.uniform(0.7, 1.2, len(t)), foot - height * (1 - t)])
    right = np.column_stack([x + wide * rng.uniform(0.7, 1.2, len(t)), foot - height * (1 - t)])
    left[1::2, 1] += height * 0.02
    right[1::2, 1] += height * 0.02
    return np.vstack([[[x, foot - height * 1.04]], left, right[::-1]])


def strokes(
    lines: NDArray[Any], colours: NDArray[Any], widths: NDArray[Any], under: NDArray[np.float32]
) -> tuple[NDArray[np.float32], Plane]:
    """Lines (n, 4) x0 y0 x1 y1 drawn one over the other: the colours (H, W, 3) over `under`, and where they are."""
    canvas, mask = np.rint(np.clip(under, 0, 1) * 255).astype(np.uint8), np.zeros((H, W), np.uint8)
    ends = np.rint(lines * 16).astype(int)
    for (x0, y0, x1, y1), colour, width in zip(ends.tolist(), (colours * 255).tolist(), widths.tolist(), strict=True):
        cv2.line(canvas, (x0, y0), (x1, y1), colour, max(1, round(width)), cv2.LINE_AA, 4)
        cv2.line(mask, (x0, y0), (x1, y1), 255, max(1, round(width)), cv2.LINE_AA, 4)
    return _unit(canvas), _unit(mask)


def leaves(
    places: NDArray[Any], colours: NDArray[Any], size: float, rng: np.random.Generator
) -> tuple[NDArray[np.float32], Plane]:
    """Many small leaves at (n, 2), drawn one over the other."""
    turn = rng.uniform(0, np.pi, len(places))
    reach = size * rng.uniform(0.5, 1.2, len(places))[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])
    width = np.full(len(places), 0.8 * size)
    return strokes(np.hstack([places - reach, places + reach]), colours, width, np.zeros((H, W, 3), np.float32))


def mirrored(rgb: NDArray[np.float32], line_y: float, waver: NDArray[Any]) -> NDArray[np.float32]:
    """What water below a line mirrors; `waver` (H, W) in pixels."""
    row = np.clip(2 * line_y - Y + waver, 0, line_y - 1).astype(np.float32)
    column = np.clip(X + 0.25 * waver, 0, W - 1).astype(np.float32)
    return np.asarray(cv2.remap(rgb, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT), np.float32)
