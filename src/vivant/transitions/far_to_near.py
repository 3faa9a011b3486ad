"""The distance turns into the new shot first, and the change comes forwards to what is near."""

from __future__ import annotations

from typing import Literal

from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.kernels import crossed_by
from vivant.transitions.orders import ranked, shares, softened
from vivant.units import Frame

KIND = "depth"
WORDS = (
    "far to near",
    "far to near dissolve",
    "back to front",
    "background first",
    "distance first",
    "由远及近",
    "从远到近溶解",
    "背景先变",
)


class Params(TransitionParams):
    soft: float = number(0.35, 0.05, 1.0, "of the way")
    """How gently each depth gives way: 1 all depths at the same time."""
    by: Literal["old", "new"] = "old"
    """Whose depth counts: that of the shot that goes or of the one that comes."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    def draw(a: Seen, b: Seen, t: float) -> Frame:
        levels = softened((a if p.by == "old" else b).disparity, setting)
        return crossed_by(a.frame, b.frame, levels, shares(ranked(levels), t, p.soft))

    return draw
