"""Sky: what the trained eyes see, or without them what is smooth, bright or blue and touches the top of the picture.

Not for weather or light; a ceiling, a wall or a backdrop should not pass for sky.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.scene.regions import Regions
from vivant.scene.view import View, settle
from vivant.units import Plane

SMALLEST = 0.02
"""Share of the picture below which sky is not worth naming."""
TAKEN = 0.45
"""Likelihood from which a region joins the sky above it."""


def sky_mask(view: View, regions: Regions, said: Plane | None = None) -> Plane:
    """(h, w) float32, 0 .. 1, edges on the picture's edges; all 0 without sky.

    `said` (h, w) is how likely the trained eyes hold each place for sky; where they have looked, they decide.
    """
    nothing = np.zeros(view.shape, np.float32)
    if said is not None:
        sky = _told(view, said)
        return sky if float(sky.mean()) > SMALLEST else nothing
    like = _likelihood(view, regions)
    inside = _from_the_top(regions, like)
    if not _is_sky(view, regions, inside):
        return nothing
    return _outline(view, regions, regions.paint(inside.astype(np.float64)), like)


def _told(view: View, said: Plane) -> Plane:
    """What the trained eyes see, its rim on the picture's edges."""
    soft = settle(view.rgb, said, ((2 * said - 1) ** 2 + 0.02).astype(np.float32), 30.0, 6.0)
    return _hanging(np.clip((soft - np.float32(0.35)) / np.float32(0.3), 0, 1))


def _likelihood(view: View, regions: Regions) -> NDArray[np.float64]:
    """(n,) 0 .. 1: calm, high, and blue, bright or the colour of a dull or burning sky over something darker."""
    light, red, blue = regions.lab.T
    chroma = np.hypot(red, blue)
    calm = np.exp(-((regions.mean(view.contrast) / 4.5) ** 2))
    is_blue = _step((-blue - 5.0) / 3.0) * _step((light - 12.0) / 4.0) * np.exp(-((np.maximum(red, 0) / 14) ** 2))
    is_bright = _step((light - 78.0) / 4.0) * np.exp(-((chroma / 16.0) ** 2))
    below = regions.place[:, 1] > 0.55
    ground = np.average(light[below], weights=regions.area[below]) if below.any() else 50.0
    upper = _step((0.52 - regions.place[:, 1]) / 0.03)
    lit = _step((light - ground - 12.0) / 4.0) * _step((light - 32.0) / 4.0)
    is_dull = 0.9 * upper * lit * np.exp(-((chroma / 24.0) ** 2))
    height = _step((0.8 - regions.place[:, 1]) / 0.05)
    return np.asarray(np.sqrt(calm) * np.maximum.reduce([is_blue, is_bright, is_dull]) * height)


def _from_the_top(regions: Regions, like: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(n,) regions that are likely sky and hang together with likely sky at the top border."""
    able = like > TAKEN
    inside = able & (regions.border[:, 0] > 0)
    a, b = regions.edges[:, 0], regions.edges[:, 1]
    close = np.sqrt(((regions.lab[a] - regions.lab[b]) ** 2).sum(1)) < 22.0  # clouds against blue
    while True:
        grown = inside.copy()
        grown[b[close & inside[a]]] |= able[b[close & inside[a]]]
        grown[a[close & inside[b]]] |= able[a[close & inside[b]]]
        if (grown == inside).all():
            return inside
        inside = grown


def _is_sky(view: View, regions: Regions, inside: NDArray[np.bool_]) -> bool:
    """Whether the area is large, high, wide and bright enough; what is not blue must prove more, it may be a wall."""
    if not inside.any() or inside.all():
        return False
    area = regions.area[inside]
    share = float(area.sum() / regions.area.sum())
    wide, deep = regions.border[inside].sum(0)[:2] / np.maximum(regions.border.sum(0)[:2], 1.0)
    lighter = np.average(regions.lab[inside, 0], weights=area) - np.average(
        regions.lab[~inside, 0], weights=regions.area[~inside]
    )
    blue = -np.average(regions.lab[inside, 2], weights=area)
    if deep > 0.02 or share < SMALLEST:
        return False
    foot = np.percentile(regions.place[inside, 1], 95)
    if blue > 8:
        return bool(wide > 0.25 and (lighter > -5 or blue > 12) and (foot < 0.65 or blue > 15))
    busy = np.average(regions.mean(view.contrast)[inside], weights=area)
    bright = np.average(regions.lab[inside, 0], weights=area) > 72 or share > 0.25
    return bool(bright and wide > 0.6 and share > 0.05 and lighter > 8 and busy < 2.4 and foot < 0.62)


def _outline(view: View, regions: Regions, rough: Plane, like: NDArray[np.float64]) -> Plane:
    sure = regions.paint(np.where(like > 0.7, 1.0, 0.3))
    trust = np.where(rough > 0, sure, np.float32(1.0)).astype(np.float32)
    calm = np.exp(-((view.contrast / 6.0) ** 2)).astype(np.float32)
    soft = settle(view.rgb, rough, trust * calm + np.float32(0.02), 60.0, 5.0)
    return _hanging(np.clip((soft - np.float32(0.35)) / np.float32(0.3), 0, 1))


def _hanging(sky: Plane) -> Plane:
    """The parts of a mask that hang together with the top of the picture, or are too large for a gap in a tree."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((sky > 0.5).astype(np.uint8), connectivity=4)
    keep = stats[:, cv2.CC_STAT_TOP] < max(2, sky.shape[0] // 40)
    keep[0] = False
    body = cv2.dilate(keep[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    return np.asarray(sky * body, np.float32)


def _step(x: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -30, 30))))
