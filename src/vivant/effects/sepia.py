"""The brown of old prints: no colour but one warm tone, deeper in the shadows."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.tones import LUMA, Colours, contrasted, faded, grey, to_light, toned
from vivant.knobs import number
from vivant.units import Clock

KIND = "tone"
STEADY = True
WORDS = (
    "sepia", "sepia tone", "brown tone", "old photograph look",
    "棕褐色", "怀旧棕", "老照片色调", "褐色调", "深褐色",
    "泛黄", "发黄", "老照片的黄", "焦黄", "茶色", "褐色", "昏黄", "旧黄", "棕色调", "复古黄", "发黄的老照片",
)  # fmt: skip
BROWN = (0.013, 0.037)
"""Green to red and blue to yellow, in Oklab."""


class Params(EffectParams):
    depth: float = number(1.0, 0.2, 2.0, "times")
    """How brown it is."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    def look(light: Colours) -> Colours:
        lab = faded(contrasted(grey(light, (LUMA[0], LUMA[1], LUMA[2])), 0.06), 0.04, 0.975)
        share = p.depth * np.sqrt(np.clip(4.0 * lab[..., 0] * (1.04 - lab[..., 0]), 0.0, 1.0))
        lab[..., 1], lab[..., 2] = BROWN[0] * share, BROWN[1] * share
        return to_light(lab)

    return toned(look, p.amount)
