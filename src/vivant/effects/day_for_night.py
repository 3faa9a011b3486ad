"""Day becomes night: moonlit blue, a darker sky, little colour, and nothing that glows white.

The picture is exposed for the night by how bright it is, the sky is darkened further where the camera sees it, and
amber lights are left warmer and brighter than the rest.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import graded, relit_graded
from vivant.effects.kernels import to_light as light_of
from vivant.effects.tones import (
    FADE,
    LUMA,
    Colours,
    Look,
    rise,
    saturated,
    tables,
    to_lab,
    to_light,
)  # fmt: skip
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame, Plane

KIND = "tone"
STEADY = True
FIRST = True
WORDS = (
    "day for night", "day to night", "turn day into night", "make it night", "night look", "moonlit look",
    "日转夜", "白天变黑夜", "白天变夜晚", "夜景色调", "变成夜晚", "月夜色调",
    "变夜晚", "变成夜里", "夜景效果", "改成夜景", "夜幕", "夜幕降临", "天黑", "天黑下来", "变成黑夜", "改成晚上",
    "深夜", "做成夜景", "夜景感",
    "夜间", "变成夜景",
)  # fmt: skip
NIGHT = 0.05
"""Mean luminance of a picture of a moonlit night."""
MOON = (-0.007, -0.042)
"""What moonlight adds: green to red and blue to yellow, in Oklab."""
RODS = np.array([0.06, 0.62, 0.32])
"""What the eye in the dark sees of red, green and blue (Purkinje's shift)."""
EDGE = 0.02
"""How softly the sky ends, in short sides."""
HOLES = 0.07
"""How wide a hole in the sky may be that is filled, in short sides; what stands before the sky there is nearer."""
SOFT = 0.3
"""Change of disparity over which something before the sky comes out of it."""


class Params(EffectParams):
    moon: float = number(1.0, 0.0, 2.0, "times")
    """How blue the light is."""
    sky: float = number(1.3, 0.0, 3.0, "stops")
    """How much darker than the rest the sky gets."""
    lamps: float = number(0.6, 0.0, 1.0, "fraction")
    """How far amber lights keep their own colour and light."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    mean = float((light_of(setting.photo[::4, ::4]) @ LUMA).mean())
    gain = float(np.clip(NIGHT / max(mean, 1e-3), 0.08, 0.85))
    table = tables(_look(gain, p), p.amount)
    stops, seen_at = p.sky * _brightness(setting), _distance(setting)
    sky = _whole(setting.sky)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        step = round(p.amount * level * FADE)
        if not step:
            return frame.copy()
        if sky.max() > 0.1 and stops > 0.0:
            kept = np.exp2(-stops * p.amount * level * _placed(sky, seen_at, view)).astype(np.float32)[..., None]
            return relit_graded(frame, kept, np.zeros_like(kept), table(step))
        return graded(frame, table(step))

    return draw


def _whole(sky: Plane) -> Plane:
    """The sky with a soft edge and without the small holes that were not recognised: they would glow at night."""
    holes = np.ones((2 * round(HOLES * min(sky.shape)) + 1,) * 2, np.uint8)
    closed = cv2.morphologyEx(sky, cv2.MORPH_CLOSE, holes)
    return np.asarray(cv2.GaussianBlur(closed, (0, 0), EDGE * min(sky.shape)), np.float32)


def _look(gain: float, p: Params) -> Look:
    def look(light: Colours) -> Colours:
        luminance = (light @ (0.5 * LUMA + 0.5 * RODS))[..., None]
        dim = gain / (1.0 + 1.2 * luminance * (1.0 - gain))  # bright parts lose more: no white at night
        day = to_lab(light)
        lab = saturated(to_lab(light * dim), 0.5)
        shade = p.moon * rise(lab[..., 0], 0.0, 0.3)
        lab[..., 1] += MOON[0] * shade
        lab[..., 2] += MOON[1] * shade
        amber = rise(day[..., 2], 0.05, 0.11) * rise(day[..., 0], 0.78, 0.92)
        kept = (p.lamps * 0.75 * amber)[..., None]
        return to_light(lab + (day * np.array([0.85, 1.0, 1.0]) - lab) * kept)

    return look


def _brightness(setting: Setting) -> float:
    """How bright the sky is: 0 night already .. 1 day."""
    h, w = setting.sky.shape
    seen = light_of(cv2.resize(setting.photo, (w, h), interpolation=cv2.INTER_AREA)) @ LUMA
    return float(rise((seen * setting.sky).sum() / max(float(setting.sky.sum()), 1.0), 0.0, 0.35))


def _distance(setting: Setting) -> float:
    """Disparity at which the sky stands."""
    weight = float(setting.sky.sum())
    return float((setting.sky * setting.disparity).sum() / weight) if weight > 1.0 else 0.0


def _placed(sky: Plane, disparity: float, view: View) -> Plane:
    """The map of the sky as the camera sees it, a quarter of the frame's size, without what stands before it."""
    h, w = sky.shape
    width, height = view.size
    x, y = (side / 2 / view.short for side in (width, height))
    corners = np.array([[-x, -y], [x, -y], [x, y], [-x, y]])
    across, down, _ = view.place(corners[:, 0], corners[:, 1], disparity)
    size = max(2, width // 4), max(2, height // 4)
    seen = np.stack([(across + 0.5) * size[0] / width - 0.5, (down + 0.5) * size[1] / height - 0.5], axis=1)
    own = np.array([[-0.5, -0.5], [w - 0.5, -0.5], [w - 0.5, h - 0.5], [-0.5, h - 0.5]], np.float32)
    way = cv2.getPerspectiveTransform(own, seen.astype(np.float32))
    placed = cv2.warpPerspective(sky, way, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    near = cv2.resize(view.disparity, size, interpolation=cv2.INTER_AREA) / np.float32(255)
    return np.asarray(placed * np.clip(1.5 - (near - disparity) / SOFT, 0, 1), np.float32)
