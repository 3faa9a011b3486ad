"""Plucked strings: guitars, harp, pizzicato, bass guitar and double bass. Strings are loops (kernels.string)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from vivant.sound.contract import RATE, Mono, Sound
from vivant.sound.instruments.shape import burst, closing, count, damped, hertz, leveled, loud, rise, seconds
from vivant.sound.kernels import biquad, numbers, shaped, string


@dataclass(frozen=True, slots=True)
class Plucked:
    """A plucked instrument, called as a voice.

    life_s     how long a string of middle C rings
    bright     how much of the high tones each round keeps, 0 .. 1
    pick_hz    how sharp the finger or plectrum is
    at         where it plucks, as a part of the string
    body       resonances of the box: (hertz, dB)
    fall_s     how fast a string falls silent when it is let go
    """

    life_s: float
    bright: float
    pick_hz: float
    at: float
    body: tuple[tuple[float, float], ...]
    fall_s: float = 0.18

    def __call__(self, pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
        f0 = hertz(pitch)
        life = self.life_s * 2.0 ** ((60 - pitch) / 24)
        n = count(min(length_s + 2 * self.fall_s, 1.4 * life, 8.0))
        pluck = self._pluck(f0, velocity, rng)
        # two ways in which a string swings, a hair apart, die away at different speeds
        ways = [
            self._string(pluck, f0 * 2.0 ** (cents / 1200), life * long, n)
            for cents, long in ((-0.7, 1.0), (0.7, 0.55))
        ]
        wide = 0.22
        sound = np.stack([ways[0] + (1 - wide) * ways[1], (1 - wide) * ways[0] + ways[1]], axis=1)
        sound = shaped(sound, (*(("peak", hz, db) for hz, db in self.body), ("high_pass", min(60.0, f0 * 0.6), 0.0)))
        sound *= (rise(n, 0.0008) * damped(n, length_s, self.fall_s))[:, None]
        return leveled(sound, loud(velocity, 1.3) * 2.0 ** ((60 - pitch) / 80))

    def _pluck(self, f0: float, velocity: float, rng: Generator) -> Mono:
        period = RATE / f0
        n = max(4, int(period))
        noise = np.repeat(rng.standard_normal((n, 1)).astype(np.float32), 2, axis=1)
        sharp = self.pick_hz * (0.35 + 0.9 * velocity)
        for _ in range(2):  # a finger is round: what it leaves out is gone for good
            noise = biquad(noise, *numbers("low_pass", min(sharp, 16000), 0.0), np.zeros((2, 2)))
        window = np.minimum(1.0, 6 * np.sin(np.pi * (np.arange(n) + 0.5) / n)).astype(np.float32)
        start = (noise[:, 0] - (noise[:, 0] @ window) / window.sum()) * window  # no step where it starts and ends
        back = max(1, int(self.at * period))
        comb = np.concatenate([start, np.zeros(back, np.float32)])
        comb[back:] -= 0.9 * start
        return comb

    def _string(self, pluck: Mono, hz: float, life: float, n: int) -> Mono:
        return string(pluck, RATE / hz, 10 ** (-3 / (hz * life)), self.bright, n)


nylon = Plucked(3.2, 0.66, 4200, 0.23, ((105, 4.0), (205, 3.0), (420, 1.5), (2600, -3.0)))
steel = Plucked(4.2, 0.90, 7500, 0.17, ((110, 3.5), (220, 2.5), (480, -2.0), (3200, 2.0)))
muted = Plucked(0.42, 0.74, 5000, 0.15, ((130, 2.0), (900, 2.0)), 0.08)
harp = Plucked(3.0, 0.82, 4800, 0.36, ((180, 2.0), (520, 1.5)), 0.9)
pizzicato = Plucked(0.55, 0.48, 3400, 0.28, ((280, 3.5), (460, 3.0), (2000, -4.0)), 0.2)
finger_bass = Plucked(3.0, 0.50, 1500, 0.21, ((90, 2.0), (700, -2.0), (1100, 2.0)), 0.10)


def double_bass(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A plucked double bass: short, round, with the finger leaving the string."""
    sound = _double_bass(pitch, length_s, velocity, rng)
    n = sound.shape[0]
    below = np.sin(np.float32(2 * np.pi * hertz(pitch)) * seconds(n)) * np.exp(-seconds(n) / 0.55) * np.float32(0.35)
    sound += (below * rise(n, 0.006) * damped(n, length_s, 0.12) * np.float32(loud(velocity)))[:, None]
    m = min(n, count(0.04))
    sound[:m] += leveled(burst(m, 0.03, rng, low_hz=150, high_hz=1800, wide=0.1), 0.05 * velocity)
    return sound * closing(n)[:, None]


_double_bass = Plucked(1.6, 0.30, 1100, 0.30, ((100, 3.0), (240, 1.5), (900, -2.0)), 0.12)
