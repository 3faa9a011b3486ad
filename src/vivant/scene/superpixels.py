"""Superpixels: a picture cut into small pieces of one colour (SLIC: Achanta and others, 2012).

OpenCV's own are cut by several threads that write into each other's pieces: the same picture is cut in two ways on a
busy machine, and sometimes never to the end. Not for what the pieces mean (regions.py).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled

COMPACT = 12.0
"""How much places count beside colours."""
ROUNDS = 6
SMALLEST = 0.3
"""Share of a usual piece below which one joins its neighbour."""


def superpixels(lab: NDArray[np.uint8], side: int) -> NDArray[np.int32]:
    """(h, w) numbers from 0 on, of connected pieces of about `side` x `side` pixels; lab (h, w, 3) uint8."""
    h, w = lab.shape[:2]
    rows, columns = max(1, round(h / side)), max(1, round(w / side))
    y, x = np.meshgrid((np.arange(rows) + 0.5) * h / rows, (np.arange(columns) + 0.5) * w / columns, indexing="ij")
    centres = np.empty((rows * columns, 5), np.float32)
    centres[:, 3], centres[:, 4] = y.ravel(), x.ravel()
    centres[:, :3] = lab[y.ravel().astype(np.intp), x.ravel().astype(np.intp)]
    labels = np.zeros((h, w), np.int32)
    _cut(lab, centres, float(side), (COMPACT / side) ** 2, labels)
    joined = np.full((h, w), -1, np.int32)
    _connect(labels, int(SMALLEST * side * side), joined)
    return joined


@compiled
def _cut(
    lab: NDArray[np.uint8], centres: NDArray[np.float32], side: float, weight: float, labels: NDArray[np.int32]
) -> None:
    """Every pixel to the centre that is nearest in colour and place, every centre to the middle of its pixels."""
    h, w = labels.shape
    n = len(centres)
    nearest = np.empty((h, w), np.float32)
    sums = np.empty((n, 6), np.float64)
    for _ in range(ROUNDS):
        nearest[:] = np.inf
        for k in range(n):
            light, red, blue, cy, cx = centres[k]
            for y in range(max(0, int(cy - side)), min(h, int(cy + side) + 1)):
                for x in range(max(0, int(cx - side)), min(w, int(cx + side) + 1)):
                    d0, d1, d2 = lab[y, x, 0] - light, lab[y, x, 1] - red, lab[y, x, 2] - blue
                    far = d0 * d0 + d1 * d1 + d2 * d2 + weight * ((y - cy) ** 2 + (x - cx) ** 2)
                    if far < nearest[y, x]:
                        nearest[y, x] = far
                        labels[y, x] = k
        sums[:] = 0
        for y in range(h):
            for x in range(w):
                k = labels[y, x]
                for c in range(3):
                    sums[k, c] += lab[y, x, c]
                sums[k, 3] += y
                sums[k, 4] += x
                sums[k, 5] += 1
        for k in range(n):
            if sums[k, 5] > 0:
                for c in range(5):
                    centres[k, c] = sums[k, c] / sums[k, 5]


@compiled
def _connect(labels: NDArray[np.int32], least: int, joined: NDArray[np.int32]) -> None:
    """Connected pieces, numbered as they come; one that is too small joins the piece to its left or above it."""
    h, w = labels.shape
    queue = np.empty(h * w, np.int64)
    n = 0
    for y in range(h):
        for x in range(w):
            if joined[y, x] >= 0:
                continue
            beside = joined[y, x - 1] if x > 0 else (joined[y - 1, x] if y > 0 else -1)
            queue[0] = y * w + x
            joined[y, x] = n
            end = 1
            at = 0
            while at < end:
                cy, cx = queue[at] // w, queue[at] % w
                at += 1
                for step in range(4):
                    ny = cy + (step == 0) - (step == 1)
                    nx = cx + (step == 2) - (step == 3)
                    if 0 <= ny < h and 0 <= nx < w and joined[ny, nx] < 0 and labels[ny, nx] == labels[y, x]:
                        joined[ny, nx] = n
                        queue[end] = ny * w + nx
                        end += 1
            if end < least and beside >= 0:
                for k in range(end):
                    joined[queue[k] // w, queue[k] % w] = beside
            else:
                n += 1
