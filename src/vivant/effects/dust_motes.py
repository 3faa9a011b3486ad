"""Specks of dust hang in the light and drift, seen where it is bright and lost where it is dark."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.particles import Depth, Drawn, Floating, Light, Swarm, SwarmParams, drawn
from vivant.effects.shapes import disc, stack
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "particles"
WORDS = (
    "dust motes", "dust", "dust particles", "floating dust", "dusty air", "specks in the light", "motes",
    "灰尘", "浮尘", "尘土飞扬", "尘埃", "光里的尘埃", "空气中的微尘",
    "飘尘", "漂浮的尘埃", "灰尘飞舞", "尘埃飞舞", "光尘", "微尘", "尘粒", "浮尘飘动", "光粒子", "粉尘", "灰尘颗粒",
    "漂浮颗粒", "小颗粒飘",
)  # fmt: skip
WARM = np.array([1.0, 0.93, 0.82])


class Params(SwarmParams):
    brightness: float = number(1.0, 0.0, 3.0, "times")
    """How bright they are in the light."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    swarm = Swarm(setting, clock, rng, per_area=1500, p=p, depth=Depth(nearest=1.7, steep=1.5, farthest=0.2))
    shapes = stack(disc(0.9), disc(0.5))
    floating = Floating(swarm, drift=0.02 * p.speed, wander=0.03, seconds=9.0, rate_hz=0.16 * p.speed)
    size = 0.0036 * p.size * swarm.scale**0.7 * swarm.chance(0.6, 1.4)
    # They turn, and glint when a flat side meets the light.
    glint = swarm.wave(0.1, 0.35)
    light = Light(setting, local=0.65, tinted=0.7)
    shape = np.where(swarm.blur > 4 * size, 1, 0)
    bright = 1.7 * p.brightness * swarm.chance(0.3, 1.0)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        t = clock.time_s(i)
        x, y, there = floating.at(t)
        colour = light.at(x, y) * WARM
        strength = bright * (0.45 + 0.55 * glint.at(t) ** 2) * there * swarm.shown(level)
        motes = Drawn(x, y, swarm.disparity, (size, size), colour, strength, 0.0, shape, 0.4 * swarm.blur)
        return drawn(frame, view, shapes, motes, add=True)

    return draw
