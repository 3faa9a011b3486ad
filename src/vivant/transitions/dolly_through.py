"""The camera travels into the depth of the old shot, whose far end opens into the new one."""

from __future__ import annotations

from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, MovingParams, Seen, Setting
from vivant.transitions.kernels import crossed_by
from vivant.transitions.orders import ranked, shares
from vivant.transitions.warps import flown, near_at, seen_at, small_depth
from vivant.units import Frame

KIND = "depth"
WORDS = (
    "dolly through",
    "travel through",
    "into the distance",
    "fly into the distance",
    "推进穿越",
    "深入远方",
    "纵深穿越",
)


class Params(MovingParams):
    reach: float = number(0.7, 0.2, 0.92, "of the way to the nearest thing")
    """How far the camera goes into the old shot."""
    soft: float = number(0.4, 0.05, 1.0, "of the way")
    """How gently each depth gives way."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    def draw(a: Seen, b: Seen, t: float) -> Frame:
        depth = small_depth(a.disparity)
        places = flown(depth, p.reach * t)
        near = near_at(depth, places, setting.size)
        return crossed_by(seen_at(a.frame, places, setting.size), b.frame, near, shares(ranked(near), t, p.soft))

    return draw
