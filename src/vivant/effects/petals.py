"""Petals tumble down and turn over in the air, pale on one side and deeper on the other."""

from __future__ import annotations

from typing import Literal

from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.flutter import Sheet, fluttering
from vivant.effects.particles import FallingParams
from vivant.effects.shapes import petal
from vivant.knobs import number
from vivant.units import Clock

KIND = "particles"
WORDS = (
    "petals", "cherry blossom", "cherry blossoms", "falling petals", "sakura", "flower petals", "rose petals",
    "花瓣", "樱花", "花瓣飘落", "落樱", "花瓣雨", "玫瑰花瓣",
    "桃花瓣", "樱花瓣", "梅花瓣", "樱花雨", "桃花飘落", "桃花雨", "梨花瓣", "花雨", "飘花", "落花", "花瓣飞舞",
    "撒花瓣", "飘花瓣", "樱花飘",
    "花瓣纷飞", "梅花飘落", "樱花飘落", "落英缤纷", "花飘落", "海棠花瓣", "飞花", "梨花飘落",
)  # fmt: skip
TINTS = {
    "pink": ((0.93, 0.5, 0.58), (0.95, 0.62, 0.68), (0.93, 0.74, 0.77)),
    "white": ((0.9, 0.88, 0.84), (0.92, 0.91, 0.89), (0.9, 0.85, 0.83)),
    "red": ((0.5, 0.03, 0.05), (0.62, 0.05, 0.08), (0.42, 0.02, 0.05)),
}


class Params(FallingParams):
    colour: Literal["pink", "white", "red"] = "pink"
    """The flower they are of: cherry, pear or rose."""
    wind: float = number(0.12, -2.0, 2.0, "short sides/s")
    """Wind to the right (+) or to the left (-): how far it carries a near petal in a second."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    sheet = Sheet(
        per_area=280, size=0.016, slim=0.85, fall=0.2, swing=0.06, over_hz=(0.2, 0.55), outlines=(petal(),),
        tints=TINTS[p.colour], folded=0.25,
    )  # fmt: skip
    return fluttering(setting, clock, p, rng, sheet)
