"""A soft dream: bright parts glow into their surroundings, shadows are lifted, colours lean to rose."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import relit_graded, to_light
from vivant.effects.tones import (
    FADE,
    LUMA,
    Colours,
    contrasted,
    faded,
    keeping_skin,
    opened,
    rise,
    split,
    tables,
    to_lab,
)
from vivant.effects.tones import to_light as lab_to_light
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame, Plane

KIND = "tone"
STEADY = True
WORDS = (
    "dreamy", "dreamlike", "soft focus glow", "ethereal", "romantic look", "fairytale look",
    "梦幻", "梦境", "柔焦", "唯美", "朦胧美", "童话感",
    "梦幻感", "柔焦效果", "仙仙的", "奶油感", "如梦似幻", "梦幻滤镜",
)  # fmt: skip
LILAC, ROSE = (0.006, -0.012), (0.008, 0.006)
ROWS = 144
"""Rows of the small picture that glows."""


class Params(EffectParams):
    glow: float = number(0.34, 0.0, 1.0, "fraction")
    """How much of their light bright parts give to what is around them."""
    reach: float = number(0.025, 0.005, 0.1, "short sides")
    """How far it spreads."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    def look(light: Colours) -> Colours:
        before = to_lab(light)
        lab = contrasted(opened(before, shadows=0.2), -0.1, pivot=0.65)
        lab = keeping_skin(split(lab, LILAC, ROSE), before, 0.4)
        return lab_to_light(faded(lab, 0.03))

    table = tables(look, p.amount)
    width, height = setting.size
    rows = round(ROWS * height / setting.short)
    small = (round(rows * width / height), rows)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        strength = p.amount * level
        step = round(strength * FADE)
        if not step:
            return frame.copy()
        glow = _glow(frame, small, p.reach * ROWS) * np.float32(min(p.glow * strength, 1.0))
        return relit_graded(frame, 1 - glow, glow, table(step))

    return draw


def _glow(frame: Frame, size: tuple[int, int], reach: float) -> Plane:
    """The light of the bright parts, spread: near and, weaker, three times as far."""
    light = to_light(cv2.resize(frame, size, interpolation=cv2.INTER_AREA))
    bright = light * rise(light @ LUMA.astype(np.float32), 0.1, 0.8)[..., None].astype(np.float32)
    near = cv2.GaussianBlur(bright, (0, 0), max(reach, 0.5), borderType=cv2.BORDER_REPLICATE)
    far = cv2.GaussianBlur(near, (0, 0), max(3.0 * reach, 0.5), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(0.6 * near + 0.4 * far, np.float32)
