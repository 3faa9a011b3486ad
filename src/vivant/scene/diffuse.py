"""Colours that flow into a gap along the lines that run into it, and hardly across a step of depth.

The mean of all that might be there: smooth, and as right as can be. Not for texture (patches.py) nor for choosing which
side may flow (uncover.py). Anisotropic diffusion (Weickert, 1998) in its steady state on the graph of the pixels,
solved from coarse to fine by successive over-relaxation.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled
from vivant.scene.fill import grow
from vivant.units import Plane

LINES = 2.0
"""How far, in pixels, lines beside the gap are looked at together."""

FAINT = 4.0
"""A line weaker than this, in squared levels per pixel, does not guide."""

LEAK = 1e-4
"""What flows across any step of depth: a part that nothing else reaches still gets a colour."""

WIDE = 5.0
"""A gap that reaches further from its rim, in pixels, is filled at half the size first."""

TURNS, PULL = 60, 1.85
"""How often every pixel is renewed at each size, and by how much too far."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is to be filled and from what.

    colour  (H, W, 3) float32; in the gap a first guess
    gap     (H, W) bool, to be filled
    barred  (H, W) bool, outside the gap and of no use for it
    depth   (H, W) float32
    """

    colour: NDArray[np.float32]
    gap: NDArray[np.bool_]
    barred: NDArray[np.bool_]
    depth: Plane


def flow_in(ground: Ground, step: float) -> NDArray[np.float32]:
    """The picture (H, W, 3) float32 with its gap filled; a quarter flows over a `step` of depth."""
    gap, barred, depth = ground.gap, ground.barred, ground.depth
    filled = ground.colour.copy()
    if min(gap.shape) >= 16 and cv2.distanceTransform(gap.astype(np.uint8), cv2.DIST_L2, 3).max() > WIDE:
        coarse = cv2.resize(flow_in(_half(ground), step), gap.shape[::-1], interpolation=cv2.INTER_LINEAR)
        filled[gap] = coarse[gap]
    lines, seen = _lines(ground.colour, gap | barred, depth)
    tensor = np.where(gap[..., None], grow(lines, seen), lines).astype(np.float32)
    one, none = np.ones(gap.shape, np.float32), np.zeros(gap.shape, np.float32)
    _relax(tensor.reshape(-1, 3), *_graph(gap, barred, depth, step, one, none, none, one), TURNS)
    _relax(filled.reshape(-1, 3), *_graph(gap, barred, depth, step, *_ready(tensor)), TURNS)
    return filled


def _half(ground: Ground) -> Ground:
    """The same at half the size; a pixel with anything to give is known, else with anything to fill a gap."""
    h, w = ground.gap.shape
    odd = ((0, h % 2), (0, w % 2))

    def fours(plane: NDArray[np.float32]) -> NDArray[np.float32]:
        padded = np.pad(plane, odd + ((0, 0),) * (plane.ndim - 2), mode="edge")
        blocks = padded.reshape(padded.shape[0] // 2, 2, padded.shape[1] // 2, 2, -1)
        return np.asarray(blocks.transpose(0, 2, 1, 3, 4).reshape(blocks.shape[0], blocks.shape[2], 4, -1))

    gap, barred = (fours(mask.astype(np.float32))[..., 0] for mask in (ground.gap, ground.barred))
    free = 1.0 - gap - barred
    known, empty = free.max(axis=2) > 0.0, gap.max(axis=2) > 0.0
    weight = np.where(known[..., None], free, np.where(empty[..., None], gap, 1.0))[..., None]
    colour, depth = (
        (fours(plane) * weight).sum(axis=2) / weight.sum(axis=2) for plane in (ground.colour, ground.depth)
    )
    return Ground(colour.astype(np.float32), empty & ~known, ~empty & ~known, depth[..., 0].astype(np.float32))


def _lines(colour: NDArray[np.float32], hidden: NDArray[np.bool_], depth: Plane) -> tuple[NDArray[np.float32], Plane]:
    """The structure tensor xx, xy, yy (H, W, 3) of the pixels that are not hidden, and where there is any."""
    window = np.ones((3, 3), np.uint8)
    flat = (cv2.dilate(depth, window) - cv2.erode(depth, window)) < 3.0
    sure = (flat & (cv2.dilate(hidden.astype(np.uint8), window) == 0)).astype(np.float32)
    gx = cv2.filter2D(colour, -1, np.array([[-0.5, 0.0, 0.5]], np.float32))
    gy = cv2.filter2D(colour, -1, np.array([[-0.5], [0.0], [0.5]], np.float32))
    tensor = np.stack([(gx * gx).sum(axis=2), (gx * gy).sum(axis=2), (gy * gy).sum(axis=2)], axis=-1)
    weight = cv2.GaussianBlur(sure, (0, 0), LINES)
    mean = cv2.GaussianBlur(tensor * sure[..., None], (0, 0), LINES) / np.maximum(weight, 1e-4)[..., None]
    return np.asarray(mean, np.float32), np.asarray((weight > 0.02) & ~hidden, np.float32)


def _ready(tensor: NDArray[np.float32]) -> tuple[Plane, Plane, Plane, Plane]:
    """How readily colour flows right, down right, down left and down: along lines, hardly across them."""
    xx, xy, yy = tensor[..., 0] + FAINT, tensor[..., 1], tensor[..., 2] + FAINT
    half, root = 0.5 * (xx + yy), np.sqrt(0.25 * (xx - yy) ** 2 + xy * xy)
    across = (np.maximum(half - root, 1e-6) / (half + root)) ** 2
    angle = 0.5 * np.arctan2(2.0 * xy, xx - yy)
    c, s = np.cos(angle), np.sin(angle)
    a, d = across * c * c + s * s, across * s * s + c * c
    b = (across - 1.0) * c * s
    a, d = np.maximum(a, np.abs(b)), np.maximum(d, np.abs(b))  # no weight is negative, and the line keeps its slant
    right, falling, rising, down = (
        np.ascontiguousarray(plane, np.float32) for plane in (a - np.abs(b), b.clip(0), (-b).clip(0), d - np.abs(b))
    )
    return right, falling, rising, down


@compiled
def _graph(
    gap: NDArray[np.bool_], barred: NDArray[np.bool_], depth: Plane, step: float, right: Plane, falling: Plane,
    rising: Plane, down: Plane,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:  # fmt: skip
    """The gap's n pixels as flat numbers, their 8 neighbours (n, 8), and what flows from those as shares (n, 8)."""
    h, w = gap.shape
    ys, xs = np.nonzero(gap)
    number, beside, shares = ys * w + xs, np.zeros((ys.size, 8), np.int64), np.zeros((ys.size, 8), np.float32)
    ways = ((0, 1, right), (1, 1, falling), (1, -1, rising), (1, 0, down))
    for m in range(ys.size):
        y, x = ys[m], xs[m]
        for k in range(8):
            dy, dx, ready = ways[k % 4]
            v, u = (y + dy, x + dx) if k < 4 else (y - dy, x - dx)
            if v < 0 or v >= h or u < 0 or u >= w or barred[v, u]:
                continue
            flows = 0.5 * (ready[y, x] + ready[v, u]) if gap[v, u] else ready[y, x]
            apart = (depth[y, x] - depth[v, u]) / step
            beside[m, k] = v * w + u
            shares[m, k] = flows / (1.0 + apart * apart) ** 2 + (LEAK if dy * dx == 0 else 0.0)
        total = shares[m].sum()
        if total > 0.0:
            shares[m] /= total
        else:  # nothing flows here: it stays as it is
            beside[m, 0], shares[m, 0] = number[m], 1.0
    return number, beside, shares


@compiled
def _relax(
    values: NDArray[np.float32], number: NDArray[np.int64], beside: NDArray[np.int64], shares: NDArray[np.float32],
    turns: int,
) -> None:  # fmt: skip
    """Every pixel becomes the mean of its neighbours by their shares, in place and in alternating order."""
    pull = np.float32(PULL)
    for turn in range(turns):
        for n in range(number.size):
            m = n if turn % 2 == 0 else number.size - 1 - n
            first, second, third = np.float32(0.0), np.float32(0.0), np.float32(0.0)
            for k in range(8):
                share, other = shares[m, k], beside[m, k]
                first += share * values[other, 0]
                second += share * values[other, 1]
                third += share * values[other, 2]
            at = number[m]
            values[at, 0] += pull * (first - values[at, 0])
            values[at, 1] += pull * (second - values[at, 1])
            values[at, 2] += pull * (third - values[at, 2])
