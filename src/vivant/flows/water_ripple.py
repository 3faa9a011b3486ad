"""Small ripples run over still water, and what is mirrored in it wavers."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.ripples import train
from vivant.flows.sway import swaying
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("water",)
CARRIES = False
WORDS = (
    "water ripple", "ripples", "water ripples", "rippling water", "the lake ripples", "gentle ripples",
    "水面荡漾", "水波荡漾", "涟漪", "水波", "湖面荡漾", "波光粼粼",
    "波纹", "水纹", "涟漪荡开", "水面起涟漪", "碧波荡漾", "波纹荡漾", "波光", "水光潋滟",
    "波光闪闪", "微波荡漾", "泛起涟漪",
    "水波纹", "微波", "水面轻晃", "微微荡漾", "水光",
)  # fmt: skip

REACH = 0.0026
"""How far a ripple of the middle distance carries what is seen in it, in short sides."""
SIZES = (1.0, 0.71, 1.37, 0.53, 0.87)
TURNS_DEG = (0.0, 38.0, -27.0, 71.0, -64.0)
"""Wavelengths and directions of the ripples beside the first: as no two are alike, the whole never repeats."""


class Params(FlowParams):
    size: float = number(0.16, 0.08, 0.5, "short sides")
    """Wavelength of the ripples in the middle distance."""
    speed: float = number(0.07, 0.0, 0.4, "short sides per second")
    """How fast the ripples run."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    reach = p.amount * REACH / math.sqrt(len(SIZES))
    first_deg = -90.0 if area.direction_deg is None else area.direction_deg
    swings = [
        train(area, p.size * size, first_deg + turn, p.speed, (reach, 0.45 * reach), float(start))
        for size, turn, start in zip(SIZES, TURNS_DEG, rng.uniform(0, 2 * np.pi, len(SIZES)), strict=True)
    ]
    return swaying(area, clock, [swing for swing in swings if p.speed > 0])
