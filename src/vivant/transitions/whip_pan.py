"""The camera whips aside, all smears into streaks, and it comes to rest on the new shot."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, MovingParams, Seen, Setting
from vivant.transitions.lights import dissolved, smeared
from vivant.units import Frame

KIND = "blur"
WORDS = ("whip pan", "whip", "swish pan", "swish", "flick pan", "甩镜头", "甩镜", "快速摇镜转场")
WAY = 3
"""How many pictures wide the way is: the old one, it mirrored, the new one mirrored, the new one."""


class Params(MovingParams):
    direction: Literal["left", "right", "up", "down"] = "right"
    """Where the camera turns to; the pictures fly the other way."""
    blur: float = number(0.3, 0.0, 0.8, "of the way across")
    """How long the streaks are where the camera is fastest."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    axis = 1 if p.direction in ("left", "right") else 0
    size = setting.size[1 - axis]

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        gone = t * t * t * (10 + t * (6 * t - 15))
        speed = 16 * (t * (1 - t)) ** 2  # 1 where it is fastest
        at = gone * WAY if p.direction in ("right", "down") else (1 - gone) * WAY
        panels = (a.frame, b.frame) if p.direction in ("right", "down") else (b.frame, a.frame)
        # The seam between the pictures lies at half of the way; where it would be seen they are laid over each other.
        seam = min(1.0, max(0.0, at - WAY / 2 + 0.5))
        view = _strip(panels, at, axis, size, seam)
        return smeared(view, p.blur * size * speed, axis)

    return draw


def _strip(panels: tuple[Frame, Frame], at: float, axis: int, size: int, seam: float) -> Frame:
    """What a window sees that lies `at` pictures along a row of four: first, first mirrored, last mirrored, last."""
    if 0 < seam < 1:
        return dissolved(_row(panels[0], at, axis, size), _row(panels[1], WAY - at, axis, size, last=True), seam)
    return _row(panels[0], at, axis, size) if seam <= 0 else _row(panels[1], WAY - at, axis, size, last=True)


def _row(frame: Frame, at: float, axis: int, size: int, *, last: bool = False) -> Frame:
    """A window over a picture that goes on mirrored beyond its end (before its start if it is the last)."""
    n = round(at * size) % (2 * size)
    places = (np.arange(size) + n) if not last else (np.arange(size) - n)
    places = np.abs(places + (places < 0)) % (2 * size)
    places = np.where(places >= size, 2 * size - 1 - places, places)
    return np.ascontiguousarray(np.take(frame, places, axis=axis))
