"""Looking at a picture: from pixels to a Scene.

Not for how each thing is found (estimate.py and the cues it uses), nor for what a given map means (own.py).
"""

from __future__ import annotations

import numpy as np

from vivant.errors import UndersizedInput, UsageError
from vivant.scene.estimate import estimate
from vivant.scene.own import how_deep, own_disparity, own_subject
from vivant.scene.scene import Scene
from vivant.units import Frame, Plane

LEAST_SIDE = 16
KNOWN_DEPTH = 0.95
"""Confidence of a depth map that the user or the camera brings."""
MODEL_DEPTH = 0.8
"""Confidence of a depth map that a model that was pulled has made of a photo."""
OWN_DEPTH = "your own depth map"


def look(
    image: Frame,
    *,
    disparity: Plane | None = None,
    subject: Plane | None = None,
    far_is_white: bool = False,
    whose: str = OWN_DEPTH,
    surely: float = KNOWN_DEPTH,
) -> Scene:
    """What stands where in a picture.

    image         (H, W, 3) uint8 RGB, upright
    disparity     (h, w), any numbers, larger is nearer; replaces the estimate and is trusted (see own.py)
    subject       (h, w) 0 .. 1 alpha; replaces the estimate
    far_is_white  larger is farther in `disparity`
    whose         what people are told of `disparity`
    surely        confidence of `disparity`, 0 .. 1; below KNOWN_DEPTH a page, a drawing or a texture stays flat

    Raises UsageError for other arrays, InputError for maps of another shape, UndersizedInput for a picture under 16
    pixels.
    """
    _check(image)
    outline = None if subject is None else own_subject(subject, image)
    known = None if disparity is None else own_disparity(disparity, image, far_is_white=far_is_white)
    seen = estimate(image, subject=outline)
    depth, kind, sure, saw = seen.disparity, seen.kind, seen.confidence, seen.saw
    if known is not None:
        depth, saw = known, (whose + how_deep(known), *saw)
        if surely >= KNOWN_DEPTH:
            kind = "photo"
        if kind == "photo":
            sure = surely
    return Scene(
        image=image, disparity=depth, subject=seen.subject if outline is None else outline, sky=seen.sky,
        water=seen.water, ground=seen.ground, kind=kind, confidence=sure, horizon_h=seen.horizon_h, saw=saw,
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
