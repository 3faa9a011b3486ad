"""A print that has lain in the sun: faded blacks, creamy highlights, a trace of green in the shadows."""

from __future__ import annotations

from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.tones import (
    Colours,
    balanced,
    contrasted,
    faded,
    keeping_skin,
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
    "vintage", "vintage look", "retro", "retro look", "faded colours", "faded colors", "70s look", "polaroid",
    "复古", "复古色调", "怀旧", "怀旧色调", "褪色", "胶片感",
    "复古感", "复古风", "复古滤镜", "老照片感", "怀旧风", "褪色感", "旧照片", "旧照片感", "胶片", "胶片味", "胶片调",
    "胶卷", "胶卷感", "做旧",
    "老旧感", "ccd", "ccd风", "ccd感", "港味", "千禧风", "y2k", "70年代", "80年代", "90年代", "八十年代", "九十年代",
    "七十年代", "八九十年代",
    "富士胶片", "柯达", "柯达色", "富士", "拍立得", "老味道", "复古味", "lomo", "港片", "老港片", "胶片质感",
    "胶片滤镜",
)  # fmt: skip
GREEN, CREAM = (-0.012, 0.004), (0.004, 0.024)


class Params(EffectParams):
    fade: float = number(0.09, 0.0, 0.3, "fraction")
    """How light black has become."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    def look(light: Colours) -> Colours:
        before = to_lab(light)
        lab = saturated(contrasted(to_lab(balanced(light, 0.14)), 0.1), 0.8)
        lab = keeping_skin(split(lab, GREEN, CREAM), before, 0.35)
        return to_light(faded(lab, p.fade, 0.97))

    return toned(look, p.amount)
