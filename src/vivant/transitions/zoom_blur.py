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
WORDS = ("zoom blur", "punch in", "punch zoom", "rush in", "crash zoom transition", "变焦冲击", "冲击推近", "缩放模糊")


class Params(TransitionParams):
    zoom: float = number(2.2, 1.2, 5.0, "times")
    """How far it rushes forwards in all."""
    blur: float = number(0.25, 0.0, 0.6, "fraction")
    """How long the streaks are where it is fastest."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    def draw(a: Seen, b: Seen, t: float) -> Frame:
        gone = t * t * t * (10 + t * (6 * t - 15))
        speed = 16 * (t * (1 - t)) ** 2
        new = smooth((t - 0.4) / 0.2)
        old = enlarged(a.frame, p.zoom**gone) if new < 1 else b.frame
        come = enlarged(b.frame, p.zoom ** (gone - 1) if gone > 0 else 1) if new > 0 else a.frame
        return radial(dissolved(old, come, new), 1 + p.blur * speed)

    return draw


def radial(frame: Frame, ratio: float) -> Frame:
    """A picture smeared outwards from its middle: at r over what lies between r / ratio and r * ratio, about.

    Each pass lays the picture over itself a step larger and doubles the reach of the one before, on a picture that is
    smaller the more is smeared.
    """
    if ratio < 1.002:
        return frame.copy()
    height, width = frame.shape[:2]
    small: Any = frame
    if ratio > 1.04:
        small = cv2.resize(frame, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    for k in range(4):
        step = ratio ** (1 / 2 ** (4 - k))
        small = cv2.addWeighted(enlarged(small, step), 0.5, enlarged(small, 1 / step), 0.5, 0)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
