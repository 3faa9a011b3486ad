"""Soap bubbles float up, clear in the middle, with a bright rim, a mirrored window and a breath of colour."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.particles import Depth, Drawn, FallingParams, Floating, Light, Swarm, drawn
from vivant.effects.shapes import bubble_film, bubble_rim, bubble_shine, lens_disc, stack
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "particles"
WORDS = (
    "bubbles", "soap bubbles", "floating bubbles", "blowing bubbles", "bubble wand",
    "泡泡", "气泡", "肥皂泡", "吹泡泡",
    "泡沫", "彩色泡泡", "肥皂泡泡", "冒泡泡", "飘泡泡", "小泡泡", "水泡", "冒气泡",
)  # fmt: skip
FILMS = ((0.9, 0.35, 0.75), (0.3, 0.75, 0.9), (0.85, 0.8, 0.35))


class Params(FallingParams):
    wind: float = number(0.05, -2.0, 2.0, "short sides/s")
    """Wind to the right (+) or to the left (-): how far it carries a near bubble in a second."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    swarm = Swarm(setting, clock, rng, per_area=85, p=p, depth=Depth(nearest=1.4, steep=1.5, farthest=0.2))
    shapes = stack(bubble_rim(), bubble_shine(), bubble_film(0.9), bubble_film(3.0), bubble_film(5.2), lens_disc())
    floating = Floating(
        swarm, drift=0.02 * p.speed, wander=0.05, seconds=9.0, rate_hz=0.16 * p.speed,
        along=p.wind * swarm.chance(0.5, 1.4), rise=0.09 * p.speed * swarm.chance(0.5, 1.4),
    )  # fmt: skip
    size = 0.034 * p.size * swarm.scale**0.9 * swarm.chance(0.35, 1.25) ** 1.3
    wobble, slide = swarm.wave(0.5, 1.0), swarm.wave(0.04, 0.1)
    light = Light(setting, local=0.5, tinted=0.6)
    blur = 0.35 * swarm.blur

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        t = clock.time_s(i)
        x, y, there = floating.at(t)
        shown = there * swarm.shown(level)
        white = light.at(x, y)
        squeeze = 0.015 * wobble.at(t)
        half, angle = (size * (1 + squeeze), size * (1 - squeeze)), slide.angle(t)

        def part(tint: object, strength: float, turn: object, shape: int) -> Drawn:
            colour = white * np.asarray(tint)
            return Drawn(x, y, swarm.disparity, half, colour, strength * shown, turn, shape, blur)

        films = [part(tint, 0.3, angle + k, 2 + k) for k, tint in enumerate(FILMS)]
        body = part(1.0, 0.03, 0.0, 5)
        return drawn(frame, view, shapes, body, *films, part(1.0, 0.5, 0.0, 0), part(1.3, 1.3, 0.0, 1), add=True)

    return draw
