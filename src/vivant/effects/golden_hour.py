"""The light of the hour before sunset: gold in the highlights, soft plum in the shadows."""

from __future__ import annotations

from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.tones import (
    Colours,
    balanced,
    contrasted,
    livened,
    opened,
    split,
    to_lab,
    to_light,
    toned,
    warm_already,
)
from vivant.knobs import number
from vivant.units import Clock

KIND = "tone"
STEADY = True
WORDS = (
    "golden hour", "magic hour", "golden light", "sunset tone", "late afternoon light",
    "黄金时刻", "金色时光", "夕阳色调", "黄昏色调", "金色调",
    "夕阳感", "日落感", "落日感", "日落氛围", "日落余晖", "金色夕阳", "晚霞", "晚霞感", "黄昏感", "落日余晖",
    "日照金山", "暮色", "霞光", "朝霞",
    "夕照", "金色光线", "黄昏光线", "日落色调", "晨光", "晨曦", "清晨的光", "早晨的阳光", "傍晚的光", "夕阳的光",
    "金灿灿", "金色暖阳",
    "变成金色", "染成金色", "镀上金色",
)  # fmt: skip
PLUM, GOLD = (0.008, -0.014), (0.016, 0.022)
OWN = 0.75
"""How much less is done to a picture that is amber already: gold over gold is mustard."""


class Params(EffectParams):
    warmth: float = number(0.45, 0.0, 1.0, "fraction")
    """How low the sun stands: 0 afternoon, 1 its last minutes."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    low = 1 - OWN * warm_already(setting.photo)
    gold = GOLD[0] * low, GOLD[1] * low

    def look(light: Colours) -> Colours:
        lab = to_lab(balanced(light, p.warmth * low, 0.1 * p.warmth))
        lab = opened(contrasted(lab, 0.04), shadows=0.12, highlights=-0.12)
        return to_light(livened(split(lab, PLUM, gold), 1.05))

    return toned(look, p.amount)
