"""The old shot breaks up into ever larger blocks, out of which the new one comes together."""

from __future__ import annotations

import cv2
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.units import Frame

KIND = "blur"
WORDS = ("pixelize", "pixelate", "pixelated", "mosaic", "glitch transition", "像素化", "马赛克")


class Params(TransitionParams):
    block: float = number(0.05, 0.01, 0.3, "short sides")
    """How large the largest blocks are."""
    steps: int = number(50, 4, 100, "steps")
    """In how many steps the blocks grow and shrink."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    width, height = setting.size

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        much = -(-min(t, 1 - t) * p.steps // 1) / p.steps  # whole steps, rounded up: a grid that crept would swim
        side = max(1.0, 2 * much * p.block * setting.short)
        blocks = (max(1, round(width / side)), max(1, round(height / side)))
        small = (cv2.resize(shot.frame, blocks, interpolation=cv2.INTER_AREA) for shot in (a, b))
        mixed = cv2.addWeighted(next(small), 1 - t, next(small), t, 0)
        return cv2.resize(mixed, setting.size, interpolation=cv2.INTER_NEAREST)  # type: ignore[return-value]

    return draw
