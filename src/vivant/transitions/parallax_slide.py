"""The shots go by as from a train: what is near hurries ahead, what is far follows, and the new shot comes after."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.kernels import crossed_by
from vivant.transitions.warps import over, seen_at, slid, small_depth
from vivant.units import Frame, Plane

KIND = "depth"
WORDS = ("parallax slide", "depth slide", "like from a train", "slide with depth", "视差滑动", "景深滑动", "车窗掠过")


class Params(TransitionParams):
    direction: Literal["left", "right", "up", "down"] = "left"
    """Where the pictures go."""
    ahead: float = number(0.3, 0.0, 0.7, "of the way")
    """How much earlier the nearest things go than the farthest."""
    soft: float = number(0.06, 0.0, 0.3, "of the way across")
    """How soft the edge between the shots is."""


WAYS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    way = WAYS[p.direction]
    axis, share = 0 if way[0] else 1, np.linspace(0, 1, 256, dtype=np.float32)

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        def gone(near: Plane) -> Plane:
            x = np.clip((t - p.ahead * (1 - near)) / (1 - p.ahead), 0, 1)
            return np.asarray(x * x * (3 - 2 * x), np.float32)

        old = slid(small_depth(a.disparity), gone, way)
        new = slid(small_depth(b.disparity), lambda near: gone(near) - 1, way)
        size = old.shape[1 - axis]
        place = old[..., axis] if way[axis] < 0 else size - 1 - old[..., axis]
        # The old shot ends where its own end has come to; the new one lies behind it.
        ends = (place - size + 0.5) / max(1.0, p.soft * size) + 1
        return crossed_by(seen_at(a.frame, old), seen_at(b.frame, new), over(ends, setting.size), share)

    return draw
