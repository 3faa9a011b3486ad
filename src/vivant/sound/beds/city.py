"""A city from a window: a far rumble, cars that pass, a horn streets away."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.sound.contract import RATE, BedParams, Sound
from vivant.sound.instruments.shape import seconds
from vivant.sound.noises import band, noise, put, strewn, wander
from vivant.sound.room import answered

WORDS = (
    "city", "street", "traffic", "urban", "city ambience", "城市", "街道", "车流", "街头",
    "车声", "街上", "车水马龙", "闹市", "马路", "汽车",
)  # fmt: skip
LEVEL_LUFS = -28.0


class Params(BedParams):
    """Only how much."""


def draw(n: int, amount: float, loop: bool, rng: Generator) -> Sound:
    rumble = noise(n, band(35, 230, 0.9), loop, rng, wide=0.6) * (1 + 0.25 * wander(n, 0.25, loop, rng))[:, None]
    wash = noise(n, band(200, 2600, 0.8), loop, rng, wide=0.8) * (1 + 0.2 * wander(n, 0.3, loop, rng))[:, None]
    out: Sound = np.asarray(0.07 * rumble + 0.03 * wash, np.float32)
    for at in strewn(n, 0.16 * min(amount, 2.0), rng):
        put(out, int(at), _car(rng), loop)
    for at in strewn(n, 0.035 * min(amount, 2.0), rng):
        put(out, int(at), _horn(rng), loop)
    return out


def _car(rng: Generator) -> Sound:
    """A car that passes from one side to the other: tyres, and an engine that sinks in pitch as it goes by."""
    length_s = float(rng.uniform(5, 9))
    n = int(length_s * RATE)
    x = np.linspace(-1, 1, n, dtype=np.float32) * np.float32(rng.choice([-1, 1]))
    near = 1 / (1 + (x * 4.5) ** 2) * (1 - x * x)
    tyres = noise(n, band(250, 3200, 0.6), False, rng, wide=0.2)
    hz = rng.uniform(55, 95) * (1 - 0.045 * np.tanh(4 * np.linspace(-1, 1, n)))
    phase = 2 * np.pi * np.cumsum(hz) / RATE
    engine = sum(np.sin(k * phase + k) / k for k in range(1, 6))
    sound = near[:, None] * (0.035 * tyres + 0.010 * np.asarray(engine, np.float32)[:, None])
    sides = np.stack([np.sqrt(0.5 * (1 - 0.8 * x)), np.sqrt(0.5 * (1 + 0.8 * x))], axis=1)
    car: Sound = (sound * sides * np.float32(rng.uniform(0.3, 1.0))).astype(np.float32)
    return car


def _horn(rng: Generator) -> Sound:
    """A car's horn, far off and between walls."""
    n = int(rng.uniform(0.15, 0.5) * RATE)
    t = seconds(n)
    tone = sum(np.sin(2 * np.pi * k * hz * t) / k**1.2 for hz in (392.0, 494.0) for k in range(1, 7))
    shape = np.minimum(1, t / 0.02) * np.minimum(1, (n / RATE - t) / 0.04)
    place = rng.uniform(-0.7, 0.7)
    sides = np.array([np.sqrt(0.5 * (1 - place)), np.sqrt(0.5 * (1 + place))])
    return answered((np.asarray(tone * shape)[:, None] * sides * 0.02).astype(np.float32), 2.4, 1600) * np.float32(0.5)
