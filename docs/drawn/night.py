"""Pictures by night: a campfire, candles, a street, a cottage in the snow. Not for brushes (brushes.py)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import default_rng

from drawn.brushes import below, filled, glow, mirrored, mix, noise, oval, ramp, receding, ridge, shifted, soft
from drawn.easel import Easel, H, W, X, Y
from drawn.land import Picture, hills, pines, sky


def campfire() -> Picture:
    easel, line = Easel(), 520.0
    sky(easel, line, (0.025, 0.035, 0.075), (0.12, 0.15, 0.24), 1.5)
    far = ridge(470, 10, 240, 4)
    pines(easel, far + 40, (120, 250), 34, (0.045, 0.065, 0.09), 0.12, 3)
    easel.lay(below(far + 38), (0.04, 0.05, 0.06), 0.1)
    pines(easel, far + 62, (190, 380), 74, (0.022, 0.032, 0.04), 0.2, 9)
    down = np.clip((Y - line) / (H - line), 0, 1)
    soil = receding(line - 20, 40, 6, below=True, flat=5, rough=0.75)
    earth = mix((0.05, 0.055, 0.05), (0.11, 0.10, 0.085), ramp(soil, -2, 2))
    easel.lay(below(ridge(line, 5, 160, 9)), earth, 0.12 + 0.85 * down, "ground")
    x, y = 760.0, 690.0
    lit = glow(x, y - 20, 300, 1.5) * ramp(Y, 500, 560) * (0.9 + 0.35 * soil)
    easel.add(lit, (0.62, 0.30, 0.12))
    easel.add(0.35 * glow(x, y - 120, 330), (0.42, 0.2, 0.09))
    _flames(easel, x, y)
    scene, areas = easel.scene(line, 0.008)
    return Picture("a campfire in a clearing at night", scene, areas)


def _flames(easel: Easel, x: float, y: float) -> None:
    smoke = ramp(np.abs(X - x - 0.16 * (y - Y) - 30 * np.sin((y - Y) / 90)), 50 + 0.16 * (y - 240), 0) * ramp(
        Y, 470, 380
    )
    smoke *= ramp(Y, -60, 300) * ramp(noise(100, 5, octaves=5), -1.4, 1.6)
    easel.tint(0.42 * soft(smoke, 8), (0.34, 0.31, 0.31), "smoke")
    for k, (a, b) in enumerate(((-135, 8), (128, 12), (-70, -22), (76, -20))):
        log = filled(
            [[[x + a, y + b], [x + a + 6, y + b + 26], [x - 0.4 * a, y + 24 + b / 2], [x - 0.4 * a, y - 4 + b / 2]]]
        )
        bark = np.array([0.13, 0.075, 0.045]) * (1 + 0.4 * noise(14, k, stretch=3))[..., None]
        glowing = ramp(np.abs(X - x), 110, 20) * ramp(noise(10, 20 + k, octaves=3), 0, 1.2)
        easel.lay(log, mix(bark, (0.95, 0.33, 0.08), 0.85 * glowing), 0.62)
    up = np.clip((y + 8 - Y) / 250, 0, 1)
    waver = 26 * noise(90, 31, stretch=0.5, octaves=3) * up
    body = 1 - np.abs(X - x + waver + 20 * np.sin(up * 7)) / (104 * (1 - up) ** 0.75 * ramp(up, -0.12, 0.16) + 1)
    tongue = 1 - np.abs(X - x - 62 + 1.4 * waver) / (40 * (1 - np.clip(1.7 * up, 0, 1)) + 1)
    other = 1 - np.abs(X - x + 66 + waver) / (44 * (1 - np.clip(1.5 * up, 0, 1)) + 1)
    heat = (
        np.maximum(np.maximum(body, 0.8 * tongue), 0.8 * other)
        + 0.2 * noise(40, 33, stretch=0.4, octaves=4)
        - 0.35 * up
    )
    fire = ramp(heat, 0.02, 0.3) * ramp(Y, y + 22, y - 8) * (up > 0)
    hot = mix(
        mix((0.75, 0.16, 0.03), (1.0, 0.56, 0.10), ramp(heat, 0.1, 0.4)), (1.0, 0.90, 0.55), ramp(heat, 0.35, 0.8)
    )
    easel.tint(soft(fire, 2.0), hot, "fire")
    easel.near = np.where(fire > 0.5, np.float32(0.62), easel.near)
    easel.add(0.5 * soft(fire, 40), (1.0, 0.5, 0.2))


def candle() -> Picture:
    easel = Easel()
    wall = glow(760, 330, 620)
    easel.lay(np.ones((H, W), np.float32), mix((0.05, 0.035, 0.03), (0.34, 0.20, 0.11), wall), 0.05)
    rng = default_rng(8)
    for _ in range(20):
        a, b, size = rng.uniform(0, W), rng.uniform(60, 520), rng.uniform(16, 42)
        disc = soft(filled([oval(a, b, size, size)]), 2.5)
        warm = np.array([0.55, 0.33, 0.14]) * rng.uniform(0.5, 1.1)
        easel.add(0.8 * disc, warm)
        easel.mark(disc, "lights")
    down = np.clip((Y - 640) / 224, 0, 1)
    board = noise(300, 5, stretch=9, octaves=7, rough=0.65)
    wood = mix((0.10, 0.055, 0.03), (0.36, 0.20, 0.10), ramp(board, -2, 2) * (0.25 + glow(760, 700, 420, 2.0)))
    easel.lay(ramp(Y, 636, 642), wood, 0.3 + 0.65 * down, "ground")
    easel.tint(0.6 * soft(filled([oval(740, 790, 190, 24)]), 9), (0.05, 0.02, 0.01))
    for x, foot, tall, wide in ((720, 780, 300, 104), (1120, 716, 170, 70)):
        _candle(easel, x, foot, tall, wide)
    scene, areas = easel.scene(None, 0.008)
    return Picture("candles on a wooden table in the evening", scene, areas)


def _candle(easel: Easel, x: float, foot: float, tall: float, wide: float) -> None:
    top = foot - tall
    box = [[x - wide, top], [x + wide, top], [x + wide, foot], [x - wide, foot]]
    body = np.maximum(filled([box]), filled([oval(x, foot, wide, 13)]))
    side = np.sqrt(np.clip(1 - ((X - x) / wide) ** 2, 0, 1))
    shine = ramp(Y - top, 230, -20)
    wax = mix((0.30, 0.17, 0.09), (0.98, 0.80, 0.52), (0.25 + 0.75 * shine) * (0.35 + 0.65 * side))
    easel.lay(body, wax, 0.7, "subject")
    pool = mix((0.95, 0.72, 0.40), (1.0, 0.90, 0.62), glow(x, top, 40, 2.5))
    easel.lay(filled([oval(x, top, wide, 13)]), pool, 0.7, "subject")
    wick = [[x - 2, top - 26], [x + 2, top - 26], [x + 3, top + 3], [x - 3, top + 3]]
    easel.lay(filled([wick]), (0.1, 0.05, 0.03), 0.7)
    size = wide / 66
    up = np.clip((top - 4 - Y) / (112 * size), 0, 1)
    drop = 1 - np.abs(X - x - 3 * up) / (25 * size * np.sqrt(np.clip(up * 5, 0, 1)) * (1 - up) ** 0.8 + 0.5)
    flame = ramp(drop, 0.0, 0.35) * (up > 0) * (up < 1)
    hot = mix((1.0, 0.62, 0.18), (1.0, 0.95, 0.76), ramp(drop, 0.05, 0.5))
    easel.tint(soft(flame, 1.6), mix(hot, (0.35, 0.40, 0.75), 0.55 * ramp(up, 0.2, 0.02)), "fire")
    easel.near = np.where(flame > 0.5, np.float32(0.7), easel.near)
    easel.add(0.9 * glow(x, top - 50 * size, 78 * size), (0.75, 0.42, 0.16))


def street() -> Picture:
    easel, line = Easel(), 470.0
    sky(easel, line, (0.03, 0.04, 0.09), (0.22, 0.17, 0.26), 1.2)
    towers = np.round(ridge(330, 60, 70, 4, rough=0.2) / 40) * 40
    hills(easel, towers, (0.08, 0.08, 0.13), (0.25, 0.19, 0.27), 0.4, 0.03)
    for k in (5, 4, 3, 2, 1, 0):
        _house(easel, k, -1, line)
        _house(easel, k, 1, line)
    easel.add(0.5 * glow(W / 2, line - 10, 120), (0.6, 0.42, 0.30))
    _signs(easel)
    wet = below(np.full((1, W), line + 4, np.float32))
    down = np.clip((Y - line) / (H - line), 0, 1)
    rough = receding(line, 40, 3, below=True, flat=6, rough=0.7)
    shine = cv2.blur(mirrored(easel.rgb, line, rough * (2 + 16 * down)), (5, 41))
    asphalt = mix((0.05, 0.05, 0.065), (0.10, 0.10, 0.11), ramp(rough, -2, 2))
    road = mix(asphalt, shine, np.clip(0.62 + 0.10 * rough - 0.12 * down, 0, 1))
    easel.lay(wet, road, 0.04 + 0.92 * down, "ground", "reflection", "water")
    for k in (4, 3, 2, 1):
        _lamp(easel, k, -1, line)
        _lamp(easel, k, 1, line)
    scene, areas = easel.scene(line, 0.014)
    return Picture("a wet street at night, with lamps and neon signs", scene, areas)


def _at(k: float, side: int) -> tuple[float, float]:
    """The column of the kerb at step k down the street, and how large things are there."""
    size = 1 / (0.55 + 0.75 * k)
    return W / 2 + side * 420 * size, size


def _house(easel: Easel, k: int, side: int, line: float) -> None:
    rng = default_rng(10 * k + side + 5)
    (x0, s0), (x1, s1) = _at(max(k - 0.62, -0.3), side), _at(k + 0.36, side)
    tall = rng.uniform(250, 420)
    eye = 62.0
    front = [[x0, line + eye * s0], [x0, line - tall * s0], [x1, line - tall * s1], [x1, line + eye * s1]]
    far = (0.55 + 0.75 * k) / 5
    wall = (
        np.array([[0.15, 0.11, 0.12], [0.10, 0.11, 0.15], [0.13, 0.12, 0.11]])[k % 3]
        * (1 + 0.12 * noise(20, k))[..., None]
    )
    easel.lay(filled([front]), mix(wall, (0.22, 0.17, 0.26), np.full((H, W), 0.5 * far, np.float32)), s0 * 0.42)
    across, floors, pane = 5, 7, ((0.25, 0.2), (0.75, 0.2), (0.75, 0.75), (0.25, 0.75))
    dark: list[list[list[float]]] = []
    lit: list[list[list[float]]] = []
    for a in range(across):
        for b in range(floors):
            window = [_on_front(front, (a + u) / across, (b + v) / floors) for u, v in pane]
            (lit if rng.random() < 0.3 else dark).append(window)
    easel.tint(filled(dark), (0.06, 0.07, 0.10))
    for part, light in ((lit[::2], 0.95), (lit[1::2], 0.6)):
        easel.tint(filled(part), np.array([0.95, 0.72, 0.42]) * light, "lights")


def _on_front(front: list[list[float]], u: float, v: float) -> list[float]:
    """A place on a front: u along it, v down it."""
    (xa, ya), (_, yb), (xc, yc), (_, yd) = front
    share = u * 0.9
    top, foot = yb + share * (yc - yb), ya + share * (yd - ya)
    return [xa + share * (xc - xa), top + v * 0.92 * (foot - top)]


def _signs(easel: Easel) -> None:
    signs = (
        ("HOTEL", 232, 150, 1.7, (1.0, 0.16, 0.38)), ("BAR", 1180, 250, 2.1, (0.15, 0.85, 1.0)),
        ("cafe", 430, 330, 1.2, (1.0, 0.62, 0.12)), ("OPEN", 1050, 360, 0.9, (0.35, 1.0, 0.45)),
    )  # fmt: skip
    for text, x, y, size, colour in signs:
        tube = np.zeros((H, W), np.uint8)
        step = 46 * size if text in ("HOTEL", "BAR") else 0
        for n, letter in enumerate(text if step else [text]):
            place, thick = (x, int(y + n * step)), max(2, int(3 * size))
            cv2.putText(tube, letter, place, cv2.FONT_HERSHEY_SIMPLEX, size, 255, thick, cv2.LINE_AA)
        mask = tube.astype(np.float32) / 255
        easel.tint(np.clip(soft(mask, 2.2) * 1.6, 0, 1), colour, "neon")
        easel.tint(0.75 * soft(mask, 0.9), (1.0, 0.96, 0.94), "neon")
        easel.mark(np.clip(3 * soft(mask, 9), 0, 1), "neon")
        easel.add(1.1 * soft(mask, 30), colour)


def _lamp(easel: Easel, k: int, side: int, line: float) -> None:
    x, size = _at(k - 0.3, side)
    x -= side * 40 * size
    foot, top = line + 66 * size, line - 150 * size
    arm = x - side * 46 * size
    post = [[x - 4 * size, top], [x + 4 * size, top], [x + 5 * size, foot], [x - 5 * size, foot]]
    bar = [[x, top], [arm, top + 4 * size], [arm, top + 10 * size], [x, top + 8 * size]]
    easel.lay(filled([post, bar]), (0.03, 0.03, 0.035), min(0.95, 0.62 * size))
    bulb = soft(filled([oval(arm, top + 14 * size, 15 * size, 8 * size)]), 1.5)
    easel.tint(bulb, (1.0, 0.90, 0.66), "lights")
    easel.mark(np.clip(glow(arm, top + 14 * size, 24 * size) * 1.3, 0, 1), "lights")
    easel.add(1.3 * glow(arm, top + 14 * size, 34 * size), (1.0, 0.68, 0.34))
    easel.add(0.35 * glow(arm, line + 80 * size, 110 * size, 2.6), (0.8, 0.5, 0.24))


def cottage() -> Picture:
    easel, line = Easel(), 500.0
    sky(easel, line, (0.12, 0.18, 0.34), (0.62, 0.58, 0.66), 1.5)
    hills(easel, ridge(400, 60, 360, 24), (0.46, 0.50, 0.62), (0.60, 0.57, 0.66), 0.5, 0.03)
    hills(easel, ridge(474, 18, 300, 11), (0.52, 0.56, 0.68), (0.60, 0.58, 0.68), 0.3, 0.07)
    pines(easel, ridge(508, 8, 300, 3) + 10, (60, 150), 24, (0.13, 0.18, 0.23), 0.14, 5, 0.5)
    down = np.clip((Y - line) / (H - line), 0, 1)
    drift = receding(line - 90, 420, 4, below=True, flat=1.6, rough=0.3)
    snow = mix((0.44, 0.49, 0.63), (0.74, 0.77, 0.86), ramp(drift - shifted(drift, 9, 12), -0.35, 0.35))
    easel.lay(below(ridge(510, 6, 260, 7)), snow, 0.15 + 0.8 * down, "ground", "sand")
    _house_in_snow(easel, 620, 610)
    pines(easel, np.full((1, W), 690, np.float32) + 0 * X[:1], (330, 460), 420, (0.09, 0.14, 0.17), 0.55, 14, 0.75)
    scene, areas = easel.scene(line)
    return Picture("a cottage in the snow at dusk, with lit windows and a smoking chimney", scene, areas)


def _house_in_snow(easel: Easel, x: float, y: float) -> None:
    plank = np.array([0.20, 0.12, 0.09]) * (1 + 0.25 * np.sin(Y / 3.2))[..., None]
    rise = x + 120 - X + 0.55 * (y - 230 - Y) + 16 * np.sin((y - 230 - Y) / 46)
    high = np.maximum(y - 230 - Y, 0)
    smoke = ramp(np.abs(rise), 20 + 0.4 * high, 0) * ramp(Y, y - 226, y - 256) * ramp(Y, 40, 260)
    easel.tint(0.85 * soft(smoke, 5) * ramp(noise(60, 6), -2, 0.8), (0.72, 0.70, 0.76))
    easel.mark(np.clip(3 * soft(smoke, 12), 0, 1), "smoke")
    easel.lay(
        filled([[[x + 104, y - 240], [x + 136, y - 240], [x + 136, y - 140], [x + 104, y - 140]]]),
        (0.24, 0.19, 0.2),
        0.36,
    )
    easel.lay(filled([[[x - 160, y - 110], [x + 160, y - 110], [x + 160, y + 10], [x - 160, y + 10]]]), plank, 0.36)
    roof = [[x - 196, y - 96], [x - 130, y - 214], [x + 130, y - 214], [x + 196, y - 96]]
    easel.lay(soft(filled([roof]), 1.2), mix((0.78, 0.81, 0.90), (0.56, 0.60, 0.74), ramp(Y, y - 214, y - 90)), 0.37)
    for a in (-110, -20, 70):
        pane = filled([[[x + a, y - 78], [x + a + 44, y - 78], [x + a + 44, y - 26], [x + a, y - 26]]])
        easel.tint(pane, mix((1.0, 0.80, 0.42), (1.0, 0.62, 0.24), ramp(Y, y - 78, y - 26)), "lights")
        easel.tint(
            filled([[[x + a + 21, y - 78], [x + a + 24, y - 78], [x + a + 24, y - 26], [x + a + 21, y - 26]]]),
            (0.2, 0.12, 0.08),
        )
        easel.add(0.8 * glow(x + a + 22, y - 52, 44), (0.8, 0.48, 0.2))
        easel.add(0.8 * glow(x + a + 22, y + 44, 60, 2.2) * ramp(Y, y + 8, y + 26), (0.62, 0.38, 0.18))
