"""The new shot comes up in the sky of the old one, or its farthest distance, and from there sinks over the land."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.fields import across, edge, whole
from vivant.transitions.kernels import crossed_deep
from vivant.transitions.orders import ranked, softened
from vivant.units import Frame

KIND = "depth"
WORDS = ("sky first", "sky replaced first", "through the sky", "天空先变", "先换天空")


class Params(TransitionParams):
    soft: float = number(0.3, 0.02, 1.0, "of the way")
    """How gently each part gives way."""
    down: float = number(0.35, 0.0, 0.8, "fraction")
    """How far the order goes from the top down rather than from far to near."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    when, soft = whole(p.down * across(setting)[1], setting), edge(p.soft, setting)

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        levels = softened(a.disparity, setting)
        far = ranked(levels)
        # What is not quite the farthest waits until the sky has turned.
        order = np.asarray((1 - p.down) * np.clip(far * 3, 0, 1) ** 2 * (0.6 + 0.4 * far), np.float32)
        return crossed_deep(a.frame, b.frame, when, levels, order, t, soft)

    return draw
