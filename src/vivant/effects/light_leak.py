"""Warm light leaks into the camera at an edge of the picture and drifts there softly."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.random import Generator

from vivant.effects.air import Air, grid, places, smooth
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import relit
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame, Plane

KIND = "lens"
WORDS = (
    "light leak", "light leaks", "film burn", "leaking light", "warm leak", "vintage light leak",
    "漏光", "胶片漏光", "边缘漏光", "复古漏光", "暖色漏光",
    "漏光效果", "漏光感", "光漏",
    "漏点光",
)  # fmt: skip
RIM, HEART = np.array((0.7, 0.085, 0.025), np.float32), np.array((1.0, 0.36, 0.07), np.float32)
"""Colour of a leak where it is faint and where it is strong."""


class Params(EffectParams):
    side: Literal["right", "left", "top", "bottom"] = "right"
    """The edge at which the light leaks in."""
    reach: float = number(0.55, 0.1, 1.5, "short sides")
    """How far into the picture it reaches at its widest."""
    speed: float = number(1.0, 0.0, 4.0, "times")
    """How fast it drifts and changes."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    size = grid(setting.size, 72)
    tall = Air(clock, rng, span=2.5, drift=(0, 0.1 * p.speed), change_hz=0.12 * p.speed, finest=5, slope=1.4)
    far = _from_edge(size, setting, p.side)
    still = View.still(setting.size, setting.disparity)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        amount = p.amount * level
        if amount == 0.0:
            return frame.copy()
        swell = tall.over(i, still, size)  # It leaks inside the camera: it does not move with the picture.
        width = p.reach * np.clip(0.5 + 0.3 * swell, 0.1, 1.4)
        leak = np.exp(-1.6 * (np.maximum(far, 0) / width) ** 1.3) * np.clip(0.7 + 0.3 * swell, 0.15, 1.4)
        leak = np.maximum(leak - np.float32(0.004), 0)  # what it does not reach stays as it is, and costs nothing
        strong = smooth(leak)[..., None]
        light = (0.5 * amount) * leak[..., None] * (RIM + (HEART - RIM) * strong)
        return relit(frame, (1 - 0.45 * np.minimum(light, 1)).astype(np.float32), light.astype(np.float32))

    return draw


def _from_edge(size: tuple[int, int], setting: Setting, side: str) -> Plane:
    """How far each place is from an edge, in short sides."""
    x, y = places(size, setting.size)
    half_x, half_y = setting.half
    ways = {"right": half_x - x, "left": half_x + x, "top": half_y + y, "bottom": half_y - y}
    return np.asarray(ways[side], np.float32)
