"""The old shot comes apart into layers of depth, which drift apart to either side and go, the nearest first."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.kernels import sliced
from vivant.transitions.orders import ranked, softened
from vivant.units import Frame

KIND = "depth"
WORDS = (
    "depth slice",
    "depth slices",
    "slide apart in layers",
    "paper layers",
    "layers slide off",
    "景深切片",
    "分层滑出",
    "层层散开",
)


SHARP = 3
"""How sharply the layers are told apart."""


class Params(TransitionParams):
    layers: int = number(5, 2, 8, "layers")
    """Into how many layers it comes apart."""
    drift: float = number(0.16, 0.0, 1.0, "of the width")
    """How far each layer drifts while it goes."""
    later: float = number(0.5, 0.0, 0.8, "of the way")
    """How much later the farthest layer starts than the nearest."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    layers = np.arange(p.layers)  # the farthest first
    start = p.later * (p.layers - 1 - layers) / (p.layers - 1)
    way = np.where(layers % 2, 1, -1) * p.drift * setting.size[0]

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        levels = softened(a.disparity, setting)
        gone = np.clip((t - start) / (1 - p.later), 0, 1)
        place = ranked(levels) * p.layers - 0.5
        own = np.clip(1 - SHARP * (abs(place - layers[:, None]) - 0.5), 0, 1)
        cover = own / own.sum(axis=0) * (1 - gone * gone * (3 - 2 * gone))[:, None]
        shifts = np.rint(way * gone**2).astype(np.int64)
        return sliced(a.frame, b.frame, levels, cover.astype(np.float32), shifts)

    return draw
