"""Steady rain: a wide hiss, drops near by on leaves and in puddles."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.sound.contract import RATE, BedParams, Sound
from vivant.sound.kernels import ring
from vivant.sound.noises import band, noise, put, strewn, wander

WORDS = (
    "rain", "rainfall", "raining", "drizzle", "downpour", "雨", "雨声", "下雨",
    "雨滴", "雨点", "雨打", "淅淅沥沥", "雨水",
)  # fmt: skip
LEVEL_LUFS = -27.0


class Params(BedParams):
    """Only how much."""


def draw(n: int, amount: float, loop: bool, rng: Generator) -> Sound:
    far = noise(n, band(350, 5500, 0.25), loop, rng, wide=0.85)
    near = noise(n, band(1800, 12000, -0.05), loop, rng, wide=0.9)
    low = noise(n, band(60, 320, 0.5), loop, rng, wide=0.5)
    out: Sound = 0.055 * far * (1 + 0.12 * wander(n, 0.25, loop, rng))[:, None]
    out += 0.035 * near * (1 + 0.25 * wander(n, 0.5, loop, rng))[:, None] + 0.012 * low
    for at in strewn(n, 55 * min(amount, 2.0), rng):
        put(out, int(at), _drop(rng), loop)
    return out


def _drop(rng: Generator) -> Sound:
    """A drop: a tick where it lands, and often the bubble that it leaves, whose pitch rises."""
    far = float(rng.pareto(1.6) + 1)
    place = rng.uniform(-0.9, 0.9)
    sides = np.array([np.sqrt(0.5 * (1 - place)), np.sqrt(0.5 * (1 + place))])
    m = int(rng.integers(24, 110))
    tick = rng.standard_normal(m) * np.exp(-np.arange(m) / (m / 5)) * 0.09 / far
    out = np.zeros((RATE // 20, 2), np.float32)
    out[:m] += (tick[:, None] * sides).astype(np.float32)
    if rng.random() < 0.5:
        hz = np.exp(rng.uniform(np.log(900), np.log(5200), 2))
        gain = np.array([0.10, 0.04]) / far
        fall = rng.uniform(110, 320, 2)
        out += ring(hz, fall, gain * sides[0], gain * sides[1], np.zeros(2), out.shape[0])
    return out
