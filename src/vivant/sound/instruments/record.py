"""The surface of a record and the breath of a tape, to lie under music. Not an instrument."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.sound.contract import Sound
from vivant.sound.noises import band, noise, put, strewn


def crackle(n: int, loop: bool, rng: Generator) -> Sound:
    """Dust in the groove and a faint hiss, some 50 dB below the music."""
    out = noise(n, band(300, 7000, 0.4), loop, rng, wide=0.9) * np.float32(0.0016)
    for at in strewn(n, 9.0, rng):
        length = int(rng.integers(12, 60))
        click = rng.standard_normal((length, 2)) * np.hanning(length)[:, None]
        click *= 0.006 * rng.pareto(2.4) ** 0.5 * rng.uniform(0.3, 1.0, 2)
        put(out, int(at), click.astype(np.float32).clip(-0.05, 0.05), loop)
    return out


def air(n: int, loop: bool, rng: Generator) -> Sound:
    """A very soft wash of air."""
    return noise(n, band(250, 5000, 0.9), loop, rng, wide=0.95) * np.float32(0.0022)
