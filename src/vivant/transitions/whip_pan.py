"""The camera whips aside, all smears into streaks, and it comes to rest on the new shot."""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, MovingParams, Seen, Setting
from vivant.transitions.lights import blurred, dissolved, squeeze, squeezed
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
        length = p.blur * size * 16 * (t * (1 - t)) ** 2  # longest where it is fastest
        ahead = p.direction in ("right", "down")
        at = WAY * (gone if ahead else 1 - gone)
        # The seam between the shots lies at half of the way; where it would be seen they are laid over each other.
        seam = min(1.0, max(0.0, at - WAY / 2 + 0.5))
        by = squeeze(length)
        first, last = (squeezed(shot.frame, by, axis) for shot in ((a, b) if ahead else (b, a)))
        rows = [_row(first, at, axis)] * (seam < 1) + [_row(last, at - WAY, axis)] * (seam > 0)
        view = rows[0] if len(rows) == 1 else dissolved(rows[0], rows[1], seam)
        smear = blurred(view, length / by, axis)
        return smear if by == 1 else np.asarray(cv2.resize(smear, setting.size, interpolation=cv2.INTER_LINEAR))

    return draw


def _row(frame: Frame, at: float, axis: int) -> Frame:
    """A window over a picture that goes on mirrored to both sides, `at` pictures along it."""
    size = frame.shape[axis]
    n = round(at * size)
    panel, rest = divmod(n, size)
    mirrored = np.asarray(cv2.flip(frame, 1 if axis == 1 else 0)) if rest or panel % 2 else frame
    one, two = (mirrored, frame) if panel % 2 else (frame, mirrored)
    parts = [np.swapaxes(part, 0, axis) for part in (one, two)]
    return np.ascontiguousarray(np.swapaxes(np.concatenate([parts[0][rest:], parts[1][:rest]]), 0, axis))
