"""Straight lines bend, as through a wide lens: bulging like a barrel or drawn in like a pincushion."""

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
    "lens distortion", "barrel distortion", "pincushion distortion", "fisheye", "fish-eye", "wide angle distortion",
    "镜头畸变", "桶形畸变", "枕形畸变", "鱼眼", "鱼眼镜头", "广角畸变",
    "鱼眼效果", "广角变形",
)  # fmt: skip

FARTHEST = -0.3
"""Below this a pincushion would fold over in the corners."""


class Params(EffectParams):
    bend: float = number(0.07, -0.25, 0.25, "fraction")
    """How far the corners are moved: above 0 like a barrel, below 0 like a pincushion."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    nearest = float(min(setting.half) / np.hypot(*setting.half)) ** 2  # of the border, squared, where a corner is 1

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        bend = max(p.bend * p.amount * level, FARTHEST)
        if bend == 0.0:
            return frame.copy()
        # Taken from nowhere farther out than the border: a barrel reaches it in the corners, a pincushion at the sides.
        whole = 1.0 + bend if bend > 0.0 else 1.0 + bend * nearest
        maps = radial_maps(setting.size, (1.0 / whole - 1.0, bend / whole))
        out = cv2.remap(frame, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
        return np.asarray(out, np.uint8)

    return draw
