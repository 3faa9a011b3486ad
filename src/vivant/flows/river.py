"""Water flows along its bed, quicker where it is near."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.flows.bed import along_bed
from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.drift import carried
from vivant.flows.perspective import nearer_is_faster
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("water",)
CARRIES = True
WORDS = (
    "river", "flowing water", "water flows", "current", "stream flows", "the river flows", "flowing river",
    "水流动", "水在流", "河水流动", "流水", "小溪流水", "流水潺潺", "溪水潺潺", "水流", "溪水流淌", "河流",
)  # fmt: skip


class Params(FlowParams):
    speed: float = number(0.035, 0.0, 0.4, "short sides per second")
    """How fast the water in the middle distance moves."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    pace = np.float32(p.amount * p.speed) * nearer_is_faster(area)
    return carried(area, clock, along_bed(area) * pace[..., None], rng)
