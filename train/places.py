"""All kinds of places and how often each is seen; those with somebody or something close to the lens are here."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from numpy.random import Generator

from train.indoors import page, room, tabletop
from train.kernels import BALL, BOX, TUBE
from train.light import make_mood
from train.materials import Pool
from train.outdoors import country, forest, front, plaza, shore, street
from train.place import Place, aside, away
from train.shapes import beast, bird, flower, person, ragged, skin_of, toy
from train.things import trinket
from train.world import Camera, Skin, Thing, World


def _open(r: Generator, pool: Pool) -> Place:
    return (country, street, shore, forest, plaza)[int(r.integers(0, 5))](r, pool)


def portrait(r: Generator, pool: Pool) -> Place:
    """Somebody's head and shoulders, or two or three; behind them a room or the open, mostly out of focus."""
    base = room(r, pool) if r.random() < 0.4 else _open(r, pool)
    world, lens = base.world, r.uniform(1.3, 2.6)
    n = int(r.choice([1, 1, 1, 1, 2, 3]))
    z = r.uniform(0.42, 1.1) * lens * (1 + 0.35 * (n - 1))
    sunk = r.uniform(0.0, 0.35)
    cam = Camera(1.55 + r.normal(0, 0.08) - sunk * 0.5, r.normal(-0.03, 0.06), r.normal(0, 0.03), lens)
    hero = -1
    for k in range(n):
        x = (k - (n - 1) / 2) * 0.5 + r.normal(0, 0.12) * z / lens
        here = z * (1 + r.normal(0, 0.04))
        hero = world.place(
            person(r, pool, "stand", True), (x, r.normal(0, 0.05) * (n > 1), here), 1, r.normal(0, 0.5), 2.0
        )
    return Place(world, cam, base.mood, hero)


def closeup(r: Generator, pool: Pool) -> Place:
    """One flower, animal, bird, toy or thing that fills much of the picture, with little depth of focus."""
    k = r.random()
    tall = 0.3
    if k < 0.3:
        body = flower(r, pool)
    elif k < 0.55:
        body = beast(r, pool)
        top = max(c[1] + h[1] * 0.7 for c, h in zip(body.centre, body.half, strict=True))
        tall = top
    elif k < 0.68:
        body, tall = bird(r, pool), 0.35
    elif k < 0.82:
        body = toy(r, pool)
    else:
        body, tall = trinket(r, pool), 0.22
    size = tall if k < 0.3 or 0.68 <= k < 0.82 else 1.0
    cam = Camera(tall * r.uniform(0.4, 1.3), 0.0, r.normal(0, 0.05), r.uniform(1.2, 2.4))
    mood = make_mood(r, bool(r.random() < 0.4))
    world = World()
    world.ground.add(
        world.floor(0, skin_of(r, pool, "grass lawn wood fabric litter earth plain pale dark sand", 0.7 / tall))
    )
    z = away(cam, tall, float(r.uniform(0.45, 1.5)))
    cam = replace(cam, pitch=-math.atan2(cam.height - tall * r.uniform(0.4, 0.7), z))
    if k < 0.3:
        for _ in range(int(r.integers(0, 9))):
            q = z * r.uniform(0.8, 4)
            world.place(flower(r, pool), (aside(r, cam, q), 0, q), size * r.uniform(0.6, 1.2), r.uniform(0, 6), 0.3)
    hero = world.place(body, (r.normal(0, 0.16) * z, 0, z), size, r.normal(0, 0.7), 1.8)
    _behind(r, pool, world, cam, z, tall)
    return Place(world, cam, mood, hero)


def _behind(r: Generator, pool: Pool, world: World, cam: Camera, z: float, tall: float) -> None:
    """What is behind a close thing: a wall, leaves, other things, or the open."""
    k = r.random()
    if k < 0.6:
        far = z * r.uniform(1.6, 6)
        world.card(
            (0, tall, far),
            (far * 3, far * 1.5),
            skin_of(r, pool, "leaf grass pale plain dark wood fabric bloom photo autumn stone", 0.6 / tall),
            r.normal(0, 0.3),
        )
    for _ in range(int(r.integers(0, 7))):
        far = z * r.uniform(0.9, 5)
        surface = skin_of(r, pool, "leaf grass plain bloom stone wood paint", 1 / tall)
        size = far * r.uniform(0.05, 0.3)
        if r.random() < 0.5:
            world.card(
                (aside(r, cam, far), size, far),
                (size, size),
                ragged(r, pool, surface)
                if r.random() < 0.3
                else Skin(surface.texture, surface.per_m, surface.tint, mask=pool.cutout(r, "blob")),
            )
        else:
            body = Thing()
            body.add(
                (BALL, BOX, TUBE)[int(r.integers(0, 3))],
                (0, size * 0.7, 0),
                (size * 0.6, size * 0.7, size * 0.6),
                surface,
            )
            world.place(body, (aside(r, cam, far), 0, far), 1, r.uniform(0, 6))


PLACES: tuple[tuple[Callable[[Generator, Pool], Place], float], ...] = (
    (room, 0.16), (tabletop, 0.17), (street, 0.13), (country, 0.13), (shore, 0.08), (plaza, 0.06),
    (forest, 0.05), (portrait, 0.08), (closeup, 0.08), (front, 0.05), (page, 0.01),
)  # fmt: skip
