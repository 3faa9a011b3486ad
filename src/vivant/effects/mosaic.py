"""The picture, or a part of it that is marked, is made of large blocks, so that nobody can make out what is there."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import relit, shrunk_light, to_level
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame, Size

KIND = "lens"
STEADY = True
WORDS = (
    "mosaic", "pixelate", "pixelated", "pixelate it", "censored", "big pixels", "马赛克", "打码", "像素化",
    "打马赛克", "打上马赛克", "马赛克遮住", "打个码",
)  # fmt: skip


class Params(EffectParams):
    block: float = number(0.045, 0.01, 0.25, "short sides")
    """How large a block is; above amount 1 they grow."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    side = p.block * setting.short * max(1.0, p.amount)
    width, height = setting.size
    blocks = max(1, round(width / side)), max(1, round(height / side))

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        share = min(1.0, p.amount * level)
        if share == 0.0:
            return frame.copy()
        means = shrunk_light(frame, blocks)
        if share == 1.0:
            return _spread(to_level(means), setting.size)
        light = np.float32(share) * _spread(means, setting.size)
        return relit(frame, np.full((*frame.shape[:2], 1), 1.0 - share, np.float32), light)

    return draw


def _spread(blocks: NDArray[Any], size: Size) -> NDArray[Any]:
    """Every block as large as it is in the frame."""
    return np.asarray(cv2.resize(blocks, size, interpolation=cv2.INTER_NEAREST))
