"""Mist creeps sideways through the picture."""

from __future__ import annotations

from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.drift import carried
from vivant.flows.rising import curling
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("smoke", "clouds")
CARRIES = True
WORDS = (
    "mist creeps", "mist drifts", "drifting mist", "fog rolls", "rolling fog", "fog drifts",
    "雾气流动", "雾在飘", "薄雾飘动", "雾气缭绕", "晨雾飘动",
    "云雾流动", "雾气飘动", "云海翻腾", "云海翻滚", "云海", "云海流动", "雾气升腾", "雾流动", "薄雾流动", "云雾翻涌",
    "仙气缭绕", "雾气游走",
)  # fmt: skip


class Params(FlowParams):
    speed: float = number(0.016, 0.0, 0.15, "short sides per second")
    """How fast the mist creeps."""
    curl: float = number(0.3, 0.0, 1.0, "times the speed")
    """How much it eddies on its way."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    velocity = curling(area, area.way(0.0), p.amount * p.speed, p.curl, 0.25, rng)
    return carried(area, clock, velocity, rng)
