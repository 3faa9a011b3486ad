"""Wind that comes in gusts, now lower, now higher, with a faint whistle."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.sound.contract import RATE, BedParams, Mono, Sound
from vivant.sound.kernels import swept
from vivant.sound.noises import band, noise, wander

WORDS = (
    "howling wind", "sea breeze",
    "wind", "breeze", "windy", "gust", "gale", "风", "风声", "微风",
    "风吹", "山风", "海风", "北风", "呼呼", "狂风",
)  # fmt: skip
LEVEL_LUFS = -27.0
_WARM = RATE // 2


class Params(BedParams):
    """Only how much."""


def draw(n: int, amount: float, loop: bool, rng: Generator) -> Sound:
    gust = np.clip(0.6 + 0.42 * wander(n, 0.13, loop, rng, rough=0.8), 0.2, 1.4)
    out: Sound = 0.05 * noise(n, band(40, 700, 0.9), loop, rng, wide=0.6) * (0.35 + 0.65 * gust)[:, None]
    for middle_hz, q, gain in ((330, 1.1, 0.16), (620, 1.6, 0.09), (1150, 2.2, 0.04)):
        bend = np.exp(0.45 * (gust - 0.5) + 0.22 * wander(n, 0.35, loop, rng))
        rushing = _filtered(noise(n, band(80, 6000, 0.3), loop, rng, wide=0.75), middle_hz * bend, q, loop)
        out += gain * rushing * (gust**1.6 * (1 + 0.3 * wander(n, 1.4, loop, rng)))[:, None]
    leaves = noise(n, band(2200, 9000, 0.2), loop, rng, wide=0.9)
    out += 0.010 * leaves * (np.clip(gust - 0.25, 0, None) ** 2 * (1 + 0.5 * wander(n, 2.5, loop, rng)))[:, None]
    whistle = _filtered(noise(n, band(300, 4000), loop, rng, wide=0.4), 900 * np.exp(0.35 * (gust - 0.5)), 14.0, loop)
    out += 0.05 * whistle * (np.clip(gust - 0.7, 0, None) ** 1.5)[:, None]
    return out


def _filtered(sound: Sound, hz: Mono, q: float, loop: bool) -> Sound:
    """A band whose middle moves. The filter runs in before a loop starts, so that its end leads to its start."""
    points = max(8, sound.shape[0] // 1200)
    cutoff = hz[np.linspace(0, hz.size - 1, points).astype(int)].astype(np.float64)
    if not loop:
        return swept(sound, cutoff, q, 1)
    warm = min(_WARM, sound.shape[0])
    lead = _ahead(sound, hz, points, warm)
    whole = swept(np.concatenate([sound[-warm:], sound]), lead, q, 1)
    return whole[warm:]


def _ahead(sound: Sound, hz: Mono, points: int, warm: int) -> NDArray[np.float64]:
    """The cutoff's points for a sound with `warm` samples of its end before it."""
    longer = np.concatenate([hz[-warm:], hz])
    places = np.linspace(0, longer.size - 1, points + points * warm // sound.shape[0])
    points_hz: NDArray[np.float64] = longer[places.astype(int)].astype(np.float64)
    return points_hz
