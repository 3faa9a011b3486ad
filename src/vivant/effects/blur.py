"""The picture, or a part of it that is marked, is out of focus, so that nobody can make out what is there."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import relit, shrunk_light
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "lens"
STEADY = True
WORDS = ("blur", "blurred", "blur it", "blur everything", "out of focus everywhere", "模糊", "虚化画面", "全部模糊")
COARSE = 4.0
"""Radius in pixels from which it is made at half the size, and again at twice that."""
SMALLEST = 24
"""Sides of the smallest size that it is made at."""


class Params(EffectParams):
    radius: float = number(0.03, 0.002, 0.2, "short sides")
    """How wide a point blurs; 0.03 hides faces and writing."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    size = setting.size

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        radius = p.radius * p.amount * level * setting.short
        if radius == 0.0:
            return frame.copy()
        shrunk = 1
        while radius / shrunk > COARSE and min(size) // (2 * shrunk) >= SMALLEST:
            shrunk *= 2
        light = shrunk_light(frame, (size[0] // shrunk, size[1] // shrunk))
        sigma = max(0.05, 0.55 * radius / shrunk)
        soft = np.asarray(cv2.GaussianBlur(light, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE), np.float32)
        return relit(frame, np.zeros((*soft.shape[:2], 1), np.float32), soft)

    return draw
