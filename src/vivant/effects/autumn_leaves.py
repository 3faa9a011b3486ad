"""Leaves of autumn come down swinging, turn over and sail on the wind."""

from __future__ import annotations

from typing import Literal

from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.flutter import Sheet, fluttering
from vivant.effects.particles import FallingParams
from vivant.effects.shapes import leaf, lobed
from vivant.knobs import number
from vivant.units import Clock

KIND = "particles"
WORDS = (
    "autumn leaves", "falling leaves", "fall leaves", "dead leaves", "leaves falling", "maple leaves",
    "落叶", "秋叶", "枫叶", "树叶飘落", "秋风落叶", "叶子飘落",
    "银杏叶飘落", "银杏叶落下", "黄叶", "黄叶飘落", "枫叶飘落", "枯叶", "落叶纷飞", "飘落叶", "树叶落下", "叶子落下",
    "梧桐叶飘落", "落叶飘飘",
    "飘几片叶子", "飘叶子", "红叶飘落",
)  # fmt: skip
TINTS = {
    "autumn": ((0.55, 0.19, 0.03), (0.62, 0.32, 0.05), (0.38, 0.09, 0.03), (0.3, 0.15, 0.06), (0.5, 0.4, 0.1)),
    "green": ((0.14, 0.28, 0.06), (0.2, 0.34, 0.09), (0.3, 0.4, 0.12)),
    "red": ((0.45, 0.05, 0.02), (0.55, 0.1, 0.03), (0.32, 0.04, 0.03)),
}


class Params(FallingParams):
    colour: Literal["autumn", "green", "red"] = "autumn"
    """What they have turned to."""
    wind: float = number(0.15, -2.0, 2.0, "short sides/s")
    """Wind to the right (+) or to the left (-): how far it carries a near leaf in a second."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    sheet = Sheet(
        per_area=150, size=0.031, slim=0.85, fall=0.24, swing=0.1, over_hz=(0.18, 0.5),
        outlines=(leaf(), lobed(), leaf()), tints=TINTS[p.colour], folded=0.45,
    )  # fmt: skip
    return fluttering(setting, clock, p, rng, sheet)
