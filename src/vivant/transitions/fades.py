"""Fades: every pixel goes from the old shot to the new one by itself, in levels and not in light, as ffmpeg's do.

Not for the dissolve of light (crossfade.py) and dips to a colour (dips.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.kernels import crossed_far, paired
from vivant.units import Frame

KIND = "fade"
WORDS = {
    "fade": ("fade", "simple fade", "plain fade", "video fade", "淡变"),
    "fadefast": ("fade fast", "contrast fade", "fast fade of contrast", "快速淡变"),
    "fadeslow": ("fade slow", "ghost fade", "slow fade of contrast", "慢速淡变"),
    "fadegrays": (
        "fade grays",
        "fade greys",
        "fade through grey",
        "fade through gray",
        "drain of colour",
        "灰度淡变",
        "褪色过渡",
    ),
    "fadeblack": ("fade black", "quick fade through black", "快速黑场"),
    "fadewhite": ("fade white", "quick fade through white", "快速白场"),
    "distance": ("colour distance", "color distance", "like colours first", "色差过渡", "颜色距离"),
}
SENTENCES = {
    "fade": "The old shot fades into the new one evenly, level by level.",
    "fadefast": "The shots fade into each other; where they differ most the new one is there first.",
    "fadeslow": "The shots fade into each other; where they differ most the old one stays longest.",
    "fadegrays": "The old shot loses its colour, fades, and the new one gains its own.",
    "fadeblack": "The old shot falls quickly into black, from which the new one rises slowly.",
    "fadewhite": "The old shot bursts quickly into white, out of which the new one comes slowly.",
    "distance": "The shots fade into each other, and where colours lie far apart the new one is early.",
}
APART: Any = abs(np.arange(256)[:, None] - np.arange(256)[None, :]) / 255
"""How far two levels lie apart, (256, 256), 0 .. 1."""
DARK = 0.2
"""Part of the way in which a quick fade has reached its black, its white or its grey."""


class Params(TransitionParams):
    """The fades have no knobs of their own: they are what their names say."""


Mix = Callable[[Frame, Frame, float], Frame]


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    mix = MIXES[setting.name]

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        return mix(a.frame, b.frame, t)

    return draw


def _fade(a: Frame, b: Frame, t: float) -> Frame:
    mixed: Any = cv2.addWeighted(a, 1 - t, b, t, 0)
    return np.asarray(mixed, np.uint8)


def _by_table(old: NDArray[np.float64]) -> NDArray[np.uint8]:
    """A table of pairs from how much of the old level each pair keeps."""
    levels = np.arange(256)
    return np.rint(old * levels[:, None] + (1 - old) * levels[None, :]).astype(np.uint8)


def _fast(a: Frame, b: Frame, t: float) -> Frame:
    return paired(a, b, _by_table((1 - t) ** (1 + np.log1p(APART))))


def _slow(a: Frame, b: Frame, t: float) -> Frame:
    return paired(a, b, _by_table((1 - t) ** (1 + np.log(2 - APART))))


def _grey(a: Frame, b: Frame, t: float) -> Frame:
    old, new = smooth(1 - t / DARK), smooth(t / (1 - DARK))  # how much colour each shot has
    return _fade(_drained(a, old), _drained(b, new), t)


def _drained(frame: Frame, colour: float) -> Frame:
    grey: Any = cv2.cvtColor(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    return _fade(np.asarray(grey, np.uint8), frame, colour)


def _through(level: int) -> Mix:
    def mix(a: Frame, b: Frame, t: float) -> Frame:
        old, new = (1 - t) * smooth(1 - t / DARK), t * smooth(t / (1 - DARK))
        rest = level * (1 - old - new)
        mixed: Any = cv2.addWeighted(a, old, b, new, rest)
        return np.asarray(mixed, np.uint8)

    return mix


def _far(a: Frame, b: Frame, t: float) -> Frame:
    left, apart = (1 - t) + 0.75 * (1 - t) ** 8, np.sqrt(3) * np.arange(256) / 255
    gone = np.clip((apart - left) / 0.06, 0, 1)
    return crossed_far(a, b, (t + (1 - t) * gone).astype(np.float32))


def smooth(x: float) -> float:
    """0 below 0, 1 above 1, smooth between them."""
    x = min(max(x, 0.0), 1.0)
    return x * x * (3 - 2 * x)


MIXES: Mapping[str, Mix] = {
    "fade": _fade, "fadefast": _fast, "fadeslow": _slow, "fadegrays": _grey, "fadeblack": _through(0),
    "fadewhite": _through(255), "distance": _far,
}  # fmt: skip
