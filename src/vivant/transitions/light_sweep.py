"""A sheet of light comes out of the distance towards the viewer and leaves the new shot behind it."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.kernels import crossed_by
from vivant.transitions.orders import ranked, shares, softened
from vivant.units import Frame

KIND = "depth"
WORDS = ("light sweep", "sweep of light", "sheet of light", "light scan", "光扫", "光线扫过", "景深扫光")
LIGHTS = {"warm": (1.0, 0.72, 0.42), "white": (0.9, 0.9, 0.9), "cool": (0.45, 0.7, 1.0)}
"""Colours in linear light."""


class Params(TransitionParams):
    direction: Literal["forwards", "backwards"] = "forwards"
    """Whether it comes out of the distance or goes into it."""
    light: float = number(0.35, 0.0, 1.0, "of white")
    """How bright the light is."""
    colour: Literal["warm", "white", "cool"] = "warm"
    """Its colour."""
    soft: float = number(0.22, 0.05, 0.8, "of the way")
    """How thick the sheet is."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    colour = np.asarray(LIGHTS[p.colour], np.float32)

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        levels = softened(a.disparity, setting)
        far = ranked(levels)
        order = far if p.direction == "forwards" else 1 - far
        # What is all at one depth has no light, for it would flash as a whole.
        strength = p.light * np.ptp(order) * min(1.0, 5 * t, 5 * (1 - t))
        share = shares(order, t, p.soft)
        glow = (4 * share * (1 - share))[:, None] * colour * np.float32(strength)
        return crossed_by(a.frame, b.frame, levels, share, glow)

    return draw
