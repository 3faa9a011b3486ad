"""A closer look at a scene, for one area of it: the small view with the scene's own maps on it, and the way back.

Not for what the areas are (areas.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.scene.scene import Scene
from vivant.scene.view import View, haze, settle, upsample
from vivant.units import Plane

Where: TypeAlias = NDArray[np.bool_]

BAND = 0.07
"""How far from the subject its rim is doubted, in sides of the view."""
AT_HORIZON = 0.005
"""How far above the horizon water is believed, in heights of the picture."""
UNLIKE = 20.0
"""How far in colour from an area what touches the subject may be, in Lab, to be part of the area."""
ODD, JAGGED = 11.0, 5.0
"""How far in colour from an area, in Lab, and how full of detail a thin thing is that sticks out into it."""
DIM = 20
"""Share of an area, in percent, that what sticks out into it is darker than."""
MARGIN = 0.006
"""How far an area keeps away from the subject, in sides of the view."""


@dataclass(frozen=True)
class Closer:
    """A scene in its small view: planes (h, w) float32, 0 .. 1 (disparity 0 far .. 1 near)."""

    scene: Scene
    view: View = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "view", View.of(self.scene.image))

    def of(self, plane: Plane) -> Plane:
        """A plane of the scene at the size of the view."""
        size = (self.view.shape[1], self.view.shape[0])
        return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.float32)

    @cached_property
    def subject(self) -> Plane:
        return self.of(self.scene.subject)

    @cached_property
    def sky(self) -> Plane:
        return self.of(self.scene.sky)

    @cached_property
    def water(self) -> Plane:
        return self.of(self.scene.water)

    @cached_property
    def ground(self) -> Plane:
        return self.of(self.scene.ground)

    @cached_property
    def light(self) -> Plane:
        return np.ascontiguousarray(self.view.lab[..., 0])

    @cached_property
    def chroma(self) -> Plane:
        return np.asarray(np.hypot(self.view.lab[..., 1], self.view.lab[..., 2]), np.float32)

    @cached_property
    def hue_deg(self) -> Plane:
        """0 red, 90 yellow, 180 green, 270 blue, of Lab."""
        return np.asarray(np.degrees(np.arctan2(self.view.lab[..., 2], self.view.lab[..., 1])) % 360, np.float32)

    @cached_property
    def busy(self) -> Plane:
        """How much fine detail there is about each place, in Lab units a pixel."""
        return haze(self.view.contrast, self.view.side / 90)

    @cached_property
    def below_horizon(self) -> Where:
        """Where water and ground can be: everywhere, where there is no horizon."""
        y = self.view.place[1]
        return np.asarray(y > (self.scene.horizon_h or 0.0) - AT_HORIZON)

    @property
    def nothing(self) -> Plane:
        return np.zeros(self.view.shape, np.float32)


def clear_of(closer: Closer, plane: Plane) -> Plane:
    """The plane of an area, clear of the subject: not on it, nor on what looks more like it than like the area."""
    subject = closer.subject
    if not (subject > 0.5).any():
        return plane
    side = closer.view.side
    core, near = subject > 0.9, grown(subject > 0.5, BAND * side)
    pure = plane * ~grown(subject > 0.02, 0.015 * side)
    like_subject = apart_from(closer, core.astype(np.float32), 0.03 * side)
    like_area = apart_from(closer, np.asarray(pure, np.float32), 0.04 * side)
    doubted = near & ((like_subject < like_area) | (like_area > UNLIKE))
    hidden = grown((subject > 0.15) | kept(_touching(doubted, subject > 0.3), 4), MARGIN * side)
    return np.asarray(plane * ~hidden, np.float32)


def apart_from(closer: Closer, mass: Plane, reach: float, *, grey: bool = True) -> Plane:
    """(h, w) in Lab units: how far each place is in colour from the mean of a mass of places around it; far where
    there are none. Without `grey` lightness does not count."""
    weight = haze(mass, reach)
    lab = closer.view.lab[..., 0 if grey else 1 :]
    mean = np.dstack([haze(mass * np.ascontiguousarray(plane), reach) for plane in np.moveaxis(lab, 2, 0)])
    apart = np.sqrt(((lab - mean / (weight + 1e-4)[..., None]) ** 2).sum(axis=2))
    return np.asarray(np.where(weight > 1e-3, apart, 1e3), np.float32)


def without_spikes(closer: Closer, plane: Plane) -> Plane:
    """The plane of an area without the thin things that stick out into it from beside it (masts, railings, twigs), and
    without slivers of itself: what is carried there would drag them along."""
    side, inside = closer.view.side, plane > 0.5
    if not inside.any():
        return plane
    mean_light = haze(closer.light * inside, side / 25) / (haze(inside.astype(np.float32), side / 25) + 1e-4)
    jagged = max(JAGGED, 2 * float(np.median(closer.busy[inside])))
    apart, coloured = apart_from(closer, plane, side / 25), apart_from(closer, plane, side / 25, grey=False)
    odd = inside & ((apart > ODD) & (closer.light < mean_light) | (coloured > ODD))
    dim = float(np.percentile(closer.light[inside], DIM))  # the rims of clouds are jagged too, but not dark
    thin = _thin(odd, side / 70) | _thin(inside & (closer.busy > jagged) & (closer.light < dim), side / 70)
    spikes = _touching(thin, ~inside) & near_to(~inside, side / 3)
    body = _padded_opening(inside & ~grown(spikes, 2.0), side / 110)
    return np.asarray(plane * haze(body.astype(np.float32), 0.8) * body, np.float32)


def _thin(some: Where, reach_px: float) -> Where:
    """What of a mask is thinner than twice the reach."""
    return some & ~grown(grown(some, -reach_px), reach_px)


def _padded_opening(inside: Where, reach_px: float) -> Where:
    """Without what is thinner than twice the reach; at the picture's borders it goes on."""
    pad = round(reach_px) + 1
    wide = np.pad(inside, pad, mode="edge")
    return grown(grown(wide, -reach_px), reach_px)[pad:-pad, pad:-pad]


def _touching(some: Where, core: Where) -> Where:
    """The pieces of `some` that touch the core."""
    _, labels = cv2.connectedComponents(grown(some | core, 1).astype(np.uint8), connectivity=8)
    hit = np.unique(labels[core])
    return np.asarray(some & np.isin(labels, hit[hit > 0]))


def grown(inside: Where, reach_px: float) -> Where:
    """A mask grown on all sides (shrunk by a negative reach), in pixels."""
    r = round(abs(reach_px))
    if r == 0:
        return inside
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * r + 1, 2 * r + 1))
    change = cv2.dilate if reach_px > 0 else cv2.erode
    return np.asarray(change(inside.astype(np.uint8), disc) > 0)


def near_to(inside: Where, reach_px: float) -> Where:
    """All places within so many pixels of a mask, as quickly at any reach."""
    if not inside.any():
        return inside
    return np.asarray(cv2.distanceTransform((~inside).astype(np.uint8), cv2.DIST_L2, 5) <= reach_px)


def pieces(inside: Where) -> list[tuple[Where, NDArray[Any]]]:
    """The connected pieces of a mask with their boxes (x, y, width, height, area), the largest first."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(inside.astype(np.uint8), connectivity=8)
    order = np.argsort(-stats[1:, cv2.CC_STAT_AREA]) + 1
    return [(np.asarray(labels == k), stats[k]) for k in order]


def filled(inside: Where) -> Where:
    """A mask without holes: what it encloses is part of it."""
    _, labels = cv2.connectedComponents((~np.pad(inside, 1)).astype(np.uint8), connectivity=4)
    return np.asarray(labels[1:-1, 1:-1] != labels[0, 0]) | inside


def kept(inside: Where, least_px: int) -> Where:
    """The pieces of a mask of at least so many pixels."""
    if least_px <= 1 or not inside.any():
        return inside
    _, labels, stats, _ = cv2.connectedComponentsWithStats(inside.astype(np.uint8), connectivity=8)
    large = stats[:, cv2.CC_STAT_AREA] >= least_px
    large[0] = False
    return np.asarray(large[labels])


def settled(closer: Closer, plane: Plane, trust: Plane | None = None, colour: float = 6.0) -> Plane:
    """A rough plane redrawn on the edges of the view, nearly 0 or 1."""
    sure = np.ones_like(plane) if trust is None else trust
    soft = settle(closer.view.rgb, plane, sure, 30.0, colour)
    return np.asarray(np.clip((soft - 0.35) / 0.3, 0, 1), np.float32)


def fitted(closer: Closer, plane: Plane) -> Plane:
    """A plane of the view at the size of the photo, its rim on the photo's edges."""
    if not plane.any():
        return np.zeros(closer.scene.image.shape[:2], np.float32)
    (wide,) = upsample(closer.scene.image, closer.view, plane)
    return np.asarray(np.clip((wide - 0.25) / 0.5, 0, 1), np.float32)


def enlarged(closer: Closer, plane: Plane) -> Plane:
    """A plane of the view at the size of the photo, its rim where it is."""
    size = (closer.scene.image.shape[1], closer.scene.image.shape[0])
    return np.clip(cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR), 0, 1).astype(np.float32)
