"""Things that shine: flames, lamps in the dark, neon signs. Not for light that falls on things."""

from __future__ import annotations

import cv2
import numpy as np

from vivant.scene.closer import Closer, Where, filled, grown, kept, near_to, pieces
from vivant.scene.kind import light_of
from vivant.scene.view import haze
from vivant.units import Plane

DARK = 34.0
"""Lightness that surroundings of lamps stay under, and half of a night picture."""
SPOT = 0.02
"""Size of a small lamp, in sides of the view."""
SALIENT = 24.0
"""How much lighter than what surrounds it a lamp is."""
MOST_SPOTS = 0.06
"""Share of the picture that small lamps cover at most."""
FLAME_DEG = (28.0, 105.0)
FLAME_DARK = 30.0
"""Lightness that three quarters of what surrounds a flame stay under."""
MOST_FIRE = 0.25


def lights(closer: Closer) -> Plane:
    """(h, w) small bright spots in a dark picture, each with its halo."""
    if not _is_night(closer):
        return closer.nothing
    spots = kept(_spots(closer), 2)
    if not 0 < spots.mean() < MOST_SPOTS:
        return closer.nothing
    return haze(grown(spots, 1.5).astype(np.float32), 1.0)


def neon(closer: Closer) -> Plane:
    """(h, w) bright lines and shapes of strong colour in a dark picture."""
    if not _is_night(closer):
        return closer.nothing
    strong = (closer.chroma > 42) & (closer.light > 42)
    around = haze(closer.light, closer.view.side / 10)
    strong = kept(strong & (around < 45) & (fire(closer) < 0.1), 12)
    whole = grown(strong, 2.0)
    return haze(whole.astype(np.float32), 1.0) if strong.mean() > 0.002 else closer.nothing


def fire(closer: Closer) -> Plane:
    """(h, w) flames: yellow-white at the heart, orange about it, in front of something dark."""
    rgb = closer.view.rgb
    heart = (rgb[..., 0] > 235) & (rgb[..., 1] > 150) & (rgb[..., 2] < 215)
    heart &= (closer.light > 78) & (closer.hue_deg > 45) & (closer.hue_deg < 105) & (closer.chroma > 12)
    hot = (closer.hue_deg > FLAME_DEG[0]) & (closer.hue_deg < FLAME_DEG[1]) & (closer.chroma > 38) & (closer.light > 45)
    found = np.zeros(closer.view.shape, bool)
    for piece, box in pieces(heart | hot):
        if box[cv2.CC_STAT_AREA] < 12 or len(np.unique(piece)) < 2:
            break
        if _is_flame(closer, piece, heart):
            found |= piece
    found = filled(found)
    share = float(found.mean())
    if not 0 < share < MOST_FIRE:
        return closer.nothing
    return haze(grown(found, closer.view.side / 35).astype(np.float32), 1.5)


def _is_flame(closer: Closer, piece: Where, heart: Where) -> bool:
    """A flame has a heart, is brighter inside than at its rim, and stands before the dark."""
    inner = piece & heart
    ring = near_to(piece, closer.view.side / 16) & ~near_to(piece, closer.view.side / 60)
    if inner.sum() < 0.12 * piece.sum() or not ring.any():
        return False
    around = float(np.percentile(closer.light[ring], 75))
    rim = piece & ~grown(piece, -2)
    bright = float(closer.light[inner].mean())
    return around < FLAME_DARK and bright > around + 55 and bright > float(closer.light[rim].mean()) + 6


def _is_night(closer: Closer) -> bool:
    """A night picture, or one that is dark nearly everywhere and not because somebody stands before a dark wall."""
    dark = float(np.median(closer.light)) < DARK and float(closer.subject.mean()) < 0.15
    return light_of(closer.view) == "night" or (dark and float(np.percentile(closer.light, 85)) < 45)


def _spots(closer: Closer) -> Where:
    """Bright and much lighter than what lies about them, and small."""
    side = max(3, 2 * round(SPOT * closer.view.side / 2) + 1)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    opened = cv2.morphologyEx(closer.light, cv2.MORPH_OPEN, disc)
    around = haze(np.asarray(opened, np.float32), closer.view.side / 12)
    return np.asarray((closer.light - opened > SALIENT) & (closer.light > 45) & (around < DARK))
