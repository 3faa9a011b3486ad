"""Clearer, richer colours: what was dull comes alive, what was strong already and skin stay as they are."""

from __future__ import annotations

from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.tones import Colours, contrasted, keeping_skin, livened, to_lab, to_light, toned
from vivant.knobs import number
from vivant.units import Clock

KIND = "tone"
STEADY = True
WORDS = (
    "vivid", "vivid colours", "vivid colors", "vibrant", "vibrant colours", "vibrant colors", "rich colours", "punchy",
    "鲜艳", "鲜明", "色彩浓郁", "高饱和", "艳丽", "更鲜艳",
    "鲜亮", "颜色鲜艳", "色彩鲜艳", "浓郁", "色彩饱满", "有食欲", "诱人", "颜色浓", "高饱和度", "艳一点", "鲜活",
    "亮丽", "明快", "色彩明快", "明快一点", "色彩浓烈", "浓烈", "饱满",
    "明艳", "色彩丰富", "通透鲜艳", "看着好吃", "看起来好吃",
    "食欲", "食欲感", "香一点",
)  # fmt: skip


class Params(EffectParams):
    colour: float = number(0.3, 0.0, 1.0, "fraction")
    """How much more colour dull parts get."""
    contrast: float = number(0.08, 0.0, 0.5, "fraction")
    """How much harder the light is."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    def look(light: Colours) -> Colours:
        before = to_lab(light)
        lab = livened(contrasted(before, p.contrast), 1.0 + p.colour)
        return to_light(keeping_skin(lab, before, 0.6))

    return toned(look, p.amount)
