"""Where what matters is in a film, so that a cut to another shape follows it.

A few frames a second are looked at with the trained eyes; the way between them is smooth, and still where it can be.
Not for photos, whose frame is placed by framing.py.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from vivant.render.material import Film
from vivant.render.ways import smoothed
from vivant.scene.eyes import interest
from vivant.units import Size

LOOKS_PER_S, MOST_LOOKS = 2.0, 90
LOOK_SIDE = 256
SMOOTH_S = 0.6
SURE = 0.3
"""How sure the eyes must be of what they see to be followed."""
REST = 0.06
"""Ways shorter than this share of the picture are not gone."""


def follow(film: Film, moments_s: tuple[float, ...], rate: Fraction, read: Size) -> NDArray[np.float64] | None:
    """(n, 2): the middle of what matters at every moment, fractions of the picture; None where nothing stands out."""
    n = len(moments_s)
    looks = int(min(MOST_LOOKS, max(2, n / float(rate) * LOOKS_PER_S)))
    at = np.unique(np.linspace(0, n - 1, looks).round().astype(int))
    scale = LOOK_SIDE / max(read)
    small = max(32, round(read[0] * scale)), max(32, round(read[1] * scale))
    spots, sure = [], []
    for frame in film.frames_at([moments_s[i] for i in at], size=small):
        like = interest(frame)
        total = float(like.sum())
        sure.append(float(np.sort(like.ravel())[-max(1, like.size // 50) :].mean()))
        y, x = np.mgrid[0 : like.shape[0], 0 : like.shape[1]]
        weight = like**2
        whole = max(float(weight.sum()), 1e-9)
        spots.append(
            ((x * weight).sum() / whole / like.shape[1], (y * weight).sum() / whole / like.shape[0])
            if total > 0 else (0.5, 0.5)
        )  # fmt: skip
    if max(sure) < SURE / 2:
        return None
    return _way(np.array(spots), np.array(sure), at, n, float(rate))


def _way(
    spots: NDArray[np.float64], sure: NDArray[np.float64], at: NDArray[np.int64], n: int, rate: float
) -> NDArray[np.float64]:
    """A smooth way through the spots that are sure; standing still where all of them lie close together."""
    known = sure >= min(SURE, float(sure.max()))
    way = np.stack([np.interp(np.arange(n), at[known], spots[known, k]) for k in (0, 1)], 1)
    soft = smoothed(way, max(1.0, SMOOTH_S * rate))
    for k in (0, 1):
        if np.ptp(soft[:, k]) < REST:
            soft[:, k] = np.median(soft[:, k])
    return soft
