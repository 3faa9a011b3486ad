"""Looking at a picture: from pixels to a Scene.

Not for how each thing is found (estimate.py and the cues it uses).
"""

from __future__ import annotations

import cv2
import numpy as np

from vivant.errors import UndersizedInput, UsageError
from vivant.scene.estimate import estimate
from vivant.scene.scene import Scene
from vivant.units import Frame, Plane

LEAST_SIDE = 16
KNOWN_DEPTH = 0.95
"""Confidence of a depth map that the user brings."""


def look(image: Frame, *, disparity: Plane | None = None, subject: Plane | None = None) -> Scene:
    """What stands where in a picture.

    image      (H, W, 3) uint8 RGB, upright
    disparity  (h, w), any numbers, larger is nearer; replaces the estimate and is trusted
    subject    (h, w) 0 .. 1 alpha; replaces the estimate

    Raises UsageError for arrays of other shapes, UndersizedInput for a picture under 16 pixels.
    """
    _check(image)
    outline = None if subject is None else _fitted(subject, image, "subject").clip(0.0, 1.0)
    seen = estimate(image, subject=outline)
    depth, sure, saw = seen.disparity, seen.confidence, seen.saw
    if disparity is not None:
        depth, sure, saw = _normal(_fitted(disparity, image, "disparity")), KNOWN_DEPTH, ("your own depth map", *saw)
    return Scene(
        image=image, disparity=depth, subject=seen.subject if outline is None else outline, sky=seen.sky,
        kind=seen.kind if disparity is None else "photo", confidence=sure, horizon_h=seen.horizon_h, saw=saw,
    )  # fmt: skip


def _check(image: Frame) -> None:
    if image.ndim != 3 or image.shape[2] != 3 or image.dtype != np.uint8:
        raise UsageError(
            f"A picture must be an (H, W, 3) uint8 RGB array; this one is {image.shape} {image.dtype}.",
            place="image", value=str(image.shape),
        )  # fmt: skip
    if min(image.shape[:2]) < LEAST_SIDE:
        h, w = image.shape[:2]
        raise UndersizedInput(
            f"The picture is only {w}x{h} pixels; use one of at least {LEAST_SIDE}x{LEAST_SIDE}.",
            place="image", value=f"{w}x{h}", limit=LEAST_SIDE,
        )  # fmt: skip


def _fitted(plane: Plane, image: Frame, name: str) -> Plane:
    plane = np.asarray(plane, np.float32)
    if plane.ndim != 2 or not np.isfinite(plane).all():
        raise UsageError(
            f"A {name} map must be a plane of finite numbers, not an array of shape {plane.shape}.", place=name
        )
    h, w = image.shape[:2]
    return np.asarray(cv2.resize(plane, (w, h), interpolation=cv2.INTER_LINEAR), np.float32)


def _normal(plane: Plane) -> Plane:
    """The map stretched to 0 far .. 1 near; a flat map becomes the middle distance."""
    low, high = float(plane.min()), float(plane.max())
    if high - low < 1e-6 * max(1.0, abs(high)):
        return np.full_like(plane, 0.5)
    return (plane - low) / (high - low)
