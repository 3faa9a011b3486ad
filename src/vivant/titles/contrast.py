"""Whether words can be read on what is behind them, and the least that makes them so.

Contrast is that of WCAG 2.1 (relative luminance, success criterion 1.4.3): at least LEAST. What is behind a letter is
what touches it: a ring of a tenth of an em around all letters, in every frame given. Averaged over the width of a
stroke, MEASURED of it reaches the contrast; averaged over half a letter, all of it, so that no letter is lost. Not for
drawing what helps (backing.py).
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.titles.text import Colour
from vivant.units import Frame, Plane

LEAST = 4.5
MEASURED = 0.96
_RING_EM, _STROKE_EM, _LETTER_EM = 0.1, 0.06, 0.2
_LEVELS = np.arange(256) / 255
_LINEAR = np.where(_LEVELS <= 0.03928, _LEVELS / 12.92, ((_LEVELS + 0.055) / 1.055) ** 2.4).astype(np.float32)
_WEIGHTS = np.array([0.2126, 0.7152, 0.0722], np.float32)
WHITE: Colour = (255, 255, 255, 255)
INK_BLACK: Colour = (20, 20, 22, 255)


def luminance(colours: NDArray[np.uint8]) -> Plane:
    """Relative luminance, 0 .. 1, of (..., 3) uint8 sRGB."""
    return np.asarray(_LINEAR[colours] @ _WEIGHTS, np.float32)


def light_of(colour: Colour) -> float:
    """Relative luminance of one colour, as if solid."""
    return float(luminance(np.array(colour[:3], np.uint8)))


def ratio(one: Plane | float, other: Plane | float) -> Plane:
    """Contrast of two luminances, 1 .. 21."""
    lighter, darker = np.maximum(one, other), np.minimum(one, other)
    return np.asarray((lighter + 0.05) / (darker + 0.05), np.float32)


def opposite(colour: Colour) -> Colour:
    """Black or white, whichever stands out from a colour; one of them always does, by 4.58."""
    light = light_of(colour)
    return (0, 0, 0, 255) if (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) else WHITE


def measured(colour: Colour, cover: NDArray[np.uint8], grounds: Sequence[Frame], size_px: float) -> float:
    """The contrast that letters have with what touches them, 1 .. 21; of the frame where it is least.

    cover   (h, w) uint8, how much of each pixel the letters take
    grounds (h, w, 3) uint8 each, the picture behind the same box with all that helps but without the letters
    """
    radius = max(1, round(_RING_EM * size_px))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    ring = (cv2.dilate(cover, kernel) > 127) & (cover < 64)
    if not ring.any():
        return 21.0
    light, there = light_of(colour), ring.astype(np.float32)
    found = []
    for em, share in ((_STROKE_EM, 1 - MEASURED), (_LETTER_EM, 0.0)):
        sigma = max(0.5, em * size_px)
        weight = cv2.GaussianBlur(there, (0, 0), sigma)[ring]
        for ground in grounds:
            behind = cv2.GaussianBlur(luminance(ground) * there, (0, 0), sigma)[ring] / weight
            found.append(float(np.quantile(ratio(light, np.asarray(behind, np.float32)), share)))
    return min(found)
