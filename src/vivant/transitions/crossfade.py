"""The shots melt into each other as light does: lamps shine through, and nothing darkens on the way."""

from __future__ import annotations

from numpy.random import Generator

from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.lights import dissolved
from vivant.units import Frame

KIND = "fade"
WORDS = (
    "crossfade", "cross fade", "dissolve", "cross dissolve", "film dissolve", "blend", "mix", "melt into", "melt",
    "叠化", "交叉淡化", "交叉溶解", "溶解", "淡入淡出",
)  # fmt: skip


class Params(TransitionParams):
    """The dissolve of light has no knobs of its own."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    def draw(a: Seen, b: Seen, t: float) -> Frame:
        return dissolved(a.frame, b.frame, t)

    return draw
