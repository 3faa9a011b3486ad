"""Under water: a gentle web of sunlight moves over everything and the distance fades to blue-green."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from vivant.effects.air import SEEN_AS, TILE, Air, away, grid, nearness, places, seen, small_light, stretched
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import veiled
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame, Plane

KIND = "atmosphere"
WORDS = (
    "underwater", "under water", "caustics", "underwater caustics", "water caustics", "at the bottom of the sea",
    "水下", "水底", "水下光影", "焦散", "水波光影", "海底世界",
)  # fmt: skip
FARTHEST = 0.55
"""Share of the farthest things that the water hides at amount 1."""
WATER = np.array([0.16, 0.9, 1.0], np.float32)
"""Colour of light that has come a long way through water."""
TAKEN = np.array([0.5, 0.06, 0.03], np.float32)
"""Share of red, green and blue that the water takes from everything at amount 1."""
BEND = np.float32(34.0)
"""How far a slope bends a ray before it lands."""
BRIGHTEST = np.float32(1.8)
"""How much more than the mean the brightest line of the web gets."""
_BEAMS_Y, _BEAMS_X = np.mgrid[0:TILE:0.5, 0:TILE:0.5].astype(np.float32)
"""Where rays of sunlight meet the water, four to a pixel of the tile."""


class Params(EffectParams):
    web: float = number(1.0, 0.0, 2.0, "times")
    """How bright the moving web of light is."""
    scale: float = number(0.55, 0.2, 2.0, "short sides")
    """Size of the patch of waves that throws the web; smaller waves, finer web."""
    speed: float = number(1.0, 0.0, 3.0, "times")
    """How fast the waves above move."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    waves = Air(clock, rng, drift=(0.1 * p.speed, 0.05 * p.speed), change_hz=0.28 * p.speed, finest=9, slope=1.7)
    size = grid(setting.size)
    across, down = places(size, setting.size)
    lightness = float((small_light(setting.photo, (16, 9)) @ SEEN_AS).mean())
    colour = np.broadcast_to(WATER * np.float32(0.6 * lightness + 0.02), (5, 2, 3)) * _deeper()
    hidden = FARTHEST * away(setting, 1.0)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        amount = p.amount * level
        if amount == 0.0:
            return frame.copy()
        near = np.asarray(cv2.GaussianBlur(nearness(view, size), (0, 0), 1.5), np.float32)
        lens = seen(view, size, 0.4)
        x, y = _stretch(across, lens[0, 0], lens[0, 2], size[0]), _stretch(down, lens[1, 1], lens[1, 2], size[1])
        web = _thrown(_web(waves.tile(i)), x, y, near, p.scale)
        bright = (0.52 * amount * p.web) * (0.06 + 0.94 * near) * _calm(near) * (web - 1)
        gain = np.exp(-amount * TAKEN) * np.maximum(1 + bright, 0.25)[..., None]
        murky = np.full(near.shape, amount, np.float32)
        return veiled(frame, view.disparity, hidden, murky, stretched(colour, size), gain.astype(np.float32))

    return draw


def _deeper() -> Plane:
    """(5, 1, 1): the water is darker further down."""
    return np.linspace(1.35, 0.6, 5, dtype=np.float32)[:, None, None]


def _stretch(place: Plane, step: float, start: float, n: int) -> Plane:
    """Places of the frame as places of the photo, for a camera that shifts and grows the picture."""
    grown = np.float32(step * (n - 1)) / np.ptp(place)
    return np.asarray((place - place.flat[0]) * grown + np.float32(start), np.float32)


def _web(height: Plane) -> Plane:
    """How much light falls on each place of a tile (TILE, TILE) below waves of a height; the mean is 1.

    Every ray goes straight down, is bent by the slope of the water and lands beside.
    """
    around = cv2.resize(np.pad(height, 2, mode="wrap"), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    side = 2 * TILE
    slope_x, slope_y = (
        (around[3 : side + 3, 5 : side + 5] - around[3 : side + 3, 1 : side + 1]),
        (around[5 : side + 5, 3 : side + 3] - around[1 : side + 1, 3 : side + 3]),
    )
    x, y = _BEAMS_X + BEND * slope_x, _BEAMS_Y + BEND * slope_y
    left, top = np.floor(x), np.floor(y)
    part_x, part_y = x - left, y - top
    at = (top.astype(np.int32) % TILE) * TILE + left.astype(np.int32) % TILE
    landed = np.zeros((TILE, TILE), np.float32)
    for down, share in ((0, 1 - part_y), (1, part_y)):
        for right, part in ((0, 1 - part_x), (1, part_x)):
            light = np.bincount(at.ravel(), (share * part).ravel(), TILE * TILE).reshape(TILE, TILE)
            landed += np.roll(light, (down, right), (0, 1))
    soft = cv2.GaussianBlur(np.pad(landed, 4, mode="wrap"), (0, 0), 0.9)[4:-4, 4:-4]
    return np.asarray(1 + BRIGHTEST * np.tanh((soft / 4 - 1) / BRIGHTEST), np.float32)


def _calm(near: Plane) -> Plane:
    """Less than 1 at steps of depth, along which the web would be drawn out into threads."""
    steep = cv2.Sobel(near, cv2.CV_32F, 1, 0) ** 2 + cv2.Sobel(near, cv2.CV_32F, 0, 1) ** 2
    return np.asarray(1 / (1 + steep / np.float32(0.22**2)), np.float32)


def _thrown(web: Plane, x: Plane, y: Plane, near: Plane, scale: float) -> Plane:
    """The web as it falls from above on what is at each place: finer and flatter in the distance."""
    depth = 1 / (0.25 + 0.75 * near)
    u = (x * depth + 0.2 * y) * np.float32(TILE / scale)
    v = (1.6 * depth + 0.8 * y) * np.float32(TILE / scale)
    return np.asarray(cv2.remap(web, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP), np.float32)
