"""Waves that roll up a beach, break and draw back over the sand."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.sound.contract import RATE, BedParams, Mono, Sound
from vivant.sound.noises import band, noise, wander

WORDS = (
    "sea", "ocean", "waves", "surf", "beach", "shore", "海", "大海", "海浪", "海边",
    "浪", "海浪拍岸", "潮水", "海水", "浪花", "潮汐", "拍岸",
)  # fmt: skip
LEVEL_LUFS = -26.0


class Params(BedParams):
    """Only how much."""


def draw(n: int, amount: float, loop: bool, rng: Generator) -> Sound:
    far = noise(n, band(70, 900, 0.7), loop, rng, wide=0.8) * (1 + 0.25 * wander(n, 0.2, loop, rng))[:, None]
    out: Sound = 0.03 * far + 0.006 * noise(n, band(800, 7000, 0.3), loop, rng, wide=0.9)
    roll, crash, hiss = (np.zeros((n, 2), np.float32) for _ in range(3))
    every_s = 6.5
    count = max(1, round(n / RATE / every_s))
    for k in range(count + (0 if loop else 1)):
        at_s = (k + float(rng.normal(0.25, 0.10))) * n / RATE / count
        size, place = float(rng.uniform(0.55, 1.0)), float(rng.uniform(-0.45, 0.45))
        sides = np.array([1 - max(0, place), 1 + min(0, place)], np.float32)
        for bus, delay_s, rise_s, fall_s, gain in (
            (roll, -1.6, 2.2, 2.6, 1.0), (crash, 0.0, 1.1, 1.9, size), (hiss, 0.9, 1.6, 3.4, 0.7 * size),
        ):  # fmt: skip
            _swell(bus, at_s + delay_s, rise_s * size**0.5, fall_s * size**0.5, gain * size * sides, loop)
    out += 0.13 * noise(n, band(50, 380, 0.6), loop, rng, wide=0.7) * roll
    out += 0.11 * noise(n, band(250, 4200, 0.45), loop, rng, wide=0.8) * crash * _churn(n, loop, rng)
    out += 0.045 * noise(n, band(1600, 9500, 0.1), loop, rng, wide=0.9) * hiss
    return out


def _churn(n: int, loop: bool, rng: Generator) -> Sound:
    return (1 + 0.22 * wander(n, 7.0, loop, rng))[:, None]


def _swell(bus: Sound, at_s: float, rise_s: float, fall_s: float, gain: Mono, loop: bool) -> None:
    """Add an envelope with its top at `at_s`; it may hang over both ends of a loop."""
    n = bus.shape[0]
    first, m = round((at_s - rise_s) * RATE), round((rise_s + 4 * fall_s) * RATE)
    t = np.arange(m) / RATE
    up = np.sin(np.pi / 2 * np.minimum(t / rise_s, 1)) ** 2
    shape = np.where(t < rise_s, up, np.exp(-np.maximum(t - rise_s, 0) / fall_s))
    shape *= 0.5 + 0.5 * np.cos(np.pi * np.clip((t - (m / RATE - fall_s)) / fall_s, 0, 1))
    places = np.arange(first, first + m)
    inside = np.ones(m, bool) if loop else (places >= 0) & (places < n)
    np.add.at(bus, places[inside] % n, (shape[inside, None] * gain).astype(np.float32))
