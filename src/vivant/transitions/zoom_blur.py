"""A rush forwards: the old shot flies apart in streaks from its middle, and the new one comes to rest out of them."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.fades import smooth
from vivant.transitions.lights import dissolved
from vivant.transitions.warps import enlarged
from vivant.units import Frame

KIND = "blur"
WORDS = (
    "zoom blur",
    "punch in",
    "punch zoom",
    "rush in",
    "crash zoom transition",
    "变焦冲击",
    "冲击推近",
    "缩放模糊",
    "推拉缩放",
    "缩放",
)


class Params(TransitionParams):
    zoom: float = number(2.2, 1.2, 5.0, "times")
    """How far it rushes forwards in all."""
    blur: float = number(0.25, 0.0, 0.6, "fraction")
    """How long the streaks are where it is fastest."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    width, height = setting.size

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        gone = t * t * t * (10 + t * (6 * t - 15))
        ratio = 1 + p.blur * 16 * (t * (1 - t)) ** 2  # longest where it is fastest
        new = smooth((t - 0.4) / 0.2)
        by = 1 if ratio < 1.03 else 2 if ratio < 1.12 else 3
        size = (max(2, width // by), max(2, height // by))
        shots = [(a.frame, p.zoom**gone)] * (new < 1) + [(b.frame, p.zoom ** (gone - 1))] * (new > 0)
        drawn = [enlarged(_small(frame, size), zoom) for frame, zoom in shots]
        smeared = radial(drawn[0] if len(drawn) == 1 else dissolved(drawn[0], drawn[1], new), ratio)
        return _small(smeared, setting.size)

    return draw


def _small(frame: Frame, size: tuple[int, int]) -> Frame:
    if (frame.shape[1], frame.shape[0]) == size:
        return frame
    smaller = size[0] < frame.shape[1]
    return np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_LINEAR))


def radial(frame: Frame, ratio: float) -> Frame:
    """A picture smeared outwards from its middle: what is at r is laid over r .. r * ratio.

    Each pass lays the picture over itself a step larger, and doubles the reach of the one before.
    """
    if ratio < 1.002:
        return frame
    out: Any = frame
    for k in range(4):
        out = cv2.addWeighted(out, 0.5, enlarged(out, ratio ** (2**k / 15)), 0.5, 0)
    return np.asarray(out, np.uint8)
