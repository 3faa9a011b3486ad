"""The old shot goes out of focus from the distance on, and where all is soft the new one comes into focus."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Levels, Seen, Setting, TransitionParams
from vivant.transitions.fades import smooth
from vivant.transitions.kernels import crossed_by
from vivant.transitions.lights import defocused, dissolved
from vivant.transitions.orders import ranked, softened
from vivant.units import Frame, Plane

KIND = "depth"
WORDS = (
    "focus pull",
    "rack focus transition",
    "defocus",
    "blur dissolve",
    "out of focus and back",
    "焦点转移",
    "虚焦过渡",
    "失焦过渡",
    "模糊溶解",
    "模糊过渡",
    "模糊转场",
)


MIDDLE = 0.25
"""How soft the soft picture between the sharp one and the softest is."""


class Params(TransitionParams):
    blur: float = number(0.035, 0.005, 0.15, "short sides")
    """Radius of the discs that points become where all is softest."""
    last: Literal["near", "far"] = "near"
    """What stays in focus longest in the old shot, and comes into focus first in the new one."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    radius = p.blur * setting.short

    def order(levels: Levels) -> Plane:
        return np.asarray(1 - ranked(levels) if p.last == "near" else ranked(levels))

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        if 0.4 < t < 0.6:
            return defocused(dissolved(a.frame, b.frame, smooth((t - 0.4) / 0.2)), radius)
        seen, much = (a, t / 0.4) if t < 0.5 else (b, (1 - t) / 0.4)
        levels = softened(seen.disparity, setting, 0.008)
        return _by_depth(seen.frame, levels, _softness(order(levels), much), radius)

    return draw


def _softness(order: Plane, much: float) -> Plane:
    """How far out of focus each depth is, 0 .. 1: those of a high order first, all of them when `much` is 1."""
    return np.asarray(np.clip(much * 1.5 - 0.5 * (1 - order), 0, 1), np.float32)


def _by_depth(frame: Frame, levels: Levels, softness: Plane, radius: float) -> Frame:
    """A picture as soft at each level as `softness` says, made of a sharp, a soft and the softest one."""
    occurring = softness[np.unique(levels[::4, ::4])]
    least, most = float(occurring.min()), float(occurring.max())
    out, low = frame, 0.0
    for high in (MIDDLE, 1.0):
        if most > low and not (least >= high and high < 1):
            top = min(high, most)
            share = np.clip((softness - low) / (top - low), 0, 1)
            soft = defocused(frame, radius * top)
            out = soft if least >= top else crossed_by(out, soft, levels, np.asarray(share, np.float32))
        elif least >= high:
            out = defocused(frame, radius * high)
        low = high
    return out
