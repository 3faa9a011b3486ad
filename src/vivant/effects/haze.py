"""An even haze in the air: the distance turns paler, softer and a little warmer or cooler."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.random import Generator

from vivant.effects.air import SEEN_AS, air_light, away
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import veiled
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "atmosphere"
STEADY = True
WORDS = (
    "haze", "hazy", "haze in the distance", "aerial perspective", "warm haze", "smog",
    "霾", "雾霾", "朦胧", "空气透视", "远处朦胧", "淡淡的霾",
    "空气感", "朦胧感", "薄霾", "灰蒙蒙", "朦朦胧胧", "烟雨朦胧",
)  # fmt: skip
FARTHEST = 0.42
"""Share of the farthest things that amount 1 hides."""
TINTS = {"own": (1.0, 1.0, 1.0), "warm": (1.2, 0.98, 0.74), "blue": (0.84, 0.98, 1.22)}


class Params(EffectParams):
    tint: Literal["own", "warm", "blue"] = "warm"
    """The colour of the haze: the picture's own air, warm as in the evening, or blue as over far hills."""
    clear: float = number(0.9, 0.05, 1.0, "nearness")
    """From which nearness on things stay clear of it: 0 the farthest thing, 1 the nearest."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    own = air_light(setting, 0.2) * 1.2 + 0.01
    tinted = own * np.array(TINTS[p.tint], np.float32)
    colour = (tinted * ((own @ SEEN_AS) / (tinted @ SEEN_AS))[..., None]).astype(np.float32)
    hidden = FARTHEST * away(setting, p.clear)
    even = np.ones(colour.shape[:2], np.float32)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        if p.amount * level == 0.0:
            return frame.copy()
        return veiled(frame, view.disparity, hidden, even * np.float32(p.amount * level), colour)

    return draw
