"""The shots go by as from a train, the new one after the old one, and what is near hurries ahead of what is far."""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.warps import seen_at, slid, small_depth
from vivant.units import Frame, Plane

KIND = "depth"
WORDS = ("parallax slide", "depth slide", "like from a train", "slide with depth", "视差滑动", "景深滑动", "车窗掠过")


class Params(TransitionParams):
    direction: Literal["left", "right", "up", "down"] = "left"
    """Where the pictures go."""
    ahead: float = number(0.12, 0.0, 0.4, "of the way")
    """How much earlier the nearest things go than the farthest."""


SOFT = 5.0
"""How far depth is smoothed, in cells of its map: so the picture leans and does not tear."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    axis = 1 if p.direction in ("left", "right") else 0
    first = p.direction in ("left", "up")  # whether the old shot comes first in the row that both make

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        def gone(near: Plane) -> Plane:
            x = np.clip((t - p.ahead * (1 - near)) / (1 - p.ahead), 0, 1)
            much = np.asarray(x * x * (3 - 2 * x), np.float32)
            return much if first else 1 - much

        shots = (a, b) if first else (b, a)
        world = np.concatenate([shot.frame for shot in shots], axis)
        depth = np.concatenate([small_depth(shot.disparity) for shot in shots], axis)
        depth = np.asarray(cv2.GaussianBlur(depth, (0, 0), SOFT, borderType=cv2.BORDER_REPLICATE), np.float32)
        return seen_at(world, slid(depth, gone, axis), setting.size)

    return draw
