"""Now and then, for a fifth of a second, strips of the picture slip aside and its colours part."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.chance import by_step
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "film"
WORDS = (
    "glitch", "glitchy", "digital glitch", "glitch art", "datamosh", "signal error",
    "故障", "故障风", "故障艺术", "信号干扰", "画面撕裂", "数字故障",
    "故障效果", "故障感", "信号不良", "花屏", "雪花屏", "闪屏", "电子故障", "数码故障", "故障特效", "故障闪",
)  # fmt: skip
STATES = 3
"""How often the picture slips anew within a burst."""
STRIPS = 7
MOST = 0.45
"""Strips are slipped no farther than this, in short sides."""


class Params(EffectParams):
    often: float = number(0.55, 0.1, 1.2, "hertz")
    """How often it comes."""
    lasting: float = number(0.22, 0.1, 0.4, "seconds")
    """How long it lasts each time."""
    slip: float = number(0.05, 0.0, 0.15, "short sides")
    """How far strips slip."""
    part: float = number(0.006, 0.0, 0.03, "short sides")
    """How far red and blue part."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    moment = by_step(clock, p.often, rng)
    half, short = setting.half, setting.short

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        much = p.amount * level
        chance, passed = moment(i)
        share = min(0.5, p.lasting * p.often)
        start = (1.0 - share) * chance.uniform(0.1, 0.9)
        state = int(np.floor((passed - start) / share * STATES))
        if much == 0.0 or not 0 <= state < STATES:
            return frame.copy()
        now = chance.spawn(STATES)[state]
        out = _parted(frame, round(p.part * much * short * now.uniform(0.5, 1.0) * now.choice((-1, 1))))
        for _ in range(int(now.integers(3, STRIPS))):
            top, high, far = now.uniform(-half[1], half[1]), 0.008 + 0.09 * now.random() ** 2, now.normal()
            rows = slice(*(max(0, round((y + half[1]) * short)) for y in (top, top + high)))
            slipped = round(min(max(p.slip * much * far, -MOST), MOST) * short)
            out[rows] = np.roll(out[rows], slipped, axis=1)
        return out

    return draw


def _parted(frame: Frame, apart: int) -> Frame:
    """Red moved one way and blue the other, `apart` pixels each; the border is drawn out."""
    out = frame.copy()
    for channel, shift in ((0, apart), (2, -apart)):
        if shift > 0:
            out[:, shift:, channel] = frame[:, :-shift, channel]
        elif shift < 0:
            out[:, :shift, channel] = frame[:, -shift:, channel]
    return out
