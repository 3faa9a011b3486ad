"""Black and white with the full range of greys, as from a classic film."""

from __future__ import annotations

from typing import Literal

from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.tones import Colours, contrasted, grey, to_light, toned
from vivant.knobs import number
from vivant.units import Clock

KIND = "tone"
STEADY = True
WORDS = (
    "black and white", "black & white", "b&w", "monochrome", "grayscale", "greyscale", "without colour", "no colour",
    "no color", "黑白", "黑白照片", "黑白片", "单色", "去色",
    "黑白色调", "黑白风格", "黑白滤镜", "黑白效果", "黑白影像", "灰度", "黑白灰", "变黑白", "黑白质感",
)  # fmt: skip
FILTERS = {
    "none": (0.26, 0.64, 0.10),
    "yellow": (0.36, 0.58, 0.06),
    "red": (0.74, 0.22, 0.04),
    "green": (0.10, 0.82, 0.08),
    "blue": (0.10, 0.30, 0.60),
}
"""What red, green and blue light count for behind each filter."""


class Params(EffectParams):
    filter: Literal["none", "yellow", "red", "green", "blue"] = "none"
    """The filter before the lens: red makes skies dark, green makes leaves bright."""
    contrast: float = number(0.12, -1.0, 1.0, "fraction")
    """From flat (-1) to hard (1)."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    def look(light: Colours) -> Colours:
        return to_light(contrasted(grey(light, FILTERS[p.filter]), p.contrast))

    return toned(look, p.amount)
