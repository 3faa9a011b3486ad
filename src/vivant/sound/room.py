"""A room that answers: its response is made by arithmetic and sound is convolved with it. Not for echoes in tempo.

The response is noise that dies away, faster for high tones than for low ones (Moorer 1979), after a few early
reflections, with different noise on the two sides.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vivant.sound.contract import RATE, Sound

_EDGES_HZ = (120.0, 350.0, 900.0, 2200.0, 5200.0, 10500.0)


@lru_cache(maxsize=4)
def response(room_s: float, bright_hz: float) -> Sound:
    """The answer to a click: (n, 2), falling by 60 dB in `room_s` seconds, faster above `bright_hz`."""
    rng = np.random.default_rng(20)
    n = int(room_s * 1.25 * RATE)
    ahead = int((0.008 + 0.006 * min(room_s, 4)) * RATE)
    t = np.arange(n) / RATE
    hz = np.fft.rfftfreq(n, 1 / RATE)
    out = np.zeros((ahead + n, 2), np.float32)
    for side in range(2):
        spectrum = np.fft.rfft(rng.standard_normal(n))
        for low, high in zip((20.0, *_EDGES_HZ), (*_EDGES_HZ, 20000.0), strict=True):
            centre = np.sqrt(low * high)
            life_s = room_s * (1.0 if centre > 200 else 0.8) / (1 + (centre / bright_hz) ** 1.2)
            gain = 1 / (1 + (centre / (2 * bright_hz)) ** 2)
            band = np.fft.irfft(spectrum * _band(hz, low, high), n)
            out[ahead:, side] += gain * band * np.exp(-6.9 * t / life_s)
        out[ahead:, side] *= 1 - 0.85 * np.exp(-t / 0.018)  # the cloud takes a moment to thicken
        for at_s in np.sort(rng.uniform(0.006, 0.05, 7)):
            out[int(at_s * RATE), side] += rng.choice((-1, 1)) * 0.9 * np.exp(-at_s * 30) * np.abs(out).max()
    fade = int(0.1 * n)
    out[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)[:, None] ** 2
    return out / np.float32(np.sqrt((out**2).sum() / 2))


def _band(hz: NDArray[Any], low: float, high: float) -> NDArray[Any]:
    """A band with edges a third of an octave soft, whose sum over neighbours is flat in power."""
    octaves = np.log2(np.maximum(hz, 1.0))

    def up(edge: float) -> Any:
        return np.clip((octaves - np.log2(edge)) / 0.66 + 0.5, 0, 1)

    both: NDArray[Any] = np.sqrt(np.clip(up(low) - up(high), 0, 1))
    return both


def answered(sound: Sound, room_s: float, bright_hz: float) -> Sound:
    """The room's answer alone to a sound, with its tail: (n + room, 2)."""
    answer = response(room_s, bright_hz)
    n = sound.shape[0] + answer.shape[0] - 1
    size = fast(n)
    out = np.empty((n, 2), np.float32)
    for side in range(2):
        out[:, side] = np.fft.irfft(np.fft.rfft(sound[:, side], size) * _spectrum(room_s, bright_hz, side, size), size)[
            :n
        ]
    return out


@lru_cache(maxsize=8)
def _spectrum(room_s: float, bright_hz: float, side: int, size: int) -> NDArray[np.complex64]:
    return np.fft.rfft(response(room_s, bright_hz)[:, side], size).astype(np.complex64)


def fast(n: int) -> int:
    """The smallest size from n on that a Fourier transform is quick for: 2, 3 or 5 times a power of two."""
    sizes = [k << max(0, int(np.ceil(np.log2(n / k)))) for k in (1, 3, 5)]
    return min(s for s in sizes if s >= n)
