"""Tones that are held: string ensemble, choir, warm pads, organ, horns.

An ensemble is many players who never quite agree. Its spectrum is made first: every harmonic a bell whose width is how
far they disagree, with phases by chance, and one inverse Fourier transform gives a sound that repeats without a seam
(Nasca's PADsynth, 2002). Notes read from it, each from a place of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.random import Generator

from vivant.sound.contract import RATE, Sound
from vivant.sound.instruments.shape import closing, count, hertz, leveled, rise, seconds
from vivant.sound.kernels import read, saws, swept

_TABLE = 1 << 17  # 2.7 seconds before it repeats; notes of a chord read at different speeds, so the chord does not
_APART = 3  # semitones between two tables: a note reads the nearest one a little faster or slower


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Many voices as one, called as a voice.

    slope        how fast harmonics fall: 1 is a saw's 1 / n
    cents        how far the players disagree
    formants     what their bodies favour: (hertz, width in octaves, gain)
    top_hz       where harmonics end, softly
    attack_s, release_s    how the tone comes and goes
    open         how far above the pitch the filter opens at velocity 0.7, as a ratio; 0 for no filter
    air          how much breath or bow is in it
    """

    slope: float
    cents: float
    formants: tuple[tuple[float, float, float], ...]
    top_hz: float
    attack_s: float
    release_s: float
    open: float = 0.0
    air: float = 0.0

    def __call__(self, pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
        n = count(length_s + self.release_s)
        near = round(pitch / _APART) * _APART
        sound = read(_table(self, near), float(rng.integers(_TABLE)), 2.0 ** ((pitch - near) / 12), n)
        attack = self.attack_s * (1.35 - 0.6 * velocity)
        shape = rise(n, min(attack, 0.8 * length_s + 0.02))
        m = count(self.release_s)
        shape[n - m :] *= (0.5 + 0.5 * np.cos(np.pi * np.arange(m) / m)).astype(np.float32) ** 2
        breath = 1 + 0.06 * np.sin(2 * np.pi * rng.uniform(0.15, 0.4) * seconds(n) + np.float32(rng.uniform(0, 6.28)))
        sound = sound * (shape * breath)[:, None]
        if self.open:
            top = hertz(pitch) * self.open * (0.35 + 0.95 * velocity)
            sweep = np.array([0.45, 1.0, 0.85, 0.6]) * top + 150
            sound = swept(sound, sweep, 0.8, 0)
        return sound * np.float32(0.3 * (velocity / 0.7) ** 1.3 * 2.0 ** ((60 - pitch) / 90))


@lru_cache(maxsize=64)
def _table(voices: Ensemble, pitch: int) -> Sound:
    """One period of the ensemble at a pitch, (2^17, 2), with a root mean square of 0.25."""
    f0 = hertz(pitch)
    rng = np.random.default_rng(pitch + 1000)
    power = np.zeros(_TABLE // 2 + 1)
    for k in range(1, max(2, int(min(voices.top_hz * 1.6, 15000) / f0) + 1)):
        hz = k * f0
        gain = k**-voices.slope / (1 + (hz / voices.top_hz) ** 4)
        for centre, octaves, lift in voices.formants:
            gain *= 1 + lift * np.exp(-0.5 * (np.log2(hz / centre) / octaves) ** 2)
        middle, width = hz * _TABLE / RATE, max(0.6, (2 ** (voices.cents / 1200) - 1) * hz * _TABLE / RATE)
        low, high = max(1, int(middle - 4 * width)), min(power.size - 1, int(middle + 4 * width) + 2)
        power[low:high] += gain**2 / width * np.exp(-0.5 * ((np.arange(low, high) - middle) / width) ** 2)
    if voices.air:
        breath = np.exp(-0.5 * (np.log2(np.arange(1, power.size) * RATE / _TABLE / 2500) / 1.2) ** 2)
        power[1:] += voices.air**2 * power.sum() / _TABLE * breath
    size = np.sqrt(power).astype(np.float32)
    both = rng.standard_normal((2, size.size), np.float32)
    table = np.empty((_TABLE, 2), np.float32)
    for side in range(2):  # the sides share half of their chance: wide, and still one sound in mono
        real, imaginary = size * (both + 0.8 * rng.standard_normal((2, size.size), np.float32))
        table[:, side] = np.fft.irfft(real + 1j * imaginary, _TABLE)
    return table * np.float32(0.25 / np.sqrt(np.mean(table**2)))


strings = Ensemble(0.95, 16, ((550, 0.7, 0.7), (1500, 0.6, 0.5), (3200, 0.6, 0.9)), 8500, 0.22, 0.5, 0.0, 0.10)
soft_strings = Ensemble(1.5, 18, ((500, 0.8, 0.6),), 3500, 0.55, 0.9, 0.0, 0.06)
short_strings = Ensemble(0.85, 14, ((600, 0.7, 0.7), (2600, 0.8, 0.9)), 9000, 0.035, 0.14, 13.0, 0.25)
low_strings = Ensemble(1.0, 12, ((280, 0.8, 0.8), (900, 0.7, 0.5)), 4200, 0.16, 0.5, 0.0, 0.10)
choir = Ensemble(1.35, 22, ((650, 0.35, 3.0), (1080, 0.3, 1.6), (2700, 0.3, 0.6)), 4200, 0.45, 1.0, 0.0, 0.10)
warm_pad = Ensemble(1.45, 13, ((400, 1.0, 0.4),), 3800, 0.8, 1.6, 7.0)
glass_pad = Ensemble(1.0, 8, ((2400, 1.0, 0.9),), 10000, 1.1, 2.2, 12.0, 0.05)
drone = Ensemble(1.25, 7, ((220, 0.9, 0.5),), 1600, 1.5, 2.5)
organ = Ensemble(1.9, 4, ((700, 0.7, 0.8),), 4500, 0.06, 0.2)


def horns(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """French horns and trombones together: the louder, the brassier, and brightest just after the start."""
    n = count(length_s + 0.35)
    players = 6
    hz = hertz(pitch) * 2.0 ** (rng.normal(0, 5.0, players) / 1200)
    place = np.linspace(-0.5, 0.5, players)
    sound = saws(hz, np.cos((place + 1) * np.pi / 4), np.sin((place + 1) * np.pi / 4), rng.random(players), n)
    top = 250 + hertz(pitch) * (1.2 + 5.5 * velocity**2)
    times = np.array([0.3, 1.0, 0.8, 0.75, 0.7, 0.65, 0.4]) * top
    sound = swept(swept(sound, times, 0.75, 0), np.array([5200.0]), 0.7, 0)
    shape = rise(n, 0.07 + 0.08 * (1 - velocity))
    m = count(0.35)
    shape[n - m :] *= (0.5 + 0.5 * np.cos(np.pi * np.arange(m) / m)).astype(np.float32) ** 2
    sound *= (shape * closing(n))[:, None]
    return leveled(sound, 0.3 * (velocity / 0.7) ** 1.3)
