"""Hailstones come down hard and bright, and bounce where they hit the ground."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.particles import (
    Course,
    Depth,
    Drawn,
    FallingParams,
    Light,
    Lives,
    Part,
    Swarm,
    came,
    drawn,
    lying,
    scatter,
    streak,
)  # fmt: skip
from vivant.effects.shapes import dash, disc, stack
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "particles"
WORDS = (
    "hail", "hailing", "hailstones", "hailstorm", "ice pellets", "sleet",
    "冰雹", "下冰雹", "雹子", "冰粒",
)  # fmt: skip


class Params(FallingParams):
    wind: float = number(0.15, -2.0, 2.0, "short sides/s")
    """Wind to the right (+) or to the left (-): how far it carries a near stone in a second."""
    bounce: float = number(1.0, 0.0, 3.0, "times")
    """How high stones jump from the ground, relative to the usual height."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    shapes = stack(dash(), disc(0.5))
    light = Light(setting, tinted=0.35)
    stones = Swarm(setting, clock, rng, per_area=650, p=p, depth=Depth(nearest=1.25))
    fall = 1.9 * p.speed * stones.scale * stones.chance(0.9, 1.1)
    course = Course(stones, p.wind * stones.scale * stones.chance(0.8, 1.2), fall)
    half, turn = streak(*course.motion(), 0.0042 * p.size * stones.scale**0.8 * stones.chance(0.6, 1.3))
    solid = np.minimum(0.85, 0.45 + 0.5 * stones.scale)
    jumping = _bounces(setting, clock, p, rng, light)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        t = clock.time_s(i)
        x, y, there = course.at(t)
        colour = np.minimum(light.at(x, y) * 1.8, 1.0)
        opacity = solid * there * stones.shown(level)
        falling = Drawn(x, y, stones.disparity, half, colour, opacity, turn, 0, 0.5 * stones.blur)
        return drawn(frame, view, shapes, jumping(t, level), falling, add=False)

    return draw


def _bounces(setting: Setting, clock: Clock, p: Params, rng: Generator, light: Light) -> Part:
    """Stones that jump from the ground, twice as chance has it, and come to rest."""
    swarm = Swarm(setting, clock, rng, per_area=420 * float(setting.ground.mean()), p=p)
    lives = Lives(swarm, swarm.chance(0.8, 1.3) / p.speed)
    u, v, w = swarm.chance(), swarm.chance(), swarm.chance()
    high, aside = 0.05 * p.bounce * swarm.chance(0.3, 1.2), swarm.chance(-0.05, 0.05) + 0.1 * p.wind
    size = 0.0038 * p.size * swarm.chance(0.6, 1.3)

    def jumping(t: float, level: float) -> Drawn:
        age, count = lives.at(t)
        x, y = scatter(setting.ground, setting, (u + count * 0.618) % 1, v, (w + count * 0.7549) % 1)
        disparity = lying(setting, x, y)
        scale = 0.15 + disparity
        first, second = np.clip(age / 0.45, 0, 1), np.clip((age - 0.45) / 0.25, 0, 1)
        lift = high * (4 * first * (1 - first) + 0.9 * second * (1 - second))
        along = aside * np.minimum(age, 0.7)
        radius = size * scale**0.8
        colour = np.minimum(light.at(x, y) * 1.8, 1.0)
        opacity = 0.8 * came(age, 0.02, 0.25) * swarm.shown(level)
        return Drawn(
            x + along * scale, y - lift * scale, disparity, (radius, radius), colour, opacity, 0.0, 1, pushed=0.08
        )

    return jumping
