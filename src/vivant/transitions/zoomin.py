"""The old shot grows towards the viewer and melts into the new one."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.fades import smooth
from vivant.transitions.lights import dissolved
from vivant.transitions.warps import enlarged
from vivant.units import Frame

KIND = "slide"
WORDS = ("zoom in", "zoomin", "zoom transition", "zoom into the next", "放大过渡", "缩放过渡", "推近过渡")


class Params(TransitionParams):
    zoom: float = number(4.0, 1.1, 12.0, "times")
    """How large the old shot has become at the end."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    def draw(a: Seen, b: Seen, t: float) -> Frame:
        grown = enlarged(a.frame, p.zoom ** (smooth(t / 0.9) * (0.4 + 0.6 * t)))
        new = smooth((t - 0.4) / 0.6)
        return np.asarray(dissolved(grown, b.frame, new) if new > 0 else grown)

    return draw
