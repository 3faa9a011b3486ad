"""Large soft discs of light hang in the air, as of lamps far out of focus, and drift and breathe slowly."""

from __future__ import annotations

from typing import Literal

from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.particles import Depth, Drawn, Floating, Swarm, SwarmParams, aside, drawn, lamp_colours, read
from vivant.effects.shapes import lens_disc, stack
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "particles"
WORDS = (
    "bokeh", "bokeh lights", "bokeh balls", "out of focus lights", "blurry lights", "light orbs",
    "光斑", "散景", "焦外光斑", "虚化光斑", "梦幻光斑",
    "光斑飘动", "散景光斑", "光点", "灯光虚化", "虚化的灯光", "梦幻光点", "彩色光斑", "虚化成光斑", "奶油光斑",
)  # fmt: skip
TINTS = {"warm": ((1.0, 0.72, 0.4), (1.0, 0.84, 0.6)), "cool": ((0.55, 0.75, 1.0), (0.75, 0.9, 1.0))}


class Params(SwarmParams):
    colour: Literal["picture", "warm", "cool"] = "picture"
    """The colour of the lights: that of the picture's own bright parts, warm or cool."""
    blades: Literal["round", "six", "eight"] = "round"
    """The iris that shapes them: round, or with six or eight corners."""
    breathing: float = number(1.0, 0.0, 2.0, "times")
    """How much each swells and fades."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    # Mostly behind what the camera looks at: nobody wants a disc on a face.
    nearest = max(0.5, 0.1 + 0.85 * setting.aim[2])
    swarm = Swarm(setting, clock, rng, per_area=75, p=p, depth=Depth(nearest=nearest, steep=1.4, farthest=0.12))
    shapes = stack(lens_disc({"round": 0, "six": 6, "eight": 8}[p.blades]))
    floating = Floating(swarm, drift=0.02 * p.speed, wander=0.03, seconds=11.0, rate_hz=0.1 * p.speed)
    tints = lamp_colours(setting, swarm.chance()) if p.colour == "picture" else swarm.choice(TINTS[p.colour])
    breath = swarm.wave(0.08 * p.speed, 0.2 * p.speed)
    size = 0.05 * p.size * swarm.chance(0.45, 1.3) * (0.7 + 0.5 * swarm.scale)
    free = aside(setting)
    bright = 0.6 * swarm.chance(0.3, 1.0) ** 2

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        t = clock.time_s(i)
        x, y, there = floating.at(t)
        breathing = 1 + 0.35 * p.breathing * breath.at(t)
        half = size * (1 + 0.04 * p.breathing * breath.at(t))
        strength = bright * breathing * there * read(free, setting, x, y) * swarm.shown(level)
        discs = Drawn(x, y, swarm.disparity, (half, half), tints, strength)
        return drawn(frame, view, shapes, discs, add=True)

    return draw
