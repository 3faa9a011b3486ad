"""Fireflies wander over the ground and glow and fade in turn."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.particles import Depth, Drawn, Floating, Swarm, SwarmParams, drawn, smooth
from vivant.effects.shapes import disc, glow, stack
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "particles"
WORDS = (
    "fireflies", "firefly", "lightning bugs", "glowworms", "glow worms", "fire flies",
    "萤火虫", "流萤", "点点萤火", "萤光",
    "萤火", "萤火虫飞舞", "萤火点点", "萤光点点", "萤火飞舞",
)  # fmt: skip
TINTS = {"green": (0.62, 1.0, 0.16), "gold": (1.0, 0.72, 0.16), "blue": (0.3, 0.75, 1.0)}


class Params(SwarmParams):
    colour: Literal["green", "gold", "blue"] = "green"
    """The colour of their light."""
    blink: float = number(0.28, 0.05, 1.0, "Hz")
    """How often each of them glows."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    swarm = Swarm(setting, clock, rng, per_area=110, p=p, depth=Depth(nearest=1.4, steep=1.4, farthest=0.2))
    shapes = stack(disc(0.9), glow())
    floating = Floating(swarm, drift=0.06 * p.speed, wander=0.1, seconds=8.0, rate_hz=0.22 * p.speed)
    blink = swarm.wave(0.75 * p.blink, 1.25 * p.blink)
    size = 0.0042 * p.size * swarm.scale**0.7 * swarm.chance(0.75, 1.25)
    warm = swarm.chance(0.0, 0.25)[:, None]
    tint = np.array(TINTS[p.colour]) * (1 - warm) + np.array([1.0, 0.85, 0.3]) * warm
    core = 0.35 + 0.65 * tint

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        t = clock.time_s(i)
        x, y, there = floating.at(t)
        # They keep low: over the meadow, not in the sky.
        y = setting.half[1] * (0.25 + 0.85 * y / swarm.box[1])
        # Quicker up than down, dark for half the time.
        lit = smooth(blink.at(t) * 1.3 + 0.15) * there * swarm.shown(level)
        halo = Drawn(x, y, swarm.disparity, (11 * size, 11 * size), tint, 0.5 * lit, 0.0, 1, swarm.blur)
        body = Drawn(x, y, swarm.disparity, (size, size), core, 1.1 * lit, 0.0, 0, swarm.blur)
        return drawn(frame, view, shapes, halo, body, add=True)

    return draw
