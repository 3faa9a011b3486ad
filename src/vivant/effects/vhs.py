"""A home video on tape: soft colours that run a little to the right, a wavering picture, faint noise in lines."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.effects.chance import by_frame, wander
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "film"
WORDS = (
    "vhs", "vhs tape", "video tape", "videotape", "camcorder", "90s home video", "analog video",
    "录像带", "vhs录像带", "磁带", "录像机质感", "家庭录像", "老录像",
    "dv感", "老dv", "九十年代录像", "录像感", "录像机", "磁带感", "vhs风", "千禧年dv", "录像带质感", "老电视",
    "扫描线", "老电视的雪花", "电视雪花",
)  # fmt: skip
LINES = 480
"""Lines of the tape; noise is made on them."""
COLUMNS = 0.012
"""How wide a bit of colour is, in short sides: tape keeps a fifth of the detail of light."""
LIGHT, RED, BLUE = (0.955, 7.0), (0.93, 2.5), (0.93, -3.0)
"""Share kept and levels added, for light and for the two colours: lifted blacks and a trace of warmth."""


class Params(EffectParams):
    colour: float = number(0.006, 0.0, 0.03, "short sides")
    """How far the colours run to the right."""
    wobble: float = number(0.0012, 0.0, 0.01, "short sides")
    """How far lines waver sideways."""
    noise: float = number(3.0, 0.0, 15.0, "levels")
    """How strong the noise is."""
    tear: float = number(0.02, 0.0, 0.06, "short sides")
    """How high the torn strip at the bottom is, where the tape's heads change."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    chance, slow = by_frame(clock, rng), wander(clock, (0.31, 0.73, 1.7), rng)
    width, height = setting.size
    short = setting.short
    column, row = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    noise = _noise(setting, rng)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        much = p.amount * level
        if much == 0.0:
            return frame.copy()
        now = chance(i)
        shift = _waver(height, short, now, slow(i)) * np.float32(p.wobble * short * much)
        shift += _torn(height, p.tear * short * min(1.0, much), now) * np.float32(short)
        moved = cv2.remap(frame, column + shift[:, None], row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        light, red, blue = cv2.split(cv2.cvtColor(moved, cv2.COLOR_RGB2YCrCb))
        soft = min(1.0, much)
        light = _toned(cv2.GaussianBlur(light, (0, 0), max(0.3, 0.0011 * short * soft), sigmaY=0.3), LIGHT, soft)
        y, x = (int(part * side) for part, side in zip(now.random(2), (height, width), strict=True))
        part = p.noise * much / 24.0
        light = cv2.addWeighted(light, 1.0, noise[y : y + height, x : x + width], part, -128.0 * part)
        colours = [_run(c, setting, p.colour * much, soft) for c in (red, blue)]
        red, blue = (_toned(c, how, soft, 128.0) for c, how in zip(colours, (RED, BLUE), strict=True))
        return np.asarray(cv2.cvtColor(cv2.merge([light, red, blue]), cv2.COLOR_YCrCb2RGB), np.uint8)

    return draw


def _noise(setting: Setting, rng: Generator) -> NDArray[np.uint8]:
    """Noise in lines, twice as wide and high as the frame, 128 on the average with a deviation of 24 on the lines."""
    rows, columns = (round(2 * LINES * side / setting.short) for side in setting.size[::-1])
    lines = cv2.GaussianBlur(rng.standard_normal((rows, columns), np.float32), (0, 0), 1.6, sigmaY=0.01)
    lines = lines / lines.std() + 0.35 * rng.standard_normal((rows, 1), np.float32)
    size = (2 * setting.size[0], 2 * setting.size[1])
    how = cv2.INTER_AREA if setting.short < LINES else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(np.clip(128 + 24 * lines, 0, 255).astype(np.uint8), size, interpolation=how), np.uint8)


def _waver(height: int, short: int, now: Generator, slow: float) -> NDArray[np.float32]:
    """How far each line lies to the side: a slow bend that wanders, and a little trembling of its own."""
    y = (np.arange(height) + 0.5) / short
    lines = np.arange(0.0, LINES * height / short + 6.0, 6.0)
    rough = np.interp(y * LINES, lines, now.standard_normal(len(lines)))
    return np.asarray(np.sin(7.0 * y + 6.0 * slow) * 0.7 + 0.35 * rough, np.float32)


def _torn(height: int, strip: float, now: Generator) -> NDArray[np.float32]:
    """How far the lines of the torn strip at the bottom are pulled aside, in short sides."""
    up = (height - 0.5 - np.arange(height)) / max(strip, 1e-6)
    inside = np.clip(1.0 - up, 0.0, 1.0)
    ragged = np.repeat(now.uniform(0.7, 1.3, 64), -(-height // 64))[:height]
    return np.asarray(-0.05 * inside**1.5 * ragged * (up < 1.0), np.float32)


def _run(colour: NDArray[Any], setting: Setting, shift: float, soft: float) -> NDArray[np.uint8]:
    """A colour as coarse as tape keeps it, run to the right by `shift` short sides."""
    width, height = setting.size
    cells = max(1.0, COLUMNS * setting.short / 4 * soft)
    small = cv2.resize(colour, (max(2, round(width / cells)), max(2, height // 2)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), 1.0)
    by, down = width / small.shape[1], height / small.shape[0]
    way = np.array([[by, 0, (by - 1) / 2 + shift * setting.short], [0, down, (down - 1) / 2]])
    return np.asarray(
        cv2.warpAffine(small, way, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def _toned(plane: NDArray[Any], how: tuple[float, float], much: float, zero: float = 0.0) -> NDArray[np.uint8]:
    kept, added = 1.0 + (how[0] - 1.0) * much, how[1] * much
    return np.asarray(cv2.convertScaleAbs(plane, alpha=kept, beta=zero * (1.0 - kept) + added), np.uint8)
