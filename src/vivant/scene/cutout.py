"""Cutting a thing out of a picture: colour models, edges, and the tidying of masks.

Not for deciding what to cut out or whether the result convinces (subject.py).
"""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.scene.view import View, haze, settle
from vivant.units import Plane

Mask = NDArray[np.bool_]
Bins = NDArray[np.int64]

BINS = 16
"""Steps per colour axis of a colour model."""
HALF = 0.5
"""Alpha from which a pixel counts as inside."""
MANY = 60
"""Pieces beyond which a mask is confetti, where nobody asks what belongs together."""


def bins_of(view: View) -> Bins:
    """(h, w) index of each pixel's colour in a BINS x BINS x BINS model."""
    scaled = view.lab * np.array([0.99, 0.42, 0.42], np.float32) + np.array([0, 50, 50], np.float32)
    step = np.clip(scaled * np.float32(BINS / 100), 0, BINS - 1).astype(np.int64)
    return np.asarray((step[..., 0] * BINS + step[..., 1]) * BINS + step[..., 2])


def colours(bins: Bins, weight: Plane) -> NDArray[np.float64]:
    """How often each colour occurs under a weight, smoothed over neighbouring colours, sum 1."""
    flat = np.bincount(bins.ravel(), weight.ravel().astype(np.float64), BINS**3)
    count = np.asarray(flat, np.float64).reshape(BINS, BINS, BINS)
    for axis in range(3):
        first, last = np.take(count, [0], axis), np.take(count, [-1], axis)
        wide = np.concatenate([first, count, last], axis)
        below, at, above = (np.take(wide, range(i, i + BINS), axis) for i in range(3))
        count = 0.25 * below + 0.5 * at + 0.25 * above
    return np.asarray((count / max(float(count.sum()), 1e-9)).ravel())


def chance_inside(bins: Bins, alpha: Plane, side: float) -> Plane:
    """How likely each pixel has a colour of the inside rather than of the outside near it."""
    near = haze(alpha, side / 7)
    inner = colours(bins, alpha)
    outer = colours(bins, (1 - alpha) * (0.25 + near / max(float(near.max()), 1e-6)))
    return np.asarray((inner / (inner + outer + 2e-5)), np.float32)[bins]


def soft_cut(view: View, bins: Bins, seed: Plane, barred: Plane, rounds: int = 3) -> Plane:
    """The cut near a rough seed that colours and edges agree on: (h, w) 0 .. 1, hard but for its rim.

    A graph cut relaxed to least squares, which takes milliseconds. `barred` (0 .. 1) is where nothing may be.
    """
    alpha = seed
    for _ in range(rounds):
        prior = haze(alpha, view.side / 26)
        chance = chance_inside(bins, alpha, view.side)
        yes = chance * (0.06 + prior) * (1.02 - barred)
        no = (1 - chance) * (1.06 - prior) * (0.3 + 0.7 * barred) / 0.3
        belief = (yes / (yes + no + 1e-6)).astype(np.float32)
        trust = ((2 * belief - 1) ** 2 + 0.02).astype(np.float32)
        alpha = np.clip((settle(view.rgb, belief, trust, 30.0, 6.0) - 0.25) * 2, 0, 1)
    return alpha.astype(np.float32)


def box_cut(view: View, mask: Mask, barred: Plane) -> Mask:
    """A graph cut inside the box of a mask: completes a thing of which only parts were seen."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    dy, dx = 2 + int(0.1 * np.ptp(rows)), 2 + int(0.1 * np.ptp(columns))
    marks = np.full(mask.shape, cv2.GC_BGD, np.uint8)
    marks[max(0, rows[0] - dy) : rows[-1] + dy, max(0, columns[0] - dx) : columns[-1] + dx] = cv2.GC_PR_BGD
    marks[mask] = cv2.GC_PR_FGD
    marks[(barred > HALF) & ~_hull(mask)] = cv2.GC_BGD
    depth = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 5)
    marks[depth > 0.6 * max(float(depth.max()), 1.0)] = cv2.GC_FGD
    return _graph_cut(view, marks, 2)


def open_cuts(view: View, mask: Mask, barred: Plane, reaches: tuple[float, ...]) -> list[Mask]:
    """Graph cuts in boxes `reaches` times as large as that of the mask: everything in each that is unlike the outside.
    Boxes that reach beyond the picture may be the same one, which is cut once."""
    marked = {m.tobytes(): m for m in (_marks_around(mask, barred, reach) for reach in reaches)}
    return [_graph_cut(view, marks, 2) for marks in marked.values()]


def _marks_around(mask: Mask, barred: Plane, reach: float) -> NDArray[np.uint8]:
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    y, x = (rows[0] + rows[-1]) / 2, (columns[0] + columns[-1]) / 2
    dy, dx = reach * (np.ptp(rows) + 4) / 2, reach * (np.ptp(columns) + 4) / 2
    top, left = max(2, int(y - dy)), max(2, int(x - dx))
    marks = np.full(mask.shape, cv2.GC_BGD, np.uint8)
    marks[top : min(mask.shape[0] - 2, int(y + dy)), left : min(mask.shape[1] - 2, int(x + dx))] = cv2.GC_PR_FGD
    marks[barred > HALF] = cv2.GC_BGD
    return marks


def _graph_cut(view: View, marks: NDArray[np.uint8], rounds: int) -> Mask:
    """GrabCut (Rother, Kolmogorov and Blake, 2004) from marks (h, w); all outside where the marks leave no choice."""
    if not (marks == cv2.GC_PR_FGD).any() or not (marks == cv2.GC_BGD).any():
        return np.zeros(marks.shape, bool)
    cv2.setRNGSeed(1)  # The colour clusters start from drawn numbers: the same ones every time.
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(view.rgb, marks, (0, 0, 0, 0), *models, rounds, cv2.GC_INIT_WITH_MASK)
    return np.asarray((marks == cv2.GC_FGD) | (marks == cv2.GC_PR_FGD))


def _hull(mask: Mask) -> Mask:
    points = np.flip(np.argwhere(mask), 1).astype(np.int32)
    filled = cv2.fillConvexPoly(np.zeros(mask.shape, np.uint8), cv2.convexHull(points), 1)
    return np.asarray(filled > 0)


def tidy(mask: Mask, worth: Plane) -> Mask:
    """The main group of pieces of a mask, without hairs, islands and holes. `worth` (h, w) weighs the pieces."""
    side = np.sqrt(mask.size)
    opened = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, disc(side / 110))
    labels, stats = pieces(opened)
    if len(stats) == 1:
        return np.zeros_like(mask)
    weight = np.asarray(np.bincount(labels.ravel(), ((worth + 0.05) * opened).ravel(), len(stats)), np.float64)
    weight[0] = 0
    body = _bridged(labels, stats, _group(labels, stats, weight))
    # The opening removed thin parts; give back those that hang on to what is kept.
    grown = cv2.dilate(body.astype(np.uint8), disc(side / 55)) > 0
    return fill_holes(_without_specks(body | (grown & mask)))


def _group(labels: NDArray[np.int32], stats: NDArray[np.int32], weight: NDArray[np.float64]) -> Mask:
    """(n,) the heaviest piece and those that belong to it: about as heavy, or close by for their size.

    A piece right above or below (a head over a collar) may be further away than one beside.
    """
    keep = weight > 0.6 * weight.max()
    for piece in np.argsort(-weight):
        if keep[piece] or weight[piece] < 0.03 * weight.max() or len(stats) > MANY:
            continue
        gap = cv2.distanceTransform((~keep[labels]).astype(np.uint8), cv2.DIST_L2, 3)[labels == piece].min()
        middle = stats[piece, cv2.CC_STAT_LEFT] + stats[piece, cv2.CC_STAT_WIDTH] // 2
        reach = 1.0 if keep[labels[:, middle]].any() else 0.5
        keep[piece] = gap < reach * min(stats[piece, cv2.CC_STAT_WIDTH], stats[piece, cv2.CC_STAT_HEIGHT])
    return np.asarray(keep)


def _bridged(labels: NDArray[np.int32], stats: NDArray[np.int32], keep: Mask) -> Mask:
    """The kept pieces, with the gap closed below a piece that stands over another (a face under hair)."""
    body = keep[labels]
    for piece in np.flatnonzero(keep):
        left, width = stats[piece, cv2.CC_STAT_LEFT], stats[piece, cv2.CC_STAT_WIDTH]
        bottom = stats[piece, cv2.CC_STAT_TOP] + stats[piece, cv2.CC_STAT_HEIGHT]
        for x in range(left + width // 6, left + width - width // 6):
            own = np.flatnonzero(labels[:, x] == piece)
            other = np.flatnonzero(body[bottom:, x] & (labels[bottom:, x] != piece)) + bottom
            if own.size and other.size and other[0] - bottom < stats[piece, cv2.CC_STAT_HEIGHT]:
                body[own[-1] : other[0], x] = True
    return np.asarray(body)


def _without_specks(mask: Mask) -> Mask:
    labels, stats = pieces(mask)
    area = stats[:, cv2.CC_STAT_AREA]
    keep = area > 0.03 * area[1:].max(initial=0)
    keep[0] = False
    return np.asarray(keep[labels])


def fill_holes(mask: Mask, most: float = 0.012) -> Mask:
    """The mask with its holes closed; those larger than `most` of the picture are real openings and stay."""
    labels, stats = pieces(~mask)
    small = stats[:, cv2.CC_STAT_AREA] < most * mask.size
    small[np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])] = False
    small[0] = False
    return np.asarray(mask | small[labels])


def pieces(mask: NDArray[np.generic]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The connected pieces of a mask: labels (h, w), 0 outside, and boxes and areas (n, 5) as OpenCV has them."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=4)
    return np.asarray(labels, np.int32), np.asarray(stats, np.int32)


def disc(radius: float) -> NDArray[np.uint8]:
    """A round structuring element."""
    r = max(1, round(radius))
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * r + 1, 2 * r + 1)), np.uint8)


def outline(view: View, rough: Plane) -> Plane:
    """The alpha at the size of the view: a rough cut (any size) redrawn on the picture's own edges nearby."""
    size = (view.shape[1], view.shape[0])
    alpha = np.asarray(cv2.resize(rough, size, interpolation=cv2.INTER_LINEAR), np.float32)
    bins = bins_of(view)
    solid = (alpha > HALF).astype(np.float32)
    band = haze(solid, view.side / 60)
    chance = _local_chance(bins, solid, view.side)
    belief = (chance * band / (chance * band + (1 - chance) * (1 - band) + 1e-6)).astype(np.float32)
    trust = np.maximum((2 * band - 1) ** 2, 0.6 * (2 * belief - 1) ** 2) + np.float32(0.01)
    alpha = settle(view.rgb, belief, trust.astype(np.float32), 12.0, 5.0)
    mask = tidy(alpha > HALF, alpha)
    smooth = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), max(1.0, view.side / 250))
    return np.asarray(np.clip((smooth - 0.2) / 0.6, 0, 1), np.float32)


def _local_chance(bins: Bins, alpha: Plane, side: float) -> Plane:
    """`chance_inside` by parts of the picture, since a colour may be inside here and outside there."""
    h, w = alpha.shape
    whole = chance_inside(bins, alpha, side)
    out, total = 0.3 * whole, np.full_like(whole, 0.3)
    for y0, y1 in pairwise(np.linspace(0, h, 4).astype(int)):
        for x0, x1 in pairwise(np.linspace(0, w, 4).astype(int)):
            part = np.s_[max(0, y0 - h // 8) : y1 + h // 8, max(0, x0 - w // 8) : x1 + w // 8]
            if not 0.02 < float(alpha[part].mean()) < 0.98:  # no outline in this part
                continue
            fade = np.outer(_hat(alpha[part].shape[0]), _hat(alpha[part].shape[1])).astype(np.float32)
            out[part] += fade * chance_inside(bins[part], alpha[part], side)
            total[part] += fade
    return np.asarray(out / total, np.float32)


def _hat(n: int) -> NDArray[np.float64]:
    return np.asarray(1.02 - np.abs(np.linspace(-1, 1, n)))
