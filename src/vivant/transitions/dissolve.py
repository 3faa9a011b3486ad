"""Grain by grain, in no order, the new shot takes the place of the old one."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Setting, TransitionParams
from vivant.transitions.fields import edge, places, wipe

KIND = "wipe"
WORDS = ("grain dissolve", "speckle dissolve", "pixel dissolve", "noise dissolve", "颗粒溶解", "像素溶解", "噪点溶解")


class Params(TransitionParams):
    grain: float = number(0.003, 0.001, 0.2, "short sides")
    """How large a grain is."""
    soft: float = number(0.1, 0.0, 1.0, "of the way")
    """How gently a grain turns: 0 at once."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    x, y = places(setting)
    row, column = (np.floor(place.ravel() / p.grain).astype(np.int64) for place in (y, x))
    rows, columns = (int(2 * half / p.grain) + 3 for half in (setting.half[1], setting.half[0]))
    order = rng.permutation(rows * columns).reshape(rows, columns) / (rows * columns - 1)
    field = order.astype(np.float32)[(row + rows // 2)[:, None], (column + columns // 2)[None, :]]
    return wipe(np.ascontiguousarray(field), edge(p.soft, setting))
