"""The chest of a sleeping or sitting figure rises and sinks."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.sway import Swing, swaying
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("figure",)
CARRIES = False
WORDS = (
    "breathing", "breathes", "she breathes", "he breathes", "the chest rises", "breathing softly", "alive",
    "cat breathes", "dog breathes", "animal breathes", "subject breathes", "person breathes", "woman breathes",
    "man breathes", "girl breathes", "boy breathes", "child breathes", "baby breathes", "bird breathes",
    "呼吸", "呼吸起伏", "胸口起伏", "轻轻呼吸", "微微呼吸", "猫在呼吸", "狗在呼吸", "人在呼吸",
    "肚子起伏", "胸脯起伏", "肚皮起伏", "胸膛起伏", "呼吸着", "平稳呼吸", "均匀呼吸", "打呼噜", "呼呼大睡",
)  # fmt: skip

DEPTH = 0.0045
"""How much larger a full breath makes the figure."""
UPWARDS = 1.4
"""How much more it rises than widens."""


class Params(FlowParams):
    rate: float = number(0.25, 0.1, 0.6, "times a second")
    """How often it breathes; a resting person does so fifteen times a minute."""
    depth: float = number(1.0, 0.0, 3.0, "times")
    """How deep the breaths are."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    x, y = area.places
    weight = area.inside + np.float32(1e-6)
    middle_x, middle_y = (float((weight * place).sum() / weight.sum()) for place in (x, y))
    size = p.amount * p.depth * DEPTH / 2
    across, down = np.broadcast_arrays(size * (x - middle_x), size * UPWARDS * (y - middle_y))
    # A breath begins with the chest at rest.
    return swaying(area, clock, [Swing(p.rate, np.dstack([across, down]).astype(np.float32), -math.pi / 2)])
