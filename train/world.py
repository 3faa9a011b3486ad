"""Where things stand: parts make things, things stand in a world, a camera looks at it. Metres, y up, z ahead."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from train.kernels import BALL, CARD, CONE, FLOOR, TUBE

Vec = tuple[float, float, float]
Rows = NDArray[np.float32]
UPRIGHT: Rows = np.eye(3, dtype=np.float32)


@dataclass(frozen=True)
class Skin:
    """What a surface looks like: texture, repeats a metre, tint, gloss, glow, mask (-1: none) and mask repeats."""

    texture: int
    per_m: float = 1.0
    tint: Vec = (1.0, 1.0, 1.0)
    gloss: float = 0.0
    glow: float = 0.0
    mask: int = -1
    repeat: float = 1.0


@dataclass
class Thing:
    """A body of parts in its own frame: it stands on y = 0 and faces -z (towards the viewer)."""

    kind: list[int] = field(default_factory=list)
    centre: list[Vec] = field(default_factory=list)
    half: list[Vec] = field(default_factory=list)
    turn: list[Rows] = field(default_factory=list)
    skin: list[Skin] = field(default_factory=list)

    def add(self, kind: int, centre: Vec, half: Vec, skin: Skin, turn: Rows = UPRIGHT) -> None:
        """A unit shape of half sizes `half` around `centre`, turned by a rotation (3, 3)."""
        self.kind.append(kind)
        self.centre.append(centre)
        self.half.append(half)
        self.turn.append(turn)
        self.skin.append(skin)

    def limb(self, a: Vec, b: Vec, r: float, skin: Skin, kind: int = BALL) -> None:
        """A long round part from a to b (a ball drawn out, a tube or a cone), r metres thick."""
        length = math.dist(a, b) / 2
        mid = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2)
        reach = length + 0.7 * r if kind == BALL else length
        self.add(kind, mid, (r, reach, r), skin, along(a, b))

    def join(self, other: Thing, at: Vec, size: float = 1.0, yaw: float = 0.0) -> None:
        """Put another thing into this one."""
        t = yaw_turn(yaw)
        for k, c, h, m, s in zip(other.kind, other.centre, other.half, other.turn, other.skin, strict=True):
            p = t @ np.array(c) * size + np.array(at)
            self.add(k, (float(p[0]), float(p[1]), float(p[2])), (h[0] * size, h[1] * size, h[2] * size), s, t @ m)


def yaw_turn(yaw: float) -> Rows:
    """The rotation (3, 3) about the vertical."""
    c, s = math.cos(yaw), math.sin(yaw)
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]], np.float32)


def tilt_turn(pitch: float, roll: float = 0.0) -> Rows:
    """The rotation (3, 3) about x, then about z."""
    c, s = math.cos(pitch), math.sin(pitch)
    x = np.array([[1, 0, 0], [0, c, -s], [0, s, c]], np.float32)
    c, s = math.cos(roll), math.sin(roll)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]], np.float32) @ x


def along(a: Vec, b: Vec) -> Rows:
    """A rotation (3, 3) that takes y to the direction from a to b."""
    dx, dy, dz = b[0] - a[0], b[1] - a[1], b[2] - a[2]
    n = math.sqrt(dx * dx + dy * dy + dz * dz) + 1e-9
    dx, dy, dz = dx / n, dy / n, dz / n
    ux, uy, uz = (1.0, 0.0, 0.0) if abs(dx) < 0.9 else (0.0, 0.0, 1.0)
    cx, cy, cz = uy * dz - uz * dy, uz * dx - ux * dz, ux * dy - uy * dx
    m = math.sqrt(cx * cx + cy * cy + cz * cz)
    cx, cy, cz = cx / m, cy / m, cz / m
    ex, ey, ez = dy * cz - dz * cy, dz * cx - dx * cz, dx * cy - dy * cx
    return np.array([[ex, dx, cx], [ey, dy, cy], [ez, dz, cz]], np.float32)


@dataclass
class World:
    """Everything that stands, as rows of numbers. `role` of a thing: what it weighs as a subject, 0 for never."""

    ground: set[int] = field(default_factory=set)
    water: set[int] = field(default_factory=set)
    water_y: float = 0.0
    _kind: list[NDArray[np.int64]] = field(default_factory=list)
    _centre: list[Rows] = field(default_factory=list)
    _half: list[Rows] = field(default_factory=list)
    _turn: list[Rows] = field(default_factory=list)
    skins: list[Skin] = field(default_factory=list)
    thing: list[int] = field(default_factory=list)
    casts: list[bool] = field(default_factory=list)
    roles: list[float] = field(default_factory=list)

    def place(
        self, body: Thing, at: Vec, size: float = 1.0, yaw: float = 0.0, role: float = 0.0, casts: bool = True
    ) -> int:
        """Stand a thing at a place; returns its number."""
        t = yaw_turn(yaw)
        self._kind.append(np.array(body.kind))
        self._centre.append((np.array(body.centre, np.float32) * size) @ t.T + np.array(at, np.float32))
        self._half.append(np.maximum(np.array(body.half, np.float32) * size, 1e-4))
        self._turn.append(t @ np.stack(body.turn))
        self.skins += body.skin
        number = len(self.roles)
        self.roles.append(role)
        self.thing += [number] * len(body.kind)
        self.casts += [casts and k != FLOOR for k in body.kind]
        return number

    def card(
        self, at: Vec, half: tuple[float, float], skin: Skin, yaw: float = 0.0, role: float = 0.0, casts: bool = False
    ) -> int:
        """A flat upright sheet (a wall, a ridge, a clump of leaves) with its middle at a place."""
        body = Thing()
        body.add(CARD, (0, 0, 0), (half[0], half[1], 1.0), skin)
        return self.place(body, at, 1.0, yaw, role, casts)

    def floor(self, y: float, skin: Skin) -> int:
        """An endless level plane."""
        body = Thing()
        body.add(FLOOR, (0, 0, 0), (1.0, 1.0, 1.0), skin)
        return self.place(body, (0, y, 0), casts=False)

    def rows(self) -> Parts:
        """All parts as arrays."""
        kind, centre = np.concatenate(self._kind), np.concatenate(self._centre)
        half, turn = np.concatenate(self._half), np.concatenate(self._turn)
        inverse = turn.transpose(0, 2, 1) / half[:, :, None]
        shift = -(inverse @ centre[:, :, None])
        inv = np.ascontiguousarray(np.concatenate([inverse, shift], 2), np.float32)
        flat = np.where((kind == CARD)[:, None], half * np.array([1, 1, 0], np.float32), half)
        round_kind = (kind == BALL)[:, None]
        reach = np.where(round_kind[:, 0], half.max(1), np.linalg.norm(flat, axis=1))
        small = np.sort(half, 1)[:, 1] * np.where(np.isin(kind, (BALL, TUBE, CONE)), 0.8, 0.9)
        ball = np.ascontiguousarray(np.concatenate([centre, reach[:, None], small[:, None]], 1), np.float32)
        return Parts(kind, centre, half, turn, inv, ball)


@dataclass(frozen=True)
class Parts:
    """Arrays over all parts: kind (n,), centre, half (n, 3), turn (n, 3, 3), inv (n, 3, 4), ball (n, 5)."""

    kind: NDArray[np.int64]
    centre: Rows
    half: Rows
    turn: Rows
    inv: Rows
    ball: Rows


@dataclass(frozen=True)
class Camera:
    """An eye at a height, with a pitch (up is positive) and a roll; `lens` is focal length over half width."""

    height: float
    pitch: float = 0.0
    roll: float = 0.0
    lens: float = 1.2

    def turn(self) -> Rows:
        """Camera axes (right, up, ahead) as columns, (3, 3)."""
        right = tilt_turn(-self.pitch) @ np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]], np.float32)
        c, s = math.cos(self.roll), math.sin(self.roll)
        return (right @ np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]], np.float32)).astype(np.float32)

    def eye(self) -> Rows:
        """Where it stands, (3,)."""
        return np.array([0, self.height, 0], np.float32)

    def rays(self, h: int, w: int) -> Rows:
        """Directions (h, w, 3) of length one along the view axis."""
        y, x = np.mgrid[0:h, 0:w].astype(np.float32)
        x, y = ((x + 0.5) * 2 / w - 1) / self.lens, (h / w - (y + 0.5) * 2 / w) / self.lens
        return np.ascontiguousarray(np.stack([x, y, np.ones_like(x)], -1) @ self.turn().T)

    def windows(self, parts: Parts, h: int, w: int) -> NDArray[np.int64]:
        """For each part the rows and columns (top, bottom, left, right) that can show it, (n, 4)."""
        corner = np.array([[a, b, c] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)], np.float32)
        local = parts.half[:, None] * corner
        world = np.einsum("nij,nkj->nki", parts.turn, local) + parts.centre[:, None] - self.eye()
        seen = world @ self.turn()
        z = np.maximum(seen[..., 2], 1e-3)
        u = (seen[..., 0] / z * self.lens + 1) * w / 2
        v = (h / w - seen[..., 1] / z * self.lens) * w / 2
        out = np.stack([v.min(1) - 1, v.max(1) + 2, u.min(1) - 1, u.max(1) + 2], 1)
        whole = (seen[..., 2].min(1) < 0.03) | (parts.kind == FLOOR)
        out[whole] = (0, h, 0, w)
        out[seen[..., 2].max(1) < 0.03] = 0
        out[parts.kind == FLOOR] = (0, h, 0, w)
        return np.clip(out, 0, [h, h, w, w]).astype(np.int64)
