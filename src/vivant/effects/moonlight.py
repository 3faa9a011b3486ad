"""Cool dim moonlight: colours fade, one side is lit softly, and thin clouds pass before a moon that is not seen."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import cv2
import numpy as np
from numpy.random import Generator

from vivant.effects.air import SEEN_AS, Air, carried, grid, nearness, places, sky_of, small_light
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import LEVEL, relit_graded, to_light
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame, Plane

KIND = "light"
WORDS = (
    "moonlight", "moonlit", "moonlit night", "by moonlight", "under the moon", "moonshine",
    "月光", "月色", "月夜", "月光下", "月光如水", "清冷的月光",
    "月光色调", "月光感", "月光洒下", "清冷月光", "月下", "皎洁的月光", "冷冷的月光", "月光冷冷",
)  # fmt: skip
STEPS = 17
"""Entries of the table of tones along each side."""
MOON = np.array((0.58, 0.88, 1.42), np.float32)
"""What the eye makes of moonlight: bluer than it is."""


class Params(EffectParams):
    side: Literal["left", "right"] = "left"
    """From which side the moon shines."""
    dark: float = number(1.0, 0.0, 2.0, "times")
    """How dark the night is."""
    clouds: float = number(0.5, 0.0, 1.0, "fraction")
    """How much passing clouds dim the moon."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    size = grid(setting.size)
    clouds = Air(clock, rng, span=3.0, drift=(0.09, 0.02), change_hz=0.05, finest=6, slope=1.6)
    x, y = places(size, setting.size)
    toward = -1.0 if p.side == "left" else 1.0
    pool = np.exp(-((x - toward * 0.5 * setting.half[0]) ** 2 + (y + 0.2) ** 2) / 0.7).astype(np.float32)
    bright = float((small_light(setting.photo, size) @ SEEN_AS).mean())
    dark = p.dark * float(np.clip(bright / 0.18, 0.35, 1.3))  # a picture that is dark already needs less
    sky = sky_of(setting)
    nothing = np.zeros((size[1], size[0], 1), np.float32)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        amount = p.amount * level
        if amount == 0.0:
            return frame.copy()
        shade = 0.35 * pool - 0.1 + 0.5 * _lit_side(nearness(view, size), toward)
        shade -= 0.16 * p.clouds * clouds.over(i, view, size)
        gain = np.exp(amount * (shade - 0.2 * dark * carried(sky, view, size)))
        return relit_graded(frame, gain[..., None].astype(np.float32), nothing, _night(min(amount, 1.0), dark * amount))

    return draw


@lru_cache(maxsize=8)
def _night(faded: float, dark: float) -> Plane:
    """The table of tones of a night: what is dim loses its colour, all turns cool and darker, lights least."""
    axis = to_light(np.rint(np.linspace(0, 255, STEPS)).astype(np.uint8))
    light = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1)
    grey = (light @ SEEN_AS)[..., None]
    warm = np.clip((light[..., :1] - light[..., 2:]) * 2, 0, 1) * np.clip(grey * 2, 0, 1)  # lamps keep their colour
    moonlit = (0.6 * grey + 0.4 * light) * MOON
    toned = light + faded * (1 - 0.75 * warm) * (moonlit - light)
    toned = toned * np.exp(-dark * (0.75 + 0.6 * np.sqrt(grey) * (1 - warm) - 0.4 * warm))
    return np.asarray(
        LEVEL[np.clip(toned * (len(LEVEL) - 1), 0, len(LEVEL) - 1).astype(np.int64)] / (255 * 256), np.float32
    )


def _lit_side(near: Plane, toward: float) -> Plane:
    """How far things turn towards a light at one side and above, -1 .. 1, from the slope of how near they are."""
    soft = cv2.GaussianBlur(near, (0, 0), 3.0)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    return np.asarray(np.tanh(2.5 * (-toward * across + 0.4 * down)), np.float32)
