"""The old shot smears sideways until nothing is to be made out; out of the streaks comes the new one."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.lights import smeared
from vivant.units import Frame

KIND = "blur"
WORDS = ("horizontal blur", "hblur", "blur sideways", "streak blur", "水平模糊", "横向模糊过渡")


class Params(TransitionParams):
    length: float = number(0.5, 0.05, 1.0, "of the width")
    """How long the streaks are in the middle."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    def draw(a: Seen, b: Seen, t: float) -> Frame:
        length = p.length * setting.size[0] * (1 - abs(2 * t - 1))
        # To mix first and smear once comes to the same as smearing both.
        return smeared(np.asarray(cv2.addWeighted(a.frame, 1 - t, b.frame, t, 0), np.uint8), length, axis=1)

    return draw
