"""What a place is, and what every kind of place needs: where the camera sees, somebody to put there."""

from __future__ import annotations

import math
from dataclasses import dataclass

from numpy.random import Generator

from train.light import Mood
from train.materials import Pool
from train.shapes import beast, bird, person
from train.things import car, cycle, kart
from train.world import Camera, Thing, World


@dataclass(frozen=True)
class Place:
    """A world to look at. `hero` is the thing that the lens is set on, or -1; `drawn`: the chance of a drawing."""

    world: World
    camera: Camera
    mood: Mood
    hero: int = -1
    flat: bool = False
    drawn: float = 0.1


def aside(r: Generator, cam: Camera, z: float, reach: float = 1.05) -> float:
    """A sideways place that the camera sees at depth z."""
    return float(r.uniform(-reach, reach)) * z / cam.lens


def away(cam: Camera, tall: float, share: float) -> float:
    """The depth at which something `tall` metres high fills a share of the picture's height (4:3)."""
    return tall * cam.lens / (1.5 * share)


def creature(r: Generator, pool: Pool, face: bool = False) -> tuple[Thing, float, float, float]:
    """A person or an animal with its height, its size and its weight as a subject."""
    k = r.random()
    if k < 0.5:
        return person(r, pool, face=face), 1.75, float(r.uniform(0.9, 1.1)), 1.3
    if k < 0.92:
        body = beast(r, pool)
        return body, max(c[1] + h[1] * 0.7 for c, h in zip(body.centre, body.half, strict=True)), 1.0, 1.3
    return bird(r, pool), 0.35, float(r.uniform(0.8, 3)), 1.2


def vehicle(r: Generator, pool: Pool) -> tuple[Thing, float]:
    """Something with wheels, now and then with its rider; its height."""
    k = r.random()
    if k < 0.15:
        return kart(r, pool), 1.7
    if k < 0.6:
        return car(r, pool), 1.6
    body = cycle(r, pool, bool(r.random() < 0.5))
    if r.random() < 0.6:
        body.join(person(r, pool, "sit"), (-0.25, 0.4, 0), 0.95, math.pi / 2 * 3)
        return body, 1.8
    return body, 1.1
