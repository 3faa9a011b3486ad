"""Country, shore, street, crowd, forest and house front, with what stands there."""

from __future__ import annotations

import math

from numpy.random import Generator

from train.kernels import BALL, BOX, TUBE
from train.light import Mood, make_mood
from train.materials import Pool
from train.place import Place, aside, away, creature, vehicle
from train.shapes import person, skin_of, tone, tree, tufts
from train.things import boat, chair, cycle, house, post, tower, trinket
from train.world import Camera, Skin, Thing, World, tilt_turn, yaw_turn


def _ridges(r: Generator, pool: Pool, world: World, base: float, near: float, far: float) -> None:
    """Hills, mountains or a far wood, each fainter line behind the last."""
    n = int(r.integers(1, 5))
    for k in range(n):
        z = near * (far / near) ** ((k + r.uniform(0.2, 0.8)) / n)
        tall = z * r.uniform(0.02, 0.16) * (0.6 + 0.25 * k)
        surface = skin_of(r, pool, "leaf lawn stone earth litter snow", 12 / z)
        world.card(
            (r.normal(0, 0.3) * z, base + tall * 0.85, z),
            (z * r.uniform(1.2, 3), tall),
            Skin(surface.texture, surface.per_m, surface.tint, mask=pool.cutout(r, "ridge")),
        )


def _knolls(r: Generator, pool: Pool, world: World, cam: Camera, ground: Skin, n: int, far: float) -> None:
    """Rises of the ground and boulders."""
    for _ in range(n):
        z = float(r.uniform(0.12, 0.9)) * far
        wide = z * r.uniform(0.15, 0.7)
        body = Thing()
        stone = ground if r.random() < 0.6 else skin_of(r, pool, "stone earth gravel", 0.6)
        body.add(
            BALL,
            (0, 0, 0),
            (wide, wide * r.uniform(0.08, 0.4), wide * r.uniform(0.5, 1)),
            stone,
            tilt_turn(r.normal(0, 0.08), r.normal(0, 0.12)),
        )
        world.ground.add(world.place(body, (aside(r, cam, z, 1.4), 0, z)))


def _boulders(r: Generator, pool: Pool, world: World, cam: Camera, n: int, far: float) -> None:
    for _ in range(n):
        z = float(r.uniform(0.1, 0.8)) * far
        s = r.uniform(0.1, 0.9) * (1 + 0.05 * z)
        body = Thing()
        stone = skin_of(r, pool, "stone earth gravel blotch", 0.8)
        for _ in range(int(r.integers(1, 4))):
            body.add(
                BALL,
                (r.normal(0, 0.5), r.uniform(0, 0.3), r.normal(0, 0.4)),
                (r.uniform(0.4, 0.9), r.uniform(0.3, 0.7), r.uniform(0.4, 0.8)),
                stone,
                tilt_turn(r.normal(0, 0.3), r.normal(0, 0.3)),
            )
        world.place(body, (aside(r, cam, z, 1.2), 0, z), s, r.uniform(0, 6), 0.2)


def _trees(r: Generator, pool: Pool, world: World, cam: Camera, n: int, near: float, far: float) -> None:
    kinds = [tree(r, pool) for _ in range(min(n, int(r.integers(1, 5))))]
    for _ in range(n):
        z = near * (far / near) ** float(r.random())
        world.place(
            kinds[int(r.integers(0, len(kinds)))],
            (aside(r, cam, z, 1.3), 0, z),
            r.uniform(2.5, 11),
            r.uniform(0, 6),
            0.15,
        )


def _hero(r: Generator, pool: Pool, world: World, cam: Camera, what: str = "any") -> int:
    """One thing that the picture is about, standing on the ground; returns its number."""
    k = r.random()
    if what == "living" or (what == "any" and k < 0.65):
        body, tall, size, weight = creature(r, pool, face=True)
    elif k < 0.85:
        body, tall = vehicle(r, pool)
        size, weight = 1.0, 1.15
    elif k < 0.93:
        tall = float(r.uniform(5, 25))
        body, size, weight = tower(r, pool, tall), 1.0, 0.9
    else:
        tall = float(r.uniform(4, 9))
        body, size, weight = house(r, pool, tall * 0.6, tall * 1.1, tall * 0.9, True), 1.0, 0.6
    z = max(away(cam, tall * size, float(r.uniform(0.22, 0.95))), 0.8 * tall * size)
    x = r.normal(0, 0.33) * z / cam.lens
    yaw = r.normal(0, 0.7) if r.random() < 0.5 else r.uniform(0, 6.3)
    return world.place(body, (x, 0, z), size, yaw, weight)


def _company(
    r: Generator, pool: Pool, world: World, cam: Camera, n: int, near: float, far: float, weight: float = 0.6
) -> None:
    """People, animals and vehicles here and there."""
    bodies = [creature(r, pool) for _ in range(min(n, 4))]
    for _ in range(n):
        body, _, size, _ = bodies[int(r.integers(0, len(bodies)))]
        z = near * (far / near) ** float(r.random())
        world.place(body, (aside(r, cam, z), 0, z), size, r.uniform(0, 6.3), weight)


def _meadow(
    r: Generator,
    pool: Pool,
    cam: Camera,
    mood: Mood,
    grounds: str = "grass lawn sand earth gravel snow litter stone road",
) -> tuple[World, Skin]:
    world = World()
    ground = skin_of(r, pool, grounds, 0.35)
    world.ground.add(world.floor(0, ground))
    return world, ground


def country(r: Generator, pool: Pool) -> Place:
    """Fields, hills, trees; something to look at in most of them."""
    cam = Camera(r.uniform(0.5, 3.5), r.normal(-0.06, 0.12), r.normal(0, 0.02), r.uniform(0.9, 2.2))
    mood = make_mood(r, False)
    world, ground = _meadow(r, pool, cam, mood)
    if r.random() < 0.85:
        _ridges(r, pool, world, 0, r.uniform(60, 200), 2500)
    if r.random() < 0.6:
        _knolls(r, pool, world, cam, ground, int(r.integers(1, 5)), 60)
    if r.random() < 0.4:
        _boulders(r, pool, world, cam, int(r.integers(1, 7)), 30)
    if r.random() < 0.75:
        _trees(r, pool, world, cam, int(r.integers(1, 14)), 6, 120)
    if r.random() < 0.35:
        for _ in range(int(r.integers(1, 4))):
            z = r.uniform(15, 90)
            world.place(
                house(r, pool, r.uniform(3, 6), r.uniform(5, 12), 7, True),
                (aside(r, cam, z), 0, z),
                1,
                r.uniform(0, 6),
                0.3,
            )
    if r.random() < 0.35:
        _fence(r, pool, world, cam)
    hero = _hero(r, pool, world, cam) if r.random() < 0.65 else -1
    if r.random() < 0.3:
        _company(r, pool, world, cam, int(r.integers(1, 6)), 6, 50)
    _foreground(r, pool, world, cam)
    return Place(world, cam, mood, hero)


def _fence(r: Generator, pool: Pool, world: World, cam: Camera) -> None:
    z, tall = r.uniform(3, 25), r.uniform(0.4, 1.0)
    surface = skin_of(r, pool, "wood pale metal dark", 1)
    skin = Skin(surface.texture, 1, surface.tint, mask=pool.cutout(r, "fence"), repeat=float(r.integers(1, 6)))
    x, yaw = aside(r, cam, z), r.normal(0, 0.5)
    wide = tall * skin.repeat * 1.5
    world.card((x, tall, z), (wide, tall), skin, yaw)


def _foreground(r: Generator, pool: Pool, world: World, cam: Camera) -> None:
    """Grass, leaves or a branch close to the lens, in some pictures."""
    if r.random() < 0.35:
        for _ in range(int(r.integers(1, 4))):
            z = r.uniform(0.8, 6)
            world.place(tufts(r, pool, int(r.integers(2, 9)), 0.4, r.uniform(0.1, 0.6)), (aside(r, cam, z), 0, z))
    if r.random() < 0.2:
        z = r.uniform(0.8, 3)
        surface = skin_of(r, pool, "leaf autumn dark", 3)
        for _ in range(int(r.integers(1, 4))):
            size = z * r.uniform(0.1, 0.5)
            at = (
                aside(r, cam, z),
                cam.height + (math.tan(cam.pitch) + 0.75 / cam.lens) * z + r.uniform(-0.3, 0.6) * size,
                z,
            )
            world.card(at, (size, size), Skin(surface.texture, 3, surface.tint, mask=pool.cutout(r, "blob")))


def shore(r: Generator, pool: Pool) -> Place:
    """Sea, lake or river with a horizon or a far bank, reflections, boats, people at the edge."""
    cam = Camera(r.uniform(0.8, 5), r.normal(-0.05, 0.08), r.normal(0, 0.015), r.uniform(0.9, 2))
    mood = make_mood(r, False)
    world = World(water_y=0.0)
    blue = Skin(pool.texture(r, "blotch"), 0.1, tone(r, 0.3, "blue"))
    world.water.add(world.floor(0, blue))
    sand = skin_of(r, pool, "sand sand gravel stone grass litter earth", 0.4)
    if r.random() < 0.75:  # this bank
        body, edge = Thing(), r.uniform(2.5, 16)
        body.add(
            BALL,
            (0, 0, 0),
            (edge * r.uniform(1.5, 8), min(cam.height * 0.5, r.uniform(0.1, 0.5)), edge),
            sand,
            yaw_turn(r.normal(0, 0.4)),
        )
        world.ground.add(world.place(body, (r.normal(0, 0.7) * edge, 0, 0), casts=False))
    if r.random() < 0.7:
        _ridges(r, pool, world, -0.5, r.uniform(80, 400), 4000)
    for _ in range(int(r.integers(0, 4))):  # islands and rocks
        z = r.uniform(8, 200)
        body, s = Thing(), z * r.uniform(0.03, 0.25)
        stone = skin_of(r, pool, "stone earth leaf grass sand", 0.4)
        for _ in range(int(r.integers(1, 5))):
            body.add(
                BALL,
                (r.normal(0, 0.9), 0, r.normal(0, 0.4)),
                (r.uniform(0.5, 1.2), r.uniform(0.1, 0.6), r.uniform(0.4, 1)),
                stone,
            )
        x = aside(r, cam, z)
        world.place(body, (x, 0, z), s, 0, 0.4)
        if r.random() < 0.4:
            world.place(
                tree(r, pool, str(r.choice(["palm", "broad", "conifer"]))), (x, s * 0.25, z), s * r.uniform(0.7, 1.6)
            )
    for _ in range(int(r.integers(0, 4))):
        z = r.uniform(7, 80)
        world.place(boat(r, pool), (aside(r, cam, z), 0, z), r.uniform(0.6, 2), r.uniform(0, 6.3), 0.9)
    hero = _hero(r, pool, world, cam, "living") if r.random() < 0.5 else -1
    if r.random() < 0.3:
        _company(r, pool, world, cam, int(r.integers(1, 5)), 3, 12)
    _foreground(r, pool, world, cam)
    return Place(world, cam, mood, hero)


def street(r: Generator, pool: Pool) -> Place:
    """A road between house fronts, with vehicles, people, posts and trees."""
    cam = Camera(r.uniform(0.9, 3.2), r.normal(0.0, 0.09), r.normal(0, 0.015), r.uniform(0.9, 1.9))
    mood = make_mood(r, False)
    world, _ = _meadow(r, pool, cam, mood, "road road stone tiles gravel wall")
    half, veer = r.uniform(3.5, 10), r.normal(0, 0.12)
    shift = r.normal(0, 0.35) * half
    _pavement(r, pool, world, half, shift)
    for side in (-1, 1):
        if r.random() < 0.12:
            continue
        z, tall = r.uniform(-2, 6), r.uniform(6, 18)
        while z < 120:
            wide = r.uniform(5, 16)
            body = house(r, pool, tall * r.uniform(0.6, 1.5), wide, wide, bool(r.random() < 0.3))
            x = shift + side * (half + wide / 2 + r.uniform(0, 1)) + veer * z
            world.place(body, (x, 0, z + wide / 2), 1, -side * math.pi / 2 * 1.0, 0.0)
            z += wide * r.uniform(1.0, 1.15)
    if r.random() < 0.55:
        z = r.uniform(60, 160)
        world.place(house(r, pool, r.uniform(8, 40), r.uniform(12, 40), 10, False), (shift + veer * z, 0, z), 1, 0, 0.1)
    for _ in range(int(r.integers(0, 9))):
        z = 5 * 18 ** float(r.random())
        kerb = shift + veer * z + r.choice([-1, 1]) * half * (0.72 if r.random() < 0.6 else 0.25)
        world.place(vehicle(r, pool)[0], (kerb, 0, z), 1, r.choice([-1, 1]) * math.pi / 2 + r.normal(0, 0.1), 0.75)
    for _ in range(int(r.integers(0, 10))):
        z = 3 * 25 ** float(r.random())
        world.place(
            person(r, pool),
            (shift + veer * z + r.uniform(-1.1, 1.1) * half, 0, z),
            r.uniform(0.85, 1.1),
            r.uniform(0, 6.3),
            0.7,
        )
    for _ in range(int(r.integers(0, 7))):
        z = r.uniform(4, 60)
        body, size = (post(r, pool, r.uniform(2, 7)), 1.0) if r.random() < 0.6 else (tree(r, pool), r.uniform(3, 8))
        world.place(
            body, (shift + veer * z + r.choice([-1, 1]) * half * r.uniform(0.8, 1.0), 0, z), size, r.uniform(0, 6), 0.1
        )
    hero = _hero(r, pool, world, cam) if r.random() < 0.35 else -1
    return Place(world, cam, mood, hero)


def _pavement(r: Generator, pool: Pool, world: World, half: float, shift: float) -> None:
    """Raised sides and painted lines."""
    body, walk = Thing(), skin_of(r, pool, "tiles stone wall road", 0.5)
    for side in (-1, 1):
        body.add(BOX, (side * half * 1.0 + shift, 0.03, 60), (half * 0.3, 0.1, 70), walk)
    if r.random() < 0.7:
        paint = Skin(pool.texture(r, "pale"), 1)
        for k in range(12):
            body.add(BOX, (shift, 0.0, 3 + 5 * k), (0.08, 0.012, 1.2), paint)
    world.ground.add(world.place(body, (0, 0, 0), casts=False))


def plaza(r: Generator, pool: Pool) -> Place:
    """A crowd, a team, a race, a herd before house fronts, trees or a stand."""
    cam = Camera(r.uniform(1.2, 5), r.normal(-0.12, 0.1), r.normal(0, 0.02), r.uniform(1.0, 2.4))
    mood = make_mood(r, False)
    world, _ = _meadow(r, pool, cam, mood)
    far = r.uniform(8, 50)
    if r.random() < 0.6:
        world.card(
            (0, 0, far + 4),
            (far * 2, r.uniform(2, 12)),
            skin_of(r, pool, "front facade brick leaf bloom dark stone", 0.15),
            r.normal(0, 0.2),
        )
    _trees(r, pool, world, cam, int(r.integers(0, 6)) + 1, far * 0.6, far * 2)
    bodies = [
        (creature(r, pool)[:1] if r.random() < 0.75 else vehicle(r, pool)[:1])[0] for _ in range(int(r.integers(1, 6)))
    ]
    for _ in range(int(r.integers(6, 40))):
        z = 2.5 * (far / 2.5) ** math.sqrt(r.random())
        world.place(
            bodies[int(r.integers(0, len(bodies)))],
            (aside(r, cam, z), 0, z),
            r.uniform(0.85, 1.15),
            r.uniform(0, 6.3),
            0.7,
        )
    return Place(world, cam, mood)


def forest(r: Generator, pool: Pool) -> Place:
    """Trunks near and far, undergrowth, a path; now and then an animal or somebody."""
    cam = Camera(r.uniform(0.6, 2.2), r.normal(0.02, 0.12), r.normal(0, 0.02), r.uniform(0.9, 1.6))
    mood = make_mood(r, False)
    world, _ = _meadow(r, pool, cam, mood, "litter grass earth lawn leaf snow")
    back = skin_of(r, pool, "leaf grass litter dark", 0.5)
    if r.random() < 0.7:
        world.card((0, 8, 60), (120, 14), back)
    bark = [skin_of(r, pool, "bark wood dark stone", 1.5) for _ in range(2)]
    for _ in range(int(r.integers(5, 26))):
        z, thick = 2 * 20 ** float(r.random()), r.uniform(0.06, 0.35)
        body, x = Thing(), aside(r, cam, z, 1.2)
        body.limb((0, -0.2, 0), (r.normal(0, 0.5), 9, r.normal(0, 0.5)), thick, bark[int(r.integers(0, 2))], TUBE)
        for _ in range(int(r.integers(0, 4))):
            y = r.uniform(1.5, 6)
            body.limb((0, y, 0), (r.normal(0, 1.5), y + r.uniform(0, 2), r.normal(0, 1)), thick * 0.3, bark[0])
        world.place(body, (x, 0, z), 1, 0, 0.1)
    _trees(r, pool, world, cam, int(r.integers(1, 8)), 6, 40)
    bush = [tree(r, pool, "bush") for _ in range(2)]
    for _ in range(int(r.integers(2, 12))):
        z = 2 * 12 ** float(r.random())
        world.place(bush[int(r.integers(0, 2))], (aside(r, cam, z), -0.05, z), r.uniform(0.4, 1.8), r.uniform(0, 6))
    _foreground(r, pool, world, cam)
    hero = _hero(r, pool, world, cam, "living") if r.random() < 0.55 else -1
    return Place(world, cam, mood, hero)


def front(r: Generator, pool: Pool) -> Place:
    """A wall, a house front, a door or a fence seen squarely, with things before it."""
    cam = Camera(r.uniform(1, 2.2), r.normal(0.03, 0.09), r.normal(0, 0.02), r.uniform(1.0, 2.0))
    mood = make_mood(r, False)
    world, _ = _meadow(r, pool, cam, mood, "road stone tiles gravel grass wood")
    far, yaw = r.uniform(2.5, 14), r.normal(0, 0.2)
    wall = skin_of(r, pool, "brick wall pale stone wood facade front plain scrap photo", 0.25)
    world.card((0, 8, far), (40, 8.2), wall, yaw)
    for _ in range(int(r.integers(0, 5))):
        body = Thing()
        w, h = r.uniform(0.3, 0.8), r.uniform(0.4, 0.9)
        frame = skin_of(r, pool, "pale wood dark paint", 1)
        body.add(BOX, (0, 0, 0), (w + 0.08, h + 0.08, 0.06), frame)
        body.add(BOX, (0, 0, -0.03), (w, h, 0.05), skin_of(r, pool, "dark dark pale photo wood", 1, 0.5))
        world.place(body, (aside(r, cam, far, 0.9), r.uniform(0.9, 4), far - 0.05), 1, yaw)
    for _ in range(int(r.integers(0, 7))):
        z = r.uniform(0.5, 0.96) * far
        k = r.random()
        body, size = (
            (tree(r, pool, "bush"), r.uniform(0.5, 1.5))
            if k < 0.35
            else (trinket(r, pool), r.uniform(2, 5))
            if k < 0.6
            else (chair(r, pool), 1.0)
            if k < 0.75
            else (cycle(r, pool, False), 1.0)
            if k < 0.88
            else (post(r, pool, 3), 1.0)
        )
        world.place(body, (aside(r, cam, z), 0, z), size, r.normal(0, 0.5), 0.5)
    hero = _hero(r, pool, world, cam, "living") if r.random() < 0.5 else -1
    return Place(world, cam, mood, hero)
