"""The colour science of tones: what a look is made of, and how it is run over pictures as a table of colours.

Not for what a tone looks like (the effects' own files) or for reading LUT files (cube.py).

Colours are float64 (..., 3) in two forms: `light`, linear light with the primaries of sRGB, 0 .. 1; and `lab`, Oklab
(B. Ottosson, "A perceptual color space for image processing", 2020): lightness 0 .. 1, green to red, blue to yellow.
White balance adapts by the Bradford matrix (Lam, 1985) along the daylight curve of CIE 15:2004.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vivant.effects.contract import Draw
from vivant.effects.kernels import graded
from vivant.effects.view import View
from vivant.units import Frame

Colours = NDArray[np.float64]
Look: TypeAlias = Callable[[Colours], Colours]
"""From light to light, any shape (..., 3)."""

SIDE = 33
"""Entries along each side of a table."""

FADE = 256
"""Steps in which a tone comes and goes."""

LUMA = np.array([0.2126, 0.7152, 0.0722])
"""Share of each primary in the luminance of white."""

_LMS = np.array([[0.4122214708, 0.5363325363, 0.0514459929],
                 [0.2119034982, 0.6806995451, 0.1073969566],
                 [0.0883024619, 0.2817188376, 0.6299787005]])  # fmt: skip
_LAB = np.array([[0.2104542553, 0.7936177850, -0.0040720468],
                 [1.9779984951, -2.4285922050, 0.4505937099],
                 [0.0259040371, 0.7827717662, -0.8086757660]])  # fmt: skip
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                 [0.0193339, 0.1191920, 0.9503041]])  # fmt: skip

DAYLIGHT_MIRED = 153.75
"""Colour temperature of the white of sRGB, 6504 kelvin, in mired (a million over kelvin)."""
WARMEST_MIRED = 80.0
"""How far one whole unit of warmth moves the white."""
GREENEST = 0.02
"""How far one whole unit of tint moves the white, in v of CIE 1960."""

TOE = 0.2069
"""Lightness in Oklab below which that of CIE 1976 runs straight."""

SKIN_HUE = math.radians(58.0)
"""Hue of skin in Oklab: from pale to dark it stays within some twenty degrees of this."""
SKIN_SPREAD = math.radians(25.0)


# --- forms of colour --------------------------------------------------------------------------------------------------


def decoded(level: Colours) -> Colours:
    """sRGB levels 0 .. 1 as linear light."""
    return np.where(level <= 0.04045, level / 12.92, ((np.maximum(level, 0.0) + 0.055) / 1.055) ** 2.4)


def encoded(light: Colours) -> Colours:
    """Linear light 0 .. 1 as sRGB levels."""
    light = np.clip(light, 0.0, 1.0)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def to_lab(light: Colours) -> Colours:
    return np.asarray(np.cbrt(light @ _LMS.T) @ _LAB.T)


def to_light(lab: Colours) -> Colours:
    """Back from `to_lab`; colours that sRGB does not have come out paler, as light as they were."""
    return within(np.asarray((lab @ np.linalg.inv(_LAB).T) ** 3 @ np.linalg.inv(_LMS).T))


def within(light: Colours) -> Colours:
    """Colours pulled towards the grey of the same luminance until they fit 0 .. 1."""
    grey = np.clip(light @ LUMA, 0.0, 1.0)[..., None]
    off = light - grey
    room = np.where(off > 0.0, 1.0 - grey, grey)
    wide = np.max(np.abs(off) / np.maximum(room, 1e-9), axis=-1, keepdims=True)
    return np.asarray(grey + off / np.maximum(wide, 1.0))


def rise(x: Any, low: float, high: float) -> Any:
    """From 0 at `low` to 1 at `high`, at rest at both."""
    part = np.clip((x - low) / (high - low), 0.0, 1.0)
    return part * part * (3.0 - 2.0 * part)


def warm_already(photo: Frame) -> float:
    """How warm the light of a picture (H, W, 3) is before anything is done to it: 0 not at all .. 1 amber."""
    lab = to_lab(decoded(photo[::8, ::8].reshape(-1, 3) / 255.0))
    return float(rise(np.average(lab[:, 2], weights=lab[:, 0] + 1e-6), 0.015, 0.085))


# --- steps over light -------------------------------------------------------------------------------------------------


def exposed(light: Colours, stops: float) -> Colours:
    """More or less light. What would be brighter than white is bent below it, so that nothing burns out."""
    gain = 2.0**stops
    return np.asarray(light * gain / (1.0 + max(gain - 1.0, 0.0) * light))


def balanced(light: Colours, warmth: float, tint: float = 0.0) -> Colours:
    """Another white: warmth -1 (bluish) .. 1 (amber), tint -1 (green) .. 1 (magenta)."""
    cones = _BRADFORD @ _white(DAYLIGHT_MIRED + warmth * WARMEST_MIRED, tint * GREENEST)
    neutral = _BRADFORD @ _white(DAYLIGHT_MIRED, 0.0)
    adapted = np.linalg.inv(_BRADFORD) @ np.diag(cones / neutral) @ _BRADFORD
    return within(np.asarray(light @ (np.linalg.inv(_XYZ) @ adapted @ _XYZ).T))


def _white(mired: float, magenta: float) -> Colours:
    """XYZ of daylight, `magenta` below it in the u, v plane of CIE 1960."""
    t = 1e3 / mired  # thousands of kelvin
    if t <= 7.0:
        x = -4.6070 / t**3 + 2.9678 / t**2 + 0.09911 / t + 0.244063
    else:
        x = -2.0064 / t**3 + 1.9018 / t**2 + 0.24748 / t + 0.237040
    y = -3.0 * x * x + 2.870 * x - 0.275
    u, v = 4 * x / (-2 * x + 12 * y + 3), 6 * y / (-2 * x + 12 * y + 3) - magenta
    x, y = 3 * u / (2 * u - 8 * v + 4), 2 * v / (2 * u - 8 * v + 4)
    return np.array([x / y, 1.0, (1.0 - x - y) / y])


# --- steps over lab ---------------------------------------------------------------------------------------------------


def tone_of(lab: Colours) -> Colours:
    """Lightness as CIE 1976 counts it, (...) 0 .. 1: even to the eye, and straight near black, where the cube root of
    Oklab is so steep that a curve over it would tear the noise of shadows apart."""
    light = np.clip(lab[..., 0], 0.0, 1.0)
    return np.asarray(np.where(light > TOE, 1.16 * light - 0.16, 9.033 * light**3))


def toned_to(lab: Colours, tone: Colours) -> Colours:
    """Colours as light as `tone_of` is to be."""
    tone = np.clip(tone, 0.0, 1.0)
    return lightened(lab, np.where(tone > 1.16 * TOE - 0.16, (tone + 0.16) / 1.16, np.cbrt(tone / 9.033)))


def lightened(lab: Colours, lightness: Colours) -> Colours:
    """Another lightness; the chroma goes along half the way, so that colours look neither chalky nor inked."""
    grown = np.clip(lightness / np.maximum(lab[..., 0], 0.02), 0.0, 4.0)
    return np.stack([lightness, lab[..., 1] * np.sqrt(grown), lab[..., 2] * np.sqrt(grown)], axis=-1)


def contrasted(lab: Colours, contrast: float, pivot: float = 0.48) -> Colours:
    """A film-like curve around `pivot`: -1 flat .. 1 hard. Black and white stay open: the curve never lies flat."""
    light = tone_of(lab)
    if contrast <= 0.0:
        return toned_to(lab, pivot + (light - pivot) * (1.0 + 0.6 * contrast))
    power = 1.0 + 2.0 * contrast
    dark = pivot * (np.minimum(light, pivot) / pivot) ** power
    bright = 1.0 - (1.0 - pivot) * ((1.0 - np.maximum(light, pivot)) / (1.0 - pivot)) ** power
    curve = np.where(light < pivot, dark, bright)
    return toned_to(lab, light + (curve - light) * 0.75)


def opened(lab: Colours, shadows: float = 0.0, highlights: float = 0.0) -> Colours:
    """The dark and the bright parts lighter or darker, each -1 .. 1."""
    light = tone_of(lab)
    dark, bright = 6.75 * light * (1.0 - light) ** 2, 6.75 * (1.0 - light) * light**2
    return toned_to(lab, light + 0.14 * (shadows * dark + highlights * bright))


def faded(lab: Colours, black: float, white: float = 1.0) -> Colours:
    """Black no darker than `black` and white no lighter than `white`, as of a print; both as `tone_of` counts."""
    paper = toned_to(lab, black + tone_of(lab) * (white - black))
    paper[..., 1:] = lab[..., 1:]
    return paper


def saturated(lab: Colours, factor: float) -> Colours:
    return np.asarray(lab * np.array([1.0, factor, factor]))


def livened(lab: Colours, factor: float) -> Colours:
    """More colour where there is little of it: what is colourful already, or very dark, stays as it is."""
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    some = 0.3 + 0.7 * rise(chroma, 0.0, 0.05)  # a cast over something white is no colour to be stressed
    gain = 1.0 + (factor - 1.0) * some * (1.0 - rise(chroma, 0.05, 0.25)) * rise(lab[..., 0], 0.1, 0.5)
    return np.stack([lab[..., 0], lab[..., 1] * gain, lab[..., 2] * gain], axis=-1)


def split(lab: Colours, shadow: tuple[float, float], highlight: tuple[float, float]) -> Colours:
    """Shadows and highlights tinted apart, each by a shift (green to red, blue to yellow). Black and white keep out."""
    light = np.clip(lab[..., 0], 0.0, 1.0)
    dark = (1.0 - rise(light, 0.15, 0.75)) * rise(light, 0.0, 0.22)
    bright = rise(light, 0.4, 0.85) * (1.0 - 0.6 * rise(light, 0.85, 1.0))
    out = lab.copy()
    for c in (0, 1):
        out[..., c + 1] += dark * shadow[c] + bright * highlight[c]
    return out


def turned(lab: Colours, hue_deg: float, spread_deg: float, by_deg: float) -> Colours:
    """The colours around one hue turned by an angle; hues in degrees of Oklab (red 29, green 142, blue 264)."""
    hue = np.arctan2(lab[..., 2], lab[..., 1])
    near = np.cos(hue - math.radians(hue_deg)) - 1.0
    angle = math.radians(by_deg) * np.exp(near / (1.0 - math.cos(math.radians(spread_deg))))
    cos, sin = np.cos(angle), np.sin(angle)
    a, b = lab[..., 1], lab[..., 2]
    return np.stack([lab[..., 0], cos * a - sin * b, sin * a + cos * b], axis=-1)


def grey(light: Colours, weights: tuple[float, float, float]) -> Colours:
    """A picture without colour, as lab: red, green and blue count by `weights`, as behind a coloured filter."""
    share = np.array(weights) / sum(weights)
    lightness = np.cbrt(np.clip(light @ share, 0.0, 1.0))
    return np.stack([lightness, np.zeros_like(lightness), np.zeros_like(lightness)], axis=-1)


def skin(lab: Colours) -> Colours:
    """How much like skin each colour is, (...) 0 .. 1."""
    chroma, hue = np.hypot(lab[..., 1], lab[..., 2]), np.arctan2(lab[..., 2], lab[..., 1])
    off = np.arctan2(np.sin(hue - SKIN_HUE), np.cos(hue - SKIN_HUE)) / SKIN_SPREAD
    fitting = rise(chroma, 0.012, 0.045) * (1.0 - rise(chroma, 0.13, 0.2)) * rise(lab[..., 0], 0.25, 0.45)
    return np.asarray(np.exp(-off * off) * fitting)


def keeping_skin(lab: Colours, before: Colours, share: float) -> Colours:
    """Colours that were like skin go back to their own hue and chroma by a share, as light as the tone made them."""
    back = (share * skin(before))[..., None]
    own = lightened(before, lab[..., 0])
    return lab + (own - lab) * back


# --- tables -----------------------------------------------------------------------------------------------------------


def unchanged(side: int = SIDE) -> Colours:
    """The table of levels that changes nothing, (side, side, side, 3) at [red, green, blue]."""
    steps = np.linspace(0.0, 1.0, side)
    return np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1)


def toned(look: Look, amount: float, side: int = SIDE) -> Draw:
    """A look over every frame. Up to 1 an amount mixes the tone in; above, the tone is taken once more over itself."""
    table = tables(look, amount, side)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        step = round(amount * level * FADE)
        return graded(frame, table(step)) if step else frame.copy()

    return draw


def tables(look: Look, most: float, side: int = SIDE) -> Callable[[int], NDArray[np.float32]]:
    """The table of a look at each strength up to `most`; strengths are counted in 1 / FADE."""
    levels = [unchanged(side)]
    for _ in range(math.ceil(most)):
        levels.append(encoded(look(decoded(levels[-1]))))
    steps = [level.astype(np.float32) for level in levels]

    @lru_cache(maxsize=8)
    def at(step: int) -> NDArray[np.float32]:
        below = min(step // FADE, len(steps) - 2)
        part = np.float32(step / FADE - below)
        return steps[below] + (steps[below + 1] - steps[below]) * part

    return at
