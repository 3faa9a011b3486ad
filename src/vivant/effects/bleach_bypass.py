"""Silver left in the film: hard light over colours that are half gone."""

from __future__ import annotations

from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.tones import Colours, contrasted, exposed, saturated, split, to_lab, to_light, toned
from vivant.knobs import number
from vivant.units import Clock

KIND = "tone"
STEADY = True
WORDS = (
    "bleach bypass", "silver retention", "desaturated and gritty", "gritty", "washed-out war film",
    "留银", "漂白", "银盐质感", "低饱和高反差", "硬朗色调",
)  # fmt: skip
STEEL, PALE = (-0.004, -0.01), (0.001, 0.006)


class Params(EffectParams):
    colour: float = number(0.45, 0.0, 1.0, "fraction")
    """How much of the colour is left."""
    contrast: float = number(0.32, 0.0, 1.0, "fraction")
    """How hard the light is."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    def look(light: Colours) -> Colours:
        lab = contrasted(to_lab(exposed(light, 0.08)), p.contrast)
        return to_light(split(saturated(lab, p.colour), STEEL, PALE))

    return toned(look, p.amount)
