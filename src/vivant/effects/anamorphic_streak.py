"""Thin bluish streaks run sideways through the brightest lights, as through a cinema lens."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.air import places, spot
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import relit
from vivant.effects.lamps import bright_spots, showing
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame, Plane

KIND = "lens"
STEADY = True
WORDS = (
    "anamorphic streak", "anamorphic flare", "anamorphic", "horizontal flare", "light streak", "blue streak",
    "变形宽银幕光斑", "横向光条", "拉丝光", "蓝色光条", "电影拉丝",
    "拉丝光斑", "蓝色拉丝", "电影光条", "横向眩光",
)  # fmt: skip
ROWS, COLUMNS = 400, 120
"""The map is finer downwards than across: a streak is thin."""
THIN = 0.0028
"""Half the height of a streak in short sides."""


class Params(EffectParams):
    length: float = number(0.5, 0.05, 2.0, "short sides")
    """How far a streak reaches to each side before it is faint."""
    lights: float = number(3, 1, 8, "lights")
    """At most how many lights draw a streak."""
    tint: float = number(0.75, 0.0, 1.0, "fraction")
    """How blue the streak is: 0 as the light itself, 1 all blue."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    across, down = places((COLUMNS, ROWS), setting.size)
    x, y = across[0], down[:, 0]
    one = np.ones((ROWS, COLUMNS, 3), np.float32)
    blue = np.array((0.16, 0.45, 1.0), np.float32)
    spots = bright_spots(setting, round(p.lights))

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        amount = p.amount * level
        if amount == 0.0:
            return frame.copy()
        light = np.zeros_like(one)
        for lamp in spots:
            at_x, at_y, larger = spot(view, lamp.x, lamp.y, lamp.disparity)
            colour = (1 - p.tint) * np.array(lamp.colour, np.float32) + p.tint * blue
            strength = 2.4 * amount * lamp.strength * showing(lamp, view) * min(1.0, lamp.radius * larger / 0.009)
            light += _streak(x - at_x, y - at_y, p.length)[..., None] * (strength * colour)
        return relit(frame, one, light.astype(np.float32))

    return draw


def _streak(x: Plane, y: Plane, length: float) -> Plane:
    """A streak through a light at (0, 0): x (w,) and y (h,) in short sides -> (h, w)."""
    far = np.abs(x) / length
    along = 0.45 * np.exp(-9 * far) + 0.3 * np.exp(-2.2 * far**1.2)
    core, skirt = np.exp(-((y / THIN) ** 2)), np.exp(-((y / (3.5 * THIN)) ** 2))
    return np.asarray(np.outer(core, along) + 0.25 * np.outer(skirt, along), np.float32)
