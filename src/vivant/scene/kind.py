"""What kind of picture this is: a photo, a drawing, a page of text, or a plain texture; and in what light it was taken.

Not for what it shows.
"""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np

from vivant.scene.view import View
from vivant.units import Plane

Kind = Literal["photo", "drawing", "text", "texture"]
Light = Literal["day", "night", "fog"]

NIGHT_L, NIGHT_BRIGHT_L = 25.0, 48.0
"""CIE lightness that half, and nine tenths, of a night picture stay under."""
FOG_CONTRAST, FOG_DARK = 36.0, 0.22
"""Range of lightness that a foggy picture keeps within, and the level (0 .. 1) under which nothing in it falls."""
PLAIN = 7.0
"""Spread in Lab of a ground that counts as plain."""


def kind_of(view: View) -> Kind:
    """The kind of a picture."""
    if _is_text(view):
        return "text"
    if _is_texture(view):
        return "texture"
    return "drawing" if _is_drawing(view) else "photo"


def light_of(view: View) -> Light:
    """Night: most of it dark, lights apart. Fog: little contrast, and nothing dark anywhere (He et al., 2009)."""
    light = view.lab[..., 0]
    low, half, most, high = np.percentile(light, (5, 50, 90, 95))
    if half < NIGHT_L and most < NIGHT_BRIGHT_L and high > low + 2:
        return "night"
    side = 2 * max(1, round(view.side / 60)) + 1
    dark = cv2.erode(view.rgb.min(axis=2), np.ones((side, side), np.uint8))
    veiled = float(np.percentile(dark, 10)) > FOG_DARK * 255
    return "fog" if veiled and 2 < high - low < FOG_CONTRAST else "day"


def on_plain_ground(view: View, subject: Plane) -> bool:
    """Whether there is nothing behind the subject: a cut-out, a product before a sheet of paper."""
    around = subject < 0.02
    if not 0.1 < float(around.mean()) < 0.97:
        return False
    return bool(view.lab[around].std(axis=0).max() < PLAIN)


def _is_text(view: View) -> bool:
    """A page: one paper colour over most of it, and many small marks in rows."""
    light = view.lab[..., 0]
    paper = float(np.median(light))
    ink = np.abs(light - paper) > 18
    share = float(ink.mean())
    flat = float((np.abs(light - paper) < 6).mean())
    if not (0.01 < share < 0.4 and flat > 0.5):
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8))
    boxes = stats[1:]
    small = (boxes[:, cv2.CC_STAT_HEIGHT] < view.shape[0] / 12) & (boxes[:, cv2.CC_STAT_WIDTH] < view.shape[1] / 2)
    in_small = boxes[small, cv2.CC_STAT_AREA].sum() / max(1, boxes[:, cv2.CC_STAT_AREA].sum())
    return bool(small.sum() > 30 and in_small > 0.7 and _rows(ink))


def _rows(ink: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> bool:
    """Whether dark and empty rows of the page take turns."""
    filled = ink.mean(1)
    empty = filled < 0.25 * max(1e-6, float(np.percentile(filled, 90)))
    return bool(np.count_nonzero(empty[1:] != empty[:-1]) >= 6)


def _is_texture(view: View) -> bool:
    """The same everywhere: blocks of the picture differ less from each other than pixels do within a block."""
    grid = cv2.resize(view.lab, (6, 6), interpolation=cv2.INTER_AREA)
    detail = cv2.resize(view.contrast, (6, 6), interpolation=cv2.INTER_AREA)
    apart = float(grid.reshape(-1, 3).std(0).sum())
    uneven = float(detail.std() / max(float(detail.mean()), 0.3))
    return apart < 6.0 and uneven < 0.35


def _is_drawing(view: View) -> bool:
    """Flat fills with nothing in them, between hard lines."""
    flat = _flat(view)
    hard = float((view.contrast > 12).mean())
    return float(flat.mean()) > 0.5 and hard > 0.01


def _flat(view: View) -> Plane:
    grey = cv2.cvtColor(view.rgb, cv2.COLOR_RGB2GRAY)
    box = np.ones((3, 3), np.uint8)
    return np.asarray(cv2.dilate(grey, box) - cv2.erode(grey, box) <= 1, np.float32)
