"""A soft glow around the sun and a few faint ghosts of it across the picture, as a good lens makes them."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.air import SEEN_AS, grid, places, small_light, smooth, spot
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import relit
from vivant.effects.lamps import showing, sun
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame, Plane

KIND = "light"
STEADY = True
WORDS = (
    "sun flare", "lens flare", "flare", "sun glare", "shooting into the sun", "solar flare",
    "光晕", "镜头光晕", "太阳光晕", "眩光", "逆光光斑", "阳光耀斑",
    "太阳光斑", "镜头眩光", "炫光", "镜头耀斑", "耀斑", "光晕效果", "逆光光晕", "阳光光晕", "眩光效果", "太阳的光晕",
    "逆光感", "太阳发光", "太阳发出光芒", "太阳闪光",
)  # fmt: skip
GHOSTS = (
    # place on the line through the centre (1 the sun, 0 the centre), radius in short sides, strength, colour
    (0.42, 0.028, 0.55, (0.5, 1.0, 0.55)),
    (-0.28, 0.055, 0.4, (1.0, 0.55, 0.35)),
    (-0.62, 0.034, 0.6, (0.4, 0.75, 1.0)),
    (-1.05, 0.13, 0.26, (0.75, 0.55, 1.0)),
)
"""The lens: light that goes back and forth between its glasses comes out as discs on a line through the centre."""


class Params(EffectParams):
    glow: float = number(1.0, 0.0, 3.0, "times")
    """How much the light glows around the sun and veils the picture."""
    ghosts: float = number(1.0, 0.0, 3.0, "times")
    """How strong the discs across the picture are."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    lamp = sun(setting)
    size = grid(setting.size)
    x, y = places(size, setting.size)
    colour = np.array(lamp.colour, np.float32)
    veil = float(np.clip((small_light(setting.photo, size) @ SEEN_AS).mean() / 0.15, 0.2, 1))
    strength = 0.55 if lamp.disparity > 0 else 1.0  # a lamp is no sun

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        amount = p.amount * level * strength * (0.25 + 0.75 * showing(lamp, view))
        if amount == 0.0:
            return frame.copy()
        sun_x, sun_y, _ = spot(view, lamp.x, lamp.y, lamp.disparity)
        glow = (p.glow * _glow(np.hypot(x - sun_x, y - sun_y), veil))[..., None] * colour
        light = glow + (0.15 * p.ghosts) * _ghosts(x, y, sun_x, sun_y) * (0.4 + 0.6 * colour)
        light = np.asarray(amount * light, np.float32)
        return relit(frame, 1 - np.minimum(light, 1), light)

    return draw


def _glow(far: Plane, veil: float) -> Plane:
    """How light spreads around a very bright point in a lens: steep near it, wide and faint far from it.

    The wide part is as strong as `veil` 0 .. 1 says: less in a dark picture, which it would wash out.
    """
    return np.asarray(
        0.7 * np.exp(-((far / 0.06) ** 1.2)) + veil * (0.45 * np.exp(-far / 0.26) + 0.085 * np.exp(-far / 0.9))
    )


def _ghosts(x: Plane, y: Plane, sun_x: float, sun_y: float) -> Plane:
    light = np.zeros((*x.shape, 3), np.float32)
    for along, radius, strength, colour in GHOSTS:
        far = np.hypot(x - along * sun_x, y - along * sun_y) / radius
        disc = smooth((1.08 - far) / 0.3) * (0.55 + 0.45 * np.minimum(far, 1) ** 2)  # a little brighter at its rim
        light += (strength * disc)[..., None] * np.array(colour, np.float32)
    return light
