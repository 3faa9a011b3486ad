"""The colours of a table that was made elsewhere: a `.cube` file as grading programs write it."""

from __future__ import annotations

from typing import Any

from numpy.random import Generator
from pydantic import Field

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.cube import parse
from vivant.effects.tones import SIDE, Colours, decoded, encoded, toned
from vivant.effects.view import View
from vivant.units import Clock, Frame

KIND = "tone"
STEADY = True
WORDS = (
    "lut", "cube file", "cube lut", "colour lookup table", "color lookup table", "my own grade",
    "色彩查找表", "查找表", "套用滤镜文件", "导入调色", "自定义调色",
)  # fmt: skip
FINEST = 65
"""Entries along a side that a table is shown with at most; curves always get as many."""
TEXT: Any = Field("", json_schema_extra={"unit": "text of a .cube file"})


class Params(EffectParams):
    cube: str = TEXT
    """What the file says, 1-D or 3-D; empty changes nothing."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    if not p.cube.strip():
        return _nothing
    cube = parse(p.cube)

    def look(light: Colours) -> Colours:
        return decoded(cube.of(encoded(light)))

    side = FINEST if cube.table.ndim == 2 else min(max(SIDE, len(cube.table)), FINEST)
    return toned(look, p.amount, side)


def _nothing(frame: Frame, view: View, i: int, level: float) -> Frame:
    return frame.copy()
