"""Where in a picture something happens: a place of the draft becomes a mask over the photo.

Not for finding named areas (scene/areas.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.errors import Problem
from vivant.scene.areas import AREAS, find_area
from vivant.scene.scene import Scene
from vivant.timeline import Place
from vivant.timeline.masks import unpack_mask
from vivant.units import Plane

SOFT = 0.012
"""How soft the rim of an outline or a mask is, in sides of the photo."""
SIDE_SOFT = 0.05
"""How soft the border between one side and the other is, in sides of the photo."""
OUTLINE = 4
"""Bits of fractions of a pixel in an outline."""


def where(
    scene: Scene, place: Place | None, otherwise: Iterable[str] = (), *, side_soft: float = SIDE_SOFT
) -> Plane | None:
    """(H, W) float32, 0 .. 1: the place; without one the first area of `otherwise` that the picture has; None where
    there is nothing of it in the picture. The border of a side is `side_soft` sides of the photo wide."""
    height, width = shape = scene.image.shape[:2]
    if place is not None and place.polygon:
        inside: Plane | None = _outlined(place, *shape)
    elif place is not None and place.mask:
        bits = unpack_mask(place.mask).astype(np.float32)
        inside = _softened(np.asarray(cv2.resize(bits, shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32))
    else:
        names = [place.name] if place is not None and place.name else list(otherwise)
        inside = next((found for name in names if (found := find_area(scene, name)) is not None), None)
        if not names and place is not None and place.side:
            inside = np.ones(shape, np.float32)
    if inside is None or place is None or not place.side:
        return inside
    inside = np.asarray(inside * _side(place.side, height, width, side_soft), np.float32)
    return inside if inside.max() > 0.5 else None


def place_problems(place: Place | None, key: str) -> list[Problem]:
    """What is wrong with where something is applied, or where the camera looks: `key` of the draft."""
    if place is None:
        return []
    if place.name and place.name not in AREAS:
        sentence = f"There is no area called {place.name!r}; choose one of {', '.join(sorted(AREAS))}."
        return [Problem("unknown_area", f"{key}.name", place.name, sorted(AREAS), sentence)]
    if place.polygon and len(place.polygon) < 3:
        return [Problem("outline", f"{key}.polygon", len(place.polygon), 3, "An outline needs three points or more.")]
    if place.mask:
        try:
            unpack_mask(place.mask)
        except ValueError as failure:
            return [Problem("mask", f"{key}.mask", place.mask[:20], None, f"The mask cannot be used: {failure}.")]
    return []


def _outlined(place: Place, h: int, w: int) -> Plane:
    points = np.array([[x * w - 0.5, y * h - 0.5] for x, y in place.polygon]) * (1 << OUTLINE)
    plane = np.zeros((h, w), np.uint8)
    cv2.fillPoly(plane, [np.rint(points).astype(np.int32)], 255, cv2.LINE_AA, OUTLINE)
    return _softened(plane.astype(np.float32) / np.float32(255))


def _softened(plane: NDArray[np.floating[Any]]) -> Plane:
    """With a soft rim; that of a small or thin place is narrower, or nothing would be left of it."""
    thick = float(cv2.distanceTransform((plane > 0.5).astype(np.uint8), cv2.DIST_L2, 3).max())
    wide = min(SOFT * max(plane.shape) / 2, thick / 2)
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), max(0.5, wide)), np.float32)


def _side(side: str, h: int, w: int, soft: float) -> Plane:
    """1 on one side of the picture, 0 on the other, soft in between; "middle" is the middle third across."""
    x, y = np.linspace(0, 1, w, dtype=np.float32)[None, :], np.linspace(0, 1, h, dtype=np.float32)[:, None]
    far = {"left": 0.5 - x, "right": x - 0.5, "top": 0.5 - y, "bottom": y - 0.5, "middle": 0.2 - np.abs(x - 0.5)}
    return np.asarray(np.broadcast_to(np.clip(far[side] / soft + 0.5, 0, 1), (h, w)), np.float32)
