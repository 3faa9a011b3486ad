"""Bright parts glow softly into what is around them, as through a diffusion filter."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from vivant.effects.air import SEEN_AS, grid, small_light
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import relit
from vivant.effects.lamps import bright_parts
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame, Plane

KIND = "lens"
STEADY = True
WORDS = (
    "bloom", "soft glow", "glowing highlights", "highlight bloom", "dreamy glow", "diffusion filter", "halation",
    "泛光", "辉光", "柔光", "高光溢出", "梦幻光晕",
    "柔光效果", "柔光滤镜", "柔光镜", "黑柔", "白柔", "黑柔滤镜",
)  # fmt: skip
SCALES = ((0.012, 0.5), (0.04, 0.3), (0.12, 0.2))
"""How wide light spreads, in short sides, and what share of it spreads so wide."""


class Params(EffectParams):
    threshold: float = number(0.55, 0.0, 1.0, "linear light")
    """How bright a part must be before it glows; 1 is white."""
    spread: float = number(1.0, 0.3, 3.0, "times")
    """How wide the glow reaches."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    size = grid(setting.size)
    bright = bright_parts(small_light(setting.photo, size), p.threshold)
    # A picture that is bright all over would be washed out by the glow that suits a lamp in the dark.
    strength = 0.55 / (1 + 4 * float((bright @ SEEN_AS).mean()))

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        amount = strength * p.amount * level
        if amount == 0.0:
            return frame.copy()
        glow = amount * spread_out(bright_parts(small_light(frame, size), p.threshold), p.spread)
        return relit(frame, (1 - 0.5 * np.minimum(glow, 1)).astype(np.float32), glow.astype(np.float32))

    return draw


def spread_out(light: Plane, times: float) -> Plane:
    """A map of light (h, w, 3) as a lens spreads it: a sharp core and wide skirts."""
    height, width, _ = light.shape
    total = np.zeros_like(light)
    for (reach, share), smaller in zip(SCALES, (1, 2, 6), strict=True):  # a wide blur needs few pixels
        few = cv2.resize(light, (width // smaller, height // smaller), interpolation=cv2.INTER_AREA)
        wide = cv2.GaussianBlur(few, (0, 0), reach * times * min(few.shape[:2]))
        total += share * cv2.resize(wide, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.maximum(total, 0)
