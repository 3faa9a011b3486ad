"""Thin colour fringes towards the corners, as of an old or very wide lens."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.optics import radial_maps
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "lens"
STEADY = True
WORDS = (
    "chromatic aberration", "colour fringes", "color fringes", "colour fringing", "color fringing", "rgb split",
    "色差", "色散", "紫边", "彩边", "镜头色差", "颜色分离",
    "色散效果", "rgb分离", "红蓝分离", "色彩分离",
)  # fmt: skip


class Params(EffectParams):
    fringe: float = number(0.004, 0.0005, 0.015, "short sides")
    """How far red and blue lie apart in the corners."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    # Red is drawn larger and blue smaller; green, which carries the sharpness, stays as it is.
    corner = float(np.hypot(*setting.half))

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        out = frame.copy()
        apart = p.fringe * p.amount * level / 2.0
        if apart == 0.0:
            return out
        for channel, way in ((0, -1.0), (2, 1.0)):
            maps = radial_maps(setting.size, (0.0, way * apart / corner))
            plane = cv2.extractChannel(frame, channel)
            moved = cv2.remap(plane, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            cv2.insertChannel(moved, out, channel)
        return out

    return draw
