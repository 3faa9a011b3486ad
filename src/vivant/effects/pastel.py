"""Light, airy colours of little contrast, as of chalk on paper."""

from __future__ import annotations

from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.tones import (
    Colours,
    contrasted,
    exposed,
    faded,
    keeping_skin,
    opened,
    saturated,
    split,
    to_lab,
    to_light,
    toned,
)
from vivant.knobs import number
from vivant.units import Clock

KIND = "tone"
STEADY = True
WORDS = (
    "pastel", "pastel colours", "pastel colors", "pastel tones", "airy tone", "light and airy",
    "马卡龙色", "粉彩", "柔和色调", "淡雅", "小清新", "日系清新",
    "淡色", "奶油色", "奶油风", "清透", "日系感", "日系风", "ins风", "韩系", "韩系清新", "清爽", "粉嫩", "清新感",
    "淡雅清新", "干净清透", "通透感",
    "奶油色调", "莫兰迪", "粉粉的", "粉嫩嫩", "少女粉", "粉调", "莫兰迪色", "小清新感", "韩式",
)  # fmt: skip
SKY, ROSE = (-0.006, -0.014), (0.008, 0.004)


class Params(EffectParams):
    light: float = number(0.45, 0.0, 1.0, "stops")
    """How much lighter the picture gets."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    def look(light: Colours) -> Colours:
        before = to_lab(light)
        lab = contrasted(opened(to_lab(exposed(light, p.light)), shadows=0.2), -0.25, pivot=0.7)
        lab = keeping_skin(split(saturated(lab, 0.82), SKY, ROSE), before, 0.5)
        return to_light(faded(lab, 0.02, 0.985))

    return toned(look, p.amount)
