"""Dissolves by brightness: the bright parts, or the dark ones, give way first."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.kernels import crossed_by
from vivant.transitions.orders import ranked, shares
from vivant.units import Frame

KIND = "fade"
WORDS = {
    "bright_first": ("luma fade", "luma dissolve", "bright parts first", "highlights first", "亮部先变", "亮度溶解"),
    "dark_first": ("dark parts first", "shadows first", "out of the shadows", "暗部先变"),
}
SENTENCES = {
    "bright_first": "The new shot breaks in through the brightest parts of the old one.",
    "dark_first": "The new shot comes out of the shadows of the old one.",
}


class Params(TransitionParams):
    soft: float = number(0.5, 0.05, 1.0, "of the way")
    """How gently each part gives way: 1 all at the same time."""
    detail: float = number(0.006, 0.0, 0.1, "short sides")
    """How fine the parts are that are told apart."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    width = max(1, round(p.detail * setting.short)) | 1

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        grey: Any = cv2.cvtColor(a.frame, cv2.COLOR_RGB2GRAY)
        levels = np.asarray(cv2.blur(grey, (width, width)), np.uint8)
        order = 1 - ranked(levels) if setting.name == "bright_first" else ranked(levels)
        return crossed_by(a.frame, b.frame, levels, shares(order, t, p.soft))

    return draw
