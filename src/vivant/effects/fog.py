"""Fog that thickens with distance and drifts slowly to one side; what is near stays clear."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.air import Air, air_light, away, grid, places, stretched
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import veiled
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "atmosphere"
WORDS = (
    "fog", "foggy", "dense fog", "thick fog", "fog rolling in", "drifting fog", "wrapped in fog",
    "雾", "大雾", "浓雾", "起雾", "雾气弥漫", "云雾缭绕",
    "迷雾", "起大雾", "雾蒙蒙", "雾气蒙蒙", "云雾", "山雾", "飘雾", "雾茫茫", "白雾", "白雾茫茫", "雾霭", "仙雾",
    "雾气腾腾", "水雾", "大雾弥漫",
    "烟雾弥漫", "水汽弥漫", "水汽氤氲", "水汽蒙蒙",
)  # fmt: skip
FARTHEST = 0.72
"""Share of the farthest things that amount 1 hides."""


class Params(EffectParams):
    drift: float = number(0.05, -0.3, 0.3, "short sides per second")
    """How fast the fog drifts to the right; negative drifts to the left."""
    clear: float = number(0.6, 0.0, 0.95, "nearness")
    """From which nearness on things stay clear of it: 0 the farthest thing, 1 the nearest."""
    patchy: float = number(0.6, 0.0, 1.0, "fraction")
    """How uneven the fog is: 0 an even veil, 1 banks with gaps between them."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    banks = Air(clock, rng, span=2.6, stretch=1.7, drift=(p.drift, 0), change_hz=0.02, finest=9, slope=1.5)
    wisps = Air(clock, rng, span=2.0, stretch=2.1, drift=(1.7 * p.drift, 0), change_hz=0.05, finest=24, slope=1.2)
    colour = air_light(setting, 0.35) * 1.12 + 0.008
    size = grid(setting.size)
    low = 0.86 + 0.3 * places(size, setting.size)[1] / setting.half[1]
    hidden = FARTHEST * away(setting, p.clear)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        if p.amount * level == 0.0:
            return frame.copy()
        uneven = 0.62 * banks.over(i, view, size, 0.03) + 0.42 * wisps.over(i, view, size, 0.2)
        density = np.exp(p.patchy * np.clip(uneven, -2, 2)) * low * (p.amount * level)
        return veiled(frame, view.disparity, hidden, density.astype(np.float32), stretched(colour, size))

    return draw
