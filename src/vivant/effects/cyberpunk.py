"""A city of the future at night: blue-violet shadows, magenta and cyan lights."""

from __future__ import annotations

from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.tones import (
    LUMA,
    Colours,
    contrasted,
    decoded,
    exposed,
    keeping_skin,
    rise,
    split,
    to_lab,
    to_light,
    toned,
    turned,
)
from vivant.knobs import number
from vivant.units import Clock

KIND = "tone"
STEADY = True
WORDS = (
    "cyberpunk", "cyberpunk look", "neon tone", "neon colours", "neon colors", "synthwave", "blade runner look",
    "赛博朋克", "霓虹色调", "赛博风", "蓝紫色调", "未来都市",
    "赛博朋克风", "赛博感", "赛博味", "霓虹感", "科幻都市", "赛博色调",
)  # fmt: skip
VIOLET, CYAN = (0.014, -0.055), (-0.006, -0.018)

DAY = 1.0
"""How much of its light a picture taken by day loses before it gets darker by `night`."""


class Params(EffectParams):
    night: float = number(0.7, 0.0, 1.5, "stops")
    """How much darker it gets."""
    skin: float = number(0.35, 0.0, 1.0, "fraction")
    """How far skin keeps its own colour."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    mean = float((decoded(setting.photo[::8, ::8].reshape(-1, 3) / 255.0) @ LUMA).mean())
    day = DAY * float(rise(mean, 0.08, 0.3)) * min(p.night / 0.7, 1.0)

    def look(light: Colours) -> Colours:
        dim = 1.0 / (1.0 + day * (0.3 + 1.6 * (light @ LUMA)[..., None]))  # by day the sky loses most
        lab = contrasted(to_lab(exposed(light * dim, -p.night)), 0.2, pivot=0.42)
        lab = turned(lab, 60.0, 32.0, -48.0)  # lamps and warm things lean to magenta,
        lab = turned(lab, 130.0, 30.0, 40.0)  # leaves to cyan
        lab = keeping_skin(split(lab, VIOLET, CYAN), to_lab(light), p.skin)
        return to_light(lab)

    return toned(look, p.amount)
