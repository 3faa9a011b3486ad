"""The two sides of a depth edge: where exactly things part, and what colour each of them has there.

A depth map is blurred, unknown or a pixel off where one thing hides another, and the photo's pixels there are mixtures
of both. Not for how things are layered (layers.py) nor for what no pixel shows (uncover.py). All shifts are in pixels,
larger is nearer.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled
from vivant.units import Frame, Plane

SLOPE = 1.0
"""A pixel whose shift differs by more from a nearer and from a farther neighbour lies on neither: it is on a blurred
step."""

TEAR = 2.0
"""Neighbouring pixels whose shifts differ by more lie on different things; a smaller step is stretched unseen."""

CONTESTED = 3
"""How far from something nearer, in pixels, an unknown shift may belong to it; further away it is what lies behind."""

STEP = 2.0
"""Levels that one pixel's way costs in the race for unknown pixels, beside the colours crossed."""

BAND = 2
"""A pixel this near to a jump may be a mixture."""

WINDOW = 3
"""How far, in pixels, the pure colours of a mixture are looked for."""

NOISE = 16.0
"""Variance of a pure colour, in squared levels, that is there even where nothing varies."""

DOUBT = 4.0
"""How much more the depth map is trusted against the colours with every pixel away from its jump."""


@dataclass(frozen=True, slots=True)
class Sides:
    """A picture as what is in front everywhere, and what is seen of the thing behind at the jumps.

    near  (H, W, 5) float32: premultiplied red, green, blue in levels, alpha, shift
    far   (H, W, 5) float32: red, green, blue, how much of it is seen (0: nothing is known of it), shift
    """

    near: NDArray[np.float32]
    far: NDArray[np.float32]


def from_far_side(plane: Plane, known: NDArray[np.bool_]) -> Plane:
    """The plane with unknown values taken from the same row, from the smaller of the two sides.

    A row that knows nothing copies the nearest row that does. At least one value must be known.
    """
    h, w = plane.shape
    columns = np.arange(w)
    left = np.maximum.accumulate(np.where(known, columns, -1), axis=1)
    right = np.minimum.accumulate(np.where(known, columns, w)[:, ::-1], axis=1)[:, ::-1]
    before = np.where(left >= 0, np.take_along_axis(plane, left.clip(0), 1), np.inf)
    after = np.where(right < w, np.take_along_axis(plane, right.clip(None, w - 1), 1), np.inf)
    result = np.where(known, plane, np.minimum(before, after))
    rows = np.flatnonzero(known.any(axis=1))
    nearest = np.abs(np.arange(h)[:, None] - rows[None, :]).argmin(axis=1)
    return np.asarray(result[rows[nearest]], np.float32)


def settle(image: Frame, shift: Plane) -> Plane:
    """A finite shift for every pixel, with steps in place of slopes at depth edges.

    Shifts that are not finite are unknown. Those far from anything nearer lie behind (they are usually unknown because
    the other eye could not see them); the others, and what lies half-way up a step, go to the side that reaches them
    first, and colours are what slows it down. Raises ValueError if nothing is known.
    """
    known = np.isfinite(shift)
    if not known.any():
        raise ValueError("no shift is known")
    behind = from_far_side(np.where(known, shift, 0.0).astype(np.float32), known)
    window = np.ones((2 * CONTESTED + 1,) * 2, np.uint8)
    nearest = cv2.dilate(np.where(known, shift, -1e9).astype(np.float32), window)
    known |= nearest <= behind + SLOPE
    shift = np.where(known, np.where(np.isfinite(shift), shift, behind), 0.0).astype(np.float32)
    cross = np.ones((3, 3), np.uint8)
    down = shift - cv2.erode(np.where(known, shift, 1e9).astype(np.float32), cross)
    up = cv2.dilate(np.where(known, shift, -1e9).astype(np.float32), cross) - shift
    known &= (down <= SLOPE) | (up <= SLOPE)
    if not known.any():  # all of it is one steep slope
        return behind
    raced = _race(image, shift, known)
    return np.asarray(cv2.medianBlur(raced, 3) if min(raced.shape) >= 3 else raced, np.float32)


@compiled
def _race(image: Frame, shift: Plane, known: NDArray[np.bool_]) -> Plane:
    """Unknown pixels take the shift of the known one with the shortest way, counted in colour crossed."""
    h, w = shift.shape
    result = shift.copy()
    cost = np.where(known, np.float32(0.0), np.float32(1e30))
    steps = ((0, 1), (1, 0), (0, -1), (-1, 0))
    heap = [(np.float32(0.0), y, x) for y in range(h) for x in range(w) if known[y, x] and not _inner(known, y, x)]
    while len(heap) > 0:
        reached, y, x = heapq.heappop(heap)
        if reached > cost[y, x]:
            continue
        for dy, dx in steps:
            v, u = y + dy, x + dx
            if v < 0 or v >= h or u < 0 or u >= w or known[v, u]:
                continue
            way = STEP
            for c in range(3):
                way += abs(float(image[y, x, c]) - float(image[v, u, c]))
            there = np.float32(reached + way)
            if there < cost[v, u]:
                cost[v, u] = there
                result[v, u] = result[y, x]
                heapq.heappush(heap, (there, v, u))
    return result


@compiled
def _inner(known: NDArray[np.bool_], y: int, x: int) -> bool:
    """Whether all four neighbours are known too."""
    h, w = known.shape
    for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        v, u = y + dy, x + dx
        if 0 <= v < h and 0 <= u < w and not known[v, u]:
            return False
    return True


def part(image: Frame, shift: Plane) -> Sides:
    """What is near and what is far of every pixel: mixtures at jumps are taken apart, the rest is near alone.

    image (H, W, 3) uint8, shift (H, W) finite. Each side's colour near a jump is a mean and a variance of its pixels
    close by; the share of the near one follows from the pixel's colour, and from the depth map where both sides look
    alike (one Gaussian a side: Chuang et al., A Bayesian Approach to Digital Matting, 2001). So an edge that is a pixel
    off in the depth map comes to lie where the photo has it.
    """
    away = _from_jumps(shift)
    window = np.ones((2 * BAND + 1,) * 2, np.uint8)
    middle = 0.5 * (cv2.erode(shift, window) + cv2.dilate(shift, window))
    near, far = _part(image, shift, np.asarray(middle, np.float32), away)
    return Sides(near, far)


def _from_jumps(shift: Plane) -> Plane:
    """Distance of every pixel from the nearest jump: 1 beside it."""
    beside = np.ones(shift.shape, np.uint8)
    across, down = np.abs(np.diff(shift, axis=1)) > TEAR, np.abs(np.diff(shift, axis=0)) > TEAR
    beside[:, 1:][across] = 0
    beside[:, :-1][across] = 0
    beside[1:][down] = 0
    beside[:-1][down] = 0
    if beside.all():
        return np.full(shift.shape, 1e6, np.float32)
    return np.asarray(cv2.distanceTransform(beside, cv2.DIST_L2, 5) + 1.0, np.float32)


@compiled
def _part(image: Frame, shift: Plane, middle: Plane, away: Plane) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    h, w = shift.shape
    near, far = np.empty((h, w, 5), np.float32), np.zeros((h, w, 5), np.float32)
    sums, means, spread = np.empty((2, 7)), np.empty((2, 3)), np.empty(2)
    for y in range(h):
        for x in range(w):
            for c in range(3):
                near[y, x, c] = image[y, x, c]
            near[y, x, 3], near[y, x, 4] = 1.0, shift[y, x]
            if away[y, x] > BAND:
                continue
            prior = _gather(image, shift, away, middle[y, x], y, x, sums)
            if sums[0, 0] < 1e-9 or sums[1, 0] < 1e-9:
                continue
            for k in range(2):
                spread[k] = NOISE
                for c in range(3):
                    means[k, c] = sums[k, 1 + c] / sums[k, 0]
                spread[k] += max(0.0, sums[k, 4] / sums[k, 0] - (means[k] * means[k]).sum())
            alpha = _share(image[y, x], means, spread, prior, away[y, x])
            _unmix(image[y, x], means, spread, alpha, near[y, x], far[y, x])
            near[y, x, 4], far[y, x, 4] = sums[1, 5] / sums[1, 6], sums[0, 5] / sums[0, 6]
            if shift[y, x] > middle[y, x]:
                near[y, x, 4] = shift[y, x]
            else:
                far[y, x, 4] = shift[y, x]
    return near, far


@compiled
def _gather(image: Frame, shift: Plane, away: Plane, middle: float, y: int, x: int, sums: NDArray[np.float64]) -> float:
    """Sums over the far (0) and the near (1) pixels about (y, x): weight, three colours, their squares, then shift and
    its weight. Pixels beside the jump hardly count, they are mixtures themselves. Returns how much of the pixel the
    depth map gives to the near side."""
    h, w = shift.shape
    sums[:] = 0.0
    covered, total = 0.0, 0.0
    for v in range(max(0, y - WINDOW), min(h, y + WINDOW + 1)):
        for u in range(max(0, x - WINDOW), min(w, x + WINDOW + 1)):
            side = 1 if shift[v, u] > middle else 0
            apart = (v - y) ** 2 + (u - x) ** 2
            close = np.exp(-apart / (0.5 * WINDOW * WINDOW))
            weight = close * (1.0 if away[v, u] > 2.0 else (0.2 if away[v, u] > 1.0 else 0.01))
            sums[side, 0] += weight
            for c in range(3):
                level = float(image[v, u, c])
                sums[side, 1 + c] += weight * level
                sums[side, 4] += weight * level * level
            sums[side, 5] += close * shift[v, u]
            sums[side, 6] += close
            if apart <= 2:
                part_of = np.exp(-apart / 0.8)
                covered += part_of * side
                total += part_of
    return covered / total


@compiled
def _share(
    pixel: NDArray[np.uint8], means: NDArray[np.float64], spread: NDArray[np.float64], prior: float, away: float
) -> float:
    """Alpha of the near side: by colour, and the more by `prior` the less the two colours can be told apart."""
    along, apart = 0.0, 1e-6
    for c in range(3):
        across = means[1, c] - means[0, c]
        along += (pixel[c] - means[0, c]) * across
        apart += across * across
    doubt = min((spread[0] + spread[1]) ** 2 / apart * DOUBT ** (away - 1.0), 1e9)
    alpha = (along + doubt * prior) / (apart + doubt)
    return 0.0 if alpha < 0.02 else (1.0 if alpha > 0.98 else alpha)


@compiled
def _unmix(
    pixel: NDArray[np.uint8], means: NDArray[np.float64], spread: NDArray[np.float64], alpha: float,
    near: NDArray[np.float32], far: NDArray[np.float32],
) -> None:  # fmt: skip
    """Both colours of a mixture: the means, what they leave unexplained shared out by how much each varies."""
    mine, other = alpha * spread[1], (1.0 - alpha) * spread[0]
    whole = alpha * mine + (1.0 - alpha) * other
    for c in range(3):
        rest = pixel[c] - alpha * means[1, c] - (1.0 - alpha) * means[0, c]
        near[c] = alpha * min(max(means[1, c] + rest * mine / whole, 0.0), 255.0)
        far[c] = min(max(means[0, c] + rest * other / whole, 0.0), 255.0)
    near[3], far[3] = alpha, 1.0 - alpha
