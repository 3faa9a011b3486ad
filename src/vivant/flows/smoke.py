"""Smoke or steam rises and curls."""

from __future__ import annotations

from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.drift import carried
from vivant.flows.rising import curling
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("smoke",)
CARRIES = True
WORDS = (
    "smoke", "smoke rises", "rising smoke", "steam", "steam rises", "steaming", "smoke drifts",
    "wisps of steam", "steaming cup", "steaming mug", "steaming hot", "热气",
    "烟", "烟雾升起", "炊烟袅袅", "烟雾飘动", "蒸汽", "热气腾腾", "冒烟",
    "热气升腾", "冒热气", "热气袅袅", "热气缭绕", "蒸汽升腾", "冒白烟", "青烟袅袅", "白烟", "烟雾缭绕", "香烟袅袅",
    "冒气", "冒着热气", "腾腾热气",
    "烟气缭绕", "水汽升腾", "炊烟升起", "茶烟", "白气", "烟火气",
)  # fmt: skip


class Params(FlowParams):
    speed: float = number(0.05, 0.0, 0.3, "short sides per second")
    """How fast the smoke rises."""
    curl: float = number(0.45, 0.0, 1.0, "times the speed")
    """How much it curls on its way."""
    size: float = number(0.12, 0.04, 0.5, "short sides")
    """Size of the eddies."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    velocity = curling(area, area.way(90.0), p.amount * p.speed, p.curl, p.size, rng)
    return carried(area, clock, velocity, rng)
