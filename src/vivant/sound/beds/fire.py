"""A fire of logs: a low flutter, a soft hiss and the crackle of wood."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.sound.contract import RATE, BedParams, Sound
from vivant.sound.kernels import ring
from vivant.sound.noises import band, noise, put, strewn, wander

WORDS = (
    "campfire", "crackling campfire", "log fire", "crackle", "crackling",
    "fire", "fireplace", "campfire sound", "bonfire", "crackling fire", "火", "篝火", "壁炉", "柴火",
    "炭火", "炉火", "木柴", "火堆", "柴火噼啪", "烧柴", "噼啪",
    "木柴噼啪", "噼里啪啦", "柴火噼里啪啦",
)  # fmt: skip
LEVEL_LUFS = -27.0


class Params(BedParams):
    """Only how much."""


def draw(n: int, amount: float, loop: bool, rng: Generator) -> Sound:
    flutter = np.clip(0.6 + 0.45 * wander(n, 5.0, loop, rng) + 0.3 * wander(n, 0.5, loop, rng), 0.1, 1.6)
    out: Sound = 0.085 * noise(n, band(45, 260, 0.8), loop, rng, wide=0.35) * flutter[:, None]
    out += 0.014 * noise(n, band(500, 6500, 0.3), loop, rng, wide=0.7) * (0.5 + 0.5 * flutter)[:, None]
    lively = np.clip(0.5 + 0.6 * wander(n, 0.35, loop, rng, rough=1.0), 0.05, 1.5)
    for at in strewn(n, 26 * min(amount, 2.0), rng):
        if rng.random() < lively[at]:
            put(out, int(at), _crack(rng), loop)
    return out


def _crack(rng: Generator) -> Sound:
    """Wood that bursts: mostly a tick, now and then a snap, which the log answers."""
    strength = min(0.45, 0.05 * float(rng.pareto(1.3) + 1))
    m = int(rng.uniform(0.001, 0.004 + 0.012 * strength) * RATE)
    place = rng.normal(0, 0.35)
    sides = np.array([np.sqrt(0.5 * (1 - np.clip(place, -0.9, 0.9))), np.sqrt(0.5 * (1 + np.clip(place, -0.9, 0.9)))])
    snap = rng.standard_normal(m) * np.exp(-np.arange(m) / (m / 4)) * np.minimum(1, np.arange(m) / 12)
    out = np.zeros((RATE // 16, 2), np.float32)
    out[:m] += (snap[:, None] * sides * 0.55 * strength).astype(np.float32)
    hz = np.exp(rng.uniform(np.log(420), np.log(3200), 3))
    gain = np.array([0.25, 0.16, 0.1]) * strength
    out += ring(hz, rng.uniform(120, 380, 3), gain * sides[0], gain * sides[1], rng.uniform(0, 6, 3), out.shape[0])
    return out
