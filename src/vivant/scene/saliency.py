"""Where the eye goes: how likely each place belongs to what the picture is about.

Background is what is well connected to the picture's border (boundary connectivity); what differs from it in colour,
is in focus, stands in the middle or has the colour of skin stands out. Not for outlines (subject.py).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.scene.regions import Regions, colour_distance, path_distance
from vivant.scene.view import View, haze
from vivant.units import Plane

Values = NDArray[np.float64]

COLOUR_SIGMA = 10.0
"""Lab units along a path within which two regions count as one surface."""
NEAR_SIGMA = 0.25
"""Fraction of the frame over which colour contrast counts."""
BOTTOM_WEIGHT = 0.35
"""How much touching the bottom speaks for background: people and things are often cut by it."""


def saliency(view: View, regions: Regions, sky: Plane) -> tuple[Plane, Plane]:
    """Two (h, w) planes, 0 .. 1: how much each place stands out, and how surely it is background."""
    background = _background(regions, regions.mean(sky))
    contrast = _unit(_contrast(regions, background))
    focus = sharpness(view)
    front = contrast * (0.35 + 0.65 * _centre(regions))
    front = front * (0.5 + regions.mean(focus)) + 0.35 * regions.mean(skin(view)) * _centre(regions)
    front = _unit(front) * (1.0 - regions.mean(sky))
    solved = _unit(_agree(regions, background, front))
    return regions.paint(solved), regions.paint(background)


def _background(regions: Regions, sky: Values) -> Values:
    """(n,) 0 .. 1: how well each region is connected to the border."""
    rim = regions.border.sum(1) > 0
    colour = colour_distance(regions)
    paths = path_distance(regions, colour, rim)
    same = np.exp(-(paths**2) / (2 * COLOUR_SIGMA**2))
    weights = np.array([1.0, BOTTOM_WEIGHT, 1.0, 1.0])
    on_border = np.minimum((regions.border * weights).sum(1) / np.sqrt(regions.area), 1.0)
    # In units of regions: the length on the border over the square root of the surface the region is part of.
    connectivity = same @ on_border / np.sqrt(same.sum(1))
    return np.asarray(np.maximum(1.0 - np.exp(-(connectivity**2) / 2.0), sky), np.float64)


def _contrast(regions: Regions, background: Values) -> Values:
    """(n,) how much the colour of each region differs from the background around it."""
    delta = regions.place[:, None, :] - regions.place[None, :, :]
    near = np.exp(-(delta**2).sum(2) / (2 * NEAR_SIGMA**2))
    weight = near * (background * regions.area)[None, :]
    return np.asarray((colour_distance(regions) * weight).sum(1) / (near * regions.area[None, :]).sum(1), np.float64)


def _centre(regions: Regions) -> Values:
    dx, dy = (regions.place[:, 0] - 0.5) / 0.28, (regions.place[:, 1] - 0.55) / 0.33
    return np.asarray(np.exp(-(dx**2 + dy**2) / 2))


def _agree(regions: Regions, background: Values, front: Values) -> Values:
    """(n,) the smooth labelling that fits both cues best: a least-squares system over the regions."""
    a, b = regions.edges[:, 0], regions.edges[:, 1]
    colour = np.sqrt(((regions.lab[a] - regions.lab[b]) ** 2).sum(1))
    tie = np.exp(-(colour**2) / (2 * COLOUR_SIGMA**2)) + 0.1
    system = np.diag(background + front + 1e-6)
    np.add.at(system, (a, a), tie)
    np.add.at(system, (b, b), tie)
    np.add.at(system, (a, b), -tie)
    np.add.at(system, (b, a), -tie)
    return np.asarray(np.linalg.solve(system, front))


def sharpness(view: View) -> Plane:
    """(h, w) 0 .. 1: how much finer the detail is than elsewhere in the picture; flat places take their neighbours'."""
    light = np.ascontiguousarray(view.lab[..., 0])
    fine = np.abs(light - cv2.GaussianBlur(light, (0, 0), 1.0))
    coarse = np.abs(light - cv2.GaussianBlur(light, (0, 0), 4.0))
    reach = view.side / 25
    above = haze(fine, reach)
    below = haze(coarse, reach)
    ratio = above / (below + np.float32(1.0))
    low, high = np.percentile(ratio, (10, 97))
    return np.asarray(np.clip((ratio - low) / max(float(high - low), 0.05), 0, 1), np.float32)


def skin(view: View) -> Plane:
    """(h, w) 0 .. 1: how much the colour is that of skin, dark or light."""
    code = cv2.cvtColor(view.rgb, cv2.COLOR_RGB2YCrCb).astype(np.float32)
    dr, db = (code[..., 1] - 151) / 9, (code[..., 2] - 109) / 9
    tilt = dr * dr + db * db + dr * db
    lit = np.clip((code[..., 0] - 40) / 40, 0, 1)
    plane = np.exp(-tilt / 2) * lit
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), max(1.0, view.side / 80)), np.float32)


def _unit(values: Values) -> Values:
    low, high = float(values.min()), float(values.max())
    return (values - low) / (high - low) if high - low > 1e-9 else np.zeros_like(values)
