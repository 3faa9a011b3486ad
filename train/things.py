"""Made things: houses, vehicles, furniture, what lies on tables. They stand on y = 0, face -z; sizes in metres."""

from __future__ import annotations

import math

from numpy.random import Generator

from train.kernels import BALL, BOX, CARD, CONE, ROOF, TUBE
from train.materials import Pool
from train.shapes import person, skin_of, tone
from train.world import Skin, Thing, tilt_turn, yaw_turn


def house(r: Generator, pool: Pool, tall: float, wide: float, deep: float, roof: bool) -> Thing:
    """A block with windows; with a roof it is a cottage, without a town house or a tower."""
    body = Thing()
    wall = Skin(
        pool.texture(r, str(r.choice(["facade", "front", "block"]))), 1 / r.uniform(7, 13), tone(r, 0.35), glow=0.05
    )
    if r.random() < 0.15:
        wall = skin_of(r, pool, "brick stone pale wood", 0.4)
    body.add(BOX, (0, tall / 2, 0), (wide / 2, tall / 2, deep / 2), wall)
    tiles = skin_of(r, pool, "shingle stone dark metal", 0.5)
    if roof:
        rise = wide * r.uniform(0.2, 0.45)
        body.add(ROOF, (0, tall + rise / 2, 0), (wide * 0.56, rise / 2, deep * 0.54), tiles, yaw_turn(0))
        if r.random() < 0.5:
            body.add(BOX, (wide * 0.2, tall + rise, 0), (0.3, rise * 0.4, 0.3), skin_of(r, pool, "brick stone", 1))
    elif r.random() < 0.6:
        body.add(BOX, (0, tall, 0), (wide / 2 + 0.25, 0.2, deep / 2 + 0.25), tiles)
    if r.random() < 0.7:
        x, door = r.uniform(-0.3, 0.3) * wide, skin_of(r, pool, "wood dark paint", 0.7)
        body.add(BOX, (x, 1.05, -deep / 2), (0.55, 1.05, 0.08), door)
        body.add(BOX, (x, 2.3, -deep / 2 - 0.3), (0.9, 0.06, 0.5), tiles)
    if r.random() < 0.4:
        for side in (-1, 1):
            body.add(
                BOX,
                (side * wide * 0.3, 1.5, -deep / 2),
                (wide * 0.13, 0.9, 0.06),
                Skin(pool.texture(r, "dark"), 1, (0.6,) * 3, 0.6),
            )
        body.add(
            BOX,
            (0, 3.0, -deep / 2 - 0.6),
            (wide * 0.45, 0.05, 0.7),
            skin_of(r, pool, "fabric paint", 1),
            tilt_turn(-0.3),
        )
    return body


def tower(r: Generator, pool: Pool, tall: float) -> Thing:
    """A lighthouse, a steeple, a mast, a chimney, a rocket."""
    body = Thing()
    wide = tall * r.uniform(0.05, 0.14)
    wall = skin_of(r, pool, "pale brick stone paint metal", 3 / tall)
    body.add(TUBE, (0, tall * 0.4, 0), (wide, tall * 0.4, wide), wall)
    body.add(TUBE, (0, tall * 0.8, 0), (wide * 1.3, tall * 0.012, wide * 1.3), skin_of(r, pool, "dark metal", 1))
    body.add(
        TUBE, (0, tall * 0.85, 0), (wide * 0.6, tall * 0.05, wide * 0.6), Skin(pool.texture(r, "pale"), 1, glow=0.3)
    )
    body.add(
        CONE,
        (0, tall * 0.95, 0),
        (wide * r.uniform(0.7, 1.2), tall * 0.06, wide),
        skin_of(r, pool, "paint dark shingle", 1),
    )
    return body


def car(r: Generator, pool: Pool, kind: str = "any") -> Thing:
    """A car, a van, a lorry or a bus, pointing along x, standing on its wheels."""
    body = Thing()
    kind = str(r.choice(["car", "car", "car", "van", "bus"])) if kind == "any" else kind
    lacquer = skin_of(r, pool, "paint metal plain pale dark", 0.6, 0.6)
    glass = Skin(pool.texture(r, "dark"), 1, tone(r, 0.4), 0.9)
    black = Skin(pool.texture(r, "dark"), 2, (0.5, 0.5, 0.5))
    long, wide, low, tall = {"car": (2.1, 0.85, 0.75, 1.42), "van": (2.4, 0.95, 1.0, 2.1), "bus": (5.0, 1.2, 1.3, 2.9)}[
        kind
    ]
    long *= r.uniform(0.85, 1.1)
    body.add(BOX, (0, (low + 0.28) / 2 + 0.05, 0), (long * 0.95, (low - 0.2) / 2, wide), lacquer)
    body.add(BALL, (0, low * 0.8, 0), (long * 1.03, low * 0.42, wide * 1.02), lacquer)
    if kind == "car":
        x, half = r.uniform(-0.1, 0.25), r.uniform(0.95, 1.25)
        body.add(BALL, (x, low + 0.12, 0), (half * 1.15, tall - low, wide * 0.9), glass)
        body.add(BOX, (x, tall - 0.06, 0), (half * 0.62, 0.05, wide * 0.75), lacquer)
        for dx in (-half * 0.75, 0, half * 0.75):
            body.add(BOX, (x + dx, (low + tall) / 2, 0), (0.04, (tall - low) * 0.42, wide * 0.82), lacquer)
    else:
        body.add(BOX, (0, (low + tall) / 2, 0), (long * 0.96, (tall - low) / 2, wide), lacquer)
        body.add(BOX, (0, low + (tall - low) * 0.55, 0), (long * 0.85, (tall - low) * 0.25, wide * 1.01), glass)
        body.add(BOX, (-long * 0.95, low + (tall - low) * 0.5, 0), (0.05, (tall - low) * 0.3, wide * 0.85), glass)
    rim = skin_of(r, pool, "metal pale", 1, 0.5)
    for dx in (-0.62, 0.62):
        for side in (-1, 1):
            at = (long * dx, 0.33, side * wide * 0.92)
            body.add(TUBE, at, (0.33, 0.11, 0.33), black, tilt_turn(math.pi / 2))
            body.add(TUBE, at, (0.19, 0.13, 0.19), rim, tilt_turn(math.pi / 2))
    for side in (-1, 1):
        lamp = Skin(pool.texture(r, "pale"), 1, (1, 1, 0.9), 0.5, 0.4)
        body.add(BALL, (-long * 0.96, low * 0.75, side * wide * 0.7), (0.08, 0.09, 0.16), lamp)
        body.add(
            BALL,
            (long * 0.96, low * 0.75, side * wide * 0.7),
            (0.06, 0.09, 0.16),
            Skin(lamp.texture, 1, (0.9, 0.1, 0.1), 0.5, 0.3),
        )
    return body


def cycle(r: Generator, pool: Pool, motor: bool) -> Thing:
    """A bicycle or a motorcycle, pointing along x."""
    body = Thing()
    frame, black = skin_of(r, pool, "paint metal dark", 1, 0.5), Skin(pool.texture(r, "dark"), 2, (0.5, 0.5, 0.5))
    spokes = Skin(black.texture, 1, black.tint, mask=pool.cutout(r, "wheel"))
    for x in (-0.55, 0.55):
        if motor:
            body.add(TUBE, (x * 1.25, 0.31, 0), (0.31, 0.07, 0.31), black, tilt_turn(math.pi / 2))
            body.add(
                TUBE, (x * 1.25, 0.31, 0), (0.18, 0.08, 0.18), skin_of(r, pool, "metal", 2, 0.7), tilt_turn(math.pi / 2)
            )
        else:
            body.add(CARD, (x, 0.35, 0), (0.37, 0.37, 1), spokes)
    thick = 0.05 if motor else 0.022
    for a, b in (
        ((-0.55, 0.35), (-0.38, 0.85)),
        ((-0.38, 0.8), (0, 0.35)),
        ((-0.4, 0.85), (0.2, 0.8)),
        ((0, 0.35), (0.2, 0.88)),
        ((0, 0.35), (0.55, 0.35)),
    ):
        body.limb((a[0], a[1], 0), (b[0], b[1], 0), thick, frame, TUBE)
    body.limb((-0.38, 0.97, -0.28), (-0.38, 0.97, 0.28), 0.018, black)
    body.add(BALL, (0.22, 0.93, 0), (0.15, 0.04, 0.07), black)
    if motor:
        body.add(BALL, (-0.1, 0.85, 0), (0.3, 0.14, 0.13), frame)
        body.add(BALL, (0.0, 0.48, 0), (0.27, 0.2, 0.15), skin_of(r, pool, "metal dark stone", 3, 0.6))
        body.add(BALL, (0.5, 0.8, 0), (0.42, 0.08, 0.12), black)
        body.limb((0, 0.3, -0.17), (0.8, 0.4, -0.17), 0.055, skin_of(r, pool, "metal", 1, 0.9))
    return body


def kart(r: Generator, pool: Pool) -> Thing:
    """A home-made cart, a wagon or a buggy with one to three people in it, pointing along x."""
    body = Thing()
    paint, black = (
        skin_of(r, pool, "paint wood metal plain scrap", 1, 0.3),
        Skin(pool.texture(r, "dark"), 2, (0.5,) * 3),
    )
    long, wide, wheel = r.uniform(0.6, 1.2), r.uniform(0.3, 0.55), r.uniform(0.16, 0.38)
    deck = wheel * r.uniform(1.0, 1.6)
    body.add(BOX, (0, deck, 0), (long, r.uniform(0.05, 0.22), wide), paint)
    if r.random() < 0.6:
        end = float(r.choice([-1, 1])) * long * 0.8
        other = skin_of(r, pool, "paint wood metal fabric", 1, 0.3)
        half = (0.3, r.uniform(0.15, 0.35), wide)
        body.add((BOX, BALL, TUBE)[int(r.integers(0, 3))], (end, deck + 0.25, 0), half, other)
    rim = skin_of(r, pool, "metal pale paint dark", 1, 0.5)
    for x in (-0.8, 0.8):
        for side in (-1, 1):
            at = (long * x, wheel, side * (wide + 0.06))
            body.add(TUBE, at, (wheel, 0.06, wheel), black, tilt_turn(math.pi / 2))
            body.add(TUBE, at, (wheel * 0.55, 0.08, wheel * 0.55), rim, tilt_turn(math.pi / 2))
    for k in range(int(r.integers(1, 4))):
        x = long * (0.7 - 0.7 * k) + r.normal(0, 0.05)
        pose = "sit" if r.random() < 0.8 else "act"
        body.join(person(r, pool, pose, r.random() < 0.5), (x, deck - 0.2 * (pose == "sit"), 0), 0.9, math.pi / 2 * 3)
    return body


def boat(r: Generator, pool: Pool) -> Thing:
    """A boat with a cabin or a sail, along x, floating at y = 0."""
    body = Thing()
    hull = skin_of(r, pool, "paint pale wood dark", 0.6)
    body.add(BALL, (0, 0.25, 0), (2.4, 0.7, 0.8), hull)
    body.add(BOX, (0, 0.75, 0), (1.7, 0.2, 0.65), hull)
    if r.random() < 0.6:
        body.limb((0, 0.5, 0), (0, 5.5, 0), 0.05, skin_of(r, pool, "wood metal", 1))
        body.add(ROOF, (0.7, 3.0, 0), (0.9, 2.2, 0.02), skin_of(r, pool, "pale fabric paint", 0.5))
    else:
        body.add(BOX, (0.4, 1.3, 0), (0.8, 0.5, 0.5), skin_of(r, pool, "pale paint wood", 0.6))
    return body


def post(r: Generator, pool: Pool, tall: float) -> Thing:
    """A lamp, a sign or a bare post."""
    body = Thing()
    metal = skin_of(r, pool, "metal dark wood paint", 1)
    body.limb((0, 0, 0), (0, tall, 0), r.uniform(0.03, 0.09), metal, TUBE)
    k = r.random()
    if k < 0.4:
        body.limb((0, tall, 0), (r.choice([-1, 1]) * 0.9, tall + 0.1, 0), 0.04, metal)
        body.add(BALL, (0.0, tall + 0.12, 0), (0.2, 0.2, 0.2), Skin(pool.texture(r, "pale"), 1, (1, 0.95, 0.8), 0, 1.0))
    elif k < 0.75:
        sign = skin_of(r, pool, "paint writing photo pale", 1)
        body.add(BOX if r.random() < 0.5 else TUBE, (0, tall - 0.3, -0.08), (0.35, 0.35, 0.03), sign, tilt_turn(0))
    return body


def table(r: Generator, pool: Pool) -> Thing:
    """A table or a desk of about 0.75 m, square or round."""
    body = Thing()
    wood = skin_of(r, pool, "wood wood pale dark plain", 1, 0.2)
    wide, deep, tall = r.uniform(0.35, 1.1), r.uniform(0.3, 0.55), r.uniform(0.4, 0.8)
    if r.random() < 0.25:
        body.add(TUBE, (0, tall, 0), (wide * 0.8, 0.025, wide * 0.8), wood)
        body.limb((0, 0, 0), (0, tall, 0), 0.05, wood, TUBE)
        return body
    body.add(BOX, (0, tall, 0), (wide, 0.03, deep), wood)
    for x in (-1, 1):
        for z in (-1, 1):
            body.add(BOX, (x * (wide - 0.06), tall / 2, z * (deep - 0.06)), (0.03, tall / 2, 0.03), wood)
    if r.random() < 0.3:
        body.add(BOX, (wide * 0.6, tall / 2, 0), (wide * 0.33, tall * 0.46, deep * 0.9), wood)
    return body


def chair(r: Generator, pool: Pool) -> Thing:
    """A chair or a stool that faces -z."""
    body = Thing()
    wood, seat = skin_of(r, pool, "wood metal dark pale paint", 1), skin_of(r, pool, "fabric wood plain dark", 1.5)
    w = r.uniform(0.2, 0.27)
    body.add(BOX, (0, 0.45, 0), (w, 0.03, w), seat)
    for x in (-1, 1):
        for z in (-1, 1):
            top = 0.95 if z > 0 else 0.45
            body.limb(
                (x * w * 0.9, 0, z * w * 0.9), (x * w * 0.9, top, z * w * (0.9 + 0.1 * (z > 0))), 0.02, wood, TUBE
            )
    k = r.random()
    if k < 0.5:
        body.add(BOX, (0, 0.78, w * 0.95), (w, 0.18, 0.02), seat)
    elif k < 0.85:
        for y in (0.62, 0.76, 0.9):
            body.add(BOX, (0, y, w * 0.95), (w, 0.03, 0.015), wood)
    return body


def sofa(r: Generator, pool: Pool) -> Thing:
    """A sofa, an armchair or a bed that faces -z."""
    body = Thing()
    cloth = skin_of(r, pool, "fabric fabric plain dark pale", 1)
    wide, deep = r.uniform(0.4, 1.1), r.uniform(0.4, 0.5) if r.random() < 0.75 else 1.0
    seat = r.uniform(0.35, 0.5)
    body.add(BOX, (0, seat / 2, 0), (wide, seat / 2, deep), cloth)
    body.add(BOX, (0, seat + 0.18, deep), (wide, seat * 0.6 + 0.1, 0.12), cloth)
    if deep < 0.9:
        for x in (-1, 1):
            body.add(BOX, (x * wide, 0.32, 0), (0.1, 0.32, deep), cloth)
    for _ in range(int(r.integers(0, 5))):
        at = (r.uniform(-0.8, 0.8) * wide, seat + 0.13, deep - 0.22)
        body.add(
            BALL, at, (0.22, 0.17, 0.1), skin_of(r, pool, "fabric paint plain", 2), tilt_turn(-0.4, r.normal(0, 0.3))
        )
    return body


def cupboard(r: Generator, pool: Pool) -> Thing:
    """A cupboard, a chest of drawers or an open shelf with things in it."""
    body = Thing()
    wood = skin_of(r, pool, "wood wood pale dark paint", 1)
    wide, tall, deep = r.uniform(0.3, 0.8), r.uniform(0.35, 1.1), r.uniform(0.15, 0.3)
    if r.random() < 0.5:
        body.add(BOX, (0, tall, 0), (wide, tall, deep), wood)
        n = int(r.integers(1, 5))
        for k in range(n):
            y = tall * (2 * k + 1) / n
            body.add(BOX, (0, y, -deep), (wide * 0.92, tall / n * 0.88, 0.015), wood)
            body.add(BALL, (0, y, -deep - 0.03), (0.05, 0.02, 0.02), skin_of(r, pool, "metal dark", 1, 0.7))
        return body
    body.add(BOX, (0, tall, deep), (wide, tall, 0.02), wood)
    for x in (-1, 1):
        body.add(BOX, (x * wide, tall, 0), (0.02, tall, deep), wood)
    n = int(r.integers(2, 6))
    for k in range(n + 1):
        y = 2 * tall * k / n
        body.add(BOX, (0, y, 0), (wide, 0.02, deep), wood)
        if k < n and r.random() < 0.85:
            rise = tall / n * r.uniform(0.5, 0.85)
            body.add(
                BOX,
                (r.uniform(-0.2, 0.2) * wide, y + rise, 0),
                (wide * 0.7, rise, deep * 0.8),
                Skin(pool.texture(r, "books"), 0.8, tone(r)),
            )
    return body


def lamp(r: Generator, pool: Pool) -> Thing:
    """A lamp with a shade, about 0.5 high (scale it)."""
    body = Thing()
    body.limb((0, 0, 0), (0, 0.4, 0), 0.015, skin_of(r, pool, "metal dark wood", 2), TUBE)
    body.add(TUBE, (0, 0.01, 0), (0.09, 0.01, 0.09), skin_of(r, pool, "metal dark wood", 2))
    shade = Skin(pool.texture(r, "pale"), 1, (1, 0.93, 0.75), 0, float(r.choice([0.0, 0.5, 1.2])))
    body.add(CONE if r.random() < 0.5 else TUBE, (0, 0.45, 0), (0.14, 0.1, 0.14), shade)
    return body


def _cup(r: Generator, pool: Pool, body: Thing, s: Skin) -> None:
    w, t = r.uniform(0.035, 0.06), r.uniform(0.04, 0.07)
    body.add(TUBE, (0, t, 0), (w, t, w), s)
    body.add(TUBE, (0, 2 * t, 0), (w * 0.9, 0.002, w * 0.9), skin_of(r, pool, "dark wood", 4, 0.3))
    body.add(TUBE, (w * 1.15, t, 0), (t * 0.5, 0.008, t * 0.5), s, tilt_turn(math.pi / 2))
    if r.random() < 0.5:
        body.add(TUBE, (0, 0.005, 0), (w * 2, 0.006, w * 2), s)


def _bottle(r: Generator, pool: Pool, body: Thing, s: Skin) -> None:
    w, t = r.uniform(0.025, 0.05), r.uniform(0.08, 0.13)
    body.add(TUBE, (0, t * 0.7, 0), (w, t * 0.7, w), s)
    body.add(BALL, (0, t * 1.4, 0), (w, w * 1.2, w), s)
    body.add(TUBE, (0, t * 1.9, 0), (w * 0.35, t * 0.4, w * 0.35), skin_of(r, pool, "dark paint metal", 3))


def _fruit_bowl(r: Generator, pool: Pool, body: Thing, s: Skin) -> None:
    w = r.uniform(0.08, 0.14)
    body.add(BALL, (0, 0.045, 0), (w, 0.05, w), s)
    for _ in range(int(r.integers(2, 7))):
        q = r.uniform(0.025, 0.04)
        at = (r.normal(0, w * 0.4), 0.085 + r.uniform(0, 0.03), r.normal(0, w * 0.4))
        body.add(BALL, at, (q, q, q), skin_of(r, pool, "paint bloom lawn", 6, 0.3))


def _ball(r: Generator, pool: Pool, body: Thing, s: Skin) -> None:
    q = r.uniform(0.03, 0.1)
    body.add(BALL, (0, q * 0.8, 0), (q, q * 0.85, q * r.uniform(0.8, 1.3)), s)


def _packet(r: Generator, pool: Pool, body: Thing, s: Skin) -> None:
    w, t, d = r.uniform(0.03, 0.15), r.uniform(0.02, 0.15), r.uniform(0.015, 0.1)
    body.add(BOX, (0, t, 0), (w, t, d), s, yaw_turn(r.normal(0, 0.6)))


def _pile(r: Generator, pool: Pool, body: Thing, s: Skin) -> None:
    y = 0.0
    for _ in range(int(r.integers(1, 7))):
        t, w = r.uniform(0.006, 0.025), r.uniform(0.07, 0.14)
        at, cover = (r.normal(0, 0.01), y + t, 0), skin_of(r, pool, "paint plain fabric wood scrap writing", 4)
        body.add(BOX, at, (w, t, w * 0.7), cover, yaw_turn(r.normal(0, 0.4)))
        y += 2 * t


def _screen(r: Generator, pool: Pool, body: Thing, s: Skin) -> None:
    w, black = r.uniform(0.12, 0.28), Skin(pool.texture(r, "dark"), 2)
    face = skin_of(r, pool, "photo writing dark scrap", 2, 0.4, glow=float(r.choice([0, 0.4])))
    body.add(BOX, (0, w * 0.75 + 0.05, 0), (w, w * 0.62, 0.012), black)
    body.add(BOX, (0, w * 0.75 + 0.05, -0.01), (w * 0.95, w * 0.56, 0.006), face)
    body.add(BOX, (0, 0.03, 0), (0.03, 0.05, 0.02), black)


def _vase(r: Generator, pool: Pool, body: Thing, s: Skin) -> None:
    w = r.uniform(0.05, 0.1)
    body.add(BALL, (0, w, 0), (w, w * 1.1, w), s)
    body.add(TUBE, (0, w * 2, 0), (w * 0.45, w * 0.6, w * 0.45), s)
    body.add(TUBE, (0, w * 2.6, 0), (w * 0.6, w * 0.06, w * 0.6), s)


def _cone(r: Generator, pool: Pool, body: Thing, s: Skin) -> None:
    body.add(CONE, (0, 0.12, 0), (0.06, r.uniform(0.08, 0.14), 0.06), s)


def _sheet(r: Generator, pool: Pool, body: Thing, s: Skin) -> None:
    flat, face = (BOX if r.random() < 0.6 else TUBE), skin_of(r, pool, "writing pale photo fabric", 3)
    half = (r.uniform(0.07, 0.14), 0.005, r.uniform(0.07, 0.12))
    body.add(flat, (0, 0.004, 0), half, face, yaw_turn(r.normal(0, 1)))


_TRINKETS = (_cup, _bottle, _fruit_bowl, _ball, _packet, _packet, _pile, _pile, _screen, _vase, _cone, _sheet)


def trinket(r: Generator, pool: Pool) -> Thing:
    """Something on a table, about 0.2 m: cup, bottle, bowl, fruit, packet, books, screen, vase, cone, paper."""
    body = Thing()
    gloss = float(r.choice([0, 0.2, 0.7]))
    surface = skin_of(r, pool, "plain paint pale fabric metal wood dark scrap photo writing bloom", 5, gloss)
    _TRINKETS[int(r.integers(0, len(_TRINKETS)))](r, pool, body, surface)
    return body
