"""Struck strings, bars and tines: piano, felt piano, electric piano, celesta, glockenspiel, vibraphone, marimba, bells.

The piano is a sum of partials (Fletcher 1962 for where they lie, Weinreich 1977 for why they die away in two stages):
each has its own decay, two strings a hair apart, a hammer that is duller when soft, and the knock of the key.
"""

from __future__ import annotations

import math
from functools import partial

import numpy as np
from numpy.random import Generator

from vivant.sound.contract import Sound, Voice
from vivant.sound.instruments.shape import burst, closing, count, damped, hertz, leveled, loud, rise, seconds, sides
from vivant.sound.kernels import ring


def _piano(soft: float, pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    f0 = hertz(pitch)
    life_s = 5.5 * 2.0 ** ((60 - pitch) / 15)  # time to fall by 60 dB, at first
    n = count(min(length_s + 0.5, 2.2 * life_s + 0.3, 12.0))
    inharmonic = max(9e-5, 3.6e-4 * math.exp((pitch - 60) * 0.075))
    k = np.arange(1, min(48, int(14000 / f0) + 1) + 1)
    hz = k * f0 * np.sqrt((1 + inharmonic * k * k) / (1 + inharmonic))
    dull_hz = (650 + 3000 * velocity**1.6) * soft * 2.0 ** ((pitch - 60) / 30)
    gain = (0.12 + np.abs(np.sin(np.pi * k * 0.127))) * np.exp(-hz / dull_hz) / k**0.55
    fall = 6.9 / life_s * (1 + 0.10 * (k - 1)) + 0.55 * (hz / 1000) ** 1.3
    detune = 2.0 ** (rng.normal(0.0, 0.45, k.size) / 1200)
    both_hz = np.concatenate([hz, hz * detune])
    both_fall = np.concatenate([fall * 1.15, fall * 0.36])
    both_gain = np.concatenate([gain, gain * 0.34])
    place = np.clip((pitch - 66) / 70, -0.45, 0.45) + rng.normal(0, 0.22, both_hz.size)
    left, right = sides(place)
    phase = rng.uniform(-0.5, 0.5, both_hz.size)
    sound = ring(both_hz, both_fall, both_gain * left, both_gain * right, phase, n)
    sound *= (rise(n, 0.0012 + 0.004 * (1 - velocity) + 0.003 * (1 - soft)) * damped(n, length_s, 0.35))[:, None]
    peak = loud(velocity) * 2.0 ** ((62 - pitch) / 60)
    sound = leveled(sound, peak)
    m = min(n, count(0.09))
    knock = leveled(burst(m, 0.07, rng, low_hz=90, high_hz=420 + 700 * soft * velocity, wide=0.3), 1.0)
    sound[:m] += knock * np.float32(peak * (0.10 + 0.10 * (1 - soft)))
    return sound


piano: Voice = partial(_piano, 1.0)
"""A grand piano in the middle of its sound."""
felt: Voice = partial(_piano, 0.42)
"""An upright piano with felt between hammers and strings: soft, close."""


def electric(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """An electric piano: a tine before a pickup, which bends its sine the more the harder it is struck."""
    f0 = hertz(pitch)
    n = count(min(length_s + 0.25, 7.0))
    t = seconds(n)
    life = np.float32(2.6 * 2.0 ** ((60 - pitch) / 28))
    sound = np.empty((n, 2), np.float32)
    bend = np.float32(0.35 + 1.25 * velocity**1.7) * np.exp(-t / (0.35 * life)) + np.float32(0.12)
    start = rng.uniform(0, 0.4)
    for side, cents in enumerate((-1.6, 1.6)):  # two mics a hair apart: a slow chorus
        w = np.float32(2 * np.pi * f0 * 2.0 ** (cents / 1200))
        swing = w * t + np.float32(start * (1 - 2 * side))
        body = np.sin(swing + bend * np.sin(swing)) * np.exp(-t / life)
        tine = np.sin(np.float32(min(14.0, 9000 / f0)) * swing) * np.exp(-t / 0.07) * np.float32(0.10 * velocity)
        sound[:, side] = body + tine
    sound *= (rise(n, 0.0025) * damped(n, length_s, 0.16))[:, None]
    return leveled(sound, loud(velocity, 1.2) * 2.0 ** ((62 - pitch) / 70))


def _bar(
    ratios: tuple[float, ...], gains: tuple[float, ...], life_s: float, hard: float, pitch: float, length_s: float,
    velocity: float, rng: Generator,
) -> Sound:  # fmt: skip
    f0 = hertz(pitch)
    life = life_s * 2.0 ** ((72 - pitch) / 26)
    n = count(min(life * 1.1 + 0.05, 7.0))
    ratio = np.array(ratios)
    hz = np.concatenate([f0 * ratio, f0 * ratio * 1.0009])
    gain = np.array(gains) * np.exp(-np.maximum(0, ratio - 1) * (1.0 - velocity) * 0.25)
    gain = np.concatenate([gain, gain * 0.5])
    fall = 6.9 / life * np.concatenate([ratio, ratio]) ** 0.75
    left, right = sides(rng.normal(0, 0.25, hz.size))
    sound = ring(hz, fall, gain * left, gain * right, rng.uniform(-0.3, 0.3, hz.size), n)
    sound *= (rise(n, 0.0012) * closing(n, 0.05))[:, None]
    sound = leveled(sound, loud(velocity, 1.2))
    m = min(n, count(0.03))
    sound[:m] += leveled(burst(m, 0.015, rng, low_hz=600, high_hz=5000, wide=0.3), loud(velocity) * hard)
    return sound


glockenspiel: Voice = partial(_bar, (1.0, 2.76, 5.40, 8.93), (1.0, 0.35, 0.16, 0.05), 2.2, 0.05)
celesta: Voice = partial(_bar, (1.0, 2.0, 3.98, 6.1), (1.0, 0.22, 0.14, 0.04), 1.5, 0.06)
music_box: Voice = partial(_bar, (1.0, 2.0, 3.0, 6.27, 8.5), (1.0, 0.18, 0.12, 0.12, 0.05), 1.9, 0.07)
marimba: Voice = partial(_bar, (1.0, 3.93, 9.6), (1.0, 0.28, 0.06), 0.55, 0.10)
bell: Voice = partial(
    _bar, (0.5, 1.0, 1.19, 1.5, 2.0, 2.51, 2.66, 3.01, 4.1),
    (0.35, 1.0, 0.5, 0.22, 0.4, 0.12, 0.16, 0.1, 0.06), 4.5, 0.03
)  # fmt: skip


def vibraphone(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """Metal bars over tubes whose lids turn: a slow swell from side to side."""
    sound = _bar((1.0, 3.98, 9.2), (1.0, 0.14, 0.03), 3.4, 0.04, pitch, length_s, velocity, rng)
    n = sound.shape[0]
    turn = np.sin(2 * np.pi * 4.6 * seconds(n) + np.float32(rng.uniform(0, 6.28)))
    sound[:, 0] *= 1 + 0.16 * turn
    sound[:, 1] *= 1 + 0.16 * np.cos(turn)
    return sound * (damped(n, length_s + 0.3, 0.5))[:, None]
