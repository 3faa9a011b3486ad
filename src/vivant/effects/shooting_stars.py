"""Now and then a shooting star draws a short bright line down the sky."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.particles import Drawn, dark_sky, drawn, lying, read, scatter, smooth
from vivant.effects.shapes import glow, stack, trail
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "particles"
WORDS = (
    "shooting star", "shooting stars", "meteor", "meteors", "meteor shower", "falling star", "falling stars",
    "stars fall", "stars falling", "stars falling down", "stars fall down", "stars fall from the sky",
    "stars shoot", "stars shooting",
    "流星", "流星雨", "划过流星",
    "流星划过", "一颗流星", "流星飞过",
)  # fmt: skip
LIFE_S = 0.9
MOST = 240


class Params(EffectParams):
    per_minute: float = number(20.0, 1.0, 120.0, "per minute")
    """How many there are in a minute; a clip has at least one."""
    size: float = number(1.0, 0.3, 3.0, "times")
    """How long and wide their lines are, relative to the usual size."""
    slant_deg: float = number(28.0, -80.0, 80.0, "degrees")
    """How steeply they come down: 0 level, positive to the right, negative to the left."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    shapes = stack(trail(), glow())
    chance = rng.random((MOST, 8))
    n = int(np.clip(round(p.per_minute * clock.duration_s / 60), 1, MOST))
    u, v, w, when, far, lean, bright, quick = chance[:n].T
    sky = dark_sky(setting)
    height = np.linspace(1.0, 0.0, len(sky), dtype=np.float32)[:, None] ** 2
    x0, y0 = scatter(sky * height, setting, u, v, w)
    life_s = np.minimum(LIFE_S * (0.7 + 0.6 * quick), 0.8 * clock.duration_s)
    apart_s = clock.duration_s / n
    start_s = np.minimum((np.arange(n) + 0.1 + 0.5 * when) * apart_s, clock.duration_s - life_s)
    angle = np.deg2rad(abs(p.slant_deg) + 10 * (lean - 0.5))
    way = (0.28 + 0.3 * far) * p.size
    aside = np.copysign(1.0, p.slant_deg) * np.cos(angle)
    turn = np.arctan2(np.sin(angle), aside)
    strength = (1.6 + 1.4 * bright) * read(sky, setting, x0, y0)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        since = clock.time_s(i) - start_s
        since = since % clock.duration_s if clock.loop else since
        age = since / life_s
        there = np.where((age > 0) & (age < 1), smooth(age / 0.25) * smooth((1 - age) / 0.55), 0.0)
        length = way * 0.55 * np.clip(smooth(age / 0.4), 0.05, 1)
        middle = way * age - length / 2
        x, y = x0 + aside * middle, y0 + np.sin(angle) * middle
        disparity = lying(setting, x0, y0)
        light = strength * there * np.minimum(p.amount, 1.5) * level
        lines = Drawn(x, y, disparity, (length / 2, 0.0066 * p.size * (0.7 + bright)), (0.95, 0.98, 1.0), light, turn,
                      pushed=0.04)  # fmt: skip
        head = x0 + aside * way * age, y0 + np.sin(angle) * way * age
        round_it = (0.026 * p.size * (0.6 + bright),) * 2
        glows = Drawn(*head, disparity, round_it, (0.75, 0.88, 1.0), 0.6 * light, shape=1, pushed=0.04)
        return drawn(frame, view, shapes, glows, lines, add=True)

    return draw
