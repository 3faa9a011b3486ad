"""Mist that lies low over the ground, thicker in the distance, with a soft top that rises and sinks."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.air import Air, air_light, away, grid, seen, smooth, stretched
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import veiled
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "atmosphere"
WORDS = (
    "ground mist", "mist", "morning mist", "low fog", "ground fog", "mist over the ground", "mist over the water",
    "薄雾", "晨雾", "地面薄雾", "贴地的雾", "水面薄雾",
    "低雾", "贴地雾", "地雾", "干冰", "干冰效果", "山间薄雾", "江面薄雾", "轻雾", "淡雾", "薄雾笼罩", "薄雾缭绕",
    "薄薄的雾", "晨雾缭绕", "地面起雾",
    "雾气贴着地面",
)  # fmt: skip
FARTHEST = 0.9
"""Share of the farthest ground that amount 1 hides."""


class Params(EffectParams):
    height: float = number(0.1, 0.02, 0.6, "short sides")
    """How high the mist stands above the far edge of the ground."""
    drift: float = number(0.02, -0.2, 0.2, "short sides per second")
    """How fast it creeps to the right; negative creeps to the left."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    top = Air(clock, rng, span=1.5, stretch=2.0, drift=(p.drift, 0), change_hz=0.07, finest=12, slope=1.4)
    wisps = Air(clock, rng, span=0.7, stretch=4.0, drift=(1.6 * p.drift, 0), change_hz=0.06, finest=16, slope=1.1)
    colour = air_light(setting, 0.45) * 1.15 + 0.012
    size = grid(setting.size)
    shore = far_edge(setting)
    hidden = FARTHEST * away(setting, 1.0)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        if p.amount * level == 0.0:
            return frame.copy()
        lens = seen(view, size, 0.2)
        row = np.float32(lens[1, 2]) + np.float32(lens[1, 1]) * np.arange(size[1], dtype=np.float32)
        above = shore - row[:, None] + p.height * 0.4 * top.over(i, view, size, 0.2)
        density = 1.05 * smooth((0.5 - 0.5 * above / p.height).astype(np.float32)) ** 1.5
        density *= np.exp(0.28 * wisps.over(i, view, size, 0.3)) * (p.amount * level)
        return veiled(frame, view.disparity, hidden, density.astype(np.float32), stretched(colour, size))

    return draw


def far_edge(setting: Setting) -> float:
    """How far down the ground or water begins, in short sides from the centre; a bit below the middle if unknown."""
    low = np.maximum(setting.ground, setting.water)
    covered = low.mean(axis=1)
    rows = np.nonzero(covered > 0.06)[0]
    half = setting.half[1]
    if not rows.size:
        return 0.25 * half
    return float(np.clip(rows[0] / len(covered) * 2 - 1, -0.5, 0.6) * half)
