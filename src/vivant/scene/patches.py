"""A hole in a picture filled with patches of the rest of it: compiled inner loops and the way from coarse to fine.

Wexler et al., Space-Time Completion of Video (2007), with the randomised search of Barnes et al., PatchMatch (2009):
every patch that touches the hole looks for its nearest likeness in the known part, and every missing pixel becomes the
mean of what its patches propose. The search draws its chances from its own fixed sequence, so the same picture gives
the same fill everywhere. Not for where holes are (layers.py).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled
from vivant.units import Plane

REACH = 3
"""A patch reaches this far from its middle: 7x7 pixels."""

LEAST_SIDE = 24
"""The coarsest level is no smaller, so that there is something to copy from."""

ROUNDS = 2
UNKNOWN = np.float32(1e30)


def complete(
    image: NDArray[np.float32], known: NDArray[np.bool_], wanted: NDArray[np.bool_] | None = None
) -> NDArray[np.float32]:
    """The picture with its wanted pixels filled; the others are kept.

    image (h, w, 3) float32 in levels, a smooth guess where unknown; known (h, w) bool, what may be copied and looked
    at; wanted (h, w) bool, a part of what is unknown, by default all of it. Returned unchanged if there is no whole
    patch to copy.
    """
    pictures, masks, holes = [image.copy()], [known], [~known if wanted is None else wanted]
    while min(pictures[-1].shape[:2]) >= 2 * LEAST_SIDE and _thickness(masks[-1], holes[-1]) > REACH:
        size = (pictures[-1].shape[1] // 2, pictures[-1].shape[0] // 2)
        pictures.append(np.asarray(cv2.resize(pictures[-1], size, interpolation=cv2.INTER_AREA), np.float32))
        part = cv2.resize(holes[-1].astype(np.float32), size, interpolation=cv2.INTER_AREA)
        masks.append(cv2.resize(masks[-1].astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.99)
        holes.append(~masks[-1] if wanted is None else ~masks[-1] & (part > 0.0))
    if not _whole(masks[-1]).any():
        return image
    nearest = np.full((*masks[-1].shape, 2), -1, np.int32)
    for level in range(len(pictures) - 1, -1, -1):
        nearest = _refine(pictures[level], masks[level], holes[level], nearest, turns=2 if level == 0 else 5)
    return pictures[0]


def _thickness(known: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> float:
    distance = cv2.distanceTransform((~known).astype(np.uint8), cv2.DIST_L2, 3)
    return float(distance[wanted].max(initial=0.0))


def _whole(known: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where a whole patch is known and inside the picture."""
    inside = np.zeros(known.shape, np.uint8)
    inside[REACH:-REACH, REACH:-REACH] = 1
    patch = np.ones((2 * REACH + 1,) * 2, np.uint8)
    return np.asarray(cv2.erode(known.astype(np.uint8), patch), np.bool_) & (inside > 0)


def _refine(
    picture: NDArray[np.float32], known: NDArray[np.bool_], wanted: NDArray[np.bool_], coarser: NDArray[np.int32],
    *, turns: int,
) -> NDArray[np.int32]:  # fmt: skip
    """One level: the matches of the coarser one carried over, then searching and voting in turn, in place."""
    source = _whole(known)
    patch = np.ones((2 * REACH + 1,) * 2, np.uint8)
    touching = cv2.dilate(wanted.astype(np.uint8), patch) > 0
    ys, xs = (a.astype(np.int32) for a in np.nonzero(touching))
    depth = cv2.distanceTransform((~known).astype(np.uint8), cv2.DIST_L2, 3).astype(np.float32)
    trust = np.asarray(np.maximum(1.5**-depth, 0.01), np.float32)  # what is known, and what adjoins it, decides
    trust[~known & ~wanted] = 0.0
    return _improve(picture, wanted, trust, depth, source, coarser, ys, xs, turns)


@compiled
def _distance(picture: NDArray[np.float32], trust: Plane, ty: int, tx: int, sy: int, sx: int, best: float) -> float:
    """Mean squared difference of two patches, trusted pixels counting more, or a huge number once it exceeds `best`."""
    h, w, _ = picture.shape
    total, n = 0.0, 0.0
    limit = best * 3.0 * (2 * REACH + 1) ** 2
    for dy in range(-REACH, REACH + 1):
        if ty + dy < 0 or ty + dy >= h:
            continue
        for dx in range(-REACH, REACH + 1):
            if tx + dx < 0 or tx + dx >= w:
                continue
            weight = trust[ty + dy, tx + dx]
            for c in range(3):
                d = picture[ty + dy, tx + dx, c] - picture[sy + dy, sx + dx, c]
                total += weight * d * d
            n += 3.0 * weight
        if total > limit:
            return 1e30
    return total / n


@compiled
def _carry(
    coarser: NDArray[np.int32], scale_y: float, scale_x: float, source: NDArray[np.bool_],
    ys: NDArray[np.int32], xs: NDArray[np.int32], nearest: NDArray[np.int32],
) -> None:  # fmt: skip
    """Matches of the coarser level as first guesses; a guess that is no source is drawn at even distances instead."""
    h, w = source.shape
    chance = np.uint32(12345)
    for k in range(ys.size):
        y, x = ys[k], xs[k]
        cy, cx = min(int(y * scale_y), coarser.shape[0] - 1), min(int(x * scale_x), coarser.shape[1] - 1)
        if coarser[cy, cx, 0] >= 0:
            sy = int(y + (coarser[cy, cx, 0] - cy) / scale_y)
            sx = int(x + (coarser[cy, cx, 1] - cx) / scale_x)
            if 0 <= sy < h and 0 <= sx < w and source[sy, sx]:
                nearest[y, x, 0], nearest[y, x, 1] = sy, sx
                continue
        for _ in range(200):
            chance = np.uint32(chance * np.uint32(1664525) + np.uint32(1013904223))
            sy = int((chance >> np.uint32(8)) % np.uint32(h))
            chance = np.uint32(chance * np.uint32(1664525) + np.uint32(1013904223))
            sx = int((chance >> np.uint32(8)) % np.uint32(w))
            if source[sy, sx]:
                nearest[y, x, 0], nearest[y, x, 1] = sy, sx
                break


@compiled
def _price(
    picture: NDArray[np.float32], trust: Plane, ys: NDArray[np.int32], xs: NDArray[np.int32],
    nearest: NDArray[np.int32], cost: NDArray[np.float32],
) -> None:  # fmt: skip
    """What every match costs in the picture as it now is."""
    for k in range(ys.size):
        y, x = ys[k], xs[k]
        if nearest[y, x, 0] >= 0:
            cost[y, x] = _distance(picture, trust, y, x, nearest[y, x, 0], nearest[y, x, 1], 1e20)


@compiled
def _search(
    picture: NDArray[np.float32], trust: Plane, source: NDArray[np.bool_], ys: NDArray[np.int32], xs: NDArray[np.int32],
    nearest: NDArray[np.int32], cost: NDArray[np.float32], rounds: int, chance: int,
) -> None:  # fmt: skip
    """Better matches from neighbours and by chance ever closer to the best one, in alternating order."""
    h, w = source.shape
    seed = np.uint32(chance)
    for turn in range(rounds):
        step = 1 if turn % 2 == 0 else -1
        for n in range(ys.size):
            k = n if step == 1 else ys.size - 1 - n
            y, x = ys[k], xs[k]
            for side in range(2):
                by, bx = (y - step, x) if side == 0 else (y, x - step)
                if 0 <= by < h and 0 <= bx < w and nearest[by, bx, 0] >= 0:
                    sy, sx = nearest[by, bx, 0] + (y - by), nearest[by, bx, 1] + (x - bx)
                    if 0 <= sy < h and 0 <= sx < w and source[sy, sx]:
                        price = _distance(picture, trust, y, x, sy, sx, cost[y, x])
                        if price < cost[y, x]:
                            cost[y, x] = price
                            nearest[y, x, 0], nearest[y, x, 1] = sy, sx
            around = max(h, w) // 2
            while around >= 1 and nearest[y, x, 0] >= 0:
                seed = np.uint32(seed * np.uint32(1664525) + np.uint32(1013904223))
                sy = nearest[y, x, 0] + int((seed >> np.uint32(8)) % np.uint32(2 * around + 1)) - around
                seed = np.uint32(seed * np.uint32(1664525) + np.uint32(1013904223))
                sx = nearest[y, x, 1] + int((seed >> np.uint32(8)) % np.uint32(2 * around + 1)) - around
                if 0 <= sy < h and 0 <= sx < w and source[sy, sx]:
                    price = _distance(picture, trust, y, x, sy, sx, cost[y, x])
                    if price < cost[y, x]:
                        cost[y, x] = price
                        nearest[y, x, 0], nearest[y, x, 1] = sy, sx
                around //= 2


@compiled
def _vote(
    picture: NDArray[np.float32], wanted: NDArray[np.bool_], depth: Plane,
    ys: NDArray[np.int32], xs: NDArray[np.int32], nearest: NDArray[np.int32], cost: NDArray[np.float32],
) -> None:  # fmt: skip
    """Every wanted pixel becomes the mean of what its patches propose, by likeness and nearness to the rim."""
    h, w = wanted.shape
    prices = np.empty(ys.size, np.float32)
    for k in range(ys.size):
        prices[k] = cost[ys[k], xs[k]]
    usual = 2.0 * np.sort(prices)[int(ys.size * 0.8)] + 1.0  # less would silence the rim, where matches are worst
    total = np.zeros((h, w, 4), np.float32)
    for k in range(ys.size):
        y, x = ys[k], xs[k]
        if nearest[y, x, 0] < 0:
            continue
        weight = np.exp(-cost[y, x] / usual) * 1.2 ** (-depth[y, x]) + 1e-9
        for dy in range(-REACH, REACH + 1):
            for dx in range(-REACH, REACH + 1):
                if 0 <= y + dy < h and 0 <= x + dx < w and wanted[y + dy, x + dx]:
                    for c in range(3):
                        total[y + dy, x + dx, c] += weight * picture[nearest[y, x, 0] + dy, nearest[y, x, 1] + dx, c]
                    total[y + dy, x + dx, 3] += weight
    for y in range(h):
        for x in range(w):
            if wanted[y, x] and total[y, x, 3] > 0.0:
                for c in range(3):
                    picture[y, x, c] = total[y, x, c] / total[y, x, 3]


@compiled
def _improve(
    picture: NDArray[np.float32], wanted: NDArray[np.bool_], trust: Plane, depth: Plane, source: NDArray[np.bool_],
    coarser: NDArray[np.int32], ys: NDArray[np.int32], xs: NDArray[np.int32], turns: int,
) -> NDArray[np.int32]:  # fmt: skip
    """A whole level in one compiled piece, which loads faster than many: carry over, then search and vote in turn."""
    h, w = wanted.shape
    nearest = np.full((h, w, 2), -1, np.int32)
    cost = np.full((h, w), UNKNOWN, np.float32)
    _carry(coarser, coarser.shape[0] / h, coarser.shape[1] / w, source, ys, xs, nearest)
    if coarser.shape[0] < h:
        _price(picture, trust, ys, xs, nearest, cost)
        _vote(picture, wanted, depth, ys, xs, nearest, cost)
    for turn in range(turns):
        _price(picture, trust, ys, xs, nearest, cost)
        _search(picture, trust, source, ys, xs, nearest, cost, ROUNDS, turn * 7919 + h * 31 + w)
        _vote(picture, wanted, depth, ys, xs, nearest, cost)
    return nearest
