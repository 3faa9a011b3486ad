"""A picture taken apart: near things with soft alpha, and what lies behind them, filled.

Inside a layer disparity is smooth, so that a layer can be bent by a moving camera without tearing; every jump of
depth is an alpha edge between two layers. Not for finding disparity (estimate.py) or drawing (render).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.scene.fill import PLAIN, fill, grow, variety
from vivant.scene.rims import dilated, tiles
from vivant.units import Frame, Plane

MAP_SIDE = 480
"""Longer side, in pixels, of the maps on which depth jumps are found and layers are bent."""

JUMP = 0.10
"""Disparity difference within `JUMP_WINDOW` map pixels that counts as a jump."""

JUMP_WINDOW = 7

LEAST_JUMPS = 0.004
"""Share of the picture that must lie on depth jumps before a layer is cut there."""

SMOOTH = 0.012
"""Blur of a layer's disparity, as a fraction of the longer side: keeps bending free of kinks."""


OUTLINE = 12.0
"""Difference of colour, in levels, between a thing and what is beside it that counts as an outline."""

FRINGE = 2.0
"""How many of the photo's own pixels beyond a silhouette still belong to it."""

RIM = 0.01
"""Width of the rim, as a fraction of the longer side, in which strands are looked for and the background is renewed."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One sheet of the picture.

    colour     (H, W, 3) uint8, premultiplied by alpha
    alpha      (H, W) float32, 0 .. 1; the farthest layer is 1 everywhere
    disparity  (h, w) float32, 0 .. 1, smooth, over the whole picture at reduced size
    """

    colour: Frame
    alpha: Plane
    disparity: Plane


def split(image: Frame, disparity: Plane, subject: Plane, *, most: int = 3, grain: float = 1.0) -> tuple[Layer, ...]:
    """Layers from far to near (at most `most` near ones), which laid over each other give the picture back.

    image (H, W, 3) uint8; disparity, subject (h, w) float32 at any size over the same picture; grain the size of the
    photo's own pixels in pixels of `image`, more than 1 if it was enlarged.
    """
    small = _map_size(image)
    depth = np.asarray(cv2.resize(disparity, small, interpolation=cv2.INTER_AREA), np.float32)
    near: list[Layer] = []
    for _ in range(most):
        matte = _nearest_matte(image, depth, subject if not near else np.zeros_like(subject))
        if matte is None:
            break
        layer, image, depth = _lift(image, depth, _with_fringe(matte, FRINGE * grain))
        near.append(layer)
    base = Layer(image, np.ones(image.shape[:2], np.float32), _smooth(depth))
    return (base, *reversed(near))


def _map_size(image: Frame) -> tuple[int, int]:
    h, w = image.shape[:2]
    scale = min(1.0, MAP_SIDE / max(h, w))
    return max(2, round(w * scale)), max(2, round(h * scale))


def _smooth(depth: Plane) -> Plane:
    return np.asarray(cv2.GaussianBlur(depth, (0, 0), max(1.0, SMOOTH * max(depth.shape))), np.float32)


# --- where to cut -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Matte:
    """The alpha (H, W) of a near thing, and where it parts from what lies behind it (H, W bool): at a jump the
    background must be made up, where depth runs on smoothly the picture itself goes on behind."""

    alpha: Plane
    parts: NDArray[np.bool_]


def _nearest_matte(image: Frame, depth: Plane, subject: Plane) -> _Matte | None:
    """The nearest thing that stands clear of what is behind it, or None."""
    window = np.ones((JUMP_WINDOW, JUMP_WINDOW), np.uint8)
    low = np.asarray(cv2.erode(depth, window), np.float32)
    high = np.asarray(cv2.dilate(depth, window), np.float32)
    jump = high - low > JUMP
    h, w = depth.shape
    outline = np.asarray(cv2.resize(subject, (w, h), interpolation=cv2.INTER_AREA), np.float32)
    inside = (outline > 0.5).astype(np.uint8)
    if inside.any():
        contour = cv2.morphologyEx(inside, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
        if contour.any() and jump[contour].mean() > 0.3:
            return _cut(image, outline, np.ones_like(jump))
    level = _cut_level(low, high, jump)
    return None if level is None else _cut(image, (depth > level).astype(np.float32), jump)


def _cut(image: Frame, mask: Plane, jump: NDArray[np.bool_]) -> _Matte:
    """The matte of a mask whose edge is a jump in some places and a smooth slope of depth in others.

    A jump without an outline in the picture is a wrong guess and is treated as a slope: blended widely, unseen.
    """
    side = max(mask.shape)
    size = (image.shape[1], image.shape[0])
    solid = (mask > 0.5).astype(np.float32)
    edge = cv2.morphologyEx(solid, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0.0
    jump = jump & _outlined(image, solid)
    nearer = _distance(edge & ~jump) - _distance(edge & jump)  # whichever kind of edge is nearer decides
    sharp = cv2.resize((0.5 + nearer / (0.04 * side)).clip(0.0, 1.0), size, interpolation=cv2.INTER_LINEAR)
    slope = cv2.resize(cv2.GaussianBlur(solid, (0, 0), 0.02 * side), size, interpolation=cv2.INTER_LINEAR)
    fine = refine(image, mask)
    on_slope = (slope > 0.01) & (slope < 0.99) & (sharp < 0.5)
    return _Matte(np.asarray(fine * sharp + slope * (1.0 - sharp), np.float32), (fine > 0.02) & ~on_slope)


def _outlined(image: Frame, solid: Plane) -> NDArray[np.bool_]:
    """Where the picture itself has an edge between the mask and its outside: another colour, and within few pixels."""
    small = cv2.resize(image, solid.shape[::-1], interpolation=cv2.INTER_AREA)
    colours = small.astype(np.float32)
    reach = 0.01 * max(solid.shape)

    def mean(weight: Plane) -> NDArray[np.float32]:
        total = np.maximum(cv2.GaussianBlur(weight, (0, 0), reach), 1e-3)
        return np.asarray(cv2.GaussianBlur(colours * weight[..., None], (0, 0), reach) / total[..., None], np.float32)

    contrast = np.abs(mean(solid) - mean(1.0 - solid)).max(axis=2)
    window = np.ones((5, 5), np.uint8)
    step = (cv2.dilate(small, window) - cv2.erode(small, window)).max(axis=2).astype(np.float32)
    clear = (contrast > OUTLINE) & (cv2.dilate(step, window) > 0.6 * contrast)
    return np.asarray(cv2.GaussianBlur(clear.astype(np.float32), (0, 0), reach) > 0.5)


def _distance(mask: NDArray[np.bool_]) -> Plane:
    """Distance to the mask in pixels, the picture's longer side where there is none."""
    if not mask.any():
        return np.full(mask.shape, float(max(mask.shape)), np.float32)
    return np.asarray(cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 5), np.float32)


def _cut_level(low: Plane, high: Plane, jump: NDArray[np.bool_]) -> float | None:
    """The disparity that separates most of the jumps (each jump is an interval; the level stabs the most height)."""
    if jump.mean() < LEAST_JUMPS:
        return None
    levels = np.linspace(0.03, 0.97, 48, dtype=np.float32)
    lows, highs = low[jump], high[jump]
    votes = [float((highs - lows)[(lows < t) & (highs > t)].sum()) for t in levels]
    smooth_votes = np.convolve(votes, np.ones(3) / 3, mode="same")
    best = int(np.argmax(smooth_votes))
    level = float(levels[best])
    stabbed = (lows < level) & (highs > level)
    return level if stabbed.sum() > LEAST_JUMPS * low.size else None


def refine(image: Frame, mask: Plane) -> Plane:
    """A soft alpha at the picture's size from a mask at any size, its edge moved onto the picture's edges.

    Guided filter (He et al., 2010) in a narrow band about the mask's edge; 0 and 1 outside the band.
    """
    h, w = image.shape[:2]
    rough = cv2.resize(mask, (w, h), interpolation=cv2.INTER_LINEAR)
    band = max(2, round(max(h, w) / max(mask.shape) * 1.5))
    radius = max(3, round(0.006 * max(h, w)))
    around = cv2.blur(rough, (2 * (band + radius) + 1,) * 2)
    alpha = (around > 0.999).astype(np.float32)
    unsure = (around > 0.001) & (around <= 0.999)
    for tile in tiles(unsure, 2 * radius):  # a filter of means of means sees twice its radius
        guide, part = np.ascontiguousarray(image[tile.wide]), np.ascontiguousarray(rough[tile.wide])
        fine = tile.inner(cv2.ximgproc.guidedFilter(guide, part, radius, 40.0))
        alpha[tile.own] = np.where(unsure[tile.own], ((fine - 0.12) / 0.76).clip(0.0, 1.0), alpha[tile.own])
    return alpha


# --- taking it off ----------------------------------------------------------------------------------------------------


def _lift(image: Frame, depth: Plane, matte: _Matte) -> tuple[Layer, Frame, Plane]:
    """The thing as a layer of its own, then the picture and the disparity without it."""
    from vivant.scene.unmix import unmixed  # compiled code, which not every picture needs

    side = max(matte.alpha.shape)
    around = dilated(matte.parts, RIM * side)
    rest = fill(image, around)
    box = _box(around | (matte.alpha > 0.0))
    colour, alpha = np.zeros_like(image), matte.alpha.copy()
    alpha[box] = _claimed(image[box], rest[box], alpha[box], around[box])
    touched = (matte.parts | around) & (alpha > 0.0)
    colour[box], rest[box], alpha[box] = unmixed(image[box], rest[box], alpha[box], touched[box])
    small = (depth.shape[1], depth.shape[0])
    body = cv2.resize(alpha, small, interpolation=cv2.INTER_AREA)
    own = grow(depth, (cv2.erode(body, np.ones((3, 3), np.uint8)) > 0.9).astype(np.float32))
    hidden = cv2.resize(touched.astype(np.float32), small, interpolation=cv2.INTER_AREA)
    clear = (cv2.dilate(hidden, np.ones((5, 5), np.uint8)) < 0.01).astype(np.float32)
    return Layer(colour, alpha, _smooth(own)), rest, grow(depth, clear)


def _with_fringe(matte: _Matte, radius: float) -> _Matte:
    """The matte widened softly: the bright or dark rim that lenses and sharpening put around a thing goes with it."""
    width = 2 * max(1, round(radius)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    alpha, near = matte.alpha.copy(), dilated(matte.parts, 2 * radius)
    for tile in tiles(near & (alpha < 1.0), 2 * width):
        wide = tile.inner(cv2.GaussianBlur(cv2.dilate(matte.alpha[tile.wide], kernel), (0, 0), radius / 2))
        alpha[tile.own] = np.where(near[tile.own], np.maximum(alpha[tile.own], wide), alpha[tile.own])
    return _Matte(alpha, matte.parts | ((alpha > 0.02) & near))


def _box(mask: NDArray[np.bool_]) -> tuple[slice, slice]:
    left, top, width, height = cv2.boundingRect(mask.view(np.uint8))
    return slice(top, top + height), slice(left, left + width)


def _claimed(image: Frame, behind: Frame, alpha: Plane, around: NDArray[np.bool_]) -> Plane:
    """The alpha, with the rim's strands that stand out from a plain background.

    Difference matting: hair and fringes that a mask misses would stay behind as a ghost of the outline. Against a
    background with structure of its own nothing can be told apart and nothing is claimed.
    """
    scale = min(1.0, MAP_SIDE / max(alpha.shape))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.float32)
    known = cv2.resize((~around).astype(np.float32), small.shape[1::-1], interpolation=cv2.INTER_AREA)
    spread = cv2.resize(variety(small, (known > 0.99).astype(np.float32)), alpha.shape[::-1])
    inner = cv2.distanceTransform(around.astype(np.uint8), cv2.DIST_L2, 3)
    deep = max(2.0, 0.4 * float(inner[alpha <= 0.02].max(initial=2.0)))
    red, green, blue = cv2.split(cv2.absdiff(image, behind))
    differs = cv2.max(cv2.max(red, green), blue)
    at = np.flatnonzero(around)
    spread, claimed = spread.ravel()[at], alpha.ravel()[at]
    least = 8.0 + 2.0 * spread
    strand = ((differs.ravel()[at] - least) / (2.0 * least)).clip(0.0, 1.0) * (2.0 - spread / PLAIN).clip(0.0, 1.0)
    strand *= (inner.ravel()[at] / deep).clip(0.0, 1.0)
    out = alpha.copy()
    out.ravel()[at] = np.maximum(claimed, strand)
    return out
