"""What a moved camera uncovers: the parts of its view that the photo does not show, continued from the far side.

What is uncovered lies behind, so whatever stands nearer beside it gives nothing: no ghost of the subject. Not for
moving the camera (render/novel.py). The mean follows the lines that run into the gap (diffuse.py), its texture is
copied from the rest of the picture in patches (patches.py).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.scene.diffuse import Ground, flow_in
from vivant.scene.fill import grow
from vivant.scene.sides import from_far_side
from vivant.units import Plane

NEARER = 1.5
"""A pixel beside the gap whose shift is this much larger, in pixels, is not what goes on behind."""

STEP = 0.08
"""Difference of shift, as a share of the picture's whole range, over which half as much colour flows."""

GRAIN = 0.004
"""Size of the largest texture that is copied, as a share of the longer side; what is larger is diffused."""

LOUD = 24.0
"""Levels that texture adds at most: more is a thing's edge in the wrong place."""

PATCH_GAP = 20_000
"""Pixels of gap that are filled with patches; a larger one is reduced, for the cost follows it."""


def uncover(colour: NDArray[np.float32], gap: NDArray[np.bool_], shift: Plane) -> NDArray[np.float32]:
    """The picture with its gap filled; other pixels are kept.

    colour (H, W, 3) float32 in levels, gap (H, W) bool, shift (H, W) float32 in pixels, larger is nearer, of the pixels
    outside the gap. At least one pixel must lie outside it.
    """
    if not gap.any():
        return colour
    behind = from_far_side(shift, ~gap)
    behind = np.where(gap, cv2.medianBlur(behind, 5), shift).astype(np.float32)
    barred = _barred(behind, gap)
    free = (~gap & ~barred).astype(np.float32)
    guess = grow(colour, free if free.any() else (~gap).astype(np.float32))
    known = shift[~gap]
    step = max(1.0, STEP * float(known.max() - known.min()))
    ground = Ground(np.where(gap[..., None], guess, colour).astype(np.float32), gap, barred, behind)
    mean = flow_in(ground, step)
    return np.asarray(mean + _texture(mean, gap, barred), np.float32)


def _barred(shift: Plane, gap: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Pixels outside the gap that stand nearer than the part of the gap that they are next to."""
    outside = (~gap).astype(np.uint8)
    _, nearest = cv2.distanceTransformWithLabels(outside, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    behind = np.zeros(int(nearest.max()) + 1, np.float32)
    behind[nearest[gap]] = shift[gap]
    return np.asarray(~gap & (shift > behind[nearest] + NEARER))


def _texture(mean: NDArray[np.float32], gap: NDArray[np.bool_], barred: NDArray[np.bool_]) -> NDArray[np.float32]:
    """What the gap's texture adds to its mean: the fine part of a fill with patches, 0 outside the gap."""
    h, w = gap.shape
    scale = min(1.0, (PATCH_GAP / np.count_nonzero(gap)) ** 0.5)
    size = (max(1, round(w * scale)), max(1, round(h * scale)))
    if min(size) < 32:
        return np.zeros_like(mean)
    from vivant.scene.patches import complete  # loads compiled code

    small = np.asarray(cv2.resize(mean, size, interpolation=cv2.INTER_AREA), np.float32)
    known = cv2.resize((~gap & ~barred).astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.99
    wanted = ~known & (cv2.resize(gap.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.0)
    copied = complete(small, known, wanted)
    own = (known | wanted).astype(np.float32)
    sigma = max(1.0, GRAIN * max(size))
    coarse = cv2.GaussianBlur(copied * own[..., None], (0, 0), sigma)
    coarse = coarse / np.maximum(cv2.GaussianBlur(own, (0, 0), sigma), 1e-3)[..., None]
    fine = cv2.resize((copied - coarse) * wanted[..., None], (w, h), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.where(gap[..., None], fine.clip(-LOUD, LOUD), 0.0), np.float32)
