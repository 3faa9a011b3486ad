"""Living things: people, animals, plants, flowers. A thing stands on y = 0 and faces -z; sizes in metres."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator

from train.kernels import BALL, BOX, CARD, CONE, TUBE
from train.materials import Pool, colour
from train.world import Skin, Thing, Vec, tilt_turn, yaw_turn


def tone(r: Generator, spread: float = 0.3, family: str | None = None) -> Vec:
    """A tint around white, or a colour of a family."""
    if family:
        c = colour(r, family)
        return float(c[0]), float(c[1]), float(c[2])
    level = math.exp(r.normal(0, spread))
    warm = r.normal(0, 0.12)
    return level * (1 + warm), level, level * (1 - warm)


def skin_of(r: Generator, pool: Pool, names: str, per_m: float = 1.0, gloss: float = 0.0, **more: float) -> Skin:
    """A surface of one of the families in `names`, with a scale that varies by half."""
    name = str(r.choice(names.split()))
    scale = per_m * math.exp(r.normal(0, 0.4))
    return Skin(pool.texture(r, name), scale, tone(r), gloss, more.get("glow", 0.0))


def ragged(r: Generator, pool: Pool, surface: Skin, repeat: float = 1.0) -> Skin:
    """The same surface with holes and a ragged rim."""
    return Skin(
        surface.texture, surface.per_m, surface.tint, 0, 0, pool.cutout(r, "holes"), repeat * r.uniform(0.7, 1.6)
    )


def person(r: Generator, pool: Pool, pose: str = "any", face: bool = False) -> Thing:
    """Someone of about 1.7 m: standing, walking, sitting, crouching; with `face`, eyes and mouth."""
    body = Thing()
    pose = str(r.choice(["stand", "walk", "walk", "sit", "act"])) if pose == "any" else pose
    flesh = Skin(pool.texture(r, "skin"), 2.0, tone(r, 0.25), 0.1)
    shirt = skin_of(r, pool, "fabric fabric plain paint dark pale scrap", 2.5)
    legs = skin_of(r, pool, "fabric plain dark dark blotch", 2.5) if r.random() < 0.85 else flesh
    sleeve = shirt if r.random() < 0.65 else flesh
    stout = r.uniform(0.85, 1.3)
    hip = 0.5 if pose == "sit" else 0.92 - 0.08 * (pose == "walk")
    lean = r.normal(0, 0.07) + (0.25 * r.random() if pose == "act" else 0)
    neck = (r.normal(0, 0.03), hip + 0.55, -lean * 0.55)
    _legs(r, body, pose, hip, stout, legs, skin_of(r, pool, "dark plain wood", 3))
    body.limb((0, hip - 0.02, 0), (neck[0], neck[1] - 0.07, neck[2]), 0.165 * stout, shirt)
    body.limb((-0.17 * stout, neck[1] - 0.07, neck[2]), (0.17 * stout, neck[1] - 0.07, neck[2]), 0.09 * stout, shirt)
    body.add(BALL, (0, hip, 0), (0.175 * stout, 0.16, 0.14 * stout), legs)
    if r.random() < 0.2:
        body.add(CONE, (0, hip - 0.05, 0), (0.33 * stout, 0.42, 0.3 * stout), shirt)
    _arms(r, body, neck, stout, sleeve, flesh)
    _head(r, pool, body, neck, flesh, face)
    return body


def _legs(r: Generator, body: Thing, pose: str, hip: float, stout: float, cloth: Skin, shoe: Skin) -> None:
    stride = {"walk": r.uniform(0.15, 0.4), "act": r.uniform(0.1, 0.45)}.get(pose, r.uniform(0, 0.08))
    for side in (-1, 1):
        x = side * 0.1 * stout
        if pose == "sit":
            knee, foot = (x * 1.3, hip + 0.02, -0.42), (x * 1.3, 0.06, -0.42 + r.normal(0, 0.1))
        else:
            z = side * stride
            knee, foot = (x * 1.1, hip * 0.52, z * 0.5 - 0.07 * (pose != "stand")), (x * 1.2, 0.06, z)
        body.limb((x, hip, 0), knee, 0.085 * stout, cloth)
        body.limb(knee, foot, 0.062 * stout, cloth)
        body.add(BALL, (foot[0], 0.045, foot[2] - 0.06), (0.05, 0.05, 0.13), shoe)


def _arms(r: Generator, body: Thing, neck: Vec, stout: float, sleeve: Skin, flesh: Skin) -> None:
    for side in (-1, 1):
        up = r.normal(-1.25, 0.25) if r.random() < 0.75 else r.uniform(-1, 1.4)
        ahead = r.normal(0, 0.3)
        shoulder = (side * 0.21 * stout, neck[1] - 0.08, neck[2])
        reach = 0.29
        elbow = (
            shoulder[0] + side * reach * math.cos(up) * math.cos(ahead),
            shoulder[1] + reach * math.sin(up),
            shoulder[2] - reach * math.cos(up) * math.sin(ahead) - 0.05,
        )
        bend = up + r.uniform(0, 1.3)
        turn = ahead + r.uniform(0, 1.6)
        hand = (
            elbow[0] + side * 0.26 * math.cos(bend) * math.cos(turn),
            elbow[1] + 0.26 * math.sin(bend),
            elbow[2] - 0.26 * math.cos(bend) * math.sin(turn) - 0.03,
        )
        body.limb(shoulder, elbow, 0.058 * stout, sleeve)
        body.limb(elbow, hand, 0.045, sleeve)
        body.add(BALL, hand, (0.045, 0.06, 0.04), flesh)


def _head(r: Generator, pool: Pool, body: Thing, neck: Vec, flesh: Skin, face: bool) -> None:
    x, y, z = neck[0], neck[1] + 0.2, neck[2] - 0.03
    body.limb((neck[0], neck[1] - 0.08, neck[2]), (x, y - 0.05, z), 0.06, flesh)
    body.add(BALL, (x, y, z), (0.085, 0.125, 0.105), flesh)
    hair = skin_of(r, pool, "hair hair dark fur", 4, 0.2)
    back = r.uniform(0.02, 0.045)
    body.add(BALL, (x, y + 0.03, z + back), (0.096, 0.115, 0.108), hair)
    style = r.random()
    if style < 0.35:  # long hair
        body.limb((x, y + 0.02, z + 0.06), (x, y - r.uniform(0.12, 0.4), z + 0.09), 0.1, hair)
    elif style < 0.6:  # a hat, a cap, a helmet
        cloth = skin_of(r, pool, "fabric paint plain dark wood", 4)
        body.add(BALL, (x, y + 0.075, z), (0.11, 0.08, 0.125), cloth)
        brim = r.uniform(0.1, 0.26)
        body.add(TUBE, (x, y + 0.07, z - 0.05 * r.random()), (brim, 0.008, brim), cloth)
    if not face:
        return
    dark = Skin(pool.texture(r, "dark"), 1.0, (0.5, 0.5, 0.5), 0.6)
    for side in (-1, 1):
        body.add(
            BALL, (x + side * 0.034, y + 0.015, z - 0.093), (0.016, 0.008, 0.014), Skin(pool.texture(r, "pale"), 1)
        )
        body.add(BALL, (x + side * 0.034, y + 0.015, z - 0.098), (0.009, 0.009, 0.012), dark)
        body.add(BALL, (x + side * 0.036, y + 0.043, z - 0.09), (0.022, 0.005, 0.014), hair)
        body.add(BALL, (x + side * 0.087, y, z), (0.012, 0.03, 0.02), flesh)
    body.limb((x, y + 0.02, z - 0.1), (x, y - 0.022, z - 0.115), 0.013, flesh)
    body.add(BALL, (x, y - 0.06, z - 0.088), (0.03, 0.008, 0.016), Skin(flesh.texture, 2, (0.75, 0.4, 0.4)))


_BEASTS: dict[str, tuple[float, float, float, float, float, float]] = {
    # shoulder height, body length, girth, leg share of the height, neck length, head size
    "dog": (0.55, 0.65, 0.15, 0.55, 0.2, 0.11),
    "cat": (0.28, 0.4, 0.09, 0.5, 0.06, 0.07),
    "cow": (1.35, 1.7, 0.38, 0.48, 0.45, 0.24),
    "horse": (1.5, 1.6, 0.32, 0.58, 0.75, 0.22),
    "sheep": (0.7, 0.9, 0.27, 0.45, 0.22, 0.13),
    "goat": (0.7, 0.8, 0.2, 0.52, 0.28, 0.13),
    "deer": (1.1, 1.1, 0.2, 0.62, 0.5, 0.14),
    "elephant": (2.6, 2.6, 0.75, 0.5, 0.3, 0.55),
    "bear": (1.0, 1.4, 0.38, 0.4, 0.25, 0.25),
    "rat": (0.12, 0.2, 0.05, 0.3, 0.03, 0.04),
}


def beast(r: Generator, pool: Pool, kind: str = "any") -> Thing:
    """A four-legged animal: standing, walking, grazing, sitting or lying."""
    body = Thing()
    kind = str(r.choice(list(_BEASTS)[:9])) if kind == "any" else kind
    tall, length, girth, legs, neck, head = (v * math.exp(r.normal(0, 0.12)) for v in _BEASTS[kind])
    coat = skin_of(r, pool, "fur fur fur patch dark pale", 1.5 / max(tall, 0.3))
    second = coat if r.random() < 0.6 else skin_of(r, pool, "fur patch dark pale", 1.5 / max(tall, 0.3))
    if kind == "sheep":
        coat = ragged(r, pool, skin_of(r, pool, "pale fur", 3), 1.5)
    pose = str(r.choice(["stand", "walk", "graze", "sit", "lie"], p=[0.3, 0.25, 0.15, 0.15, 0.15]))
    leg = tall * legs if pose not in ("lie",) else girth * 0.2
    back = leg + girth * 0.8
    hind_y = back if pose != "sit" else girth * 1.0
    front, hind = (0.0, back, -length / 2 + girth * 0.6), (0.0, hind_y, length / 2 - girth * 0.6)
    body.limb(front, hind, girth, coat)
    body.add(BALL, front, (girth * 0.95, girth * 1.1, girth * 0.95), coat)
    body.add(BALL, hind, (girth, girth * 1.08, girth), second if r.random() < 0.3 else coat)
    _four_legs(r, body, pose, front, hind, leg, girth, second)
    _beast_head(r, pool, body, kind, pose, front, girth, neck, head, coat, second)
    tip = (
        r.normal(0, 0.3) * length * 0.4,
        max(0.03, hind[1] + r.uniform(-0.7, 0.6) * tall * 0.6),
        hind[2] + girth + length * 0.15,
    )
    body.limb((0, hind[1] + girth * 0.4, hind[2] + girth * 0.7), tip, girth * r.uniform(0.12, 0.35), second)
    return body


def _four_legs(
    r: Generator, body: Thing, pose: str, front: Vec, hind: Vec, leg: float, girth: float, coat: Skin
) -> None:
    thick = girth * r.uniform(0.26, 0.42)
    swing = r.uniform(0.1, 0.45) * leg if pose == "walk" else 0.04 * leg
    for end, at in ((0, front), (1, hind)):
        for side in (-1, 1):
            x = side * girth * 0.62
            if pose == "lie" or (pose == "sit" and end):
                body.limb(
                    (x, girth * 0.5, at[2]), (x * 1.3, thick, at[2] - girth * r.uniform(0.8, 1.8)), thick * 1.2, coat
                )
                continue
            z = at[2] + side * (1 if end else -1) * swing
            knee = (x, leg * 0.48, (at[2] + z) / 2 + (0.08 * leg if end else -0.03 * leg))
            body.limb((x, at[1] - girth * 0.2, at[2]), knee, thick * 1.35, coat)
            body.limb(knee, (x, thick * 0.6, z), thick * 0.8, coat)
            body.add(BALL, (x, thick * 0.5, z - thick * 0.4), (thick, thick * 0.6, thick * 1.3), coat)


def _beast_head(
    r: Generator,
    pool: Pool,
    body: Thing,
    kind: str,
    pose: str,
    front: Vec,
    girth: float,
    neck: float,
    size: float,
    coat: Skin,
    second: Skin,
) -> None:
    up = -0.9 if pose == "graze" else r.uniform(0.35, 1.1)
    aside = r.normal(0, 0.35) * neck
    root = (0.0, front[1] + girth * 0.4, front[2] - girth * 0.3)
    top = (aside, max(size * 0.6, root[1] + neck * math.sin(up)), root[2] - neck * math.cos(up) - girth * 0.4)
    body.limb(root, top, max(girth * 0.45, size * 0.55), coat)
    down = 0.35 * size + (0.5 * size if kind in ("horse", "cow", "deer") else 0)
    nose = (top[0] + r.normal(0, 0.3) * size, max(size * 0.3, top[1] - down), top[2] - size * r.uniform(0.8, 1.2))
    body.add(BALL, top, (size * 0.62, size * 0.62, size * 0.7), coat)
    body.limb(top, nose, size * 0.4, second if r.random() < 0.5 else coat)
    dark = Skin(pool.texture(r, "dark"), 1.0, (0.4, 0.4, 0.4), 0.7)
    body.add(BALL, nose, (size * 0.16, size * 0.13, size * 0.2), dark)
    ear, upright = size * r.uniform(0.35, 0.8), r.uniform(0.2, 1.3)
    if kind == "elephant":
        ear = size * 1.1
        body.limb(nose, (nose[0], size * 0.3, nose[2] - 0.2), size * 0.2, coat)
    for side in (-1, 1):
        a = (top[0] + side * size * 0.45, top[1] + size * 0.4, top[2] + size * 0.1)
        b = (a[0] + side * ear * math.cos(upright), a[1] + ear * math.sin(upright), a[2] + 0.1 * ear)
        body.limb(a, b, ear * 0.3, second)
        body.add(
            BALL, (top[0] + side * size * 0.42, top[1] + size * 0.15, top[2] - size * 0.5), (size * 0.09,) * 3, dark
        )
        if kind in ("cow", "goat", "deer") and upright > 0.5:
            horn = (
                top[0] + side * size * r.uniform(0.5, 1.4),
                top[1] + size * r.uniform(0.9, 1.8),
                top[2] + size * r.uniform(-0.3, 0.7),
            )
            body.limb(
                (top[0] + side * size * 0.25, top[1] + size * 0.5, top[2]),
                horn,
                size * 0.1,
                Skin(pool.texture(r, "wood"), 2),
            )


def bird(r: Generator, pool: Pool) -> Thing:
    """A perched or standing bird of about 0.3 m."""
    body = Thing()
    coat, wing = (
        skin_of(r, pool, "bloom fur paint blotch pale dark", 4),
        skin_of(r, pool, "bloom fur paint dark streak".replace("streak", "hair"), 4),
    )
    lift = r.uniform(0.03, 0.2)
    body.limb((0, lift + 0.05, 0.06), (0, lift + 0.2, -0.03), 0.075, coat)
    head = (0.0, lift + 0.27, -0.06)
    body.add(BALL, head, (0.055, 0.055, 0.06), coat)
    beak = skin_of(r, pool, "dark paint wood", 4)
    body.add(CONE, (0, head[1], head[2] - 0.08), (0.022, 0.035, 0.03), beak, tilt_turn(-math.pi / 2))
    for side in (-1, 1):
        body.limb((side * 0.065, lift + 0.2, 0), (side * 0.05, lift + 0.0, 0.13), 0.04, wing)
        body.limb((side * 0.03, lift + 0.03, 0.02), (side * 0.03, 0, 0), 0.009, beak)
        body.add(
            BALL,
            (side * 0.045, head[1] + 0.015, head[2] - 0.03),
            (0.011,) * 3,
            Skin(pool.texture(r, "dark"), 1, (0.3,) * 3, 0.7),
        )
    body.limb((0, lift + 0.06, 0.08), (0, lift - r.uniform(-0.05, 0.12), 0.28), 0.03, wing)
    return body


def tree(r: Generator, pool: Pool, kind: str = "any", rich: bool = True) -> Thing:
    """A tree of about 1 (scale it): broad, conifer, palm, bare or bush."""
    kind = str(r.choice(["broad", "broad", "broad", "conifer", "palm", "bare", "bush"])) if kind == "any" else kind
    body = Thing()
    bark = skin_of(r, pool, "bark bark wood dark", 3)
    leaves = skin_of(r, pool, "leaf leaf leaf grass autumn lawn bloom", 2.5)
    if kind == "bare":
        body.add(
            CARD,
            (0, 0.5, 0),
            (r.uniform(0.3, 0.5), 0.5, 1),
            Skin(bark.texture, 1, bark.tint, mask=pool.cutout(r, "twigs")),
        )
        return body
    if kind == "conifer":
        body.limb((0, 0, 0), (0, 0.6, 0), 0.03, bark, TUBE)
        wide, n = r.uniform(0.14, 0.28), int(r.integers(2, 6))
        for k in range(n):
            y = 0.15 + 0.75 * k / n
            body.add(
                CONE,
                (0, y + 0.14, 0),
                (wide * (1 - 0.75 * k / n), 0.3 / n + 0.1, wide * (1 - 0.75 * k / n)),
                ragged(r, pool, leaves),
            )
        return body
    trunk = r.uniform(0.2, 0.55) if kind == "broad" else (0.8 if kind == "palm" else 0.1)
    thick = r.uniform(0.02, 0.05)
    bend = (r.normal(0, 0.06), trunk, r.normal(0, 0.04))
    if kind != "bush":
        body.limb((0, 0, 0), bend, thick, bark, TUBE)
    if kind == "palm":
        for a in np.linspace(0, 2 * math.pi, int(r.integers(6, 11)), endpoint=False):
            tip = (bend[0] + 0.3 * math.cos(a), trunk + r.uniform(-0.15, 0.12), bend[2] + 0.3 * math.sin(a))
            body.limb((bend[0], trunk, bend[2]), tip, 0.035, ragged(r, pool, leaves, 2))
        return body
    _crown(r, pool, body, bend, bark, leaves, 1 - trunk, thick, rich)
    return body


def _crown(
    r: Generator, pool: Pool, body: Thing, bend: Vec, bark: Skin, leaves: Skin, tall: float, thick: float, rich: bool
) -> None:
    """Clumps of leaves around the top of a trunk."""
    wide = tall * r.uniform(0.35, 0.75)
    for _ in range(int(r.integers(3, 9)) if rich else 3):
        a, q = r.uniform(0, 2 * math.pi), math.sqrt(r.random()) * wide * 0.75
        at = (bend[0] + q * math.cos(a), bend[1] + tall * r.uniform(0.15, 0.85), bend[2] + q * math.sin(a))
        s = wide * r.uniform(0.35, 0.7)
        light = Skin(leaves.texture, leaves.per_m, tuple(c * math.exp(r.normal(0, 0.15)) for c in leaves.tint))  # type: ignore[arg-type]
        body.add(BALL, at, (s, s * r.uniform(0.6, 1), s), ragged(r, pool, light, 1.2))
        if r.random() < 0.6:
            flat = Skin(light.texture, light.per_m, light.tint, mask=pool.cutout(r, "blob"))
            body.add(CARD, (at[0], at[1], at[2] - s * 0.5), (s * 1.3, s * 1.2, 1), flat, yaw_turn(r.normal(0, 0.5)))
        body.limb((bend[0], bend[1] * 0.85, bend[2]), at, thick * 0.4, bark)


def tufts(r: Generator, pool: Pool, n: int, spread: float, tall: float) -> Thing:
    """Grass, reeds or flowers that stand up from the ground over an area."""
    body = Thing()
    blade = skin_of(r, pool, "grass lawn autumn sand", 2)
    for _ in range(n):
        s = tall * math.exp(r.normal(0, 0.3))
        at = (r.normal(0, spread), s * 0.95, r.normal(0, spread))
        body.add(
            CARD, at, (s * r.uniform(0.5, 1.5), s, 1), Skin(blade.texture, 2, blade.tint, mask=pool.cutout(r, "tuft"))
        )
    return body


def flower(r: Generator, pool: Pool) -> Thing:
    """A flower on its stem, about 1 high (scale it)."""
    body = Thing()
    green = skin_of(r, pool, "leaf lawn grass", 2)
    petals = skin_of(r, pool, "paint bloom pale scrap", 2)
    head = (r.normal(0, 0.08), 0.85, r.normal(0, 0.05))
    body.limb((0, 0, 0), head, 0.018, green)
    for _ in range(int(r.integers(1, 6))):
        y, a = r.uniform(0.1, 0.7), r.uniform(0, 2 * math.pi)
        body.limb((0, y, 0), (0.3 * math.cos(a), y + r.uniform(0, 0.25), 0.3 * math.sin(a)), 0.05, green)
    size, n, cup = r.uniform(0.14, 0.3), int(r.integers(5, 15)), r.uniform(-0.2, 0.9)
    face = tilt_turn(r.uniform(-1.4, 0.1)) @ yaw_turn(r.normal(0, 0.4))
    for ring in range(int(r.integers(1, 3))):
        for k in range(n):
            a = 2 * math.pi * (k + 0.5 * ring) / n
            tip = face @ np.array([math.cos(a), cup, math.sin(a)]) * size * (1 - 0.3 * ring)
            end = (head[0] + float(tip[0]), head[1] + float(tip[1]), head[2] + float(tip[2]))
            body.limb(head, end, size * 0.9 * math.pi / n, petals)
    body.add(BALL, head, (size * 0.28,) * 3, skin_of(r, pool, "paint dark bloom", 6))
    return body


def toy(r: Generator, pool: Pool) -> Thing:
    """A doll, a figure or a plush animal, about 1 high, in odd colours."""
    body = Thing()
    a, b = skin_of(r, pool, "fabric paint plain fur scrap", 2), skin_of(r, pool, "fabric paint plain skin pale", 2)
    wide = r.uniform(0.18, 0.34)
    body.add(BALL, (0, 0.36, 0), (wide, 0.34, wide * 0.8), a)
    head = r.uniform(0.16, 0.28)
    body.add(BALL, (0, 0.75, 0), (head, head * r.uniform(0.8, 1.2), head), b)
    for side in (-1, 1):
        body.limb(
            (side * wide * 0.8, 0.5, 0), (side * (wide + r.uniform(0.02, 0.25)), r.uniform(0.2, 0.8), -0.1), 0.08, a
        )
        body.limb((side * 0.12, 0.15, -0.05), (side * r.uniform(0.12, 0.28), 0.06, -r.uniform(0.1, 0.4)), 0.09, a)
        if r.random() < 0.6:
            body.add(
                BALL, (side * head * 0.8, 0.75 + head * 0.8, 0), (head * 0.4, head * r.uniform(0.3, 1), head * 0.25), b
            )
        body.add(
            BALL, (side * 0.07, 0.78, -head * 0.92), (0.025,) * 3, Skin(pool.texture(r, "dark"), 1, (0.3,) * 3, 0.6)
        )
    body.add(
        BOX if r.random() < 0.2 else BALL,
        (0, 0.75 + head, 0),
        (head * 0.8, head * 0.3, head * 0.8),
        skin_of(r, pool, "hair fabric paint", 3),
    )
    return body
