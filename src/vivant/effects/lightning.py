"""Now and then lightning lights the sky and the scene for a moment, with a thin branching bolt where sky is seen."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from vivant.effects.air import SEEN_AS, Air, carried, grid, nearness, sky_of, small_light
from vivant.effects.bolts import Bolt, bolt, struck
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import relit
from vivant.effects.sprites import sprites_over
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "light"
WORDS = (
    "lightning", "thunderstorm", "lightning strike", "lightning bolt", "flashes of lightning", "thunder and lightning",
    "thunder", "thunderclap", "thunderclaps", "claps of thunder", "clap of thunder", "lightning and thunder",
    "thunderbolt", "thunder storm",
    "闪电", "雷电", "电闪雷鸣", "雷暴", "打雷", "划破天空的闪电",
    "电闪", "闪电劈下", "打闪", "劈闪电", "雷电闪烁",
)  # fmt: skip
FLASH = np.array((0.82, 0.88, 1.0), np.float32)
STORM = np.array((0.62, 0.5, 0.4), np.float32)
"""How strongly red, green and blue dim under storm clouds."""


class Params(EffectParams):
    per_minute: float = number(20.0, 1.0, 36.0, "flashes per minute")
    """How often it flashes; a clip has at least one."""
    bolts: float = number(1.0, 0.0, 3.0, "times")
    """How bright the bolt itself is; 0 is sheet lightning only."""
    storm: float = number(0.8, 0.0, 2.0, "times")
    """How much the picture darkens under the storm between the flashes."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    size = grid(setting.size, 90)
    strikes = struck(clock, rng, p.per_minute)
    clouds = Air(clock, rng, span=1.4, stretch=1.5, finest=14, slope=1.3, change_hz=0.02)
    bolts = [bolt(setting, rng) for _ in strikes]
    # A flash lights the air before things too: the edge of its light is softer than that of the sky.
    sky = np.asarray(cv2.GaussianBlur(sky_of(setting), (0, 0), 0.06 * min(setting.sky.shape)), np.float32)
    bright = float((small_light(setting.photo, size) @ SEEN_AS).mean())
    storm = p.storm * float(np.clip(bright / 0.15, 0.4, 1.7))  # a dark picture needs less of it
    across = np.linspace(-setting.half[0], setting.half[0], size[0], dtype=np.float32)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        amount = p.amount * level
        if amount == 0.0:
            return frame.copy()
        lit = [strike(clock.time_s(i)) for strike in strikes]
        above = carried(sky, view, size)[..., None]
        gain = np.exp(-amount * storm * STORM * (0.75 + 0.6 * above)).astype(np.float32)
        light = np.zeros_like(gain)
        if max(lit) > 0.004:
            puffs = np.clip(1 + 0.45 * clouds.over(i, view, size), 0.2, 2)[..., None]
            scene = (1.1 - 0.6 * nearness(view, size))[..., None]
            for now, one in zip(lit, bolts, strict=True):
                beside = (0.35 + 0.65 * np.exp(-(((across - one.x) / 0.7) ** 2)))[None, :, None]
                gain += (amount * now * 1.5) * gain * scene * beside * FLASH
                light += (amount * now * 0.3) * above * puffs * beside * FLASH
        out = relit(frame, gain, light)
        for now, one in zip(lit, bolts, strict=True):
            if now > 0.01 and p.bolts > 0 and one.segments.size:
                out = _drawn(out, view, one, amount * p.bolts * now)
        return out

    return draw


def _drawn(frame: Frame, view: View, one: Bolt, strength: float) -> Frame:
    """A bolt and its glow as many short soft strokes in the sky, behind all that is nearer."""
    x0, y0, x1, y1, thick, bright = one.segments.T
    (c0, r0, larger), (c1, r1, _) = view.place(x0, y0, 0.0), view.place(x1, y1, 0.0)
    angle, half = np.arctan2(r1 - r0, c1 - c0), np.hypot(c1 - c0, r1 - r0) / 2
    sprites = np.zeros((2, len(x0), 12), np.float32)
    for layer, (wide, share) in zip(sprites, ((9.0, 0.05), (1.0, 1.0)), strict=True):
        across = wide * thick * larger * view.short
        layer[:, 0], layer[:, 1], layer[:, 4] = (c0 + c1) / 2, (r0 + r1) / 2, angle
        layer[:, 2], layer[:, 3] = half + across, across
        layer[:, 5:8] = FLASH if wide == 1 else FLASH**3
        layer[:, 8] = strength * share * bright
        layer[:, 9], layer[:, 10], layer[:, 11] = 14, 20, 0
    return sprites_over(frame, view.disparity, sprites.reshape(-1, 12), one.stroke, add=True)
