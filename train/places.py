"""All kinds of places and how often each is seen; those that are about somebody or something are here."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from numpy.random import Generator

from train.indoors import page, room, tabletop
from train.kernels import BALL, BOX, TUBE
from train.light import make_mood
from train.materials import Pool, colour
from train.outdoors import country, forest, front, plaza, shore, street
from train.place import Place, aside, away, creature, vehicle
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


def meeting(r: Generator, pool: Pool) -> Place:
    """One person, animal, vehicle or rider, or a pair, that the picture is about, in the open or in a room."""
    base = room(r, pool) if r.random() < 0.2 else _open(r, pool)
    world, cam = base.world, base.camera
    if r.random() < 0.4:
        body, tall = vehicle(r, pool)
        size, weight = 1.0, 1.6
    else:
        body, tall, size, weight = creature(r, pool, face=True)
    reach = size * max(math.hypot(c[0], c[2]) + max(h) * 0.7 for c, h in zip(body.centre, body.half, strict=True))
    share = math.exp(r.uniform(math.log(0.2), math.log(0.85)))
    z = max(away(cam, tall * size, share), reach * (1 + cam.lens * r.uniform(0.5, 1.5)))
    if r.random() < 0.75:  # framed as a photographer would: the whole of it, near the middle of the height
        cam = replace(cam, pitch=-math.atan2(cam.height - tall * size * r.uniform(0.3, 0.8), z) + r.normal(0, 0.05))
    hero = -1
    for k in range(2 if r.random() < 0.2 else 1):
        x = (r.normal(0, 0.3) + 0.5 * k) * z / cam.lens
        hero = world.place(body, (x, 0, z * (1 + 0.2 * k)), size, r.uniform(0, 6.3), weight + 0.6)
    if r.random() < 0.6:
        _busy(r, pool, world, cam, z, tall * size)
    return Place(world, cam, base.mood, hero)


def _busy(r: Generator, pool: Pool, world: World, cam: Camera, z: float, tall: float) -> None:
    """What draws the eye away: a painted wall close behind, rocks and bushes about, a trunk or a post in front."""
    if r.random() < 0.3:
        far = z * r.uniform(1.15, 2.5)
        wall = skin_of(r, pool, "scrap scrap photo bloom front writing brick leaf", r.uniform(0.15, 0.6) / tall)
        world.card((0, tall * 0.9, far), (far * 2, tall * r.uniform(0.7, 2)), wall, r.normal(0, 0.15))
    surface = skin_of(r, pool, "stone earth gravel leaf grass litter sand fur wood", 1 / tall)
    for _ in range(int(r.integers(0, 22))):
        q = z * math.exp(r.uniform(-0.35, 1.3))
        size = tall * math.exp(r.uniform(-3, -0.6))
        lump = Thing()
        kind = BALL if r.random() < 0.75 else BOX
        half = (size * r.uniform(0.5, 1.4), size * r.uniform(0.3, 0.9), size * r.uniform(0.5, 1.4))
        skin = surface if r.random() < 0.7 else skin_of(r, pool, "stone earth plain paint leaf", 1 / tall)
        lump.add(kind, (0, half[1] * 0.6, 0), half, ragged(r, pool, skin) if r.random() < 0.3 else skin)
        world.place(lump, (aside(r, cam, q), 0, q), 1, r.uniform(0, 6))
    for _ in range(int(r.choice([0, 0, 0, 1, 2]))):
        q = z * r.uniform(0.6, 1.5)
        pole = Thing()
        pole.limb((0, 0, 0), (r.normal(0, 0.1), tall * r.uniform(0.4, 3), 0), tall * r.uniform(0.015, 0.12),
                  skin_of(r, pool, "bark metal wood dark", 2), TUBE)  # fmt: skip
        world.place(pole, (aside(r, cam, q), 0, q), 1)


def studio(r: Generator, pool: Pool) -> Place:
    """Somebody or something before nothing: a cut-out, a product, a drawn figure on a blank page."""
    k = r.random()
    if k < 0.55:
        body, tall, _, _ = creature(r, pool, face=True)
    elif k < 0.7:
        body, tall = vehicle(r, pool)
    elif k < 0.85:
        body, tall = trinket(r, pool), 0.22
    else:
        body, tall = (toy(r, pool), 1.0) if r.random() < 0.5 else (flower(r, pool), 1.0)
    cam = Camera(tall * r.uniform(0.4, 0.9), 0.0, r.normal(0, 0.02), r.uniform(1.3, 2.6))
    z = max(away(cam, tall, float(r.uniform(0.55, 1.3))), 0.7 * tall)
    cam = replace(cam, pitch=-math.atan2(cam.height - tall * r.uniform(0.42, 0.58), z))
    blank = Skin(pool.texture(r, "plain"), 0.02 / tall, tuple(float(v) for v in colour(r, "any") * 1.6))  # type: ignore[arg-type]
    shade = r.random()
    if shade < 0.6:
        level = float(r.choice([0.0, 0.004, 0.02, 3.0, 6.0, 9.0]))
        blank = replace(blank, tint=(level, level, level), glow=1.0 if level > 1 else 0.0)
    world = World()
    world.card((0, tall / 2, z * r.uniform(1.6, 5)), (z * 40, z * 40), blank)
    if r.random() < 0.4:
        world.ground.add(world.floor(0, blank if r.random() < 0.6 else skin_of(r, pool, "wood pale plain fabric", 1)))
    hero = world.place(body, (r.normal(0, 0.12) * z / cam.lens, 0, z), 1, r.normal(0, 0.7), 2.5)
    return Place(world, cam, make_mood(r, True), hero, drawn=0.5)


PLACES: tuple[tuple[Callable[[Generator, Pool], Place], float], ...] = (
    (room, 0.13), (tabletop, 0.12), (street, 0.08), (country, 0.07), (shore, 0.06), (plaza, 0.05),
    (forest, 0.04), (portrait, 0.07), (closeup, 0.08), (front, 0.04), (page, 0.01), (meeting, 0.24), (studio, 0.05),
)  # fmt: skip
