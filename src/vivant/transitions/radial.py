"""A hand sweeps around the middle like that of a clock and leaves the new shot behind it."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Setting, TransitionParams
from vivant.transitions.fields import edge, places, whole, wipe

KIND = "wipe"
WORDS = ("radial", "radial wipe", "clock wipe", "clock hand wipe", "时钟擦除", "径向擦除", "顺时针擦除")


class Params(TransitionParams):
    soft: float = number(0.03, 0.0, 1.0, "of a turn")
    """How soft the edge is: 0 as sharp as pixels allow."""
    start: float = number(0.0, 0.0, 360.0, "degrees")
    """Where the hand starts, clockwise from the top."""
    turn: Literal["clockwise", "counterclockwise"] = "clockwise"
    """Which way the hand goes."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    x, y = places(setting)
    turned = (np.arctan2(x, -y) / np.float32(2 * np.pi) - np.float32(p.start / 360)) % 1
    return wipe(whole(turned if p.turn == "clockwise" else 1 - turned, setting), edge(p.soft, setting))
