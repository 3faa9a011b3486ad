"""An edge passes over the picture, through the distance first; what is near keeps standing before the new shot."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.fields import across, edge, whole
from vivant.transitions.kernels import crossed_deep
from vivant.transitions.orders import ranked, softened
from vivant.units import Frame

KIND = "depth"
WORDS = ("parallax wipe", "depth wipe", "wipe behind the subject", "视差擦除", "景深擦除")


class Params(TransitionParams):
    direction: Literal["left", "right", "up", "down"] = "left"
    """Where the edge goes."""
    depth: float = number(0.45, 0.0, 0.9, "of the way")
    """How much later the nearest things turn than the farthest beside them."""
    soft: float = number(0.08, 0.0, 1.0, "of the way")
    """How soft the edge is."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    x, y = across(setting)
    way = {"left": 1 - x, "right": x, "up": 1 - y, "down": y}[p.direction]
    when, soft = whole((1 - p.depth) * way, setting), edge(p.soft, setting)

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        levels = softened(a.disparity, setting)
        order = np.asarray(p.depth * ranked(levels), np.float32)
        return crossed_deep(a.frame, b.frame, when, levels, order, t, soft)

    return draw
