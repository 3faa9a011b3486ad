"""Dips: the old shot goes out into a colour, and the new one comes out of it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator
from pydantic import Field

from vivant.effects.kernels import LIGHT, to_level
from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.fades import smooth
from vivant.units import Frame

KIND = "fade"
WORDS = {
    "dip_to_black": (
        "dip to black",
        "fade to black",
        "fade through black",
        "via black",
        "through black",
        "黑场过渡",
        "黑场",
        "黑屏",
        "闪黑",
        "黑幕",
        "渐黑",
        "淡出到黑",
    ),
    "dip_to_white": (
        "dip to white",
        "fade to white",
        "fade through white",
        "via white",
        "white flash",
        "flash",
        "flashes",
        "camera flash",
        "flash of white",
        "flashes of white",
        "through white",
        "flash to white",
        "flash through white",
        "白场过渡",
        "渐白",
        "闪白",
        "白闪",
        "闪白光",
        "白色闪",
        "白光闪",
        "白光一闪",
        "白场",
    ),
    "dip_to_colour": (
        "dip to colour",
        "dip to color",
        "fade through colour",
        "fade through color",
        "颜色过渡",
        "颜色淡化",
    ),
}
SENTENCES = {
    "dip_to_black": "The old shot sinks into black, and the new one rises out of it.",
    "dip_to_white": "The old shot goes out into white, and the new one comes out of it.",
    "dip_to_colour": "The old shot goes out into a colour, and the new one comes out of it.",
}
COLOURS = {"dip_to_black": "#000000", "dip_to_white": "#ffffff", "dip_to_colour": "#efe0c9"}


class Params(TransitionParams):
    hold: float = number(0.1, 0.0, 0.8, "of the way")
    """How long the colour stays."""
    colour: str = Field("", pattern="^(#[0-9a-fA-F]{6})?$", json_schema_extra={"unit": "#rrggbb"})
    """The colour; nothing is the one that its name says."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    named = p.colour or COLOURS[setting.name]
    colour = LIGHT[[int(named[k : k + 2], 16) for k in (1, 3, 5)]]
    lasting = max(1e-3, (1 - p.hold) / 2)

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        shot, gone = (a, smooth(t / lasting)) if t < 0.5 else (b, smooth((1 - t) / lasting))
        table = to_level(LIGHT[:, None] + np.float32(gone) * (colour[None, :] - LIGHT[:, None]))
        return np.asarray(cv2.LUT(shot.frame, table.reshape(1, 256, 3)), np.uint8)

    return draw
