"""The look of the cinema: teal shadows, warm highlights and skin, and a soft film-like curve."""

from __future__ import annotations

from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.tones import (
    Colours,
    contrasted,
    exposed,
    keeping_skin,
    saturated,
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
    "cinematic", "cinematic look", "teal and orange", "orange and teal", "movie look", "film look", "blockbuster",
    "电影感", "电影色调", "青橙", "青橙色调", "橙青", "大片感", "电影滤镜",
    "电影级调色", "电影级", "电影质感", "电影质感的色调", "电影风", "电影感调色", "好莱坞", "青橙调", "大片调色",
    "大片质感", "电影大片",
    "大片既视感", "电影味", "电影的质感",
)  # fmt: skip
TEAL, ORANGE = (-0.028, -0.026), (0.012, 0.03)


class Params(EffectParams):
    contrast: float = number(0.14, 0.0, 0.5, "fraction")
    """How hard its curve is."""
    skin: float = number(0.65, 0.0, 1.0, "fraction")
    """How far skin keeps its own colour."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    def look(light: Colours) -> Colours:
        before = to_lab(light)
        lab = contrasted(to_lab(exposed(light, -0.05)), p.contrast)
        lab = turned(saturated(lab, 0.92), 255.0, 35.0, -28.0)  # blue skies and water lean to teal
        return to_light(keeping_skin(split(lab, TEAL, ORANGE), before, p.skin))

    return toned(look, p.amount)
