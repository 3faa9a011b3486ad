"""Slices: the new shot comes through a row of blinds that open one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Setting, TransitionParams
from vivant.transitions.fields import across, edge, whole, wipe
from vivant.units import Plane

KIND = "wipe"
WORDS = {
    "hlslice": ("blinds", "venetian blinds", "slices", "slice left", "slices from the right", "百叶窗", "向左切片"),
    "hrslice": ("slice right", "slices from the left", "向右切片"),
    "vuslice": ("slice up", "slices from below", "horizontal blinds", "水平百叶窗", "向上切片"),
    "vdslice": ("slice down", "slices from above", "向下切片"),
}
SENTENCES = {
    "hlslice": "Upright blinds open one after the other, from the right to the left.",
    "hrslice": "Upright blinds open one after the other, from the left to the right.",
    "vuslice": "Level blinds open one after the other, from the bottom to the top.",
    "vdslice": "Level blinds open one after the other, from the top to the bottom.",
}


class Params(TransitionParams):
    slices: int = number(10, 2, 40, "blinds")
    """How many blinds there are."""
    soft: float = number(0.02, 0.0, 0.5, "of the way")
    """How soft the edges are: 0 as sharp as pixels allow."""


WAY: Mapping[str, Callable[[Plane, Plane], Plane]] = {
    "hlslice": lambda x, y: 1 - x,
    "hrslice": lambda x, y: x,
    "vuslice": lambda x, y: 1 - y,
    "vdslice": lambda x, y: y,
}
LATER = 2 / 3
"""Part of the time that lies between the first blind's start and the last one's."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    way = WAY[setting.name](*across(setting))
    nth = np.minimum(np.floor(way * p.slices), p.slices - 1)
    field = LATER * nth / (p.slices - 1) + (1 - LATER) * (way * p.slices - nth)
    return wipe(whole(field, setting), edge(p.soft, setting))
