"""Superpixels: a few hundred small regions of one colour, and how far apart they are.

Not for objects: what belongs together is decided by the cues that use these.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.scene.superpixels import superpixels
from vivant.scene.view import View
from vivant.units import Plane

REGIONS = 260
"""Regions aimed at."""


@dataclass(frozen=True)
class Regions:
    """n small regions of a view.

    labels   (h, w) int32, 0 .. n-1
    area     (n,) pixels
    lab      (n, 3) mean colour
    place    (n, 2) mean x, y, 0 .. 1
    edges    (m, 2) pairs of regions that touch
    border   (n, 4) pixels on the top, bottom, left and right border of the picture
    """

    labels: NDArray[np.int32]
    area: NDArray[np.float64]
    lab: NDArray[np.float64]
    place: NDArray[np.float64]
    edges: NDArray[np.int64]
    border: NDArray[np.float64]

    @property
    def n(self) -> int:
        return len(self.area)

    def mean(self, plane: Plane) -> NDArray[np.float64]:
        """(n,) mean of a (h, w) plane over each region."""
        flat = np.bincount(self.labels.ravel(), plane.ravel().astype(np.float64), self.n)
        return flat / self.area

    def paint(self, values: NDArray[np.float64]) -> Plane:
        """(h, w) float32 with each region filled with its value."""
        return np.asarray(values, np.float32)[self.labels]


def split(view: View) -> Regions:
    """The superpixels of a view."""
    labels = _superpixels(view)
    n = int(labels.max()) + 1
    flat = labels.ravel()
    area = np.bincount(flat, minlength=n).astype(np.float64)
    lab = np.stack([np.bincount(flat, view.lab[..., c].ravel(), n) for c in range(3)], 1) / area[:, None]
    place = np.stack([np.bincount(flat, p.ravel(), n) for p in view.place], 1) / area[:, None]
    sides = (labels[0], labels[-1], labels[:, 0], labels[:, -1])
    border = np.stack([np.bincount(side, minlength=n) for side in sides], 1).astype(np.float64)
    return Regions(labels, area, lab, place, _touching(labels, n), border)


def _superpixels(view: View) -> NDArray[np.int32]:
    size = max(4, round(view.side / math.sqrt(REGIONS)))
    if min(view.shape) < 2 * size:
        size = max(2, min(view.shape) // 2)
    lab = cv2.cvtColor(cv2.GaussianBlur(view.rgb, (0, 0), 0.8), cv2.COLOR_RGB2LAB)
    return superpixels(np.asarray(lab, np.uint8), size)


def _touching(labels: NDArray[np.int32], n: int) -> NDArray[np.int64]:
    across = np.stack([labels[:, :-1].ravel(), labels[:, 1:].ravel()], 1)
    down = np.stack([labels[:-1].ravel(), labels[1:].ravel()], 1)
    pairs = np.concatenate([across, down])
    pairs = np.sort(pairs[pairs[:, 0] != pairs[:, 1]], 1).astype(np.int64)
    codes = np.unique(pairs[:, 0] * n + pairs[:, 1])
    return np.stack([codes // n, codes % n], 1)


def colour_distance(regions: Regions) -> NDArray[np.float64]:
    """(n, n) distance of mean colours in Lab."""
    delta = regions.lab[:, None, :] - regions.lab[None, :, :]
    return np.asarray(np.sqrt((delta * delta).sum(2)))


def path_distance(regions: Regions, colour: NDArray[np.float64], rim: NDArray[np.bool_]) -> NDArray[np.float64]:
    """(n, n) smallest sum of colour steps on a way from region to region; regions of the rim all touch each other.

    Small steps are free, so a long way over a gradient costs nothing (Zhu et al., "Saliency Optimization from Robust
    Background Detection", 2014).
    """
    n = regions.n
    dist = np.full((n, n), np.inf)
    a, b = regions.edges[:, 0], regions.edges[:, 1]
    step = np.maximum(0.0, colour[a, b] - _free_step(regions, colour))
    dist[a, b] = dist[b, a] = step
    outer = np.flatnonzero(rim)
    block = np.maximum(0.0, colour[np.ix_(outer, outer)] - _free_step(regions, colour))
    dist[np.ix_(outer, outer)] = np.minimum(dist[np.ix_(outer, outer)], block)
    np.fill_diagonal(dist, 0.0)
    for k in range(n):
        np.minimum(dist, dist[:, k : k + 1] + dist[k], out=dist)
    return dist


def _free_step(regions: Regions, colour: NDArray[np.float64]) -> float:
    """The colour step between neighbours that counts as no step: the smallest neighbour, for the average region."""
    if not len(regions.edges):
        return 0.0
    least = np.full(regions.n, np.inf)
    a, b = regions.edges[:, 0], regions.edges[:, 1]
    np.minimum.at(least, a, colour[a, b])
    np.minimum.at(least, b, colour[a, b])
    return float(np.mean(least[np.isfinite(least)]))
