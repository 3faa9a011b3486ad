"""Pictures that can be seen through: colours multiplied by their alpha, for mixing neighbours, and back again.

What cannot be seen has no colour; mixed with what can, it would darken every edge.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

RGBA = NDArray[np.uint8]
"""(H, W, 4)."""


def multiplied(rgba: RGBA) -> RGBA:
    """The picture with colours as bright as they are there."""
    alpha = rgba[..., 3]
    colours = cv2.multiply(np.ascontiguousarray(rgba[..., :3]), cv2.merge([alpha, alpha, alpha]), scale=1 / 255)
    return np.asarray(cv2.merge([*cv2.split(colours), alpha]), np.uint8)


def straight(rgba: RGBA) -> RGBA:
    """A multiplied picture with colours as they are; black where nothing is there."""
    alpha = rgba[..., 3]
    colours = cv2.divide(np.ascontiguousarray(rgba[..., :3]), cv2.merge([alpha, alpha, alpha]), scale=255)
    return np.asarray(cv2.merge([*cv2.split(colours), alpha]), np.uint8)
