"""The warm unsteady light of candles: it plays around bright warm spots and on what is near, and the rest dims."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.air import grid, nearness, places, spot, wander
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import relit
from vivant.effects.lamps import Lamp, lamps, sun
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame

KIND = "light"
WORDS = (
    "candle glow", "candlelight", "candle light", "by candlelight", "firelight", "flickering light", "warm flicker",
    "烛光", "烛火", "烛光摇曳", "摇曳的烛光", "火光", "暖光闪烁",
    "烛光氛围", "烛光感", "烛光晚餐", "忽明忽暗的烛光",
)  # fmt: skip
FLAME = np.array((1.0, 0.5, 0.16), np.float32)
"""Colour of a candle, 1900 K, as a picture set for daylight and warm rooms alike shows it."""


class Params(EffectParams):
    flicker: float = number(0.5, 0.0, 1.0, "fraction")
    """How unsteady the light is; never so much that it flashes."""
    reach: float = number(0.5, 0.1, 2.0, "short sides")
    """How far a candle lights what is around it."""
    dim: float = number(0.5, 0.0, 1.0, "fraction")
    """How much of the other light goes out, so that the candle is seen to light the scene."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    size = grid(setting.size, 90)
    x, y = places(size, setting.size)
    seen = [lamp for lamp in lamps(setting, 4, warm=0.3) if lamp.strength > 0.55]
    flames = seen or [_beside(setting)]
    plays = [(wander(clock, rng, 0.6, 2.0), wander(clock, rng, 2.5, 7.0)) for _ in flames]

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        amount = p.amount * level
        if amount == 0.0:
            return frame.copy()
        unsteady = p.flicker / max(1.0, amount)  # more light, not more flicker
        near = nearness(view, size)
        lit, halo = np.zeros_like(x), np.zeros_like(x)
        for flame, (slow, quick) in zip(flames, plays, strict=True):
            strength = (1 + unsteady * (0.08 * slow(i) + 0.05 * quick(i))) * (0.4 + 0.6 * flame.strength)
            at_x, at_y, larger = spot(view, flame.x, flame.y, flame.disparity)
            sway = 0.006 * unsteady * slow(i + 7)
            flat = np.hypot(x - at_x - sway, y - at_y)
            deep = 0.9 * (near - np.float32(flame.disparity))
            lit += strength / (1 + (np.hypot(flat, deep) / (p.reach * larger)) ** 2) ** 2
            halo += flame.in_view * strength * np.exp(-flat / (0.16 * p.reach * larger))
        kept = np.exp(-amount * p.dim * (1 - 0.7 * np.minimum(lit, 1)))[..., None]
        gain = kept * (1 + amount * lit[..., None] * (0.2 + 1.0 * FLAME))
        cooler = 1 - 0.12 * min(amount, 2.0) * np.array((0, 0.35, 1), np.float32)
        light = 0.12 * amount * halo[..., None] * FLAME
        return relit(frame, (gain * cooler).astype(np.float32), light.astype(np.float32))

    return draw


def _beside(setting: Setting) -> Lamp:
    """A candle that the picture does not show: low, before the brighter side, as near as what the camera looks at."""
    side = np.sign(sun(setting).x - 1e-6)
    half_x, half_y = setting.half
    near = min(1.0, setting.aim[2] + 0.2)
    return Lamp(float(side) * (half_x + 0.02), 0.45 * half_y, near, (1.0, 0.5, 0.16), 0.05, 1.0, in_view=False)
