"""What the new shot is about appears in the old one; then its world comes after it."""

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
    "subject first",
    "subject arrives first",
    "subject appears",
    "new subject first",
    "主体先现",
    "主体先出现",
    "人物先出",
)


class Params(TransitionParams):
    ahead: float = number(0.45, 0.0, 0.9, "of the way")
    """How much earlier the subject starts to come than its world."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    lasts = 1 - p.ahead

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        levels, subject = standing(b, setting)
        around, self = smooth((t - p.ahead) / lasts), smooth(t / lasts)
        return crossed_by(a.frame, b.frame, levels, np.asarray(around + (self - around) * subject, np.float32))

    return draw
