"""Light, air and glass: the sky, haze, focus, film, and the manners of drawing. Not for geometry.

Colours are linear light (H, W, 3) until `develop`, which gives eight-bit display values.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from train.materials import colour, noise

Linear = NDArray[np.float32]
Plane = NDArray[np.float32]


@dataclass(frozen=True)
class Mood:
    """The light of a scene. Directions point to the light; colours are linear; distances in metres."""

    sun: NDArray[np.float32]
    sun_colour: NDArray[np.float32]
    air_colour: NDArray[np.float32]
    zenith: NDArray[np.float32]
    skyline: NDArray[np.float32]
    clouds: float = 0.0
    haze_m: float = 0.0
    night: bool = False
    indoor: bool = False
    focus: float = 0.0
    aperture: float = 0.0
    style: str = "photo"


def make_mood(r: Generator, indoor: bool) -> Mood:
    """Some hour and weather, or some lamp and window."""
    a, up = r.uniform(0, 2 * math.pi), r.uniform(0.15, 1.4)
    sun = np.array(
        [
            math.sin(a) * math.cos(up),
            math.sin(up),
            -abs(math.cos(a)) * math.cos(up) if r.random() < 0.7 else math.cos(a) * math.cos(up),
        ],
        np.float32,
    )
    warm = np.array([1.0, r.uniform(0.8, 1), r.uniform(0.55, 1)], np.float32)
    if indoor:
        strength = r.uniform(0.0, 0.9)
        air = np.array([1, r.uniform(0.85, 1), r.uniform(0.7, 1.1)], np.float32) * r.uniform(0.35, 0.8)
        return Mood(sun, warm * strength, air, colour(r, "pale"), colour(r, "pale") ** 2, indoor=True)
    mood = Mood(
        sun,
        warm * r.uniform(0.5, 1.1),
        np.array([0.3, 0.36, 0.45], np.float32) * r.uniform(0.7, 1.4),
        *_blue(r),
        clouds=r.random(),
    )
    k = r.random()
    if k < 0.3:  # overcast
        grey = np.full(3, r.uniform(0.35, 0.95), np.float32) * (1 + r.normal(0, 0.04, 3).astype(np.float32))
        mood = replace(
            mood,
            sun_colour=warm * r.uniform(0, 0.15),
            air_colour=grey * r.uniform(0.6, 1.0),
            zenith=grey * r.uniform(0.6, 1.1),
            skyline=grey,
        )
    elif k < 0.45:  # a low sun
        glow = np.array([1.0, r.uniform(0.35, 0.8), r.uniform(0.1, 0.5)], np.float32)
        top = np.array([r.uniform(0.05, 0.5), r.uniform(0.1, 0.4), r.uniform(0.2, 0.6)], np.float32)
        dim = r.uniform(0.15, 1)
        mood = replace(
            mood,
            sun_colour=glow * r.uniform(0.3, 1) * dim,
            air_colour=(0.4 * top + 0.15) * dim,
            zenith=top,
            skyline=glow * r.uniform(0.5, 1),
        )
    elif k < 0.56:  # night
        top = colour(r, "blue") * r.uniform(0.005, 0.05)
        mood = replace(
            mood,
            sun_colour=warm * r.uniform(0.0, 0.1),
            air_colour=np.full(3, r.uniform(0.015, 0.12), np.float32),
            zenith=top,
            skyline=top * r.uniform(1, 5),
            night=True,
        )
    if r.random() < 0.4 or k > 0.9:
        haze = math.exp(r.uniform(math.log(15), math.log(2000)))
        mood = replace(mood, haze_m=haze)
    return mood


def _blue(r: Generator) -> tuple[Linear, Linear]:
    top = np.array([r.uniform(0.03, 0.35), r.uniform(0.15, 0.5), r.uniform(0.4, 0.85)], np.float32)
    return top, (top * 0.4 + 0.55 * r.uniform(0.7, 1.1)).astype(np.float32)


def sky(r: Generator, mood: Mood, rays: NDArray[np.float32]) -> Linear:
    """The sky seen along rays (H, W, 3): gradient, clouds, the sun's glow, stars."""
    length = np.linalg.norm(rays, axis=2)
    up = np.clip(rays[..., 1] / length, -0.2, 1)
    k = np.clip(up / 0.6, 0, 1)[..., None] ** r.uniform(0.4, 1.0)
    out = mood.skyline * (1 - k) + mood.zenith * k
    if mood.clouds > 0.3:
        far = 1 / np.maximum(up, 0.04)
        plane = noise(r, int(r.choice([2, 3, 4])), r.uniform(0.5, 0.75), 256)
        x = ((rays[..., 0] / length * far * 28 + 1000) % 256).astype(np.float32)
        y = ((rays[..., 2] / length * far * 28 + 1000) % 256).astype(np.float32)
        veil = cv2.remap(plane, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
        heaped = r.random() < 0.4  # cumulus: hard rims, bright tops, grey feet
        hard, reach = (r.uniform(5, 14), r.uniform(0.4, 0.75)) if heaped else (r.uniform(1.5, 6), r.uniform(0.25, 0.75))
        cover = np.clip((veil - reach) * hard, 0, 1)[..., None] * np.clip((up[..., None] + 0.02) * 12, 0, 1)
        lit = mood.skyline * 0.4 + mood.sun_colour * 0.5 + mood.air_colour * 0.3
        shade = 1.1 - r.uniform(0.1, 0.7) * veil[..., None]
        if heaped:
            below = np.roll(veil, -max(1, veil.shape[0] // 24), 0)[..., None]
            lit = np.maximum(lit, mood.skyline * r.uniform(0.9, 1.5))
            shade = r.uniform(1.0, 1.6) * np.clip(1 + r.uniform(0.5, 2.5) * (veil[..., None] - below), 0.45, 1.15)
        out = out * (1 - cover) + lit * shade * cover
    if mood.sun_colour.max() > 0.2:
        face = np.clip((rays @ mood.sun) / length, 0, 1)[..., None]
        out = out + mood.sun_colour * (0.35 * face**16 + 2.0 * face**900)
    if mood.night and r.random() < 0.5:
        out = out + (r.random(up.shape) < 0.0015)[..., None] * r.uniform(0.2, 0.8)
    return out.astype(np.float32)


def haze(mood: Mood, lit: Linear, depth: Plane, sky_mask: NDArray[np.bool_]) -> Linear:
    """The air between: far things take the colour of the skyline."""
    if mood.haze_m <= 0:
        return lit
    clear = np.exp(-depth / mood.haze_m)[..., None]
    clear[sky_mask] = 1
    return (lit * clear + mood.skyline * (1 - clear)).astype(np.float32)


def focus(r: Generator, mood: Mood, lit: Linear, disparity: Plane) -> Linear:
    """Blur what is nearer or farther than the plane in focus; near blur spills over, far blur does not."""
    if mood.aperture <= 0:
        return lit
    width = lit.shape[1]
    blur = np.clip(np.abs(disparity - mood.focus) / max(mood.focus, 1e-3) * mood.aperture, 0, 1)
    near = disparity > mood.focus
    out = lit
    keep = np.where(near, 0.0, blur).astype(np.float32)
    for step in (0.25, 0.5, 1.0):
        sigma = step * 0.02 * width
        weight = (keep > 0.02).astype(np.float32) + 1e-3
        soft = (
            cv2.GaussianBlur(lit * weight[..., None], (0, 0), sigma)
            / cv2.GaussianBlur(weight, (0, 0), sigma)[..., None]
        )
        k = np.clip((keep - step / 2) / (step / 2 + 1e-3), 0, 1)[..., None]
        out = out * (1 - k) + soft * k
    front = np.where(near, blur, 0).astype(np.float32)
    if front.max() > 0.15:
        sigma = float(front.max()) * 0.015 * width
        k = np.clip(cv2.GaussianBlur(front, (0, 0), sigma) * 1.6, 0, 1)[..., None]
        out = out * (1 - k) + cv2.GaussianBlur(out, (0, 0), sigma) * k
    return out.astype(np.float32)


def grain_px(plane: NDArray[np.generic]) -> float:
    """Lengths below are given for pictures of 256 pixels; this many times as long in one of another width."""
    return plane.shape[1] / 256


def develop(r: Generator, mood: Mood, lit: Linear, edges: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Exposure, glow, film or drawing, grain and compression: (H, W, 3) uint8."""
    level = np.quantile(lit.mean(2), 0.6 if mood.night else 0.75) + 1e-3
    aim = r.uniform(0.05, 0.22) if mood.night else math.exp(r.normal(math.log(0.52), 0.3))
    lit = lit * (aim / level) ** r.uniform(0.75, 1.0)
    if mood.night or r.random() < 0.25:
        glow = cv2.GaussianBlur(np.clip(lit - 0.5, 0, 3), (0, 0), r.uniform(3, 9) * grain_px(lit))
        lit = lit + r.uniform(0.02, 0.25) * glow
    knee = r.uniform(0.6, 0.9)
    lit = np.where(lit > knee, knee + (1 - knee) * np.tanh((lit - knee) / (1 - knee)), lit)
    shown = np.clip(lit, 0, 1) ** (1 / r.uniform(1.9, 2.5))
    shown = _style(r, mood.style, shown.astype(np.float32), edges)
    return _film(r, mood, shown)


def _style(r: Generator, style: str, shown: Linear, edges: NDArray[np.bool_]) -> Linear:
    if style == "photo":
        return shown
    if style in ("flat", "paint"):
        shown = cv2.bilateralFilter(shown, 9, 0.25, 7)
    if style == "flat":
        n = r.integers(3, 8)
        shown = np.clip(np.round(shown * n) / n, 0, 1).astype(np.float32)
    if style == "paint":
        if r.random() < 0.6:
            broad = 2 * round(r.integers(2, 6) * grain_px(shown)) + 1
            strokes = cv2.medianBlur((np.clip(shown, 0, 1) * 255).astype(np.uint8), broad)
            shown = strokes.astype(np.float32) / 255
        side = max(shown.shape)
        paper = cv2.resize(noise(r, 32, 0.9, 256), (side, side))[: shown.shape[0], : shown.shape[1]]
        shown = shown * (0.85 + 0.3 * paper[..., None])
    px = grain_px(shown)
    line = cv2.GaussianBlur(edges.astype(np.float32), (0, 0), r.uniform(0.4, 0.9) * px)
    if style == "ink":
        grey = shown.mean(2)
        dark = cv2.GaussianBlur(grey, (0, 0), 2 * px) - cv2.GaussianBlur(grey, (0, 0), 0.7 * px)
        page = np.clip(0.96 - 6 * np.clip(dark, 0, 1) - (grey < r.uniform(0.1, 0.35)) * 0.5, 0, 1)
        shown = np.repeat(page[..., None], 3, 2) * colour(r, "pale")
    if style in ("flat", "ink") or r.random() < 0.4:
        shown = shown * (1 - r.uniform(0.4, 1.0) * np.clip(line * 1.5, 0, 1)[..., None])
    return shown.astype(np.float32)


def _film(r: Generator, mood: Mood, shown: Linear) -> NDArray[np.uint8]:
    """Softness, shake, cast, vignette, grain, JPEG."""
    h, w = shown.shape[:2]
    if r.random() < 0.06:
        n = int(r.integers(3, 8) * grain_px(shown))
        shake = np.zeros((n, n), np.float32)
        cv2.line(shake, (0, int(r.integers(0, n))), (n - 1, int(r.integers(0, n))), 1.0, 1)
        shown = cv2.filter2D(shown, -1, shake / shake.sum())
    shown = cv2.GaussianBlur(shown, (0, 0), r.uniform(0.4, 0.8))
    if r.random() < 0.3:
        shown = shown + r.uniform(0.3, 1.2) * (shown - cv2.GaussianBlur(shown, (0, 0), 1.2))
    grey = shown.mean(2, keepdims=True)
    vivid = r.uniform(0.5, 1.4) if r.random() < 0.95 else 0.0
    shown = grey + (shown - grey) * vivid
    shown = (shown - 0.5) * r.uniform(0.75, 1.3) + 0.5 + r.normal(0, 0.03)
    shown = shown * (1 + r.normal(0, 0.06, 3))
    if r.random() < 0.4:
        y, x = np.mgrid[-1 : 1 : h * 1j, -1 : 1 : w * 1j]
        shown = shown * (1 - r.uniform(0.05, 0.35) * (x * x + y * y))[..., None]
    grain = 0.02 * r.random() ** 3 * (2 if mood.night else 1)
    shown = (
        shown
        + grain * r.standard_normal((h, w, 1), dtype=np.float32)
        + 0.4 * grain * r.standard_normal((h, w, 3), dtype=np.float32)
    )
    out = (np.clip(shown, 0, 1) * 255 + 0.5).astype(np.uint8)
    if r.random() < 0.4:
        _, packed = cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, int(r.integers(35, 95))])
        out = cv2.imdecode(packed, cv2.IMREAD_COLOR).reshape(h, w, 3)
    return out
