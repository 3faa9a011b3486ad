"""The corners of the picture darken softly, so that the eye stays in the middle."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import relit
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "lens"
STEADY = True
WORDS = (
    "vignette", "vignetting", "dark corners", "darkened edges", "darken the edges",
    "暗角", "晕影", "压暗四周", "四周变暗",
    "四周压暗", "四角压暗", "边缘压暗", "四周暗一点", "边角压暗", "四角暗", "四周暗下来", "四角变暗", "边缘变暗",
    "周围压暗", "周围暗一点",
    "压暗边缘", "压暗四角", "边缘暗一点", "四角暗一点", "边角暗一点", "暗角效果", "四周黑一点", "四周调暗", "边角调暗",
)  # fmt: skip
DARKEST = 0.55
"""Share of the light that amount 1 takes from a corner, about two thirds of a stop."""


class Params(EffectParams):
    reach: float = number(0.6, 0.1, 1.0, "fraction")
    """How far from the corners it reaches inwards: 1 to the middle."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    width, height = setting.size
    y, x = np.mgrid[-1:1:72j, -1:1:128j].astype(np.float32)
    far = np.hypot(x * width, y * height) / np.hypot(width, height)
    start = 1.0 - p.reach
    fall = np.clip((far - start) / max(1.0 - start, 1e-3), 0, 1)
    fall = fall * fall * (3 - 2 * fall)
    nothing = np.zeros((*fall.shape, 1), np.float32)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        if p.amount * level == 0.0:
            return frame.copy()
        kept = np.power(1.0 - DARKEST, p.amount * level * fall)
        return relit(frame, kept[..., None].astype(np.float32), nothing)

    return draw
