"""Rooms, table tops and bare surfaces, with what stands in them."""

from __future__ import annotations

import math
from collections.abc import Callable

from numpy.random import Generator

from train.kernels import BOX, CARD
from train.light import make_mood
from train.materials import Pool
from train.place import Place, aside, creature
from train.shapes import flower, skin_of, toy, tree
from train.things import chair, cupboard, lamp, sofa, table, trinket
from train.world import Camera, Thing, World, yaw_turn


def _shell(
    r: Generator, pool: Pool, world: World, far: float, tall: float, left: float, right: float, yaw: float
) -> None:
    """Floor, walls, ceiling, windows, pictures."""
    world.ground.add(world.floor(0, skin_of(r, pool, "wood wood tiles fabric stone plain", 0.6, 0.15)))
    wall = skin_of(r, pool, "pale pale plain wall brick fabric wood stone", 0.5)
    wide = left + right + 2 * far
    c, s = math.cos(yaw), math.sin(yaw)
    room = Thing()
    room.add(CARD, (0, tall / 2, far), (wide, tall / 2, 1), wall)
    for x in (-left, right):
        side = wall if r.random() < 0.7 else skin_of(r, pool, "pale plain brick wood", 0.5)
        room.add(CARD, (x, tall / 2, far / 2), (far, tall / 2, 1), side, yaw_turn(math.pi / 2))
    room.add(BOX, (0, tall + 0.05, far / 2), (wide, 0.05, far), skin_of(r, pool, "pale pale wood plain", 0.5))
    _hangings(r, pool, room, far, tall, left, right)
    skirting = skin_of(r, pool, "pale wood dark", 1)
    room.add(BOX, (0, 0.05, far - 0.02), (wide, 0.06, 0.02), skirting)
    world.place(room, (0 * c + 0 * s, 0, 0), 1, yaw, casts=False)


def _hangings(r: Generator, pool: Pool, room: Thing, far: float, tall: float, left: float, right: float) -> None:
    frame = skin_of(r, pool, "wood pale dark metal", 1)
    for _ in range(int(r.integers(0, 6))):
        y, h, w = tall * r.uniform(0.45, 0.75), r.uniform(0.15, 0.7), r.uniform(0.2, 0.9)
        window = r.random() < 0.45
        glow = float(r.uniform(0.3, 1.6)) if window else 0.0
        face = skin_of(
            r,
            pool,
            "pale leaf bloom photo" if window else "photo scrap bloom fabric writing books",
            0.9,
            0.3,
            glow=glow,
        )
        k = r.random()
        if k < 0.5:
            x = r.uniform(-left, right)
            room.add(BOX, (x, y, far - 0.02), (w + 0.05, h + 0.05, 0.03), frame)
            room.add(BOX, (x, y, far - 0.03), (w, h, 0.03), face)
            if window:
                room.add(BOX, (x, y, far - 0.04), (0.02, h, 0.035), frame)
        else:
            x = -left if k < 0.75 else right
            z = r.uniform(0.4, 1.0) * far
            inward = 0.02 if x < 0 else -0.02
            room.add(BOX, (x + inward, y, z), (0.03, h + 0.05, w + 0.05), frame)
            room.add(BOX, (x + 1.5 * inward, y, z), (0.03, h, w), face)
    if r.random() < 0.35:  # a door
        x = r.uniform(-left, right) * 0.8
        room.add(BOX, (x, 1.0, far - 0.01), (0.5, 1.05, 0.04), frame)
        room.add(BOX, (x, 1.0, far - 0.03), (0.43, 1.0, 0.04), skin_of(r, pool, "wood pale paint dark", 0.6))


def room(r: Generator, pool: Pool) -> Place:
    """A furnished room, sometimes with somebody in it."""
    cam = Camera(r.uniform(0.7, 2.1), r.normal(-0.14, 0.14), r.normal(0, 0.03), r.uniform(0.8, 1.7))
    mood = make_mood(r, True)
    world = World()
    far, tall, left, right = (
        r.uniform(2.2, 8),
        max(cam.height + 0.3, r.uniform(2.3, 3.4)),
        r.uniform(1.2, 4),
        r.uniform(1.2, 4),
    )
    yaw = r.normal(0, 0.35)
    _shell(r, pool, world, far, tall, left, right, yaw)
    makers: tuple[Callable[[Generator, Pool], Thing], ...] = (table, chair, chair, sofa, cupboard, cupboard, table)
    for _ in range(int(r.integers(2, 11))):
        z = r.uniform(0.3, 0.95) * far
        x = float(min(max(aside(r, cam, z), -left * 0.9), right * 0.9))
        body = makers[int(r.integers(0, len(makers)))](r, pool)
        facing = r.choice([0, math.pi / 2, -math.pi / 2, math.pi]) + yaw if r.random() < 0.7 else r.uniform(0, 6.3)
        world.place(body, (x, 0, z), r.uniform(0.9, 1.2), facing, 0.35)
        if r.random() < 0.6:
            top = max(c[1] + h[1] for c, h in zip(body.centre, body.half, strict=True))
            for _ in range(int(r.integers(1, 5))):
                small = trinket(r, pool) if r.random() < 0.75 else lamp(r, pool)
                world.place(
                    small,
                    (x + r.normal(0, 0.2), top * 0.98, z + r.normal(0, 0.12)),
                    r.uniform(0.9, 1.6),
                    r.uniform(0, 6),
                )
    for _ in range(int(r.integers(0, 4))):
        z = r.uniform(0.35, 0.9) * far
        at = (aside(r, cam, z, 0.9), 0.0, z)
        k = r.random()
        if k < 0.4:
            world.place(tree(r, pool, "bush"), at, r.uniform(0.5, 1.3), r.uniform(0, 6), 0.2)
        elif k < 0.7:
            world.place(lamp(r, pool), at, r.uniform(2.5, 3.5))
        else:
            world.place(trinket(r, pool), at, r.uniform(2, 4), r.uniform(0, 6), 0.2)
    if r.random() < 0.4:
        rug = Thing()
        rug.add(BOX, (0, 0.0, 0), (r.uniform(0.6, 1.5), 0.01, r.uniform(0.5, 1.2)), skin_of(r, pool, "fabric", 1))
        world.ground.add(world.place(rug, (r.normal(0, 0.8), 0, far * 0.6), 1, yaw, casts=False))
    hero = -1
    if r.random() < 0.4:
        z = r.uniform(0.35, 0.85) * far
        body, _, size, weight = creature(r, pool, True)
        hero = world.place(
            body, (aside(r, cam, z, 0.7), 0, z), size * (0.5 if weight != 1.3 else 1), r.normal(0, 1), weight
        )
    return Place(world, cam, mood, hero)


def tabletop(r: Generator, pool: Pool) -> Place:
    """A table top, a shelf or a stage seen from above or level, with many small things."""
    up = r.uniform(0.12, 0.75)
    pitch = -math.atan2(up, r.uniform(0.5, 1.1)) * r.uniform(0.7, 1.15)
    cam = Camera(up, pitch, r.normal(0, 0.04), r.uniform(1.0, 2.4))
    mood = make_mood(r, True)
    world = World()
    world.ground.add(
        world.floor(0, skin_of(r, pool, "wood wood fabric pale plain dark tiles stone paint scrap", 1.6, 0.2))
    )
    far = r.uniform(0.9, 2.6)
    if r.random() < 0.75:
        back = skin_of(r, pool, "pale plain fabric brick wall books dark wood scrap bloom", 1)
        world.card(
            (0, 0.9, far),
            (
                6,
                2,
            ),
            back,
            r.normal(0, 0.25),
        )
        if r.random() < 0.3:
            world.card(
                (r.choice([-1, 1]) * far * 0.8, 0.9, far), (4, 2), skin_of(r, pool, "pale plain wood brick", 1), 1.4
            )
    else:
        _shell(r, pool, World(), 3, 2.5, 2, 2, 0)
    rows = bool(r.random() < 0.3)
    n = int(r.integers(4, 34))
    big = r.uniform(0.8, 2.2)
    hero = -1
    for k in range(n):
        z = r.uniform(0.3, 0.95) * far if not rows else far * (0.35 + 0.2 * (k % 3))
        x = aside(r, cam, z)
        q = r.random()
        role = 0.55
        if q < 0.62:
            body, size = trinket(r, pool), big * r.uniform(0.7, 1.5)
        elif q < 0.85:
            body, size = toy(r, pool), big * r.uniform(0.1, 0.3)
        elif q < 0.92:
            body, size = (flower(r, pool) if r.random() < 0.5 else tree(r, pool, "bush")), big * r.uniform(0.15, 0.4)
        else:
            body, size = lamp(r, pool), big * r.uniform(0.5, 1.2)
        size = min(size, size * 1.6 * z / big)  # nothing towers over the lens
        lift = 0.0 if r.random() < 0.88 else r.uniform(0.03, 0.2) * big
        if lift:
            box = Thing()
            box.add(
                BOX, (0, lift / 2, 0), (0.12 * big, lift / 2, 0.1 * big), skin_of(r, pool, "paint wood pale scrap", 4)
            )
            world.place(box, (x, 0, z), 1, r.uniform(0, 1))
        world.place(body, (x, lift, z), size, r.normal(0, 0.8), role)
    if r.random() < 0.4:
        z = max(up * 0.9, far * 0.5)
        body, size = (toy(r, pool), 0.45) if r.random() < 0.4 else (trinket(r, pool), 2.5 * big)
        hero = world.place(body, (r.normal(0, 0.2) * z, 0, z), size, r.normal(0, 0.6), 1.1)
    return Place(world, cam, mood, hero)


def page(r: Generator, pool: Pool) -> Place:
    """Nothing but a surface: a page, a poster, a plain texture. It has no depth to speak of."""
    cam = Camera(0.0, 0.0, r.normal(0, 0.05), 1.5)
    world = World()
    world.card(
        (0, 0, 1.0),
        (3, 3),
        skin_of(r, pool, "writing photo fabric scrap wood stone grass gravel facade leaf bloom", 1.5),
        r.normal(0, 0.05),
    )
    return Place(world, cam, make_mood(r, True), flat=True)
