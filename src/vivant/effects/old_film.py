"""A reel from the attic: faded brown, grain, scratches, a picture that weaves in its gate and flickers a little."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.random import Generator

from vivant.effects import grain, scratches, vignette
from vivant.effects.chance import by_step, wander
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import graded
from vivant.effects.tones import FADE, Colours, contrasted, faded, saturated, split, tables, to_lab, to_light
from vivant.effects.view import Floats, View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "film"
WORDS = (
    "old film", "old movie", "silent film", "silent movie", "8mm", "super 8", "antique film", "vintage film",
    "film flicker", "flicker effect", "flicker and scratches", "scratches and flicker", "projector flicker",
    "flickering picture", "flickering film", "old family film", "old home movie", "home movie",
    "老电影", "老胶片", "默片", "旧电影", "老影片", "复古胶片",
    "老电影感", "老电影效果", "旧胶片", "老电影质感", "老式电影", "无声电影", "卓别林", "放映机", "老式放映机",
    "民国电影", "旧电影感", "老影像",
    "8毫米", "超8", "十六毫米", "老片子", "胶片放映",
)  # fmt: skip
BROWN = ((0.012, 0.032), (0.011, 0.046))
"""What the shadows and the highlights lean to, in Oklab."""
GATE_HZ = 16.0
"""Pictures a second that the old camera took."""


class Params(EffectParams):
    colour: float = number(0.22, 0.0, 1.0, "fraction")
    """How much of the colour is left."""
    weave: float = number(0.0016, 0.0, 0.01, "short sides")
    """How far the picture moves in its gate."""
    flicker: float = number(0.03, 0.0, 0.045, "fraction")
    """How much the light rises and falls."""
    wear: float = number(0.7, 0.0, 2.0, "times")
    """How scratched and dusty it is."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    def look(light: Colours) -> Colours:
        lab = split(saturated(contrasted(to_lab(light), 0.1), p.colour), *BROWN)
        return to_light(faded(lab, 0.06, 0.96))

    table, shade = tables(look, p.amount), _shade(setting, clock, rng)
    gate, light = _gate(clock, rng), wander(clock, (2.3, 3.7, 6.1), rng)
    grains = grain.prepare(setting, clock, grain.Params(amount=min(3.0, 1.3 * p.amount), colour=0.0, size=0.002), rng)
    worn = scratches.prepare(setting, clock, scratches.Params(amount=min(3.0, p.wear * p.amount)), rng)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        much = p.amount * level
        if round(much * FADE) == 0:
            return frame.copy()
        moved = _moved(frame, gate(i) * p.weave * much * setting.short)
        lamp = np.float32((1.0 + p.flicker * min(much, 1.0) * light(i)) ** (1 / 2.2))
        brown = graded(moved, table(round(much * FADE)) * lamp)
        corners = cv2.convertScaleAbs(shade, alpha=min(1.0, much), beta=255.0 * (1.0 - min(1.0, much)))
        dim = np.asarray(cv2.multiply(brown, corners, scale=1 / 255), np.uint8)  # the grain keeps it from banding
        return worn(grains(dim, view, i, level), view, i, level)

    return draw


def _shade(setting: Setting, clock: Clock, rng: Generator) -> Frame:
    """What the vignette makes of a white frame."""
    white = np.full((setting.size[1], setting.size[0], 3), 255, np.uint8)
    view = View.still(setting.size, setting.disparity)
    return vignette.prepare(setting, clock, vignette.Params(amount=0.8), rng)(white, view, 0, 1.0)


def _gate(clock: Clock, rng: Generator) -> Callable[[int], Floats]:
    """How far the picture lies off its place, x and y: it wanders slowly and jumps a little from picture to picture."""
    across, down, jump = wander(clock, (0.4, 1.1), rng), wander(clock, (0.7, 1.9), rng), by_step(clock, GATE_HZ, rng)
    return lambda i: 0.7 * np.array([across(i), down(i)]) + 0.3 * jump(i)[0].uniform(-1.0, 1.0, 2)


def _moved(frame: Frame, by: Floats) -> Frame:
    way = np.array([[1.0, 0.0, by[0]], [0.0, 1.0, by[1]]])
    size = (frame.shape[1], frame.shape[0])
    out = cv2.warpAffine(frame, way, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    return np.asarray(out, np.uint8)
