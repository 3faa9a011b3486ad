"""The camera pushes into what the old shot is about until it has gone through it; behind it is the new shot."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, MovingParams, Seen, Setting
from vivant.transitions.fades import smooth
from vivant.transitions.kernels import crossed_by
from vivant.transitions.warps import FAR, aim_of, enlarged, flown, near_at, seen_at, small_depth
from vivant.units import Frame

KIND = "depth"
WORDS = (
    "push through",
    "推镜头",
    "推镜转场",
    "推镜",
    "push through the subject",
    "fly through",
    "move through",
    "穿越",
    "推穿主体",
    "穿过主体",
)


class Params(MovingParams):
    reach: float = number(0.85, 0.3, 0.95, "of the way to the subject")
    """How far the camera goes towards what the old shot is about: the rest is hidden in the change."""
    arrive: float = number(0.15, 0.0, 0.6, "fraction")
    """How much the new shot is enlarged when it comes into view; it comes to rest at its own size."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    nearness = np.arange(256, dtype=np.float32) / 255

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        x, y, near = aim_of(a)
        forward = float(p.reach * t / (FAR + (1 - FAR) * max(near, 0.25)))
        depth = small_depth(a.disparity)
        places = flown(depth, forward, (x, y))
        # What has come so close that the camera is about to touch it is gone; the rest follows.
        left = 1 - forward * (FAR + (1 - FAR) * nearness)
        gone = np.maximum(np.clip((0.5 - left) / 0.35, 0, 1), smooth((t - 0.55) / 0.45))
        share = np.asarray(gone * gone * (3 - 2 * gone), np.float32)
        new = enlarged(b.frame, 1 + p.arrive * (1 - t)) if share.any() else b.frame
        return crossed_by(seen_at(a.frame, places, setting.size), new, near_at(depth, places, setting.size), share)

    return draw
