"""Rays of light fan out from the sun, or from where it must be, and breathe as the air moves."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from vivant.effects.air import SEEN_AS, Air, grid, nearness, places, small_light, spot
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import relit
from vivant.effects.lamps import sun
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame, Plane, Size

KIND = "light"
WORDS = (
    "light rays", "god rays", "sun rays", "sunbeams", "rays of light", "shafts of light", "volumetric light",
    "光线", "光束", "上帝之光", "耶稣光", "丁达尔效应", "阳光洒下",
    "丁达尔", "丁达尔光", "丁达尔现象", "阳光透过", "光柱", "阳光穿过", "圣光", "光线透进来", "阳光照进来",
    "阳光洒进来", "阳光洒在", "光照进来",
    "光透进来", "神光", "体积光", "一束阳光", "光束感", "阳光穿透", "斑驳的光", "阳光斜射", "光线洒下", "光洒下来",
    "阳光洒下来", "光线照进来",
    "光照下来", "光线照下来", "阳光照下来", "光洒进来",
)  # fmt: skip
STEPS = 6
"""Times the picture is smeared away from the light, each twice as far as before."""

GLARE = 0.7
"""Share of a ray that is lost before what is bright itself: beams are seen against what is darker."""


class Params(EffectParams):
    length: float = number(0.6, 0.1, 1.0, "fraction")
    """How far the rays reach from the light: 1 across the whole picture."""
    shafts: float = number(0.5, 0.0, 1.0, "fraction")
    """How much of the light comes as shafts with gaps between them, also where the picture shows no bright sky."""
    breathe: float = number(0.5, 0.0, 1.0, "fraction")
    """How much the rays come and go."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    lamp = sun(setting)
    size = grid(setting.size, 90)
    leaves = Air(clock, rng, span=0.8, drift=(0.012, 0.006), change_hz=0.09, finest=16, slope=0.9)
    fan = Air(clock, rng, change_hz=0.06, finest=36, slope=0.6)
    colour = np.array(lamp.colour, np.float32) * np.array((1.0, 0.95, 0.86), np.float32)
    light = small_light(setting.photo, size)
    least = float(np.clip(np.quantile(light @ SEEN_AS, 0.75), 0.12, 0.7))
    lit = float(np.clip((light @ SEEN_AS).mean() / 0.15, 0.3, 1))
    x, y = places(size, setting.size)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        amount = p.amount * level
        if amount == 0.0:
            return frame.copy()
        sun_x, sun_y, _ = spot(view, lamp.x, lamp.y, lamp.disparity)
        far = 1 - nearness(view, size)
        source = _openings(small_light(frame, size), far, least)
        source *= np.clip(1 + p.breathe * leaves.over(i, view, size), 0, 2.5)
        rays = _smeared(source, _pixel(sun_x, sun_y, view, size), p.length)
        rays *= _reach(x - sun_x, y - sun_y, 0.4 + 1.6 * p.length)
        shafts = _shafts(fan.tile(i)[0], x - sun_x, y - sun_y, p.length)
        rays *= 1 - GLARE * np.clip(small_light(frame, size) @ SEEN_AS / 0.6, 0, 1)
        beam = 1.6 * rays * (1 - p.shafts + p.shafts * shafts) + 0.22 * lit * p.shafts * shafts * (0.3 + 0.7 * far)
        added = cv2.GaussianBlur(beam, (0, 0), 0.8)[..., None] * colour * np.float32(0.6 * amount)
        return relit(frame, (1 - np.minimum(added, 1)).astype(np.float32), added)

    return draw


def _openings(light: Plane, far: Plane, least: float) -> Plane:
    """Where light comes through: what is bright, and far away rather than near."""
    bright = light @ SEEN_AS
    over = np.clip((bright - least) / 0.35, 0, 1)
    return np.asarray(over * np.minimum(bright, 0.8) * far**1.5, np.float32)


def _pixel(x: float, y: float, view: View, size: Size) -> tuple[float, float]:
    """A place of the frame as a pixel of a map."""
    step = view.short / view.size[1] * size[1]
    return x * step + (size[0] - 1) / 2, y * step + (size[1] - 1) / 2


def _smeared(source: Plane, centre: tuple[float, float], length: float) -> Plane:
    """Every place gets the mean of what lies between it and the light, as far as `length` of the way."""
    kept = 1 - 0.8 * length
    for k in range(STEPS):
        share = kept ** (2.0**k / (2.0**STEPS - 1))
        toward = np.array([[share, 0, (1 - share) * centre[0]], [0, share, (1 - share) * centre[1]]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        nearer = cv2.warpAffine(source, toward, source.shape[::-1], flags=flags, borderMode=cv2.BORDER_REPLICATE)
        source = 0.5 * (source + nearer)
    return source


def _reach(x: Plane, y: Plane, length: float) -> Plane:
    return np.asarray(np.exp(-((np.hypot(x, y) / length) ** 2)), np.float32)


def _shafts(line: Plane, x: Plane, y: Plane, length: float) -> Plane:
    """Shafts from a light at (0, 0), their pattern over the angle from a seamless line of noise."""
    angle = np.arctan2(y, x) * np.float32(len(line) / (2 * np.pi))
    pattern = cv2.remap(line[None, :], angle, np.zeros_like(angle), cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    return np.asarray(np.clip(0.45 + 0.85 * pattern, 0, 2.4) * _reach(x, y, 0.5 + 1.7 * length), np.float32)
