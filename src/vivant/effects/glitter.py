"""Points of light flash up on what is bright in the picture, one here and one there."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.particles import (
    GOLDEN,
    PLASTIC,
    Drawn,
    Lives,
    Swarm,
    SwarmParams,
    drawn,
    highlights,
    lying,
    scatter,
)
from vivant.effects.shapes import stack, star
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "particles"
WORDS = (
    "glitter", "sparkle", "sparkles", "sparkling", "shimmering sparkles", "glittering", "twinkle dust",
    "闪光", "闪闪发光", "亮晶晶", "闪粉", "星星点点",
    "闪片", "亮片", "亮闪闪", "闪亮", "闪烁的光点", "钻石闪光", "闪钻", "bling", "blingbling", "布灵布灵", "碎光",
    "碎钻", "金粉", "金色粒子",
    "闪光粒子", "星芒", "闪耀", "金箔", "小亮片", "钻石光", "光点闪烁", "珠光", "金光闪闪", "璀璨", "星光粒子",
    "发光粒子", "闪闪的",
    "水珠闪", "露珠闪", "水珠闪烁",
)  # fmt: skip
TINTS = {"white": (1.0, 0.98, 0.94), "gold": (1.0, 0.78, 0.36), "rose": (1.0, 0.66, 0.66)}


class Params(SwarmParams):
    colour: Literal["white", "gold", "rose"] = "white"
    """The colour of the sparkle."""
    rays: float = number(1.0, 0.0, 3.0, "times")
    """How far the rays of a flash reach."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    swarm = Swarm(setting, clock, rng, per_area=130, p=p)
    shapes = stack(star())
    lives = Lives(swarm, swarm.chance(1.6, 3.6) / p.speed)
    where = highlights(setting)
    u, v, w = swarm.chance(), swarm.chance(), swarm.chance()
    size = 0.034 * p.size * (0.4 + 0.6 * p.rays) * swarm.chance(0.45, 1.0) ** 2
    bright, turn = swarm.chance(0.35, 1.1), swarm.chance(-0.2, 0.2)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        age, count = lives.at(clock.time_s(i))
        x, y = scatter(where, setting, (u + count * GOLDEN) % 1, v, (w + count * PLASTIC) % 1)
        # A flash takes a quarter of its round; then another place has its turn.
        flash = np.clip(1 - abs(age - 0.5) / 0.14, 0, 1) ** 2
        half = size * (0.6 + 0.4 * flash)
        strength = 3.0 * bright * flash * swarm.shown(level)
        points = Drawn(x, y, lying(setting, x, y), (half, half), TINTS[p.colour], strength, turn, pushed=0.05)
        return drawn(frame, view, shapes, points, add=True)

    return draw
