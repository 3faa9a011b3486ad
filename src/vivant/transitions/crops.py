"""Crops: the old shot closes to nothing, then the new one opens from there."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.fields import edge, places, whole
from vivant.transitions.kernels import crossed
from vivant.units import Frame

KIND = "wipe"
WORDS = {
    "circlecrop": ("circle crop", "iris in and out", "iris to black", "close to a point", "圆形裁切", "黑场圈入圈出"),
    "rectcrop": ("rectangle crop", "rectangular crop", "close to a rectangle", "矩形裁切"),
}
SENTENCES = {
    "circlecrop": "The old shot closes in a circle until all is black; the new one opens from there.",
    "rectcrop": "The old shot closes in a rectangle until all is black; the new one opens from there.",
}


class Params(TransitionParams):
    soft: float = number(0.02, 0.0, 0.5, "of the way")
    """How soft the edge is: 0 as sharp as pixels allow."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    (x, y), (wide, high) = places(setting), setting.half
    if setting.name == "circlecrop":
        out, power = np.hypot(x, y) / np.float32(np.hypot(wide, high)), 3
    else:
        out, power = np.maximum(abs(x) / np.float32(wide), abs(y) / np.float32(high)), 1
    field, soft = whole(out, setting), edge(p.soft, setting)
    black = np.zeros((setting.size[1], setting.size[0], 3), np.uint8)

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        shot, much = (a, 1 - 2 * t) if t < 0.5 else (b, 2 * t - 1)
        return crossed(black, shot.frame, field, much**power, soft)

    return draw
