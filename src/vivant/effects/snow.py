"""Snow drifts down through the depth of the picture, small and slow far away, large and soft near the lens."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.particles import Course, Drawn, FallingParams, Light, Swarm, drawn, streak
from vivant.effects.shapes import disc, flake, stack
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "particles"
WORDS = (
    "snow", "snowing", "snowfall", "snowflakes", "falling snow", "let it snow", "blizzard", "snowy",
    "下雪", "飘雪", "雪花", "雪景", "大雪", "下点雪",
    "落雪", "雪落", "飞雪", "雪花飞舞", "雪花飘", "雪花飘落", "大雪纷飞", "雪花纷飞", "飘着雪", "飘着雪花", "下着雪",
    "雪天",
    "初雪", "漫天飞雪", "飘小雪",
    "飘雪花", "风雪", "细雪", "下场雪",
)  # fmt: skip
KINDS = 5


class Params(FallingParams):
    wind: float = number(0.05, -2.0, 2.0, "short sides/s")
    """Wind to the right (+) or to the left (-): how far it carries a near flake in a second."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    swarm = Swarm(setting, clock, rng, per_area=2800, p=p)
    shapes = stack(disc(1.0), *(flake(kind) for kind in range(KINDS)))
    fall = 0.34 * p.speed * swarm.chance(0.75, 1.25) * swarm.scale
    course = Course(swarm, p.wind * swarm.scale * swarm.chance(0.7, 1.3), fall)
    size = 0.0055 * p.size * swarm.scale**0.8 * swarm.chance(0.6, 1.4)
    dx, dy = course.motion()
    (wide, narrow), turn = streak(0.4 * dx, 0.4 * dy, size)
    slow, quick = swarm.wave(0.12, 0.35), swarm.wave(0.4, 0.8)
    spin = swarm.wave(0.05, 0.3)
    sway = 0.035 * swarm.scale * swarm.chance(0.4, 1.2)
    light = Light(setting)
    # What is well out of focus has no outline left.
    shape = np.where(swarm.blur > 1.5 * narrow, 0, 1 + np.floor(swarm.chance() * KINDS * 0.999))
    # Air between, and flakes smaller than a pixel, are pale.
    opacity = np.clip(0.5 + 0.6 * swarm.scale, 0, 0.92)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        t = clock.time_s(i)
        x, y, there = course.at(t)
        x = x + sway * (slow.at(t) + 0.4 * quick.at(t))
        y = y + 0.25 * sway * quick.at(t + 0.3)
        flakes = Drawn(
            x, y, swarm.disparity, (wide, narrow), np.minimum(light.at(x, y) * 1.9, 0.95),
            opacity * there * swarm.shown(level), turn + 0.8 * spin.at(t), shape, swarm.blur,
        )  # fmt: skip
        return drawn(frame, view, shapes, flakes, add=False)

    return draw
