"""Pollen and fluff sail slowly through the light on a breath of wind."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.particles import Depth, Drawn, FallingParams, Floating, Light, Swarm, drawn
from vivant.effects.shapes import disc, flake, stack
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "particles"
WORDS = (
    "pollen", "floating pollen", "dandelion seeds", "fluff in the air", "catkins", "spring fluff",
    "花粉", "飞絮", "柳絮", "杨絮", "蒲公英",
    "飘絮", "棉絮", "柳絮飘飞", "蒲公英种子", "芦花", "芦絮", "絮状物",
)  # fmt: skip
KINDS = 3
TINTS = ((1.0, 0.86, 0.45), (1.0, 0.93, 0.68), (0.98, 0.97, 0.88))


class Params(FallingParams):
    wind: float = number(0.07, -2.0, 2.0, "short sides/s")
    """Wind to the right (+) or to the left (-): how far it carries a near grain in a second."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    swarm = Swarm(setting, clock, rng, per_area=800, p=p, depth=Depth(nearest=1.6, steep=1.6, farthest=0.2))
    shapes = stack(disc(1.0), *(flake(20 + kind) for kind in range(KINDS)))
    along = p.wind * p.speed * swarm.chance(0.5, 1.3)
    floating = Floating(swarm, drift=0.025 * p.speed, wander=0.035, seconds=8.0, rate_hz=0.2 * p.speed, along=along)
    size = 0.0058 * p.size * swarm.scale**0.7 * swarm.chance(0.5, 1.5)
    tint, spin = swarm.choice(TINTS), swarm.wave(0.05, 0.2)
    light = Light(setting, local=0.6, tinted=0.5)
    shape = np.where(swarm.blur > 2 * size, 0, 1 + np.floor(swarm.chance() * KINDS * 0.999))

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        t = clock.time_s(i)
        x, y, there = floating.at(t)
        colour = light.at(x, y) * tint
        strength = 1.7 * there * swarm.shown(level)
        grains = Drawn(
            x, y, swarm.disparity, (size, size), colour, strength, spin.angle(t), shape, 0.6 * swarm.blur
        )  # fmt: skip
        return drawn(frame, view, shapes, grains, add=True)

    return draw
