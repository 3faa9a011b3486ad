"""The usual dials of a darkroom: exposure, contrast, colour, white balance, highlights and shadows."""

from __future__ import annotations

from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.tones import (
    Colours,
    balanced,
    contrasted,
    exposed,
    livened,
    opened,
    saturated,
    to_lab,
    to_light,
    toned,
)
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "tone"
STEADY = True
WORDS = (
    "adjust", "adjustments", "colour correction", "color correction", "grade the picture", "brightness and contrast",
    "调色", "色彩调整", "调整色彩", "校色", "亮度对比度",
)  # fmt: skip


class Params(EffectParams):
    exposure: float = number(0.0, -1.0, 1.0, "stops")
    """Darker or lighter; nothing burns out."""
    contrast: float = number(0.0, -1.0, 1.0, "fraction")
    """Flatter or harder."""
    saturation: float = number(0.0, -1.0, 1.0, "fraction")
    """Less or more colour: -1 none."""
    temperature: float = number(0.0, -1.0, 1.0, "fraction")
    """Cooler or warmer."""
    tint: float = number(0.0, -1.0, 1.0, "fraction")
    """Greener or more magenta."""
    highlights: float = number(0.0, -1.0, 1.0, "fraction")
    """Bright parts darker or lighter."""
    shadows: float = number(0.0, -1.0, 1.0, "fraction")
    """Dark parts darker or lighter."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    def look(light: Colours) -> Colours:
        lab = to_lab(exposed(balanced(light, p.temperature, p.tint), p.exposure))
        lab = contrasted(opened(lab, p.shadows, p.highlights), 0.6 * p.contrast)
        lab = saturated(lab, 1.0 + p.saturation) if p.saturation < 0 else livened(lab, 1.0 + p.saturation)
        return to_light(lab)

    def nothing(frame: Frame, view: View, i: int, level: float) -> Frame:
        return frame.copy()

    untouched = all(getattr(p, dial) == 0.0 for dial in Params.model_fields if dial != "amount")
    return nothing if untouched else toned(look, p.amount)
