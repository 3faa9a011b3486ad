"""Sand and dust drift over the ground."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.drift import carried, patches
from vivant.flows.perspective import nearer_is_faster
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("sand",)
CARRIES = True
WORDS = (
    "sand", "sand drifts", "drifting sand", "blowing sand", "falling sand", "dust drifts", "sand blows",
    "沙子流动", "流沙", "沙尘飘动", "风沙", "扬沙", "沙子飘落",
    "黄沙", "沙尘", "沙尘暴", "黄沙漫天", "扬起沙尘", "沙粒飘动", "飞沙", "尘土飞扬", "扬尘", "沙子飘", "沙丘流动",
    "风吹沙",
)  # fmt: skip

UNEVEN = 0.35
"""How much faster or slower one patch drifts than the mean."""


class Params(FlowParams):
    speed: float = number(0.05, 0.0, 0.4, "short sides per second")
    """How fast the sand of the middle distance drifts."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    dx, dy = area.way(0.0)
    pace = p.amount * p.speed * nearer_is_faster(area) * (1 + UNEVEN * 0.6 * patches(area, rng, 0.2))
    return carried(area, clock, np.dstack([dx * pace, dy * pace]).astype(np.float32), rng)
