"""Noise of any colour and any length, slow wanderings, and events strewn over time; all closed in a loop on request.

Not for what they stand for: beds and textures say that.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.sound.contract import RATE, Mono, Sound
from vivant.sound.room import fast

_PIECE = 10 * RATE
_JOIN = RATE // 4

Colour = Callable[[NDArray[Any]], NDArray[Any]]
"""Amplitude at each frequency in hertz."""


def band(low_hz: float, high_hz: float, slope: float = 0.0) -> Colour:
    """Between two frequencies, with soft edges of 12 dB an octave, falling by `slope` times 6 dB an octave inside."""

    def colour(hz: NDArray[Any]) -> Any:
        f = np.maximum(hz, 1.0)
        return (f / 1000) ** -slope / np.sqrt(1 + (low_hz / f) ** 4) / np.sqrt(1 + (f / high_hz) ** 4)

    return colour


def noise(n: int, colour: Colour, loop: bool, rng: Generator, *, wide: float = 0.7) -> Sound:
    """(n, 2) noise of a colour, with a root mean square near 1; `wide`, 0 .. 1, is how different the sides are.

    It is made in pieces of ten seconds that are joined at equal power, so that any length needs little memory.
    """
    out = np.zeros((n, 2), np.float32)
    pieces = max(1, round(n / _PIECE))
    edges = np.linspace(0, n, pieces + 1).astype(int)
    join = min(_JOIN, n // 4)
    ramp = np.sin(np.linspace(0, np.pi / 2, join, dtype=np.float32))[:, None]
    for first, end in pairwise(edges):
        long = end - first + join  # each piece hangs over into the next, the last one into the first
        piece = _coloured(long, colour, rng, wide)
        piece[:join] *= ramp
        piece[long - join :] *= ramp[::-1]
        kept = min(end + join, n) - first
        out[first : first + kept] += piece[:kept]
        if end == n and loop:
            out[:join] += piece[kept:]
        elif end == n:
            out[:join] += _coloured(join, colour, rng, wide) * ramp[::-1]
    return out


def _coloured(n: int, colour: Colour, rng: Generator, wide: float) -> Sound:
    size = fast(n)
    gain = colour(np.fft.rfftfreq(size, 1 / RATE))
    gain[0] = 0.0
    gain /= np.sqrt(np.mean(gain**2))
    white = rng.standard_normal((size, 3), dtype=np.float32)
    out = np.empty((n, 2), np.float32)
    for side in range(2):
        mixed = math.sqrt(1 - wide) * white[:, 2] + math.sqrt(wide) * white[:, side]
        out[:, side] = np.fft.irfft(np.fft.rfft(mixed) * gain.astype(np.float32), size)[:n]
    return out


def wander(n: int, rate_hz: float, loop: bool, rng: Generator, *, rough: float = 0.5) -> Mono:
    """A slow wandering between about -1 and 1 that changes direction some `rate_hz` times a second, (n,).

    `rough`, 0 .. 1, is how much quicker motion lies on the slow one.
    """
    points = max(4, round(n / RATE * 24)) if n / RATE < 400 else round(n / RATE * 8)
    turns = max(1.0, rate_hz * n / RATE)
    k = np.arange(points // 2 + 1)
    gain = np.exp(-0.5 * (k / turns) ** 2) + 0.35 * rough * np.exp(-0.5 * (k / (4 * turns)) ** 2)
    gain[0] = 0.0
    spectrum = gain * (rng.standard_normal(k.size) + 1j * rng.standard_normal(k.size))
    curve = np.fft.irfft(spectrum, points)
    curve /= max(1e-9, float(np.sqrt(np.mean(curve**2))) * 1.6)
    at = np.arange(n) * (points / n if loop else (points - 1) / n)
    path: Mono = np.interp(at, np.arange(points + 1), np.append(curve, curve[0])).astype(np.float32)
    return path


def strewn(n: int, per_s: float, rng: Generator) -> NDArray[np.int64]:
    """When events happen that know nothing of each other (Poisson), in samples, rising."""
    return np.sort(rng.integers(0, n, rng.poisson(per_s * n / RATE)))


def put(out: Sound, at: int, sound: Sound, loop: bool) -> None:
    """Add a sound at a sample; what hangs over the end goes to the start of a loop."""
    n = out.shape[0]
    while sound.shape[0]:
        part = sound[: n - at]
        out[at : at + part.shape[0]] += part
        if not loop:
            return
        sound, at = sound[part.shape[0] :], 0
