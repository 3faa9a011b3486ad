"""Confetti flutters down, scraps of paper that flash as they turn over."""

from __future__ import annotations

from typing import Literal

from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.flutter import Sheet, fluttering
from vivant.effects.particles import Depth, FallingParams
from vivant.effects.shapes import disc, slab
from vivant.knobs import number
from vivant.units import Clock

KIND = "particles"
WORDS = (
    "confetti", "paper confetti", "party popper", "celebration", "confetti rain", "ticker tape",
    "彩纸", "彩带", "纸屑", "撒花", "庆祝彩纸", "礼花纸屑",
    "礼花", "彩花", "撒彩带", "撒彩纸", "礼炮", "彩条", "五彩纸屑", "金色纸屑", "飘彩带", "彩色纸片",
)  # fmt: skip
TINTS = {
    "mixed": ((0.78, 0.16, 0.17), (0.85, 0.55, 0.1), (0.12, 0.42, 0.6), (0.16, 0.5, 0.32), (0.7, 0.3, 0.5),
              (0.88, 0.86, 0.8)),
    "gold": ((0.75, 0.52, 0.16), (0.85, 0.68, 0.32), (0.62, 0.4, 0.1), (0.88, 0.84, 0.72)),
    "pastel": ((0.86, 0.6, 0.62), (0.62, 0.75, 0.82), (0.86, 0.78, 0.52), (0.66, 0.8, 0.66), (0.85, 0.83, 0.8)),
}  # fmt: skip


class Params(FallingParams):
    colour: Literal["mixed", "gold", "pastel"] = "mixed"
    """The colours of the paper."""
    wind: float = number(0.04, -2.0, 2.0, "short sides/s")
    """Wind to the right (+) or to the left (-): how far it carries a near scrap in a second."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    sheet = Sheet(
        per_area=750, size=0.0095, slim=0.6, fall=0.3, swing=0.05, over_hz=(0.6, 1.4),
        outlines=(slab(), slab(), disc(0.15)), tints=TINTS[p.colour], gloss=0.5,
        depth=Depth(nearest=1.5, steep=1.4, farthest=0.25),
    )  # fmt: skip
    return fluttering(setting, clock, p, rng, sheet)
