"""The hush of snow: soft air, a little wind far away, now and then a crystal."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.sound.contract import RATE, BedParams, Sound
from vivant.sound.kernels import ring
from vivant.sound.noises import band, noise, put, strewn, wander

WORDS = ("snow", "snow hush", "winter air", "snowy silence", "hush", "雪", "雪声", "雪夜", "寂静")
LEVEL_LUFS = -36.0


class Params(BedParams):
    """Only how much."""


def draw(n: int, amount: float, loop: bool, rng: Generator) -> Sound:
    breath = np.clip(0.6 + 0.4 * wander(n, 0.11, loop, rng), 0.1, 1.3)[:, None]
    out: Sound = 0.05 * noise(n, band(90, 650, 0.7), loop, rng, wide=0.8) * breath
    out += 0.018 * noise(n, band(900, 5200, 0.5), loop, rng, wide=0.95) * (0.5 + 0.5 * breath)
    for at in strewn(n, 1.1 * min(amount, 2.0), rng):
        put(out, int(at), _crystal(rng), loop)
    return out


def _crystal(rng: Generator) -> Sound:
    place, gain = rng.uniform(-0.9, 0.9), 0.006 * rng.uniform(0.2, 1.0)
    hz = rng.uniform(4200, 8800) * np.array([1.0, 1.51])
    gains = np.array([1.0, 0.4]) * gain
    sides = np.sqrt(0.5 * (1 - place)), np.sqrt(0.5 * (1 + place))
    return ring(hz, rng.uniform(25, 60, 2), gains * sides[0], gains * sides[1], np.zeros(2), RATE // 5)
