"""Where what matters is in a film, so that a cut to another shape follows it.

A few frames a second are looked at with the trained eyes; the way between them is smooth, and still where it can be.
Not for photos, whose frame is placed by framing.py.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from vivant.render.material import Film
from vivant.scene.eyes import interest
from vivant.units import Size

LOOKS_PER_S, MOST_LOOKS = 2.0, 90
LOOK_SIDE = 256
SMOOTH_S = 0.8
REST = 0.04
"""Steps smaller than this share of the picture are not followed."""


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
    if max(sure) < 0.15:
        return None
    return _way(np.array(spots), np.array(sure), at, n, float(rate))


def _way(
    spots: NDArray[np.float64], sure: NDArray[np.float64], at: NDArray[np.int64], n: int, rate: float
) -> NDArray[np.float64]:
    """A smooth way through the spots, each counting as much as it is sure; small steps are not made."""
    every = np.arange(n)
    weight = np.interp(every, at, np.maximum(sure, 0.02))
    way = np.stack([np.interp(every, at, spots[:, k]) for k in (0, 1)], 1)
    held = way.copy()
    for i in range(1, n):
        away = way[i] - held[i - 1]
        far = np.maximum(np.abs(away) - REST, 0) * np.sign(away)
        held[i] = held[i - 1] + far
    sigma = max(1.0, SMOOTH_S * rate)
    return _blurred(held, weight, sigma)


def _blurred(way: NDArray[np.float64], weight: NDArray[np.float64], sigma: float) -> NDArray[np.float64]:
    reach = int(3 * sigma)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)

    def run(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.convolve(np.pad(values, reach, mode="edge"), kernel, mode="valid")

    total = run(weight)
    return np.stack([run(way[:, k] * weight) / total for k in (0, 1)], 1)
