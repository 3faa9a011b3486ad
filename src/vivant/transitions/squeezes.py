"""Squeezes: the old shot is pressed flat over the new one."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from vivant.transitions.contract import Draw, MovingParams, Seen, Setting
from vivant.units import Frame

KIND = "slide"
WORDS = {
    "squeezeh": ("squeeze", "squeeze flat", "squeeze to a line", "old television off", "水平挤压", "压扁"),
    "squeezev": ("squeeze upright", "squeeze narrow", "垂直挤压", "压窄"),
}
SENTENCES = {
    "squeezeh": "The old shot is pressed flat into the level line through the middle; the new one lies behind it.",
    "squeezev": "The old shot is pressed narrow into the upright line through the middle; the new one lies behind it.",
}


class Params(MovingParams):
    """The squeezes have no knobs of their own."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    axis = 0 if setting.name == "squeezeh" else 1
    size = setting.size[1 - axis]

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        left = size - 2 * round(t * size / 2)
        out = b.frame.copy()
        if left > 0:
            shape = (setting.size[0], left) if axis == 0 else (left, setting.size[1])
            np.swapaxes(out, 0, axis)[(size - left) // 2 :][:left] = np.swapaxes(
                np.asarray(cv2.resize(a.frame, shape, interpolation=cv2.INTER_AREA)), 0, axis
            )
        return out

    return draw
