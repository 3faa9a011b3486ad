"""The view of a second camera beside the first: one eye of a rectified stereo pair from the other and its disparity.

Not for films (draw.py): there the camera moves freely, and layers with smooth depth are drawn many times.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vivant.errors import UsageError
from vivant.render.kernels.rows import draw_rows
from vivant.scene.sides import TEAR, part, settle
from vivant.scene.uncover import uncover
from vivant.units import Frame, Plane

WHOLE = 0.95
"""A pixel covered by less shows what lies behind."""


def novel_view(image: Frame, disparity_px: NDArray[Any], baseline: float = 1.0) -> Frame:
    """The picture from a camera moved right so far that a pixel moves left by disparity_px * baseline.

    image         (H, W, 3) uint8 RGB
    disparity_px  (H, W) numbers in pixels, larger is nearer; NaN and infinity are unknown
    baseline      the camera's way in units of the baseline that the disparity is for; negative moves it left, 0 gives
                  the picture itself

    Returns (H, W, 3) uint8. Files that write 0 for unknown must be given as NaN: here 0 is as far as can be. What the
    picture does not show is continued from the far side, also beyond the picture's edge. The same input gives the same
    bytes. Raises UsageError for other shapes or types, if no disparity is known, or if nothing stays in view.
    """
    shift = _checked(image, disparity_px, baseline)
    if baseline == 0.0:
        return image.copy()
    if baseline > 0.0:
        return _right_of(image, shift)
    return np.ascontiguousarray(_right_of(np.ascontiguousarray(image[:, ::-1]), shift[:, ::-1])[:, ::-1])


def _checked(image: Frame, disparity_px: NDArray[Any], baseline: float) -> Plane:
    """How far every pixel moves, in pixels, not finite where that is unknown."""
    if image.ndim != 3 or image.shape[2] != 3 or image.dtype != np.uint8 or image.size == 0:
        raise UsageError(
            f"A picture must be an (H, W, 3) uint8 RGB array; this one is {image.shape} {image.dtype}.",
            place="image", value=str(image.shape),
        )  # fmt: skip
    disparity = np.asarray(disparity_px)
    if disparity.shape != image.shape[:2] or disparity.dtype.kind not in "fiu":
        raise UsageError(
            f"The disparity must be one number for every pixel of the picture, so {image.shape[:2]}; "
            f"this one is {disparity.shape} {disparity.dtype}.",
            place="disparity_px", value=str(disparity.shape), limit=str(image.shape[:2]),
        )  # fmt: skip
    if not math.isfinite(baseline):
        raise UsageError(f"The baseline must be a finite number, not {baseline}.", place="baseline", value=baseline)
    if not np.isfinite(disparity).any():
        raise UsageError("No disparity is known; give at least one finite number.", place="disparity_px")
    return np.asarray(disparity * abs(baseline), np.float32)


def _right_of(image: Frame, shift: Plane) -> Frame:
    sides = part(image, settle(image, shift))
    view, nearest = draw_rows(sides.near, sides.far, TEAR)
    covered = view[..., 3:]
    gap = covered[..., 0] < WHOLE
    if gap.all():
        raise UsageError("Nothing of the picture stays in view; use a smaller baseline.", place="baseline")
    own = np.asarray(view[..., :3] / np.maximum(covered, 1e-3), np.float32)
    behind = uncover(own, gap, nearest)
    return np.asarray(np.rint(view[..., :3] + (1.0 - covered) * behind).clip(0, 255), np.uint8)
