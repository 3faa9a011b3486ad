"""The old shot is gone and the new one is there."""

from __future__ import annotations

from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.units import Frame

KIND = "cut"
WORDS = ("cut", "hard cut", "straight cut", "no transition", "切", "硬切", "直接切换", "直接切", "无转场")


class Params(TransitionParams):
    at: float = number(0.5, 0.0, 1.0, "of the way")
    """Where in the time of the transition the cut lies."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    def draw(a: Seen, b: Seen, t: float) -> Frame:
        return (a if t < p.at else b).frame.copy()

    return draw
