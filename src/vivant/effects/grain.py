"""Film grain: fine, alive in every frame, strongest in the middle tones and gone in black and white."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.effects.chance import by_frame
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.grain_kernel import UNIT, grained
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "film"
WORDS = (
    "grain", "film grain", "grainy", "analog grain", "35mm grain",
    "颗粒", "胶片颗粒", "颗粒感", "噪点感", "胶片噪点",
    "颗粒质感", "粗颗粒", "银盐颗粒", "噪点",
    "雪花噪点",
)  # fmt: skip
CELLS = 1080
"""Cells along the sides of the tile that grain is made on, which is as wide and high as the frame's shorter side."""
STRONGEST = 5.0
"""Standard deviation in the middle tones, in levels, on a frame with as many rows as CELLS."""
BLOTCH, BLOTCHES = 2.8, 0.35
"""How much larger than the grain its blotches are, and how much of them there is."""


class Params(EffectParams):
    size: float = number(0.0016, 0.0008, 0.006, "short sides")
    """How large a grain is."""
    colour: float = number(0.25, 0.0, 1.0, "fraction")
    """How far the grain of the colours differs: 0 as in black and white film."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    chance = by_frame(clock, rng)
    tile = _tile(p.size, setting.short, rng)
    light = np.arange(256) / 255.0
    middle = np.clip(4.0 * light**0.8 * (1.0 - light**0.8), 0.0, 1.0) ** 0.6

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        if p.amount * level == 0.0:
            return frame.copy()
        strength = np.rint(middle * (STRONGEST * 256.0 * p.amount * level)).astype(np.int32)
        places = np.floor(chance(i).random(4) * len(tile)).astype(np.int64)
        return grained(frame, tile, strength, round(256 * p.colour), places)

    return draw


def _tile(size: float, short: int, rng: Generator) -> NDArray[np.int16]:
    """Grain over one short side each way, for a frame of this size: small frames cannot show all of it."""
    fine = size * CELLS / 2.355  # a grain's width is where it has fallen to a half
    noise = _soft(rng, fine) + BLOTCHES * _soft(rng, fine * BLOTCH)
    noise /= noise.std()
    how = cv2.INTER_AREA if short < CELLS else cv2.INTER_CUBIC
    seen = cv2.resize(noise, (short, short), interpolation=how)
    return np.clip(np.rint(seen * UNIT), -4 * UNIT, 4 * UNIT).astype(np.int16)


def _soft(rng: Generator, sigma: float) -> NDArray[np.float32]:
    """Noise of this width in cells, without a seam, of standard deviation 1."""
    rim = int(4 * sigma) + 1
    noise = np.pad(rng.standard_normal((CELLS, CELLS), np.float32), rim, mode="wrap")
    soft = cv2.GaussianBlur(noise, (0, 0), sigma)[rim:-rim, rim:-rim]
    return np.asarray(soft / soft.std(), np.float32)
