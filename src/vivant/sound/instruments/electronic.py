"""Electronic tones: sub and synth bass, plucks, lead, a pad of saws, a pulse, swells of noise."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.sound.contract import Sound
from vivant.sound.instruments.shape import burst, closing, count, damped, hertz, leveled, loud, rise, seconds, sides
from vivant.sound.kernels import saws, swept


def sub(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A sine with a little warmth, so that small loudspeakers still tell its pitch."""
    n = count(length_s + 0.08)
    w = np.float32(2 * np.pi * hertz(pitch)) * seconds(n)
    tone = np.tanh(1.6 * np.sin(w)) + 0.10 * np.sin(2 * w) * np.exp(-seconds(n) / 0.5) + 0.05 * np.sin(3 * w)
    tone *= rise(n, 0.006) * damped(n, length_s, 0.08)
    return leveled(np.repeat(tone[:, None], 2, axis=1), loud(velocity, 1.0))


def synth_bass(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A round bass of two saws and a sine under a filter that closes."""
    n = count(length_s + 0.12)
    f0 = hertz(pitch)
    sound = saws(np.array([f0 * 0.9985, f0 * 1.0015]), np.array([0.5, 0.42]), np.array([0.42, 0.5]), rng.random(2), n)
    times = np.array([1.0, 0.45, 0.3, 0.24, 0.2]) * f0 * (5 + 14 * velocity**2) + 60
    sound = swept(sound, times, 0.9, 0)
    sound += (0.7 * np.sin(np.float32(2 * np.pi * f0) * seconds(n)))[:, None]
    sound *= (rise(n, 0.004) * damped(n, length_s, 0.10))[:, None]
    return leveled(sound, loud(velocity, 1.0))


def pluck(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """Saws under a filter that shuts at once: short and clear."""
    n = count(0.9)
    hz = hertz(pitch) * 2.0 ** (np.array([-7.0, -2.0, 3.0, 8.0]) / 1200)
    left, right = sides(np.array([-0.7, 0.3, -0.3, 0.7]))
    sound = saws(hz, left * 0.3, right * 0.3, rng.random(4), n)
    falling = np.exp(-np.linspace(0, 9, 32)) * (1200 + 5200 * velocity) + hertz(pitch) * 1.1
    sound = swept(sound, np.minimum(falling, 9000), 1.1, 0)
    sound *= (rise(n, 0.002) * np.exp(-seconds(n) / np.float32(0.17)) * closing(n, 0.1))[:, None]
    return leveled(sound, loud(velocity, 1.2))


def saw_pad(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """Seven saws apart by a few cents, opening and closing slowly."""
    n = count(length_s + 0.7)
    hz = hertz(pitch) * 2.0 ** (np.linspace(-13, 13, 7) / 1200 * rng.uniform(0.8, 1.2, 7))
    left, right = sides(np.array([-0.8, 0.6, -0.4, 0.0, 0.4, -0.6, 0.8]))
    sound = saws(hz, left * 0.14, right * 0.14, rng.random(7), n)
    top = hertz(pitch) * (2.0 + 5.0 * velocity) + 200
    sound = swept(swept(sound, np.array([0.5, 1.0, 0.9, 0.7]) * top, 0.8, 0), np.array([180.0]), 0.7, 2)
    shape = rise(n, min(0.12, length_s * 0.5))
    m = count(0.7)
    shape[n - m :] *= (0.5 + 0.5 * np.cos(np.pi * np.arange(m) / m)).astype(np.float32) ** 2
    return sound * (shape * np.float32(0.9 * (velocity / 0.7) ** 1.2))[:, None]


def lead(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A soft lead that starts plain and begins to sing: vibrato comes late."""
    n = count(length_s + 0.25)
    t = seconds(n)
    deep = np.clip((t - 0.25) / 0.5, 0, 1) * np.float32(0.12)  # in semitones
    f0 = hertz(pitch)
    bend = 2.0 ** (deep * np.sin(2 * np.pi * 5.1 * t) / 12)
    phase = np.cumsum(2 * np.pi * f0 * bend / 48_000)
    sound = np.empty((n, 2), np.float32)
    for side, shift in enumerate((0.0, 0.35)):
        harmonics = sum(
            np.sin(k * phase + k * shift) * (0.8**k / k) for k in range(1, 9) if k * f0 < 9000
        )  # fmt: skip
        sound[:, side] = harmonics
    sound *= (rise(n, 0.025) * damped(n, length_s, 0.22))[:, None]
    return leveled(sound, loud(velocity, 1.1))


def pulse(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A low dark throb, as before something happens."""
    n = count(length_s + 0.3)
    f0 = hertz(pitch)
    sound = saws(
        np.array([f0 * 0.996, f0, f0 * 1.004]), np.array([0.5, 0.4, 0.2]), np.array([0.2, 0.4, 0.5]), rng.random(3), n
    )
    times = np.array([0.5, 1.0, 0.5, 0.35, 0.3]) * (180 + 700 * velocity)
    sound = swept(sound, times, 1.3, 0)
    sound *= (rise(n, 0.012) * damped(n, length_s * 0.7, 0.35))[:, None]
    return leveled(sound, loud(velocity, 1.1))


def swell(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """Noise that rises for its whole length and stops: what comes before a new section."""
    n = count(length_s)
    sound = burst(n, 1e6, rng, low_hz=300, wide=0.7)
    sweep = np.geomspace(700, 6500, 24)
    sound = swept(sound, sweep, 1.0, 0)
    shape = (np.linspace(0, 1, n, dtype=np.float32) ** 2.2) * closing(n, 0.05)
    return leveled(sound * shape[:, None], 0.3 * velocity)
