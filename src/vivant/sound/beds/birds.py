"""Birds in the morning: a few kinds near and far, each with a song of its own, over quiet air."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.sound.contract import RATE, BedParams, Sound
from vivant.sound.noises import band, noise, put, wander
from vivant.sound.room import answered

WORDS = (
    "birds singing", "birds chirping", "birds tweeting", "chirping birds", "singing birds",
    "birds sing", "birds chirp", "bird calls",
    "birds", "gulls", "seagulls", "forest", "woodland", "nature sounds", "birdsong", "bird song",
    "dawn chorus", "forest birds", "鸟", "鸟鸣", "鸟叫", "鸟声",
    "鸟儿", "小鸟", "鸟语", "鸟叫声",
)  # fmt: skip
LEVEL_LUFS = -30.0


class Params(BedParams):
    """Only how much."""


def draw(n: int, amount: float, loop: bool, rng: Generator) -> Sound:
    air = noise(n, band(120, 2500, 0.9), loop, rng, wide=0.85) * (1 + 0.3 * wander(n, 0.2, loop, rng))[:, None]
    out: Sound = 0.006 * air + 0.0016 * noise(n, band(2500, 9000, 0.2), loop, rng, wide=0.9)
    for _ in range(max(2, round(5 * min(amount, 2.0)))):
        _singer(out, loop, rng)
    return out


def _singer(out: Sound, loop: bool, rng: Generator) -> None:
    """One bird: its song, sung again and again from one place with pauses."""
    n = out.shape[0]
    place, far = rng.uniform(-0.9, 0.9), float(rng.uniform(0.15, 1.0))
    song = [_syllable(rng) for _ in range(int(rng.integers(1, 4)))]
    repeats, gap_s = int(rng.integers(1, 6)), float(rng.uniform(0.04, 0.16))
    sides = np.array([np.sqrt(0.5 * (1 - place)), np.sqrt(0.5 * (1 + place))])
    at = int(rng.uniform(0, 4.0) * RATE)
    while at < n:
        phrase = _phrase(song, repeats + int(rng.integers(-1, 2)), gap_s, rng)
        sung = (phrase[:, None] * sides * 0.09 * (1 - 0.8 * far) * rng.uniform(0.7, 1.0)).astype(np.float32)
        echo = answered(sung, 1.1, 3500)  # the wood answers, the more the farther
        echo *= np.float32(0.10 + 0.5 * far)
        echo[: sung.shape[0]] += sung
        put(out, at, echo, loop)
        at += phrase.size + int(rng.uniform(2.0, 9.0) * RATE)


def _phrase(song: list[NDArray[np.float64]], repeats: int, gap_s: float, rng: Generator) -> NDArray[np.float64]:
    parts = []
    for _ in range(max(1, repeats)):
        for syllable in song:
            parts += [syllable * rng.uniform(0.75, 1.0), np.zeros(int(gap_s * rng.uniform(0.85, 1.2) * RATE))]
    return np.concatenate(parts)


def _syllable(rng: Generator) -> NDArray[np.float64]:
    """A whistle that glides, trills or bends, with a soft second harmonic."""
    length_s = float(rng.uniform(0.05, 0.28))
    t = np.linspace(0, 1, int(length_s * RATE))
    middle = float(np.exp(rng.uniform(np.log(2300), np.log(5600))))
    glide, bow = rng.normal(0, 0.22), rng.normal(0, 0.18)
    trill = rng.choice([0.0, 0.0, 0.05, 0.1]) * np.sin(2 * np.pi * rng.uniform(18, 42) * length_s * t)
    hz = middle * 2.0 ** (glide * (t - 0.5) + bow * (1 - (2 * t - 1) ** 2) + trill)
    phase = 2 * np.pi * np.cumsum(hz) / RATE
    shape = np.sin(np.pi * t) ** 0.7 * (1 - 0.3 * t)
    return shape * (np.sin(phase) + 0.12 * np.sin(2 * phase))
