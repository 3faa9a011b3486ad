"""A cooler white: the picture leans towards blue, as in the shade or under an overcast sky."""

from __future__ import annotations

from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.tones import Colours, balanced, keeping_skin, saturated, to_lab, to_light, toned
from vivant.knobs import number
from vivant.units import Clock

KIND = "tone"
STEADY = True
WORDS = (
    "cool", "cool tone", "cool tones", "cooler", "cold tone", "cold colours", "cold colors",
    "冷色", "冷色调", "冷调", "冷一点", "清冷",
    "冷色系", "冷感", "偏冷色", "冷白", "蓝色调", "偏蓝色", "清冷感", "冷峻", "冷冽", "凉一点", "青色调", "偏青色",
    "冷蓝色调", "冷清", "高冷",
)  # fmt: skip


class Params(EffectParams):
    skin: float = number(0.4, 0.0, 1.0, "fraction")
    """How far skin keeps its own colour."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    def look(light: Colours) -> Colours:
        lab = saturated(to_lab(balanced(light, -0.42)), 0.96)
        return to_light(keeping_skin(lab, to_lab(light), p.skin))

    return toned(look, p.amount)
