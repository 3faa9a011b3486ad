"""The old shot goes dark from the distance on until its nearest things are left; the new one lights up from there."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.fades import smooth
from vivant.transitions.kernels import crossed_by
from vivant.transitions.lights import dissolved
from vivant.transitions.orders import ranked, shares, softened
from vivant.units import Frame

KIND = "depth"
WORDS = ("depth dip", "lights out", "dark from the distance", "nightfall by depth", "由远变暗", "景深渐黑")
LEFT = 0.12
"""How much light is left in the deepest dark."""


class Params(TransitionParams):
    soft: float = number(0.5, 0.05, 1.0, "of the way")
    """How gently each depth goes dark."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    black = np.zeros((setting.size[1], setting.size[0], 3), np.uint8)

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        new = smooth((t - 0.38) / 0.24)
        frame = dissolved(a.frame, b.frame, new)
        levels = np.asarray(cv2.addWeighted(a.disparity, 1 - new, b.disparity, new, 0), np.uint8)
        levels = softened(levels, setting)
        much = min(1.0, 2.1 * min(t, 1 - t))
        return crossed_by(frame, black, levels, (1 - LEFT) * shares(ranked(levels), 0.94 * much, p.soft))

    return draw
