"""A small flame sways and its light comes and goes a little."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.glow import Pulse, glowing
from vivant.flows.growing import above_foot
from vivant.flows.sway import Swing, both, swaying
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("fire",)
CARRIES = False
WORDS = (
    "candle", "candle flame", "candle flickers", "candlelight flickers", "candles flicker", "flickering candle",
    "蜡烛", "烛火摇曳", "烛光闪烁", "烛焰",
    "烛火跳动", "烛光闪动", "烛火闪烁", "烛火跳跃", "烛光跳动", "蜡烛晃动", "烛火晃动", "烛焰跳动", "蜡烛燃烧",
    "蜡烛闪烁", "蜡烛摇曳",
    "光忽明忽暗", "忽明忽暗", "明暗不定", "烛火跳",
)  # fmt: skip

REACH = 0.008
"""How far the tip of the flame sways, in short sides."""
RATES_HZ = (0.7, 1.3, 2.1)
"""Of its swaying and its light, which swings less the quicker it is: never three swings of a tenth in a second."""


class Params(FlowParams):
    flicker: float = number(0.06, 0.0, 0.1, "of the light")
    """How much its light comes and goes."""
    sway: float = number(1.0, 0.0, 3.0, "times")
    """How far the flame sways."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    free = above_foot(area)
    swings, pulses = [], []
    # Quick and slow ones are about as fast as each other: evenly apart they nearly rest where a loop closes.
    starts = rng.uniform(0, 2 * np.pi) + 2 * np.pi / len(RATES_HZ) * rng.permutation(len(RATES_HZ))
    for n, (rate, start) in enumerate(zip(RATES_HZ, starts, strict=True)):
        reach = p.amount * p.sway * REACH / (1 + n) * free
        swings.append(Swing(rate, np.dstack([reach, 0.3 * reach]).astype(np.float32), start - 2.5 * free))
        pulses.append(Pulse(rate, min(p.amount, 1.5) * p.flicker / (1 + n) ** 1.5, float(start) + 1.0))
    return both(swaying(area, clock, swings, rim=0.008), glowing(area, clock, pulses))
