"""Rain falls in fine slanting streaks, longer and faster near the lens, and leaves small rings on the ground."""

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
    drawn,
    lying,
    scatter,
    streak,
)  # fmt: skip
from vivant.effects.shapes import line, ripple, stack
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "particles"
WORDS = (
    "rain", "raining", "rainfall", "raindrops", "rainy", "drizzle", "downpour", "pouring rain", "shower of rain",
    "下雨", "雨滴", "雨天", "雨丝", "大雨", "小雨", "毛毛雨",
    "雨点", "下着雨", "飘雨", "雨景", "阵雨", "春雨", "下起雨来", "烟雨", "绵绵细雨", "蒙蒙细雨", "雨幕", "落雨",
    "中雨", "下雨天", "细雨蒙蒙",
    "淅淅沥沥", "雨水落下", "雨滴落下",
)  # fmt: skip


class Params(FallingParams):
    wind: float = number(0.35, -2.0, 2.0, "short sides/s")
    """Wind to the right (+) or to the left (-): how far it carries a near drop in a second."""
    splashes: float = number(1.0, 0.0, 3.0, "times")
    """How many rings the drops leave on the ground."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    shapes = stack(line(), ripple())
    light = Light(setting, local=0.5, tinted=0.4)
    drops = Swarm(setting, clock, rng, per_area=4600, p=p, depth=Depth(nearest=1.25, steep=1.5))
    fall = 3.4 * p.speed * drops.scale * drops.chance(0.9, 1.1)
    course = Course(drops, p.wind * drops.scale * drops.chance(0.85, 1.15), fall)
    half, turn = streak(*course.motion(), 0.0016 * p.size * drops.scale**0.6)
    # A drop gathers the light of half the sky: brighter than most of what is behind it, and never opaque.
    clear = drops.chance(0.2, 0.48) * np.minimum(1.0, 0.55 + 0.5 * drops.scale)
    rings = _splashes(setting, clock, p, rng, light)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        t = clock.time_s(i)
        x, y, there = course.at(t)
        opacity = clear * there * drops.shown(level)
        colour = np.minimum(light.at(x, y) * 1.7, 1.0)
        falling = Drawn(x, y, drops.disparity, half, colour, opacity, turn, 0, 0.25 * drops.blur)
        return drawn(frame, view, shapes, rings(t, level), falling, add=False)

    return draw


def _splashes(setting: Setting, clock: Clock, p: Params, rng: Generator, light: Light) -> Part:
    """Rings that widen and go on the ground and on water."""
    wet = np.maximum(setting.ground, setting.water)
    swarm = Swarm(setting, clock, rng, per_area=900 * p.splashes * float(wet.mean()), p=p)
    lives = Lives(swarm, swarm.chance(0.35, 0.6))
    u, v, w = swarm.chance(), swarm.chance(), swarm.chance()
    size = 0.011 * p.size * swarm.chance(0.6, 1.3)

    def rings(t: float, level: float) -> Drawn:
        age, count = lives.at(t)
        x, y = scatter(wet, setting, (u + count * 0.618) % 1, v, (w + count * 0.7549) % 1)
        disparity = lying(setting, x, y)
        wide = size * (0.2 + disparity) * (0.3 + 0.7 * age)
        opacity = 0.35 * (1 - age) ** 1.5 * np.minimum(1, 8 * age) * swarm.shown(level)
        colour = np.minimum(light.at(x, y) * 1.6, 1.0)
        return Drawn(x, y, disparity, (wide, wide * 0.32), colour, opacity, 0.0, 1, pushed=0.06)

    return rings
