"""Sparks spray up from below, draw bright lines and fall as they go out."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.particles import EXPOSURE_S, Depth, Drawn, Lives, Swarm, SwarmParams, drawn, glowing, streak
from vivant.effects.shapes import glow, line, stack
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "particles"
WORDS = (
    "sparks", "flying sparks", "shower of sparks", "welding sparks", "sparks fly", "spark shower",
    "火花", "火花四溅", "电焊火花", "铁花",
    "铁花飞溅", "火树银花", "打铁花", "电火花", "火花飞溅", "仙女棒",
)  # fmt: skip
GRAVITY = 1.1
"""Short sides a second, each second, at disparity 1."""


class Params(SwarmParams):
    from_x: float = number(0.5, 0.0, 1.0, "of the width")
    """Where they come from, across the frame: 0 left, 1 right."""
    from_y: float = number(1.0, 0.0, 1.2, "of the height")
    """Where they come from, down the frame: 0 top, 1 bottom."""
    spread: float = number(1.0, 0.1, 3.0, "times")
    """How widely they spray."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    swarm = Swarm(setting, clock, rng, per_area=320, p=p, depth=Depth(nearest=1.2, steep=1.2, farthest=0.45))
    shapes = stack(line(), glow())
    lives = Lives(swarm, swarm.chance(0.6, 1.5) / p.speed)
    life_s = 1.0 / lives.rate_hz
    half_x, half_y = setting.half
    source = (2 * p.from_x - 1) * half_x, (2 * p.from_y - 1) * half_y
    angle, fast, aside = swarm.chance(-1, 1), swarm.chance(0.35, 1.0), swarm.chance(-0.05, 0.05)
    size = 0.0019 * p.size * swarm.scale**0.6 * swarm.chance(0.6, 1.3)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        t = clock.time_s(i)
        age, count = lives.at(t)
        # Every flight of a spark is another one.
        lean = 0.6 * p.spread * (((angle + 1 + 2 * count * 0.618) % 2) - 1)
        force = 2.3 * p.speed * swarm.scale * (0.35 + 0.65 * ((fast + count * 0.7549) % 1.0))
        gone = age * life_s
        # Air slows them down, so that they bend over.
        slowed = (1 - np.exp(-1.1 * gone)) / 1.1
        x = source[0] + aside + np.sin(lean) * force * slowed
        y = source[1] - np.cos(lean) * force * slowed + 0.5 * GRAVITY * p.speed**2 * swarm.scale * gone**2
        vx = np.sin(lean) * force * np.exp(-1.1 * gone)
        vy = -np.cos(lean) * force * np.exp(-1.1 * gone) + GRAVITY * p.speed**2 * swarm.scale * gone
        half, turn = streak(vx * EXPOSURE_S * 1.5, vy * EXPOSURE_S * 1.5, size)
        strength = np.minimum(1, 12 * age) * (1 - age) ** 1.2 * swarm.shown(level)
        colour = glowing(1.2 - 0.7 * age)
        lines = Drawn(x, y, swarm.disparity, half, colour, 2.0 * strength, turn, 0, 0.3 * swarm.blur)
        halo = Drawn(x, y, swarm.disparity, (7 * size, 7 * size), colour, 0.14 * strength, 0.0, 1)
        # Glowing iron hides what is behind it, and its light is added around it.
        return drawn(drawn(frame, view, shapes, halo, add=True), view, shapes, lines, add=False)

    return draw
