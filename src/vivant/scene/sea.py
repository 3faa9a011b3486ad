"""Open water that the trained eyes only half believe: it begins at a level line and is flat below it.

They often cannot tell a calm sea from a floor. The line is looked for in the picture's own edges, where they see a flat
surface begin; below it their doubt is settled by what they hold possible, by colour and by how calm it is. Not for
water that they see plainly (estimate.py), nor for clearing an area of what stands in it (areas.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.scene.closer import Closer
from vivant.scene.eyes import Glance
from vivant.scene.regions import Regions, split
from vivant.scene.view import View, settle
from vivant.scene.vote import look_at
from vivant.units import Plane

Where = NDArray[np.bool_]

PLAIN, ASKED_FOR = 0.12, 0.04
"""How possible the trained eyes must hold water below the line, in the mean: for everybody to be told of it, and for
somebody who asks for it."""
STEP = 4.0
"""Change of colour over four pixels, in Lab, at a waterline."""
BEGINS = 0.25
"""How much more of a flat surface the trained eyes see below a waterline than above it."""
SLOPES = np.linspace(-0.06, 0.06, 13)
"""How far a waterline may lean, for a camera that was not held level."""
LEVEL = 0.3
"""Share of the width over which the waterline must be seen."""
BAND = 0.04
"""How far below the line it is looked for first, in sides of the view."""
OPEN = 0.6
"""Share of the width over which what meets the sky must be level to be a sea by that."""
BLUE, SNOWY = -4.0, 82.0
"""Lab b under which a sea is blue, and the lightness from which it might be snow."""
SANDY_DEG, SANDY = (45.0, 118.0), 12.0
"""Hues and least chroma of sand, earth and dry grass."""
GRASSY_DEG = 145.0
"""The last hue of grass, a green that shallow water has too."""
EVENING_DEG, MIRRORED_DEG = 100.0, 30.0
"""The last hue of an evening sky, and how far in hue water may be from it that mirrors it."""
TOLD = 0.2
"""How possible the trained eyes must hold water of the colour of sand."""
ALIKE = 12.0
"""How far in colour, in Lab, water changes from one small region to the next."""
CHOPPY = 3.0
"""Fine detail that waves stay under, in Lab units a pixel; rocks have more."""
FLAT = 0.4
"""How flat a surface the trained eyes must see."""
LEAST = 0.004
"""Share of the picture below which it is not worth naming."""


@dataclass(frozen=True)
class Sea:
    """water      (h, w) float32, 0 .. 1
    below      (h, w) what is below its far edge
    horizon_h  height of that edge, as a fraction of the height from the top"""

    water: Plane
    below: Where
    horizon_h: float


@dataclass(frozen=True)
class _Line:
    """row      (w,) where water begins in every column
    columns  (w,) where that is seen
    share    how much of the width that is"""

    row: NDArray[np.float32]
    columns: Where
    share: float


def find_sea(
    view: View, regions: Regions, said: Glance, free: Plane, *, least: float = PLAIN, on_a_word: bool = False
) -> Sea | None:
    """The open water of which the trained eyes hold at least `least` possible, or that is blue below the sky; where
    somebody's word is enough, also what lies below the sky and is not of the colour of land. `free` (h, w) 0 .. 1 is
    where neither a subject nor the sky is."""
    line = _waterline(view, said, free)
    if line is None:
        return None
    y = np.arange(view.shape[0])[:, None]
    below = y > line.row + 1
    first = below & (y < line.row + 1 + BAND * view.side) & line.columns
    above = (y < line.row - 2) & (y > line.row - 2 - BAND * view.side) & line.columns
    if not first.any() or not above.any():
        return None
    pale = float(view.lab[first][:, 0].mean()) > SNOWY
    seen = float(said.water[first].mean()) >= (PLAIN if pale else least)
    if not seen and not _meets_the_sky(view, said, line.share, first, above, on_a_word=on_a_word):
        return None
    able = _able(view, regions, said, np.asarray(free * below, np.float32), view.lab[above].mean(axis=0))
    inside = _spread(regions, able & (regions.mean(first.astype(np.float32)) > 0.25), able)
    water = _outlined(view, regions.paint(inside.astype(np.float64)) * below) * below * free
    if float(water.mean()) < LEAST:
        return None
    return Sea(np.asarray(water, np.float32), below, float(line.row.mean()) / view.shape[0])


def _meets_the_sky(view: View, said: Glance, share: float, first: Where, above: Where, *, on_a_word: bool) -> bool:
    """Whether what begins at a line meets the sky all along it, and is blue, or at least not of the colour of land."""
    if share < OPEN or float(said.sky[above].mean()) < 0.5:
        return False
    colour = view.lab[first].mean(axis=0, keepdims=True)
    if colour[0, 0] > SNOWY:
        return False
    if on_a_word:
        return not bool(_is_land(colour, view.lab[above].mean(axis=0), GRASSY_DEG)[0])
    return bool(colour[0, 2] < BLUE)


def asked_for(closer: Closer, *, on_a_word: bool) -> Plane:
    """(h, w) the open water of a scene in which none was seen at first, now that somebody asks for it, or nothing."""
    if closer.scene.kind not in ("photo", "drawing"):
        return closer.nothing
    free = np.asarray((1 - closer.sky) * (1 - closer.subject), np.float32)
    said, regions = look_at(closer.view), split(closer.view)
    sea = find_sea(closer.view, regions, said, free, least=ASKED_FOR, on_a_word=on_a_word)
    return closer.nothing if sea is None else sea.water


def _waterline(view: View, said: Glance, free: Plane) -> _Line | None:
    """The line, level or nearly, along which most of a flat surface begins."""
    h, w = view.shape
    edge = ((_step(view) > STEP) & (_begins(view, said) > BEGINS) & (free > 0.5)).astype(np.uint8)
    edge = np.asarray(cv2.dilate(edge, np.ones((3, 1), np.uint8)), np.uint8)
    best: _Line | None = None
    x = np.arange(w) - w / 2
    for slope in SLOPES:
        rows = np.rint(np.arange(h)[:, None] + slope * x).astype(np.intp)
        on = (rows >= 0) & (rows < h) & (edge[rows.clip(0, h - 1), np.arange(w)] > 0)
        k = int(on.sum(axis=1).argmax())
        share = float(on[k].mean())
        if share > max(LEVEL, best.share if best else 0.0):
            best = _Line((k + slope * x).astype(np.float32), on[k], share)
    return best


def _step(view: View) -> Plane:
    """(h, w) how much the colour changes downwards, seen along lines across."""
    soft = np.pad(cv2.GaussianBlur(view.lab, (0, 0), view.side / 60, sigmaY=0.8), ((2, 2), (0, 0), (0, 0)), mode="edge")
    return np.asarray(np.sqrt(((soft[4:] - soft[:-4]) ** 2).sum(axis=2)), np.float32)


def _begins(view: View, said: Glance) -> Plane:
    """(h, w) how much more of a flat surface is seen below each place than above it."""
    reach = max(2, round(view.side / 30))
    flat = np.pad(np.clip(said.ground + said.water, 0, 1), ((reach, reach), (0, 0)), mode="edge")
    return np.asarray(flat[2 * reach :] - flat[: -2 * reach], np.float32)


def _able(view: View, regions: Regions, said: Glance, open_: Plane, sky: NDArray[Any]) -> NDArray[np.bool_]:
    """(n,) which regions may be water: flat, calm, and not of the colour of land."""
    flat = regions.mean(np.clip(said.ground + said.water, 0, 1)) > FLAT
    calm = regions.mean(view.contrast) < CHOPPY
    land = _is_land(regions.lab, sky) & (regions.mean(said.water) < TOLD)
    return np.asarray(flat & calm & (regions.mean(open_) > 0.4) & ~land)


def _is_land(lab: NDArray[Any], sky: NDArray[Any], last_deg: float = SANDY_DEG[1]) -> NDArray[np.bool_]:
    """(n,) whether colours (n, 3) are those of sand and earth, up to the hue `last_deg`, and not of the sky (3,)
    mirrored in water."""
    hue, above = (np.degrees(np.arctan2(c[..., 2], c[..., 1])) % 360 for c in (lab, sky))
    mirrored = (np.hypot(sky[1], sky[2]) > SANDY) & (above < EVENING_DEG)
    turned = np.abs((hue - above + 180) % 360 - 180)
    earthy = (hue > SANDY_DEG[0]) & (hue < last_deg) & (np.hypot(lab[:, 1], lab[:, 2]) > SANDY)
    return np.asarray(earthy & ~(mirrored & (turned < MIRRORED_DEG)))


def _spread(regions: Regions, seeds: NDArray[np.bool_], able: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(n,) the seeds and what hangs together with them by small steps of colour."""
    a, b = regions.edges[:, 0], regions.edges[:, 1]
    close = (np.sqrt(((regions.lab[a] - regions.lab[b]) ** 2).sum(1)) < ALIKE) & able[a] & able[b]
    while True:
        taken = seeds.copy()
        taken[b[close & seeds[a]]] = True
        taken[a[close & seeds[b]]] = True
        if (taken == seeds).all():
            return taken
        seeds = taken


def _outlined(view: View, rough: Plane) -> Plane:
    """Its rim where the picture has an edge near it."""
    reach = 2 * max(1, round(view.side / 90)) + 1
    box = np.ones((reach, reach), np.uint8)
    rim = cv2.dilate(rough, box) - cv2.erode(rough, box)
    soft = settle(
        view.rgb, np.asarray(rough, np.float32), np.where(rim > 0, np.float32(0.03), np.float32(1)), 30.0, 5.0
    )
    return np.asarray(np.clip((soft - 0.35) / 0.3, 0, 1), np.float32)
