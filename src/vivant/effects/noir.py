"""Black and white as in film noir: deep shadows, hard light, and a face that comes out of the dark."""

from __future__ import annotations

from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.tones import Colours, contrasted, exposed, faded, grey, to_light, toned
from vivant.knobs import number
from vivant.units import Clock

KIND = "tone"
STEADY = True
WORDS = (
    "noir", "film noir", "noir film", "noir movie", "high contrast black and white", "dramatic black and white",
    "黑色电影", "高反差黑白", "硬调黑白", "黑白高对比",
    "黑色电影感",
)  # fmt: skip


class Params(EffectParams):
    contrast: float = number(0.5, 0.0, 1.0, "fraction")
    """How hard the light is."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    def look(light: Colours) -> Colours:
        # A yellow filter: skin is bright, skies are dark.
        lab = grey(exposed(light, -0.35), (0.5, 0.44, 0.06))
        return to_light(faded(contrasted(lab, p.contrast, pivot=0.48), 0.012))

    return toned(look, p.amount)
