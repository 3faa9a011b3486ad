"""A scene set up for one frame size: cropped, taken apart and enlarged, ready to be filmed.

Not for moving anything. A Stage depends on the scene and the size alone, so that one serves every camera move.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.moves.contract import Aim
from vivant.render.framing import Framing
from vivant.render.kernels.lattice import CELL
from vivant.render.kernels.warp import TILE
from vivant.render.where import where
from vivant.scene.layers import Layer, split
from vivant.scene.scene import Scene
from vivant.timeline import Place
from vivant.units import Frame, Plane, Size, short_side

OVERSAMPLE = 2
"""Plate pixels to a frame pixel: keeps the picture sharp at every fraction of a pixel, so that slow moves do not
shimmer."""

BLEED = 4
"""Pixels by which a near layer is continued on every side."""

SURE = 0.8
"""Confidence above which the depth is worth a third layer off the background."""

UPRIGHT, HEAD = 1.15, 0.28
"""A subject this much taller than wide is looked at this far below its top."""

PART = 0.1
"""The share of the subject that lies on a side, from which on that side of the subject is looked at."""

HALF_WAY = np.array([-1.0, 9.0, 9.0, -1.0], np.float32) / 16.0
"""Cubic convolution (Keys, 1981) half-way between the second and the third of four neighbours."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One layer as the kernels want it.

    plate      (2h, 2w) uint32, R | G << 8 | B << 16 | A << 24, premultiplied
    tiles      (rows, columns, 2) uint8, smallest and largest alpha of each tile
    disparity  (h, w) float32, smooth, over the whole picture
    place      frame coordinates of disparity[0, 0] and its spacing: x0, y0, dx, dy (short sides)
    view       plate offset x, y, plate pixels per short side, lattice spacing, lattice origin x, y
    edges      which sides of the picture the layer touches: left, top, right, bottom
    corner     pixel (x, y) of the stage's picture that plate[0, 0] shows
    """

    plate: NDArray[np.uint32]
    tiles: NDArray[np.uint8]
    disparity: Plane
    place: NDArray[np.float64]
    view: NDArray[np.float64]
    edges: tuple[bool, bool, bool, bool]
    corner: tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """Sheets from far to near, the untouched photo at frame size, and what to look at.

    photo   (H, W, 3) uint8, what a camera that has not moved sees
    bounds  frame coordinates of the picture's edges: left, top, right, bottom (short sides)
    aim     place of the subject, its nearness left at 0 for the plan to fill in
    aim_disparity  disparity of the subject
    jump    the largest difference of disparity at a layer's edge
    slope   the steepest disparity inside a layer, per short side
    """

    size: Size
    photo: Frame
    sheets: tuple[Sheet, ...]
    bounds: tuple[float, float, float, float]
    aim: Aim
    aim_disparity: float
    jump: float
    slope: float
    confidence: float
    kind: str


def build_stage(scene: Scene, framing: Framing, place: Place | None = None) -> Stage:
    """The scene set up for `framing`, with a camera that looks at `place`, by itself at the subject."""
    picture = framing.picture(scene.image)
    disparity, subject = framing.cut(scene.disparity), framing.cut(scene.subject)
    grain = max(1.0, picture.shape[1] / disparity.shape[1])
    layers = split(picture, disparity, subject, most=3 if scene.confidence > SURE else 2, grain=grain)
    short = short_side(framing.size)
    with ThreadPoolExecutor(len(layers)) as pool:
        sheets = tuple(pool.map(lambda i: _sheet(layers[i], framing, lowest=i == 0), range(len(layers))))
    aim, aim_disparity = look_at(scene, framing, place)
    return Stage(
        size=framing.size,
        photo=framing.window(picture),
        sheets=sheets,
        bounds=framing.bounds,
        aim=aim,
        aim_disparity=aim_disparity,
        jump=_jump(layers),
        slope=max(_slope(layer) * max(picture.shape[:2]) / short for layer in layers),
        confidence=scene.confidence,
        kind=scene.kind,
    )


def _sheet(layer: Layer, framing: Framing, *, lowest: bool) -> Sheet:
    h, w = layer.alpha.shape
    (top, bottom), (left, right) = ((0, h), (0, w)) if lowest else _extent(layer.alpha)
    alpha = np.rint(layer.alpha[top:bottom, left:right] * 255.0).astype(np.uint8)
    rgba = np.empty((*alpha.shape, 4), np.uint8)
    cv2.mixChannels([layer.colour[top:bottom, left:right], alpha], [rgba], [0, 0, 1, 1, 2, 2, 3, 3])
    if not lowest:  # at the picture's edge a near layer runs on a little, or its last pixels would be half empty
        rgba = np.asarray(cv2.copyMakeBorder(rgba, BLEED, BLEED, BLEED, BLEED, cv2.BORDER_REPLICATE), np.uint8)
        top, left = top - BLEED, left - BLEED
    plate = doubled(rgba)
    seen = alpha_of(plate)
    dh, dw = layer.disparity.shape
    x0, y0 = framing.frame_place(0.5 * w / dw - 0.5, 0.5 * h / dh - 0.5)
    short = short_side(framing.size)
    ox, oy = framing.frame_place(left, top)
    origin = framing.frame_place(*framing.offset)
    view = np.array([-ox * short * OVERSAMPLE, -oy * short * OVERSAMPLE, short * OVERSAMPLE, CELL / short, *origin])
    rim = max(2, round(0.015 * max(h, w)))
    edges = layer.alpha[:, :rim], layer.alpha[:rim], layer.alpha[:, -rim:], layer.alpha[-rim:]
    return Sheet(
        plate, tile_alpha(seen, seen), layer.disparity, np.array([x0, y0, w / dw / short, h / dh / short]), view,
        tuple(bool((edge > 0.5).any()) for edge in edges),  # type: ignore[arg-type]
        (left, top),
    )  # fmt: skip


def _extent(alpha: Plane) -> tuple[tuple[int, int], tuple[int, int]]:
    """First and last row and column that the layer needs, with an empty margin where it ends inside the picture."""
    left, top, width, height = cv2.boundingRect((alpha > 0.0).view(np.uint8))
    h, w = alpha.shape
    return (max(0, top - 2), min(h, top + height + 2)), (max(0, left - 2), min(w, left + width + 2))


def doubled(rgba: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """The picture enlarged twice: its own pixels are kept, new ones lie half-way between them (cubic convolution)."""
    h, w = rgba.shape[:2]
    plate = np.empty((h * OVERSAMPLE, w * OVERSAMPLE), np.uint32)
    across = cv2.filter2D(rgba, -1, HALF_WAY[None, :], anchor=(1, 0), borderType=cv2.BORDER_REPLICATE)
    plate[::2, ::2], plate[::2, 1::2] = _packed(rgba), _packed(across)
    for first, kept in ((0, rgba), (1, across)):
        down = cv2.filter2D(kept, -1, HALF_WAY[:, None], anchor=(0, 1), borderType=cv2.BORDER_REPLICATE)
        plate[1::2, first::2] = _packed(down)
    return plate


def _packed(rgba: NDArray[Any]) -> NDArray[np.uint32]:
    """(h, w, 4) bytes as (h, w) pixels; no colour above its alpha, where cubic interpolation may leave it."""
    alpha = cv2.extractChannel(rgba, 3)
    most = cv2.min(rgba, cv2.merge([alpha] * 4)) if alpha.min() < 255 else rgba
    return np.asarray(most.view(np.uint32)[..., 0])


def alpha_of(plate: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """The alpha (h, w) of a plate."""
    return np.asarray(cv2.extractChannel(plate.view(np.uint8).reshape(*plate.shape, 4), 3), np.uint8)


def tile_alpha(low: NDArray[np.uint8], high: NDArray[np.uint8], side: int = TILE) -> NDArray[np.uint8]:
    """The smallest of `low` and the largest of `high`, two (h, w) planes of alpha, in every tile."""
    return np.stack([_gathered(low, np.minimum, side), _gathered(high, np.maximum, side)], axis=-1)


def _gathered(plane: NDArray[np.uint8], join: np.ufunc, side: int) -> NDArray[np.uint8]:
    """`join` of all pixels of every tile, first down and then across, which is quicker than both at once; what a tile
    lacks at the picture's edge is 0."""
    h, w = plane.shape
    rows, columns = -(-h // side), -(-w // side)
    whole = cv2.copyMakeBorder(plane, 0, rows * side - h, 0, columns * side - w, cv2.BORDER_CONSTANT)
    across = join.reduce(whole.reshape(rows, side, columns * side), axis=1)
    return np.asarray(join.reduce(across.reshape(rows, columns, side), axis=2))


def look_at(scene: Scene, framing: Framing, place: Place | None = None) -> tuple[Aim, float]:
    """Where the camera looks (its nearness is for the plan to fill in) and the disparity there.

    That is the place that is asked for, where the picture has it; else the subject, or the middle distance in the
    middle of the frame.
    """
    asked = None if place is None else _looked_for(scene, place)
    weight = framing.cut(scene.subject if asked is None else asked).astype(np.float64)
    disparity = framing.cut(scene.disparity)
    if weight.mean() < 0.002:
        return Aim(), float(np.median(disparity))
    h, w = weight.shape
    total = weight.sum()
    across, down = weight.sum(axis=0), weight.sum(axis=1)
    x = float((across * np.arange(w)).sum() / total) / w * framing.scaled[0]
    y = float((down * np.arange(h)).sum() / total) / h * framing.scaled[1]
    (left, right), (top, bottom) = (np.searchsorted(np.cumsum(sums) / total, (0.02, 0.98)) for sums in (across, down))
    if asked is None and (bottom - top) * framing.scaled[1] / h > UPRIGHT * (right - left) * framing.scaled[0] / w:
        y = float(top + HEAD * (bottom - top)) / h * framing.scaled[1]  # whatever stands has its head at the top
    fx, fy = framing.frame_place(x, y)
    limit_x, limit_y = (0.35 * side / short_side(framing.size) for side in framing.size)
    aim = Aim(max(-limit_x, min(limit_x, fx)), max(-limit_y, min(limit_y, fy)))
    return aim, float((weight * disparity).sum() / total)


def _looked_for(scene: Scene, place: Place) -> Plane | None:
    """(h, w) like the subject: a place, and of a side what of the subject is on it, where enough of it is."""
    found = where(scene, place)
    if found is None:
        return None
    h, w = scene.subject.shape
    inside = np.asarray(cv2.resize(found, (w, h), interpolation=cv2.INTER_AREA), np.float32)
    of_subject = inside * scene.subject
    part = float(of_subject.sum()) > PART * float(scene.subject.sum()) > 0
    return of_subject if part and not (place.name or place.polygon or place.mask) else inside


def _jump(layers: tuple[Layer, ...]) -> float:
    """The largest step of disparity (95 % of the places) from a layer to what lies behind it, along its edge."""
    jumps = [0.0]
    for below, above in pairwise(layers):
        h, w = above.disparity.shape
        alpha = cv2.resize(above.alpha, (w, h), interpolation=cv2.INTER_AREA)
        edge = (alpha > 0.1) & (alpha < 0.9)
        if edge.any():
            jumps.append(float(np.percentile((above.disparity - below.disparity)[edge], 95)))
    return max(jumps)


def _slope(layer: Layer) -> float:
    """The steepest change of disparity (99.5 % of the places) per longer side of the picture."""
    gy, gx = np.gradient(layer.disparity)
    return float(np.percentile(np.hypot(gx, gy), 99.5) * max(layer.disparity.shape))
