"""A bubble of the new shot grows in the space of the old one, and swallows what stands at its depth first."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.fields import edge, places, whole
from vivant.transitions.kernels import crossed_deep
from vivant.transitions.orders import ranked, softened
from vivant.units import Frame

KIND = "depth"
WORDS = ("depth iris", "bubble", "growing bubble", "sphere wipe", "iris in space", "景深光圈", "球形展开", "气泡展开")


class Params(TransitionParams):
    x: float = number(0.5, 0.0, 1.0, "of the width")
    """Where the bubble begins: 0 on the left, 1 on the right."""
    y: float = number(0.5, 0.0, 1.0, "of the height")
    """Where the bubble begins: 0 at the top, 1 at the bottom."""
    near: float = number(0.0, 0.0, 1.0, "nearness")
    """How near it begins: 0 in the farthest distance, 1 before everything."""
    depth: float = number(0.5, 0.0, 0.9, "fraction")
    """How much depth counts against the distance on the frame."""
    soft: float = number(0.15, 0.0, 1.0, "of the way")
    """How soft the skin of the bubble is."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    (x, y), (wide, high) = places(setting), setting.half
    cx, cy = (2 * p.x - 1) * wide, (2 * p.y - 1) * high
    out = np.hypot(x - np.float32(cx), y - np.float32(cy)) / np.float32(np.hypot(wide + abs(cx), high + abs(cy)))
    when, soft = whole((1 - p.depth) * out, setting), edge(p.soft, setting)

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        levels = softened(a.disparity, setting)
        order = np.asarray(p.depth * abs(ranked(levels) - p.near), np.float32)
        return crossed_deep(a.frame, b.frame, when, levels, order, t, soft)

    return draw
