"""An old reel: thin scratches that run down the film for a while, specks of dust and now and then a hair."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.effects.chance import by_frame, by_step
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.sprites import sprites_over
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame, Plane

KIND = "film"
WORDS = (
    "scratches", "film scratches", "scratched film", "dust and scratches", "dusty film", "worn film",
    "划痕", "胶片划痕", "刮痕", "灰尘划痕", "老胶片划痕", "脏点",
    "刮花", "老片划痕", "划痕感", "胶片脏点", "脏痕",
)  # fmt: skip
TRACKS, SPECKS = 6, 24
"""How many scratches and specks there are at most at one time."""
BLOBS, SIDE = 6, 48
"""How many shapes of dust there are, and the cells along a shape's sides. The shapes are: dust, a hair, a scratch."""
HELD_HZ = 18.0
"""How often dust changes: old film runs slower than video."""
FRONT = 300.0


class Params(EffectParams):
    lines: float = number(1.0, 0.0, 3.0, "times")
    """How many scratches there are."""
    dust: float = number(1.0, 0.0, 3.0, "times")
    """How many specks there are."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    shapes = _shapes(rng)
    runs = [by_step(clock, rate, rng) for rate in np.linspace(0.35, 0.8, TRACKS)]
    trembling, held = by_frame(clock, rng), by_step(clock, HELD_HZ, rng)
    width, height = setting.size
    scale = np.array([setting.short] * 4, np.float32)
    middle = np.array([(width - 1) / 2, (height - 1) / 2, 0, 0], np.float32)
    clear = np.zeros((height, width), np.uint8)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        much = p.amount * level
        if much == 0.0:
            return frame.copy()
        tremor = trembling(i)
        found = [_scratch(*run(i), tremor, setting.half, p.lines * much) for run in runs]
        marks = np.vstack([*found, _specks(held(i)[0], setting.half, p.dust * much)])
        marks[:, :4] = marks[:, :4] * scale + middle
        return sprites_over(frame, clear, marks, shapes, add=False)

    return draw


def _scratch(
    chance: Generator, passed: float, tremor: Generator, half: tuple[float, float], much: float
) -> NDArray[np.float32]:
    """One scratch, or none, as rows of `sprites_over` in short sides from the middle of the frame."""
    seldom, start, lasting, x, drift, wide, strong, dark = chance.random(8)
    jitter, waver = tremor.random(2)
    within = (passed - 0.55 * start) / (0.2 + 0.25 * lasting)
    if seldom > 0.5 * much or not 0.0 < within < 1.0:
        return np.empty((0, 12), np.float32)
    across = (2 * x - 1) * half[0] + 0.03 * (drift - 0.5) * within + 0.0015 * (jitter - 0.5)
    opacity = (0.18 + 0.35 * strong) * (0.55 + 0.45 * waver) * min(1.0, 6 * within, 6 * (1 - within))
    light = 0.02 if dark < 0.3 else 0.75
    width = 0.0009 + 0.0009 * wide
    row = (across, 0, width, 1.3 * half[1], 0, light, light, 0.94 * light, opacity, FRONT, 1, BLOBS + 1)
    return np.array([row], np.float32)


def _specks(chance: Generator, half: tuple[float, float], much: float) -> NDArray[np.float32]:
    """The dust and hairs of one moment."""
    part = chance.random((SPECKS, 9)).astype(np.float32)
    rows = np.zeros((SPECKS, 12), np.float32)
    hair = part[:, 1] < 0.05
    rows[:, 0], rows[:, 1] = (2 * part[:, 2] - 1) * half[0], (2 * part[:, 3] - 1) * half[1]
    size = 0.0018 + 0.009 * part[:, 4] ** 3
    rows[:, 2] = np.where(hair, 0.02 + 0.02 * part[:, 4], size)
    rows[:, 3] = np.where(hair, 0.02, size * (0.6 + 0.4 * part[:, 5]))
    rows[:, 4] = np.float32(2 * np.pi) * part[:, 6]
    rows[:, 5:8] = np.where(part[:, 7:8] < 0.65, 0.015, 0.8)
    rows[:, 8] = 0.4 + 0.45 * part[:, 8]
    rows[:, 9:11] = FRONT, 1
    rows[:, 11] = np.where(hair, BLOBS, np.floor(part[:, 5] * BLOBS))
    return rows[part[:, 0] < 0.28 * much]


def _shapes(rng: Generator) -> Plane:
    """(BLOBS + 2, SIDE, SIDE): uneven specks, a bent hair, and a scratch that is worn along its length."""
    shapes = np.zeros((BLOBS + 2, SIDE, SIDE), np.float32)
    turn = np.arange(10) / 10 * 2 * np.pi
    for shape in shapes[:BLOBS]:
        reach = SIDE * rng.uniform(0.2, 0.4, 10)
        rim = np.stack([np.cos(turn) * reach, np.sin(turn) * reach], axis=1) + SIDE / 2
        cv2.fillPoly(shape, [np.rint(rim).astype(np.int32)], 1.0)
    along = np.linspace(0.12, 0.88, 24)
    bent = 0.5 + 0.18 * np.sin(along * 5.0) + 0.1 * np.sin(along * 11.0)
    way = np.rint(np.stack([along, bent], axis=1) * SIDE).astype(np.int32)
    cv2.polylines(shapes[BLOBS], [way], False, 1.0, 1, cv2.LINE_8)
    shapes[: BLOBS + 1] = [cv2.GaussianBlur(shape, (0, 0), 0.9) for shape in shapes[: BLOBS + 1]]
    across = np.exp(-((np.linspace(-1, 1, SIDE) / 0.4) ** 2))
    worn = np.interp(np.arange(SIDE), np.linspace(0, SIDE, 14), rng.uniform(0.25, 1.0, 14))
    shapes[BLOBS + 1] = worn[:, None] * across
    shapes[:, [0, -1]], shapes[..., [0, -1]] = 0.0, 0.0
    return shapes
