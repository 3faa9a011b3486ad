"""Pictures by day: a lake at dusk, a meadow, the sea, dunes, a waterfall. Not for brushes (brushes.py)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import default_rng

from drawn.brushes import below, filled, glow, leaves, mix, noise, oval, ramp, receding, ridge, shifted, soft, strokes
from drawn.easel import Easel, H, W, X, Y
from drawn.land import Picture, clouds, hills, pines, sky, water
from vivant.units import Plane


def lake() -> Picture:
    easel, line = Easel(), 500.0
    sky(easel, line, (0.20, 0.27, 0.46), (0.98, 0.72, 0.50), 1.6)
    easel.add(glow(980, 470, 190), (0.9, 0.55, 0.25))
    easel.add(2.0 * glow(1216, 352, 34), (1.0, 0.72, 0.42))
    clouds(easel, line, (1.0, 0.74, 0.58), (0.46, 0.40, 0.52), 4, 0.55)
    hills(easel, ridge(400, 46, 300, 2), (0.36, 0.36, 0.50), (0.93, 0.70, 0.56), 0.35, 0.03)
    hills(easel, ridge(455, 30, 240, 9), (0.22, 0.25, 0.34), (0.80, 0.60, 0.52), 0.22, 0.05)
    shore = ridge(478, 12, 260, 5)
    hills(easel, shore, (0.10, 0.13, 0.15), (0.6, 0.5, 0.45), 0.04, 0.08)
    pines(easel, shore + 4, (26, 72), 15, (0.07, 0.11, 0.12), 0.09, 7)
    water(easel, line, below(np.float32(line) + np.zeros((1, W), np.float32)), (0.07, 0.12, 0.19), 0.92, 0.8, 8)
    mist = glow(W / 2, line - 4, 900, 18.0) * ramp(noise(70, 15, stretch=4), -0.6, 1.8)
    easel.tint(0.8 * soft(mist, 5), (0.84, 0.70, 0.66), "smoke")
    bank = ridge(830, 34, 500, 12) + 240 * ramp(X[:1], 100, 560)
    hills(easel, bank, (0.07, 0.08, 0.07), (0.3, 0.2, 0.2), 0.0, 0.93)
    easel.mark(below(bank) * 1.0, "ground")
    _reeds(easel, bank)
    scene, areas = easel.scene(line)
    return Picture("a lake at dusk, with hills, pines and reeds", scene, areas)


def _reeds(easel: Easel, bank: Plane) -> None:
    rng = default_rng(3)
    x = rng.uniform(-10, 420, 260)
    foot = np.broadcast_to(bank, (1, W))[0, np.clip(x, 0, W - 1).astype(int)] + rng.uniform(4, 40, len(x))
    tall, lean = rng.uniform(60, 210, len(x)) * ramp(x, 470, 200), rng.normal(12, 24, len(x))
    lines = np.column_stack([x, foot, x + lean, foot - tall])
    colours = np.clip(np.array([0.09, 0.10, 0.07]) * rng.uniform(0.6, 1.7, (len(x), 1)), 0, 1)
    rgb, mask = strokes(lines, colours, rng.choice([2, 3, 4], len(x)), easel.rgb)
    easel.lay(mask, rgb, 0.97, "grass", "foliage")


def meadow() -> Picture:
    easel, line = Easel(), 520.0
    sky(easel, line, (0.26, 0.50, 0.82), (0.80, 0.89, 0.95), 0.9)
    clouds(easel, line, (1.0, 0.99, 0.97), (0.66, 0.72, 0.80), 21, 0.75)
    hills(easel, ridge(492, 24, 360, 4), (0.40, 0.50, 0.55), (0.80, 0.88, 0.93), 0.5, 0.03)
    hills(easel, ridge(520, 14, 240, 6), (0.27, 0.40, 0.26), (0.72, 0.82, 0.85), 0.3, 0.06)
    _grass(easel, line)
    _tree(easel, 1060, 640, 470)
    scene, areas = easel.scene(line)
    return Picture("a tree in a meadow with flowers, under clouds", scene, areas)


def _grass(easel: Easel, line: float) -> None:
    down = np.clip((Y - line) / (H - line), 0, 1)
    soil = mix((0.50, 0.60, 0.34), (0.16, 0.27, 0.08), down**0.7)
    easel.lay(below(np.full((1, W), line + 6, np.float32)), soil, 0.08 + 0.9 * down, "ground", "grass")
    rng = default_rng(11)
    t = np.sort(rng.uniform(0, 1, 26000) ** 0.8)
    x, y = rng.uniform(-30, W + 30, len(t)), line + 8 + (H - line + 50) * t
    long, lean = (6 + 66 * t**1.4) * rng.uniform(0.5, 1.2, len(t)), rng.normal(0.1, 0.28, len(t))
    tone = noise(150, 13, stretch=2.5)[np.clip(y, 0, H - 1).astype(int), np.clip(x, 0, W - 1).astype(int)]
    warm = np.clip(0.5 + 0.3 * tone + rng.normal(0, 0.2, len(t)), 0, 1)[:, None]
    colours = np.array([0.22, 0.37, 0.10]) * (1 - warm) + np.array([0.58, 0.64, 0.26]) * warm
    colours *= rng.uniform(0.65, 1.15, (len(t), 1)) * (1 - 0.3 * t[:, None])
    flower = rng.random(len(t)) < 0.035
    lines = np.column_stack([x, y, x + long * lean, y - long])
    rgb, mask = strokes(lines, np.clip(colours, 0, 1), 1 + 2.4 * t, easel.rgb)
    tips, size = lines[flower][:, 2:], (1.5 + 7 * t[flower])
    paint = np.array([[0.95, 0.93, 0.88], [0.93, 0.78, 0.25], [0.72, 0.40, 0.62]])[rng.integers(0, 3, flower.sum())]
    rgb, heads = strokes(np.hstack([tips, tips + 0.5]), paint, size, rgb)
    easel.lay(np.maximum(mask, heads), rgb, 0.08 + 0.9 * down, "grass", "ground")
    easel.mark(heads, "flowers")


def _tree(easel: Easel, x: float, foot: float, tall: float) -> None:
    rng = default_rng(17)
    shade = soft(filled([oval(x - 40, foot + 4, tall * 0.5, 22)]), 12)
    easel.tint(0.55 * shade, (0.05, 0.12, 0.04))
    trunk = [[x - 20, foot + 4], [x - 12, foot - 0.35 * tall], [x + 12, foot - 0.35 * tall], [x + 22, foot + 4]]
    ends = np.column_stack([x + tall * rng.normal(0, 0.2, 9), foot - tall * rng.uniform(0.45, 0.9, 9)])
    boughs = [[[x - 9, foot - 0.3 * tall], [x + 9, foot - 0.3 * tall], [a + 2, b], [a - 2, b]] for a, b in ends]
    easel.lay(filled([trunk, *boughs]), np.array([0.27, 0.2, 0.15]) * (1 + 0.25 * noise(16, 3))[..., None], 0.34)
    turn, far = rng.uniform(0, 2 * np.pi, 42), np.sqrt(rng.uniform(0, 1, 42))
    middles = np.column_stack(
        [x + 0.37 * tall * far * np.cos(turn), foot - 0.67 * tall + 0.27 * tall * far * np.sin(turn)]
    )
    middles = middles[np.argsort(middles[:, 1])[::-1]]
    places, colours = [], []
    for a, b in middles:
        spot = rng.normal(0, 1, (420, 2)) * tall * np.array([0.062, 0.045])
        light = 0.5 + (-0.45 * spot[:, 0] - 0.9 * spot[:, 1]) / tall / 0.11 * 0.5 + rng.normal(0, 0.16, 420)
        light = np.clip(0.8 * light + 0.35 * (foot - 0.55 * tall - b) / tall, 0, 1)[:, None]
        places.append(spot + np.array([a, b]))
        colours.append(np.array([0.09, 0.19, 0.06]) * (1 - light) + np.array([0.55, 0.66, 0.24]) * light)
    rgb, mask = leaves(np.vstack(places), np.vstack(colours), 3.6, rng)
    easel.lay(mask, rgb / np.maximum(mask, 0.05)[..., None], 0.36, "foliage")


def sea() -> Picture:
    easel, line = Easel(), 400.0
    sky(easel, line, (0.33, 0.55, 0.78), (0.91, 0.90, 0.84), 1.1)
    clouds(easel, line, (1.0, 0.97, 0.93), (0.70, 0.74, 0.80), 33, 0.35)
    hills(
        easel, ridge(396, 15, 420, 2) + 60 * ramp(X[:1], 640, 1000), (0.42, 0.50, 0.58), (0.86, 0.87, 0.85), 0.45, 0.03
    )
    down = np.clip((Y - line) / (H - line), 0, 1)
    swell = receding(line, 150, 5, below=True, flat=8, rough=0.6)
    slope = shifted(swell, 0, 2) - swell
    blue = mix((0.45, 0.62, 0.70), (0.08, 0.33, 0.43), ramp(down, 0, 0.7))
    colour = mix(blue, (0.84, 0.90, 0.92), np.clip(0.35 * slope + 0.05 * swell, 0, 0.6))
    easel.lay(
        below(np.full((1, W), line, np.float32)), colour * (1 + 0.07 * swell[..., None]), 0.05 + 0.9 * down, "water"
    )
    easel.tint(ramp(swell, 2.1, 2.9) * ramp(down, 0.02, 0.1) * 0.6, (0.95, 0.97, 0.97))
    _beach(easel, down)
    _boat(easel, 560, 520, 1.9)
    scene, areas = easel.scene(line)
    return Picture("a sailing boat off a beach, with waves and foam", scene, areas)


def _beach(easel: Easel, down: Plane) -> None:
    shore = ridge(736, 16, 520, 8, rough=0.22) - 60 * ramp(X[:1], 200, W)
    sand = mix((0.79, 0.70, 0.54), (0.86, 0.77, 0.62), ramp(noise(260, 4, stretch=3, rough=0.8, octaves=8), -2, 2))
    wet = ramp(Y - shore, 70, 5)
    easel.lay(below(shore), mix(sand, (0.52, 0.47, 0.40), 0.75 * wet), 0.05 + 0.9 * down, "ground", "sand")
    for back, strong, seed in ((0, 1.0, 1), (46, 0.75, 2), (104, 0.55, 3)):
        edge = shore - back + 9 * noise(260, 20 + seed, rough=0.35)[:1]
        band = ramp(Y - edge, 4, 0) * ramp(Y - edge, -60 + 0.3 * back, -4)
        lace = ramp(noise(26, 30 + seed, stretch=2.0, octaves=4) + 3.0 * ramp(Y - edge, -26, -2) - 0.6, -0.1, 1.2)
        easel.tint(strong * band * lace, (0.97, 0.98, 0.97), "water")


def _boat(easel: Easel, x: float, y: float, size: float) -> None:
    def at(*points: tuple[float, float]) -> Plane:
        return filled([[[x + size * a, y + size * b] for a, b in points]])

    sails = np.maximum(at((4, -208), (8, -30), (-78, -30), (-40, -100)), at((14, -190), (84, -26), (20, -32)))
    mirror = soft(at((-62, 12), (70, 12), (30, 120), (-40, 120)), 5)
    easel.tint(0.35 * mirror * ramp(noise(9, 3, stretch=5, octaves=2), -1, 1), (0.86, 0.88, 0.86))
    seams = 1 - 0.1 * ramp(np.abs((Y - y + 0.2 * X) % (26 * size) - 13 * size), 2.5, 0)
    white = mix((0.97, 0.95, 0.90), (0.72, 0.74, 0.76), ramp(X - x, -60 * size, 60 * size)) * seams[..., None]
    easel.lay(sails, white, 0.2, "cloth", "subject", "figure")
    easel.lay(at((3, -218), (8, -218), (9, -18), (3, -18)), (0.35, 0.27, 0.2), 0.2, "subject", "figure")
    red = mix((0.55, 0.14, 0.12), (0.28, 0.08, 0.09), ramp(Y - y, -16 * size, 12 * size))
    easel.lay(at((-74, -16), (86, -20), (60, 12), (-54, 12)), red, 0.21, "subject", "figure")


def dunes() -> Picture:
    easel, line = Easel(), 420.0
    sky(easel, line, (0.30, 0.47, 0.70), (0.95, 0.80, 0.62), 1.4)
    for k, (y, height, near) in enumerate(((430, 26, 0.05), (500, 44, 0.2), (640, 66, 0.5), (850, 90, 0.85))):
        crest = ridge(y, height, 560 - 60 * k, 40 + k, rough=0.28)
        down = Y - crest
        side = ramp(np.gradient(cv2.GaussianBlur(crest, (0, 0), 20)[0]), -0.25, 0.25)
        lit = mix((0.93, 0.70, 0.45), (0.55, 0.34, 0.24), np.broadcast_to(side, (H, W)) * ramp(down, 260, 0))
        ripple = np.sin(down / (3 + 6 * near) + 2.2 * noise(140, 50 + k, stretch=2)) * ramp(down, 6, 50)
        lit = lit * (1 + (0.02 + 0.05 * near) * ripple + 0.02 * noise(3, 60 + k, octaves=1))[..., None]
        air = 0.5 * (1 - near) ** 3
        lit = mix(lit, (0.95, 0.82, 0.68), np.full((H, W), air, np.float32))
        easel.lay(below(crest), lit, near + 0.0004 * down, "ground")
        easel.mark(ramp(down, 24, 70), "sand")
    scene, areas = easel.scene(line)
    return Picture("sand dunes in low light", scene, areas)


def waterfall() -> Picture:
    easel = Easel()
    sky(easel, 200, (0.75, 0.82, 0.86), (0.85, 0.88, 0.88))
    crack = noise(120, 4, stretch=0.5, rough=0.68)
    lit = crack - shifted(crack, 5, 7)
    stone = mix((0.13, 0.14, 0.14), (0.42, 0.41, 0.38), ramp(0.35 * crack + 1.3 * lit, -1.3, 1.5))
    rock = below(ridge(120, 22, 200, 6))
    easel.lay(rock, stone, 0.12)
    moss = ramp(noise(90, 9, rough=0.65) + 1.2 * lit, 0.4, 1.6)
    easel.tint(0.7 * moss * rock, mix((0.12, 0.2, 0.07), (0.36, 0.46, 0.16), ramp(noise(6, 2, octaves=2), -1, 1)))
    _fall(easel)
    _pool(easel)
    for x0, seed in ((-60, 5), (1180, 6)):
        _bush(easel, x0, seed)
    scene, areas = easel.scene(None)
    return Picture("a waterfall between mossy rocks", scene, areas)


def _fall(easel: Easel) -> None:
    t = np.clip((Y - 110) / 530, 0, 1)
    middle, half = 770 + 20 * np.sin(Y / 120), 90 + 60 * t + 10 * noise(90, 3)
    mask = ramp(np.abs(X - middle), half + 8, half - 8) * ramp(Y, 96, 112) * ramp(Y, 668, 640)
    streak = noise(150, 8, stretch=0.05, octaves=4, rough=0.75)
    white = mix((0.50, 0.58, 0.63), (0.96, 0.98, 0.99), ramp(streak, -1.6, 0.9))
    easel.lay(mask * ramp(streak + 2.6 - np.abs(X - middle) / half * 1.6, -0.3, 0.8), white, 0.2, "waterfall")
    easel.mark(mask, "waterfall")


def _pool(easel: Easel) -> None:
    line = 640.0
    down = np.clip((Y - line) / (H - line), 0, 1)
    water(easel, line, below(ridge(line, 5, 200, 8) + 4), (0.10, 0.20, 0.20), 0.62, 1.6, 9)
    foam = glow(775, line + 10, 190, 3.0) * ramp(noise(20, 12, stretch=3, octaves=4), -1.2, 0.6)
    easel.tint(np.clip(1.2 * foam, 0, 0.95), (0.93, 0.96, 0.97))
    easel.tint(np.clip(0.8 * glow(775, line - 16, 160, 1.7), 0, 0.75), (0.86, 0.91, 0.93), "smoke")
    easel.near = np.where(easel.areas["water"] > 0.5, 0.2 + 0.7 * down, easel.near)


def _bush(easel: Easel, x0: float, seed: int) -> None:
    rng = default_rng(seed)
    places, colours = [], []
    for _ in range(34):
        middle = np.array([x0 + rng.uniform(0, 420), rng.uniform(560, 880)])
        middle[1] += 0.0016 * (middle[0] - (x0 + 210 + (200 if x0 > 500 else -200))) ** 2
        spot = rng.normal(0, 1, (240, 2)) * (42, 30)
        light = np.clip(0.45 - spot[:, 1] / 90 + rng.normal(0, 0.2, 240), 0, 1)[:, None]
        places.append(spot + middle)
        colours.append(np.array([0.05, 0.11, 0.04]) * (1 - light) + np.array([0.38, 0.50, 0.18]) * light)
    rgb, mask = leaves(np.vstack(places), np.vstack(colours), 7, rng)
    easel.lay(mask, rgb / np.maximum(mask, 0.05)[..., None], 0.95, "foliage")
