"""A thin band of the picture is sharp and all above and below melts away, so that the world looks like a model."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import LIGHT, relit
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame, Plane, Size

KIND = "lens"
STEADY = True
WORDS = (
    "tilt shift", "tilt-shift", "miniature effect", "miniature look", "toy town", "diorama",
    "移轴", "移轴摄影", "微缩景观", "微缩模型", "小人国", "模型效果",
)  # fmt: skip
STEPS = (0.18, 0.45, 1.0)
"""Radius of each blurred size, as a share of the largest; a row mixes two neighbours of sharp and these."""

ENOUGH = 540
"""Rows from which blurred sizes are made at half the size of the frame."""

COARSE = 6.0
"""Radius in pixels from which the wider sizes are made smaller again."""


class Params(EffectParams):
    blur: float = number(0.032, 0.0, 0.12, "short sides")
    """How wide a point blurs at the top and the bottom."""
    place: float = number(0.08, -0.5, 0.5, "short sides")
    """Where the middle of the sharp band lies: 0 the middle of the frame, above 0 below it."""
    band: float = number(0.22, 0.0, 0.8, "short sides")
    """How high the sharp band is."""
    fall: float = number(0.34, 0.05, 1.0, "short sides")
    """Over what height sharp becomes soft."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    width, height = setting.size
    size = setting.size if setting.short < ENOUGH else (width // 2, height // 2)
    y = ((np.arange(size[1], dtype=np.float32) + 0.5) / size[1] - 0.5) * (height / setting.short)
    far = np.clip((np.abs(y - np.float32(p.place)) - p.band / 2) / p.fall, 0.0, 1.0)
    softness = np.asarray(far * far * (3.0 - 2.0 * far), np.float32)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        widest = p.blur * p.amount * level * setting.short / 2.0
        if widest == 0.0:
            return frame.copy()
        shares = _shares(softness)
        light = _mixed(frame, size, widest * size[1] / height, shares)
        sharp = np.repeat(shares[0][:, None, None], size[0], axis=1)
        return relit(frame, sharp, light)

    return draw


def _shares(softness: Plane) -> list[Plane]:
    """What the sharp frame and each blurred size count for in each row."""
    degree = np.interp(softness, (0.0, *STEPS), np.arange(len(STEPS) + 1.0)).astype(np.float32)
    return [np.clip(1.0 - np.abs(degree - k), 0.0, 1.0) for k in range(len(STEPS) + 1)]


def _mixed(frame: Frame, size: Size, widest: float, shares: list[Plane]) -> Plane:
    """The blurred sizes, each times its share, in linear light; `size` and radius `widest` are in pixels of these.
    The wider ones are made at half of that again, where nobody can tell."""
    whole = cv2.LUT(cv2.resize(frame, size, interpolation=cv2.INTER_AREA), LIGHT)
    shrunk = 2 if widest > COARSE else 1
    small = cv2.resize(whole, (size[0] // shrunk, size[1] // shrunk), interpolation=cv2.INTER_AREA)
    wide = np.zeros_like(small)
    for step, share in zip(STEPS[1:], shares[2:], strict=True):
        rows = cv2.resize(share[:, None], (1, small.shape[0]), interpolation=cv2.INTER_LINEAR)
        wide = wide + _soft(small, step * widest / shrunk) * rows.reshape(-1, 1, 1)
    wide = cv2.resize(wide, size, interpolation=cv2.INTER_LINEAR) if shrunk > 1 else wide
    return np.asarray(wide + _soft(whole, STEPS[0] * widest) * shares[1][:, None, None], np.float32)


def _soft(light: NDArray[Any], radius: float) -> NDArray[Any]:
    """About as soft as a disc of this radius in pixels makes it."""
    return np.asarray(cv2.GaussianBlur(light, (0, 0), max(0.2, 0.55 * radius), borderType=cv2.BORDER_REPLICATE))
