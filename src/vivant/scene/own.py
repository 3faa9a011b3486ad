"""Depth maps that are given, by people or by the camera: whatever their numbers mean, they become disparity.

Not for estimating depth (estimate.py) and not for opening files. What is within 0 .. 1 are shades and stays as it is,
so that a map that was written, touched up and read again says what was painted. Anything else is a measurement.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.errors import InputError, UsageError
from vivant.scene.view import View, settle, shrink, upsample
from vivant.units import Frame, Plane

OTHER_SHAPE = 0.05
"""How far the aspect of a map may lie from the picture's: rounding, and networks that see multiples of 32 pixels."""
COARSE = 1.5
"""A map whose sides are this many times shorter than the picture's takes its edges from the picture."""
ALIGNED_PX = 1_500_000
"""Pixels at which that is done; the rest of the way is smooth."""
JUMP, SLOPE = 0.03, 1.6
"""A jump is a difference of JUMP between neighbours that does not grow SLOPE times at twice the distance."""
AROUND = np.ones((3, 3), np.uint8)
LIKE, NEXT = 25.0, 0.8
"""How far colours (0 .. 255) and places (pixels of the map) of neighbours lie apart that still count."""
STRIP = 64
GAP, SHADES = 1 / 64, 64
"""Zeros mean "unknown" where at least SHADES other values occur and none of them within GAP of the range from zero."""
HOLE = 0.05
"""The largest share of the picture that a hole of zeros may take; a larger one is a background."""
WEAK = 0.003
"""How much the nearest known value counts in a hole, beside those that lie along the picture's smooth areas."""
SPECKS = 0.001
"""Share of a measured picture, at either end, that may be measured wrong."""
SPARSE = 0.5

Known = NDArray[np.bool_]


def own_disparity(values: Plane, image: Frame, *, far_is_white: bool = False) -> Plane:
    """The disparity (H, W), 0 far .. 1 near, that a map (h, w) of any size says, on the edges of the image (H, W, 3).

    values        larger is nearer; NaN and infinity are unknown, and zeros where they are holes in a measurement
    far_is_white  larger is farther: shades are turned round, distances in any unit (infinity: the sky) become 1 / z

    What is unknown is filled from around it, along the smooth areas of the image. A flat map becomes the middle
    distance. Raises UsageError for other arrays, InputError for another shape or nothing known.
    """
    values = _plane(values, "depth")
    _check_shape(values, image, "depth map")
    near, known = _turned(values) if far_is_white else (values, _known(values))
    if not known.any():
        raise InputError("The depth map says nothing: all of it is unknown. Save it again.", place="disparity")
    disparity = _fitted(_filled(_stretched(near, known), known, image), image)
    return disparity.copy() if np.shares_memory(disparity, values) else disparity


def own_subject(alpha: Plane, image: Frame) -> Plane:
    """The subject (H, W), 0 .. 1, from an alpha (h, w) of any size. Raises UsageError, InputError as own_disparity."""
    alpha = _plane(alpha, "subject")
    _check_shape(alpha, image, "subject mask")
    alpha = np.clip(np.nan_to_num(alpha), 0.0, 1.0)
    if not _is_coarse(alpha, image):
        return _resized(alpha, image.shape[:2])
    view = View.of(image, alpha.size)  # soft edges stay soft, so the jumps of _aligned are not for an alpha
    return upsample(image, view, _resized(alpha, view.shape))[0]


def how_deep(disparity: Plane) -> str:
    """What to tell about a map that hardly moves anything, else nothing."""
    spread = float(disparity.max() - disparity.min())
    if spread < 1 / 512:
        return ", which is flat: nothing will move in depth"
    return f", of which only {spread:.0%} of the range is used: little depth" if spread < 0.25 else ""


def _plane(values: Plane, name: str) -> Plane:
    values = np.asarray(values)
    if values.ndim != 2 or 0 in values.shape or values.dtype.kind not in "buif":
        raise UsageError(
            f"A {name} map must be a plane of numbers, (height, width), not {values.dtype} {values.shape}.", place=name
        )
    return values.astype(np.float32, copy=False)


def _check_shape(values: Plane, image: Frame, name: str) -> None:
    (h, w), (rows, columns) = values.shape, image.shape[:2]
    if abs(w / h * rows / columns - 1) <= OTHER_SHAPE:
        return
    lying = abs(h / w * rows / columns - 1) <= OTHER_SHAPE
    advice = "Turn it upright" if lying else "Make it from the whole picture, without a crop or a border"
    raise InputError(
        f"The {name} is {w}x{h} and does not have the shape of the picture ({columns}x{rows}). {advice}.",
        code="shape", place=name, value=f"{w}x{h}", limit=f"{columns}x{rows}",
    )  # fmt: skip


def _known(values: Plane) -> Known:
    """Where a map in which near is white says something; in a measurement, small holes of zeros say nothing."""
    known = np.isfinite(values)
    if _is_shades(values[known]) or not _zeros_are_holes(values[known]):
        return known
    holes = (values == 0).astype(np.uint8)
    _, _, facts, _ = cv2.connectedComponentsWithStats(holes)
    background = facts[1:, cv2.CC_STAT_AREA].max(initial=0) > HOLE * values.size
    return known if background else known & (holes == 0)


def _turned(values: Plane) -> tuple[Plane, Known]:
    """Nearness 0 .. 1 from a map in which far is white, and where it says something."""
    finite = values[np.isfinite(values)]
    if _is_shades(finite) and not _zeros_are_holes(finite):
        return 1 - values, np.isfinite(values)
    known = values > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        near = np.where(known, 1 / values, 0).astype(np.float32)
    if not known.any():
        return near, known
    low, high = np.quantile(_sample(near[known]), [SPECKS, 1 - SPECKS])
    return np.clip((near - low) / max(high - low, 1e-9 * high), 0, 1).astype(np.float32), known


def _is_shades(values: Plane) -> bool:
    return values.size == 0 or (float(values.min()) >= 0.0 and float(values.max()) <= 1.0)


def _zeros_are_holes(values: Plane) -> bool:
    """Whether zeros stand apart from everything that was measured."""
    others = values[values > 0]
    if others.size in (0, values.size) or float(values.min()) < 0:
        return False
    return bool(others.min() > GAP * others.max()) and len(np.unique(_sample(others))) >= SHADES


def _sample(values: Plane) -> Plane:
    return values[:: max(1, values.size // 1_000_000)]


def _stretched(near: Plane, known: Known) -> Plane:
    """Shades as they are, anything else stretched over 0 .. 1; a flat map becomes the middle distance."""
    low, high = float(near[known].min()), float(near[known].max())
    if high - low < 1e-6 * max(1.0, abs(high)):
        return np.full_like(near, 0.5)
    near = near if known.all() else np.where(known, near, low)
    return near if low >= 0 and high <= 1 else np.asarray((near - low) / (high - low), np.float32)


def _filled(near: Plane, known: Known, image: Frame) -> Plane:
    """The map with what is unknown taken from around it: from where the picture looks alike, else from the nearest."""
    if known.all():
        return near
    _, labels = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    values = np.zeros(int(labels.max()) + 1, np.float32)
    values[labels[known]] = near[known]
    nearest = values[labels]
    guide = np.asarray(cv2.resize(image, near.shape[::-1], interpolation=cv2.INTER_AREA), np.uint8)
    trust = np.where(known, np.float32(1), np.float32(WEAK))
    soft = np.clip(settle(guide, nearest, trust), 0, 1)
    return soft if known.mean() < SPARSE else np.where(known, near, soft)


def _is_coarse(plane: Plane, image: Frame) -> bool:
    return bool(min(image.shape[0] / plane.shape[0], image.shape[1] / plane.shape[1]) >= COARSE)


def _fitted(plane: Plane, image: Frame) -> Plane:
    """The disparity at the size of the image; of a much smaller one, the edges move onto those of the image."""
    rows, columns = image.shape[:2]
    if _is_coarse(plane, image):
        scale = min(1.0, math.sqrt(ALIGNED_PX / (rows * columns)))
        plane = _aligned(plane, shrink(image, (round(columns * scale), round(rows * scale))))
    return _resized(plane, (rows, columns))


def _aligned(plane: Plane, image: Frame) -> Plane:
    """The plane at the size of the image, its jumps on the image's edges.

    Joint bilateral upsampling (Kopf et al. 2007) with a vote: beside a jump, the neighbours in the plane whose colour
    and place are like the pixel's say whether it is on the near or on the far side, and their side's mean is taken.
    So no value comes between the two, and no texture of the image gets into the plane.
    """
    size = (image.shape[1], image.shape[0])
    colour = shrink(image, plane.shape[::-1]).astype(np.float32)
    high, low = cv2.dilate(plane, AROUND), cv2.erode(plane, AROUND)
    middle = np.asarray((high + low) / 2, np.float32)
    wide = cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR)
    farther = cv2.dilate(high, AROUND) - cv2.erode(low, AROUND)
    jumps = (high - low > JUMP) & (farther < SLOPE * (high - low))
    beside = cv2.resize(cv2.dilate(jumps.astype(np.uint8), AROUND), size, interpolation=cv2.INTER_NEAREST)
    scale = np.array(plane.shape, np.float32) / image.shape[:2]
    for top in range(0, size[1], STRIP):
        y, x = np.nonzero(beside[top : top + STRIP])
        at = (np.stack([y + top, x]) + np.float32(0.5)) * scale[:, None] - np.float32(0.5)
        strip = image[top : top + STRIP][y, x].astype(np.float32)
        wide[top : top + STRIP][y, x] = _voted(plane, colour, middle, at.astype(np.float32), strip)
    return np.asarray(cv2.medianBlur(wide, 3), np.float32)


def _voted(plane: Plane, colour: Plane, middle: Plane, at: Plane, seen: Plane) -> Plane:
    """The values (n,) for pixels of the colours `seen` (n, 3) at the places `at` (2, n) in the plane."""
    rows, columns = np.rint(at).astype(np.intp)
    split = middle[rows.clip(0, plane.shape[0] - 1), columns.clip(0, plane.shape[1] - 1)]
    sides = np.zeros((2, 2, len(seen)), np.float32)  # far and near: weight, weighted value
    for down, right in np.ndindex(3, 3):
        y, x = (rows + down - 1).clip(0, plane.shape[0] - 1), (columns + right - 1).clip(0, plane.shape[1] - 1)
        apart = seen - colour[y, x]
        place = (at[0] - y) ** 2 + (at[1] - x) ** 2
        unlike = np.einsum("ij,ij->i", apart, apart) / (2 * LIKE**2) + place / (2 * NEXT**2)
        weight, value = np.exp(-unlike.astype(np.float32)) + np.float32(1e-12), plane[y, x]
        near = value > split
        for side, belongs in enumerate((~near, near)):
            sides[side, 0] += weight * belongs
            sides[side, 1] += weight * belongs * value
    (far, far_sum), (close, close_sum) = sides
    return np.asarray(np.where(close > far, close_sum, far_sum) / np.maximum(close, far), np.float32)


def _resized(plane: Plane, shape: tuple[int, ...]) -> Plane:
    if plane.shape == shape:
        return plane
    way = cv2.INTER_AREA if shape[0] < plane.shape[0] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(plane, (shape[1], shape[0]), interpolation=way), np.float32)
