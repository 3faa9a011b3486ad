"""Embers rise on the heat, curl, flicker, and cool from yellow to a deep red before they go out."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.particles import (
    EXPOSURE_S,
    GOLDEN,
    PLASTIC,
    Depth,
    Drawn,
    FallingParams,
    Lives,
    Swarm,
    came,
    drawn,
    fold,
    glowing,
    streak,
)  # fmt: skip
from vivant.effects.shapes import dash, disc, glow, stack
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "particles"
WORDS = (
    "embers", "glowing embers", "campfire embers", "fire embers", "burning embers", "hot ashes",
    "余烬", "火星", "飞舞的火星", "篝火的火星",
    "火星子", "火星飞溅", "火星往上飘", "火星飘", "火粒子", "炭火星", "余烬飘飞", "飞舞的余烬",
)  # fmt: skip


class Params(FallingParams):
    wind: float = number(0.06, -2.0, 2.0, "short sides/s")
    """Wind to the right (+) or to the left (-): how far it carries a near ember in a second."""
    curl: float = number(1.0, 0.0, 3.0, "times")
    """How much they curl on their way up."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    swarm = Swarm(setting, clock, rng, per_area=420, p=p, depth=Depth(nearest=1.6, steep=1.5, farthest=0.2))
    shapes = stack(dash(), glow(), disc(0.8))
    lives = Lives(swarm, swarm.chance(2.2, 5.0))
    start, height = swarm.chance(), swarm.chance()
    rise, aside = 0.34 * p.speed * swarm.scale * swarm.chance(0.6, 1.4), p.wind * swarm.scale * swarm.chance(0.4, 1.4)
    life_s = 1.0 / lives.rate_hz
    waves = [swarm.wave(0.15, 0.4), swarm.wave(0.5, 1.0), swarm.wave(0.25, 0.6)]
    curl = 0.09 * p.curl * swarm.scale * swarm.chance(0.5, 1.2)
    flicker, heat = swarm.wave(0.9, 1.6), swarm.chance(0.75, 1.1)
    size = 0.0027 * p.size * swarm.scale**0.7 * (0.4 + 1.5 * swarm.chance() ** 3)

    def place(t: float) -> tuple[np.ndarray, ...]:
        age, count = lives.at(t)
        gone = age * life_s
        x = fold(start + count * GOLDEN, aside * gone, swarm.box[0])
        # More are born low down, where the fire is.
        low = 1.0 - ((height + count * PLASTIC) % 1.0) ** 1.6 * 1.1
        y = (low + 0.12) * swarm.box[1] - rise * gone
        one, two, three = (wave.at(t) for wave in waves)
        reach = curl * np.minimum(1.0, 0.3 + 1.5 * age)
        return x + reach * (one + 0.35 * two), y + 0.4 * reach * three, age

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        t = clock.time_s(i)
        x, y, age = place(t)
        before = place(t - 0.25 * EXPOSURE_S)
        dx, dy = (np.where(abs(d) < 0.05, d, 0.0) * 4 for d in (x - before[0], y - before[1]))
        half, turn = streak(dx, dy, size)
        strength = (0.8 + 0.2 * flicker.at(t)) * came(age, 0.08, 0.35) * swarm.shown(level)
        colour = glowing(heat - 0.6 * age)
        hot = Drawn(x, y, swarm.disparity, half, colour, 2.0 * strength, turn, 0, 0.6 * swarm.blur)
        halo = Drawn(x, y, swarm.disparity, (6 * size, 6 * size), colour, 0.3 * strength, 0.0, 1, swarm.blur)
        # What glows hides what is behind it, and its light is added around it.
        return drawn(drawn(frame, view, shapes, halo, add=True), view, shapes, hot, add=False)

    return draw
