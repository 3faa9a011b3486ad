"""The old subject darkens to a silhouette before the new shot, and melts into it."""

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
WORDS = ("silhouette", "silhouette transition", "turn to a silhouette", "剪影", "剪影过渡")


class Params(TransitionParams):
    dark: float = number(0.92, 0.2, 1.0, "fraction")
    """How dark the silhouette becomes: 1 black."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    black = np.zeros((setting.size[1], setting.size[0], 3), np.uint8)

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        levels, subject = standing(a, setting, alone=True)
        night = np.asarray(p.dark * smooth(t / 0.45) * subject, np.float32)
        around, self = smooth((t - 0.15) / 0.45), smooth((t - 0.55) / 0.45)
        share = np.asarray(around + (self - around) * subject, np.float32)
        return crossed_by(crossed_by(a.frame, black, levels, night), b.frame, levels, share)

    return draw
