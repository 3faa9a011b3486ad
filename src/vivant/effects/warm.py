"""A warmer white: the picture leans towards amber, as through a light warming filter."""

from __future__ import annotations

from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.tones import Colours, balanced, livened, to_lab, to_light, toned, warm_already
from vivant.knobs import number
from vivant.units import Clock

KIND = "tone"
STEADY = True
WORDS = (
    "warm", "warm tone", "warm tones", "warmer", "warm it up", "warm colours", "warm colors",
    "暖色", "暖色调", "暖调", "暖一点", "温暖色调",
    "暖色系", "暖光", "暖黄", "暖黄色调", "暖调子", "偏暖色", "暖融融", "暖阳", "暖洋洋", "偏黄色", "橙色调",
    "暖色灯光", "暖黄灯光", "暖意",
    "温暖感", "暖乎乎", "暖橙", "打暖",
)  # fmt: skip

WARMTH, OWN = 0.36, 0.4
"""How far the white moves, and how much less where the picture is amber already."""


class Params(EffectParams):
    tint: float = number(0.06, -1.0, 1.0, "fraction")
    """From green (-1) to magenta (1): a little magenta keeps skin from going yellow."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    warmth = WARMTH * (1 - OWN * warm_already(setting.photo))

    def look(light: Colours) -> Colours:
        return to_light(livened(to_lab(balanced(light, warmth, p.tint)), 1.06))

    return toned(look, p.amount)
