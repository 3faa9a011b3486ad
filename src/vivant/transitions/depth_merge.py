"""The two worlds pass through each other: of both shots what is nearer is seen, while the new one comes forwards."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.kernels import crossed_by
from vivant.transitions.orders import ranked, shares, softened
from vivant.units import Frame

KIND = "depth"
WORDS = ("depth merge", "worlds merge", "pass through each other", "nearest wins", "空间穿插", "景深融合", "两景穿插")


class Params(TransitionParams):
    soft: float = number(0.25, 0.02, 1.0, "of the way")
    """How softly the worlds cut each other."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    def draw(a: Seen, b: Seen, t: float) -> Frame:
        nearer = np.asarray(cv2.addWeighted(b.disparity, 0.5, a.disparity, -0.5, 127.5), np.uint8)
        levels = softened(nearer, setting)
        return crossed_by(a.frame, b.frame, levels, shares(1 - ranked(levels), t, p.soft))

    return draw
