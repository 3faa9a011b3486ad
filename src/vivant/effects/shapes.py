"""Outlines of particles: how much of a square each kind covers, soft enough to be drawn small.

Not for where particles are or how they move (particles.py). A shape is (SIDE, SIDE) float32, 0 .. 1, x to the right and
y down over -1 .. 1, and 0 on its rim.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from vivant.effects.particles import Floats, smooth
from vivant.units import Plane

SIDE = 64


def _grid() -> tuple[Floats, Floats]:
    v, u = np.mgrid[-1 : 1 : SIDE * 1j, -1 : 1 : SIDE * 1j]
    return u, v


def _whole(cover: Any) -> Plane:
    """As float32 with a rim of nothing."""
    shape: Plane = np.clip(np.asarray(cover), 0, 1).astype(np.float32)
    shape[[0, -1], :] = 0
    shape[:, [0, -1]] = 0
    return shape


def stack(*shapes: Plane) -> Plane:
    """Shapes as the kernel wants them, numbered in this order."""
    return np.ascontiguousarray(np.stack(shapes))


def disc(edge: float = 1.0) -> Plane:
    """Round; `edge` is the part of the radius over which it fades: 0.1 crisp, 1 all soft."""
    return _whole(smooth((1.0 - np.hypot(*_grid())) / edge))


def glow() -> Plane:
    """A bright core and a wide faint halo."""
    r = np.hypot(*_grid())
    return _whole((np.exp(-((r / 0.13) ** 2)) + 0.16 * np.exp(-r / 0.22)) * smooth((1.0 - r) / 0.5))


def flake(kind: int) -> Plane:
    """A clump of crystals: no two of different `kind` are alike, none is round, all are soft."""
    u, v = _grid()
    rng = np.random.default_rng(kind)
    cover = np.zeros_like(u)
    for _ in range(5):
        reach, turn, size = rng.uniform(0.05, 0.42), rng.uniform(0, 2 * np.pi), rng.uniform(0.28, 0.5)
        r = np.hypot(u - reach * np.cos(turn), v - reach * np.sin(turn)) / size
        cover = 1 - (1 - cover) * (1 - rng.uniform(0.55, 0.95) * np.exp(-(r**3)))
    return _whole(cover * smooth((1.0 - np.hypot(u, v)) / 0.35))


def crumb(kind: int) -> Plane:
    """A torn scrap with an uneven, rather crisp outline."""
    u, v = _grid()
    a, b, c = np.random.default_rng(kind).uniform(0, 2 * np.pi, 3)
    turn = np.arctan2(v, u)
    reach = 0.62 + 0.13 * np.sin(2 * turn + a) + 0.1 * np.sin(3 * turn + b) + 0.06 * np.sin(5 * turn + c)
    return _whole(smooth((reach - np.hypot(u, v)) / 0.22 + 0.3))


def dash() -> Plane:
    """Something small and round that moved along x while the shutter was open; round where it hardly moved."""
    u, v = _grid()
    return _whole(smooth((1 - np.hypot(abs(u) ** 1.5, v)) / 0.8))


def line() -> Plane:
    """Something thin that moved far along x while the shutter was open: of one width, its ends fade."""
    u, v = _grid()
    return _whole(np.exp(-((v / 0.5) ** 2)) * smooth((1 - abs(v)) / 0.5) * smooth((1 - abs(u)) / 0.75))


def trail() -> Plane:
    """A bright head at the right and a tail that thins out to the left."""
    u, v = _grid()
    along = (u + 1) / 2
    width = 0.08 + 0.24 * along**2
    return _whole(np.exp(-((v / width) ** 2)) * along**1.8 * smooth((1 - u) / 0.1) * smooth((1 - abs(v)) / 0.4))


def petal() -> Plane:
    """Of a cherry: narrow where it was held, round and notched at the other end."""
    u, v = _grid()
    along = np.clip((u + 0.92) / 1.8, 0, 1)
    width = 0.72 * np.sin(np.pi * along**0.85) ** 0.75 + 1e-6
    notch = np.hypot((u - 0.95) / 0.24, v / 0.15)
    return _whole(smooth((1 - abs(v) / width) / 0.25) * smooth((notch - 0.75) / 0.5) * smooth((0.92 - u) / 0.12))


def leaf() -> Plane:
    """Pointed at one end, with a stalk at the other."""
    u, v = _grid()
    along = np.clip((u + 0.62) / 1.56, 0, 1)
    width = 0.5 * np.sin(np.pi * along**0.75) ** 1.15 * (1 + 0.05 * np.sin(26 * along)) + 1e-6
    stalk = smooth((0.05 - abs(v - 0.12 * (u + 0.6) ** 2)) / 0.04) * smooth((-0.5 - u) / 0.05)
    return _whole(np.maximum(smooth((1 - abs(v) / width) / 0.16) * (along > 0), stalk))


def lobed() -> Plane:
    """A leaf of a maple, five points and a stalk."""
    u, v = _grid()
    turn, r = np.arctan2(v, u), np.hypot(u, v)
    reach = np.zeros_like(r)
    for at, length, sharp in ((0, 0.95, 4), (1.05, 0.84, 4.5), (-1.0, 0.8, 4.5), (2.1, 0.6, 5), (-2.05, 0.62, 5)):
        away = abs((turn - at + np.pi) % (2 * np.pi) - np.pi)
        reach = np.maximum(reach, length / (1 + sharp * away**1.5 * 0.55))
    reach = np.maximum(reach, 0.34) * (1 + 0.04 * np.sin(23 * turn))
    stalk = smooth((0.05 - abs(v - 0.1 * u**2)) / 0.04) * (u < 0) * (u > -0.85)
    return _whole(np.maximum(smooth((reach - r) / 0.09 + 0.4), stalk))


def shade_of(shape: Plane) -> Plane:
    """The half of a leaf or petal that its fold keeps in the shade, and the rib between."""
    _, v = _grid()
    return _whole(shape * np.maximum(0.75 * smooth(v / 0.12 + 0.2), np.exp(-((v / 0.05) ** 2))))


def softened(shape: Plane) -> Plane:
    """A shape as it is seen out of focus: somewhat smaller, for its blur fills the square."""
    wide = round(SIDE * 0.68 / 2) * 2
    small = cv2.resize(shape, (wide, wide), interpolation=cv2.INTER_AREA)
    edge = (SIDE - wide) // 2
    return _whole(1.25 * cv2.GaussianBlur(np.pad(small, edge), (0, 0), 0.075 * SIDE))


def slab() -> Plane:
    """A rectangle of paper."""
    u, v = _grid()
    return _whole(smooth((0.97 - abs(u)) / 0.08) * smooth((0.97 - abs(v)) / 0.08))


def star() -> Plane:
    """A point of light with four faint rays."""
    u, v = _grid()
    r = np.hypot(u, v)
    rays = np.exp(-((v / 0.045) ** 2)) * np.exp(-abs(u) / 0.28) + np.exp(-((u / 0.045) ** 2)) * np.exp(-abs(v) / 0.28)
    return _whole((np.exp(-((r / 0.12) ** 2)) + 0.5 * rays + 0.08 * np.exp(-r / 0.2)) * smooth((1 - r) / 0.5))


def lens_disc(blades: int = 0) -> Plane:
    """A light out of focus: even, a little brighter along its rim; an iris of `blades` has corners, of 0 is round."""
    u, v = _grid()
    r = np.hypot(u, v)
    if blades:
        turn = (np.arctan2(v, u) + np.pi / blades) % (2 * np.pi / blades) - np.pi / blades
        round_off = 0.35
        r = r * (round_off + (1 - round_off) * np.cos(turn) / np.cos(np.pi / blades))
    return _whole(smooth((0.97 - r) / 0.13) * (0.6 + 0.4 * smooth((r - 0.45) / 0.45)))


def bubble_rim() -> Plane:
    """A film of soap seen from the side: bright only near its edge, more above and below than beside."""
    u, v = _grid()
    r = np.hypot(u, v)
    edge = np.exp(-(((r - 0.92) / 0.045) ** 2)) + 0.3 * np.clip(r, 0, 1) ** 6 * (r < 0.93)
    return _whole(edge * (0.45 + 0.55 * abs(v) / np.maximum(r, 1e-6)) * smooth((1 - r) / 0.04))


def bubble_film(at: float) -> Plane:
    """A stain of colour that slides round inside a bubble, around the angle `at` in radians."""
    u, v = _grid()
    r = np.hypot(u, v)
    away = abs((np.arctan2(v, u) - at + np.pi) % (2 * np.pi) - np.pi)
    return _whole(np.exp(-((away / 0.8) ** 2)) * np.exp(-(((r - 0.8) / 0.13) ** 2)) * smooth((0.97 - r) / 0.08))


def bubble_shine() -> Plane:
    """The window that a bubble mirrors: a bent bright patch above, a faint upside-down one below."""
    u, v = _grid()
    r, turn = np.hypot(u, v), np.arctan2(v, u)
    above = smooth((0.35 - abs(turn + 2.2)) / 0.25) * np.exp(-(((r - 0.7) / 0.09) ** 2))
    below = 0.3 * smooth((0.3 - abs(turn - 0.95)) / 0.25) * np.exp(-(((r - 0.74) / 0.06) ** 2))
    return _whole(above + below)


def ripple() -> Plane:
    """The ring that a drop leaves on wet ground."""
    r = np.hypot(*_grid())
    return _whole(np.exp(-(((r - 0.78) / 0.14) ** 2)) * smooth((1 - r) / 0.15))
