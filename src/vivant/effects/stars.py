"""Stars come out in the sky and twinkle gently, where it is dark enough for them."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.particles import Drawn, Swarm, SwarmParams, dark_sky, drawn, lying, read, scatter
from vivant.effects.shapes import glow, stack
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "particles"
WORDS = (
    "stars", "starry sky", "starry night", "twinkling stars", "starlight", "night full of stars",
    "星空", "星星", "繁星", "满天星", "星光", "星夜",
    "星空闪烁", "满天繁星", "星河", "银河", "璀璨星空", "星光点点", "漫天星光", "星星闪烁", "星辰", "夜空星星",
    "星空感", "漫天繁星",
)  # fmt: skip


class Params(SwarmParams):
    twinkle: float = number(1.0, 0.0, 2.0, "times")
    """How much they twinkle; 0 is the still sky of high mountains."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    sky = dark_sky(setting)
    swarm = Swarm(setting, clock, rng, per_area=900 * float((setting.sky > 0.5).mean() or 0.3), p=p)
    shapes = stack(glow())
    x, y = scatter(sky, setting, swarm.chance(), swarm.chance(), swarm.chance())
    disparity = lying(setting, x, y)
    # Few are bright, many are faint: four times as many for every magnitude and a half.
    bright = np.minimum(0.07 * swarm.chance(0.004, 1.0) ** -0.62, 1.6)
    size = 0.0042 * p.size * np.clip(bright / 0.3, 0.75, 2.2) ** 0.5
    warm = swarm.chance(-1, 1)[:, None]
    tint = np.where(warm > 0, 1 - warm**3 * np.array([0, 0.18, 0.42]), 1 + warm**3 * np.array([0.35, 0.14, 0]))
    seen = bright * read(sky, setting, x, y)
    rate, depth = swarm.wave(0.35 * p.speed, 0.9 * p.speed), swarm.chance(0.1, 0.4) * p.twinkle
    second = swarm.wave(0.2 * p.speed, 0.5 * p.speed)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        t = clock.time_s(i)
        twinkle = 1 + np.minimum(depth, 0.8) * 0.5 * (rate.at(t) + second.at(t))
        strength = 2.2 * seen * twinkle * swarm.shown(level)
        stars = Drawn(x, y, disparity, (size, size), tint, strength, pushed=0.03)
        return drawn(frame, view, shapes, stars, add=True)

    return draw
