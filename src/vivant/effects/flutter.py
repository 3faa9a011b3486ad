"""Flat things that tumble as they fall: petals, leaves, paper. What those effects share.

Not an effect itself, and not for round or shapeless particles (particles.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, Setting
from vivant.effects.particles import Course, Depth, Drawn, FallingParams, Floats, Light, Swarm, Wave, drawn
from vivant.effects.shapes import disc, shade_of, softened, stack
from vivant.effects.view import View
from vivant.units import Clock, Frame, Plane

MIDDLE = Depth(nearest=1.5, steep=1.5, farthest=0.18)
"""From some way off to before the lens; what is very far could not be made out."""


@dataclass(frozen=True, slots=True)
class Tumble:
    """How flat things turn over as they fall: they show a face, an edge, the back."""

    over: Wave
    about: Wave
    swing: Wave

    @classmethod
    def of(cls, swarm: Swarm, low_hz: float, high_hz: float) -> Tumble:
        return cls(swarm.wave(low_hz, high_hz), swarm.wave(0.04, 0.2), swarm.wave(0.3, 0.6))

    def at(self, t: float) -> tuple[Floats, Floats, Floats]:
        """How much of the face is seen (-1 .. 1, the back below 0; never quite its edge), the turn in radians, and
        how well the light falls on it (0.55 .. 1.1)."""
        face = np.cos(self.over.angle(t))
        seen = np.copysign(0.12 + 0.88 * abs(face), face)
        turn = self.about.angle(t) + 0.6 * self.swing.at(t)
        return seen, turn, 0.83 + 0.27 * np.sin(self.over.angle(t) + 0.8)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """What one kind of flat thing is like.

    per_area  how many in a square of one short side
    size      half the length of one at disparity 1, short sides
    slim      width over length
    fall      short sides a second at disparity 1
    swing     how far it sways aside, short sides at disparity 1
    over_hz   how often it turns over, lowest and highest
    outlines  shapes to choose from
    tints     colours to choose from, (n, 3) linear light in white light
    folded    how dark the half is that a fold keeps in the shade, 0 .. 1
    gloss     how much it flashes when it faces the light
    """

    per_area: float
    size: float
    slim: float
    fall: float
    swing: float
    over_hz: tuple[float, float]
    outlines: tuple[Plane, ...]
    tints: Any
    folded: float = 0.0
    gloss: float = 0.0
    depth: Depth = MIDDLE


def fluttering(setting: Setting, clock: Clock, p: FallingParams, rng: Generator, sheet: Sheet) -> Draw:
    """Draws a swarm of such things."""
    swarm = Swarm(setting, clock, rng, per_area=sheet.per_area, p=p, depth=sheet.depth)
    kinds = len(sheet.outlines)
    crisp, shades = sheet.outlines, [shade_of(outline) for outline in sheet.outlines]
    shapes = stack(disc(1.0), *crisp, *shades, *(softened(outline) for outline in crisp))
    fall = sheet.fall * p.speed * swarm.scale * swarm.chance(0.7, 1.3)
    course = Course(swarm, p.wind * swarm.scale * swarm.chance(0.6, 1.4), fall)
    tumble, light = Tumble.of(swarm, *(hz * p.speed for hz in sheet.over_hz)), Light(setting, tinted=0.4)
    sway, swing = swarm.wave(0.2, 0.45), sheet.swing * swarm.scale * swarm.chance(0.5, 1.2)
    size = sheet.size * p.size * swarm.scale**0.85 * swarm.chance(0.75, 1.2)
    tint, kind = swarm.choice(sheet.tints), 1 + np.floor(swarm.chance() * kinds * 0.999)
    blur = 0.6 * swarm.blur
    # What is out of focus has a soft outline, in the end none.
    soft = blur > 0.35 * size
    kind_seen = np.where(blur > 2.5 * size, 0, kind + np.where(soft, 2 * kinds, 0))

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        t = clock.time_s(i)
        x, y, there = course.at(t)
        x, y = x + swing * sway.at(t), y + 0.3 * swing * sway.at(2 * t)
        seen, turn, lit = tumble.at(t)
        shine = lit * (1 + sheet.gloss * np.clip(seen, 0, 1) ** 6)
        # The back is paler, and light shines through it.
        face = np.where(seen > 0, 1.0, 1.12)[:, None] * tint
        colour = np.minimum(1.9 * light.at(x, y) * face * shine[:, None], 1.0)
        half, opacity = (size, size * sheet.slim * abs(seen)), 0.95 * there * swarm.shown(level)
        whole = Drawn(x, y, swarm.disparity, half, colour, opacity, turn, kind_seen, blur)
        parts = [whole]
        if sheet.folded:
            shade = np.where(soft, 0.0, 0.8 * opacity)
            dark = (1 - sheet.folded) * colour
            parts.append(Drawn(x, y, swarm.disparity, half, dark, shade, turn, kind + kinds, blur))
        return drawn(frame, view, shapes, *parts, add=False)

    return draw
