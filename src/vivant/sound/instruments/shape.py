"""What instruments share: pitch to frequency, envelopes, short noises, and a note's level. Not an instrument."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.sound.contract import RATE, Mono, Sound
from vivant.sound.kernels import biquad, numbers


def hertz(pitch: float) -> float:
    """The frequency of a MIDI number: 69 is 440 Hz."""
    return 440.0 * float(2.0 ** ((pitch - 69) / 12))


def count(length_s: float) -> int:
    """Samples in so many seconds, at least one."""
    return max(1, round(length_s * RATE))


def seconds(n: int) -> Mono:
    return np.arange(n, dtype=np.float32) / np.float32(RATE)


def rise(n: int, rise_s: float) -> Mono:
    """0 to 1 in `rise_s`, along half a cosine, then 1."""
    shape = np.ones(n, np.float32)
    m = min(n, count(rise_s))
    shape[:m] = 0.5 - 0.5 * np.cos(np.pi * np.arange(m) / m)
    return shape


def damped(n: int, held_s: float, fall_s: float) -> Mono:
    """1 while the key is held, then down to a thousandth in `fall_s`, and to nothing at the end."""
    shape = np.ones(n, np.float32)
    at = min(n, count(held_s))
    shape[at:] = np.exp(-6.9 / max(fall_s, 1e-3) * seconds(n - at))
    return shape * closing(n)


def closing(n: int, fall_s: float = 0.012) -> Mono:
    """1, then to 0 over the last moments, so that no tail ends in a step."""
    shape = np.ones(n, np.float32)
    m = min(n, count(fall_s))
    shape[n - m :] = 0.5 + 0.5 * np.cos(np.pi * (np.arange(m) + 1) / m)
    return shape


def burst(
    n: int, fall_s: float, rng: Generator, *, low_hz: float = 0.0, high_hz: float = 0.0, wide: float = 0.6
) -> Sound:
    """Noise that dies away, between two frequencies; `wide`, 0 .. 1, is how different the two sides are."""
    both = rng.standard_normal((n, 1)).astype(np.float32)
    sides = rng.standard_normal((n, 2)).astype(np.float32)
    sound = math.sqrt(1 - wide) * both + math.sqrt(wide) * sides
    sound *= np.exp(-6.9 / fall_s * seconds(n))[:, None]
    if high_hz:
        sound = biquad(sound, *numbers("low_pass", high_hz, 0.0), np.zeros((2, 2)))
    if low_hz:
        sound = biquad(sound, *numbers("high_pass", low_hz, 0.0), np.zeros((2, 2)))
    return sound * closing(n)[:, None]


def sides(pan: NDArray[np.float64] | float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Gains left and right of a place, -1 .. 1, of the same power everywhere."""
    angle = (np.clip(np.asarray(pan, float), -1, 1) + 1) * np.pi / 4
    return np.cos(angle) * math.sqrt(2), np.sin(angle) * math.sqrt(2)


def leveled(sound: Sound, peak: float) -> Sound:
    """The sound with this peak."""
    top = float(np.abs(sound).max())
    return sound * np.float32(peak / top) if top > 0 else sound


def loud(velocity: float, power: float = 1.5) -> float:
    """The peak of a note of a velocity: 0.3 at 0.7."""
    return 0.3 * float((max(velocity, 0.02) / 0.7) ** power)
