"""What still water mirrors shimmers in drifting streaks."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.drift import patches
from vivant.flows.ripples import train
from vivant.flows.sway import Swing, swaying
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("reflection", "water")
CARRIES = False
WORDS = (
    "reflections", "reflection shimmers", "shimmering reflection", "reflections in the water", "water shimmers",
    "倒影", "倒影晃动", "水中倒影", "倒影摇曳", "水面闪烁",
    "倒影荡漾", "水面倒影", "倒影波动", "倒影轻晃",
    "倒映", "倒映着", "倒映着光",
    "反光", "反光流动", "地面反光", "水面反光",
)  # fmt: skip

REACH = 0.0036
"""How far a streak of the middle distance swings to the side, in short sides."""
SIZES = (1.0, 0.62, 1.55)
UNEVEN_RAD = 2.2
"""How far the swings of neighbouring streaks are apart along a streak."""


class Params(FlowParams):
    size: float = number(0.14, 0.07, 0.5, "short sides")
    """Distance from one streak to the next in the middle distance."""
    speed: float = number(0.05, 0.0, 0.3, "short sides per second")
    """How fast the streaks drift towards the viewer."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    uneven = UNEVEN_RAD * patches(area, rng, 0.16)
    swings = []
    for n, (size, start) in enumerate(zip(SIZES, rng.uniform(0, 2 * np.pi, len(SIZES)), strict=True)):
        reach = p.amount * REACH * min(size, 1.0) / len(SIZES) ** 0.5
        streak = train(area, p.size * size, -90.0, p.speed, (reach, 0.12 * reach), float(start))
        phase = np.asarray(streak.phase + uneven * (1 if n % 2 else -1), np.float32)
        swings.append(Swing(streak.rate_hz, streak.reach, phase))
    return swaying(area, clock, swings if p.speed > 0 else [])
