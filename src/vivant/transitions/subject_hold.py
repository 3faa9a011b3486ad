"""What the old shot is about stays where it is while the world around it becomes the new shot; then it goes too."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.fades import smooth
from vivant.transitions.kernels import crossed_by
from vivant.transitions.orders import standing
from vivant.units import Frame

KIND = "depth"
WORDS = (
    "subject hold",
    "hold the subject",
    "subject stays",
    "keep the subject",
    "background changes first",
    "主体停留",
    "主体保持",
    "背景先换",
)


class Params(TransitionParams):
    hold: float = number(0.45, 0.0, 0.9, "of the way")
    """How much later the subject starts to go than the world around it."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    lasts = 1 - p.hold

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        levels, subject = standing(a, setting)
        around, self = smooth(t / lasts), smooth((t - p.hold) / lasts)
        return crossed_by(a.frame, b.frame, levels, np.asarray(around + (self - around) * subject, np.float32))

    return draw
