"""Northern lights: tall curtains of green with magenta tops move slowly in the sky; a bright sky turns to night."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from vivant.effects.air import SEEN_AS, TILE, Air, away, carried, grid, places, seen, sky_of, small_light, smooth
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import veiled
from vivant.effects.view import Floats, View
from vivant.knobs import number
from vivant.units import Clock, Frame, Plane, Size

KIND = "light"
WORDS = (
    "aurora", "northern lights", "aurora borealis", "polar lights", "southern lights",
    "极光", "北极光", "南极光", "绿色极光", "极光舞动",
    "极光流动", "极光飘动", "欧若拉",
)  # fmt: skip
LOW, HIGH = np.array((0.16, 1.0, 0.42), np.float32), np.array((0.62, 0.16, 0.85), np.float32)
"""Colour of oxygen below and of what is above it."""
NIGHT = np.array((0.006, 0.012, 0.03), np.float32)
COLUMNS = 400
"""Rays that a curtain is made of."""


class Params(EffectParams):
    height: float = number(0.4, 0.1, 1.2, "short sides")
    """How tall the curtains are."""
    speed: float = number(1.0, 0.0, 4.0, "times")
    """How fast they move."""
    curtains: float = number(3, 1, 5, "curtains")
    """How many curtains hang one behind the other."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    folds = Air(clock, rng, drift=(0.03 * p.speed, 0), change_hz=0.035 * p.speed, finest=6, slope=1.6)
    rays = Air(clock, rng, drift=(0.05 * p.speed, 0), change_hz=0.16 * p.speed, finest=40, slope=0.55)
    size = grid(setting.size, 90)
    sky = sky_of(setting)
    bright, low = _brightness(setting, sky), _foot(setting, sky)
    y = places(size, setting.size)[1]
    dusk = float(np.clip(1.35 * bright**0.4 - 0.25, 0.0, 0.93))
    hides = 0.12 + 0.86 * dusk
    edge = away(setting, 0.16)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        amount = p.amount * level
        if amount == 0.0:
            return frame.copy()
        lens = seen(view, size, 0.0)
        light = _curtains(folds.tile(i), rays.tile(i), size, lens, (low, p.height, round(p.curtains)))
        share = 1 - (1 - hides) ** min(amount, 3.0)
        colour = NIGHT * (1 - 0.4 * y / setting.half[1])[..., None] + (0.85 * amount / share) * light
        density = carried(sky, view, size) * np.float32(-np.log(1 - share))
        under = cv2.blur(light, (61, 61)) * np.float32(1.5 * amount)
        dim = np.exp(-amount * dusk * np.array((2.6, 2.0, 1.6), np.float32))
        gain = (dim * (1 + under)).astype(np.float32)
        return veiled(frame, view.disparity, 0.632 * edge, density, colour.astype(np.float32), gain)

    return draw


def _brightness(setting: Setting, sky: Plane) -> float:
    height, width = sky.shape
    light = small_light(setting.photo, (width, height)) @ SEEN_AS
    return float((light * sky).sum() / max(float(sky.sum()), 1e-6))


def _foot(setting: Setting, sky: Plane) -> float:
    """How far down the sky reaches, in short sides from the centre."""
    rows = np.flatnonzero(sky.mean(axis=1) > 0.15)
    last = rows[-1] if rows.size else len(sky) // 3
    return float(((last + 1) / len(sky) * 2 - 1) * setting.half[1])


def _curtains(folds: Plane, rays: Plane, size: Size, lens: Floats, shape: tuple[float, float, int]) -> Plane:
    """The curtains' light (h, w, 3) on a map whose pixels see the places that `lens` says."""
    width, height = size
    low, tall, n = shape
    along = np.linspace(0, TILE * 0.8, COLUMNS, dtype=np.float32)
    place = np.linspace(-1.3, 1.3, COLUMNS, dtype=np.float32)
    columns, feet, reaches, strengths = [], [], [], []
    for k in range(n):
        line, far = 17 * k + 5, k / max(n - 1, 1)
        sway, lift = _line(folds, along, line), _line(folds, along, line + 8)
        ray = 0.5 * _line(rays, along, line) + 0.75 * _line(rays, 3.3 * along, line + 40)
        columns.append((place + (0.3 - 0.12 * far) * sway - lens[0, 2]) / lens[0, 0])
        feet.append((low - 0.06 - (0.24 - 0.2 * far) + (0.11 - 0.05 * far) * lift - lens[1, 2]) / lens[1, 1])
        reaches.append(tall * (1 - 0.45 * far) * np.exp(0.35 * ray) / lens[1, 1])
        strengths.append(np.exp(0.6 * ray) * smooth(0.75 + 0.5 * _line(folds, along, line + 60)) * (1 - 0.4 * far))
    foot, reach, strength = (np.concatenate(part).astype(np.float32) for part in (feet, reaches, strengths))
    up = (foot - np.arange(height, dtype=np.float32)[:, None]) / reach
    body = strength * np.exp(-2.8 * np.maximum(up, 0)) * smooth(up / 0.07 + 0.5)
    top = strength * 0.5 * np.exp(-(((up - 0.62) / 0.34) ** 2))
    both = _hung(np.concatenate([body, top]), np.concatenate(columns), width)
    both = cv2.GaussianBlur(both, (0, 0), sigmaX=0.7, sigmaY=1.2) * np.float32(0.7 * width / COLUMNS)
    most = 1 + 1.4 * (both[..., 0] + both[..., 1])
    both /= most[..., None]
    return np.asarray(both[..., :1] * LOW + both[..., 1:] * HIGH, np.float32)


def _hung(rays: Plane, columns: Plane, width: int) -> Plane:
    """Rays (2 * rows, n) of two kinds on a map (rows, width, 2), each in between the two columns nearest to it."""
    rows, left = len(rays), np.floor(np.clip(columns, -1.5, width + 0.5)).astype(np.int64)
    part = (columns - left).clip(0, 1)
    at = np.arange(rows)[:, None] * (width + 4) + left + 2
    total = np.zeros(rows * (width + 4))
    for step, share in ((0, 1 - part), (1, part)):
        total += np.bincount((at + step).ravel(), (rays * share).ravel(), minlength=total.size)
    return np.asarray(np.stack([*total.reshape(2, rows // 2, width + 4)[..., 2:-2]], axis=2), np.float32)


def _line(tile: Plane, along: Plane, row: int) -> Plane:
    """Values of a seamless tile along one of its rows."""
    at = np.floor(along).astype(np.int64)
    part = along - at
    line = tile[row % TILE]
    return np.asarray(line[at % TILE] * (1 - part) + line[(at + 1) % TILE] * part, np.float32)
