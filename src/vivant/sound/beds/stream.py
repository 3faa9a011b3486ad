"""A brook over stones: many small bubbles, none in tune with another."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.sound.contract import RATE, BedParams, Sound
from vivant.sound.noises import band, noise, put, strewn, wander

WORDS = (
    "stream", "brook", "creek", "river", "babbling brook", "running water", "waterfall", "溪", "溪流", "小溪", "流水",
    "溪水", "泉水", "水流", "河水", "流水潺潺", "潺潺", "小河", "泉", "瀑布", "水",
)  # fmt: skip
LEVEL_LUFS = -27.0


class Params(BedParams):
    """Only how much."""


def draw(n: int, amount: float, loop: bool, rng: Generator) -> Sound:
    out: Sound = (
        0.028 * noise(n, band(400, 3800, 0.5), loop, rng, wide=0.85) * (1 + 0.2 * wander(n, 1.2, loop, rng))[:, None]
    )
    out += 0.012 * noise(n, band(90, 420, 0.6), loop, rng, wide=0.6) * (1 + 0.3 * wander(n, 0.6, loop, rng))[:, None]
    kinds = [_bubble(rng) for _ in range(240)]
    busy = 1 + 0.6 * wander(n, 0.7, loop, rng)
    for at in strewn(n, 190 * min(amount, 1.6), rng):
        if rng.random() < 0.6 * busy[at]:
            bubble = kinds[int(rng.integers(len(kinds)))]
            put(out, int(at), bubble * np.float32(0.3 + 0.7 * rng.random()), loop)
    return out


def _bubble(rng: Generator) -> Sound:
    """A bubble rings (Minnaert 1933) and its pitch rises as it comes up; small ones are high and short."""
    hz = float(np.exp(rng.normal(np.log(950), 0.55)))
    life_s = min(0.09, 26 / hz)
    t = np.arange(int(min(0.3, 6 * life_s) * RATE)) / RATE
    rise = rng.uniform(0.2, 1.6) / life_s * 0.12
    tone = np.sin(2 * np.pi * hz * (t + 0.5 * rise * t * t)) * np.exp(-t / life_s) * np.minimum(1, t / 0.0012)
    place = rng.uniform(-0.85, 0.85)
    sides = np.array([np.sqrt(0.5 * (1 - place)), np.sqrt(0.5 * (1 + place))])
    bubble: Sound = (tone[:, None] * sides * 0.045 * rng.uniform(0.3, 1.0) * (950 / hz) ** 0.3).astype(np.float32)
    return bubble
