"""Slides, covers and reveals: whole pictures move across the frame, in whole pixels, so that they stay sharp."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, MovingParams, Seen, Setting
from vivant.units import Frame

KIND = "slide"
WORDS = {
    "slideleft": ("slide", "slide left", "push", "push left", "slide to the left", "滑动", "向左滑动", "推移"),
    "slideright": ("slide right", "push right", "slide to the right", "向右滑动"),
    "slideup": ("slide up", "push up", "slide upwards", "向上滑动"),
    "slidedown": ("slide down", "push down", "slide downwards", "向下滑动"),
    "coverleft": ("cover", "cover left", "slide over", "覆盖", "向左覆盖"),
    "coverright": ("cover right", "向右覆盖"),
    "coverup": ("cover up", "cover from below", "向上覆盖"),
    "coverdown": ("cover down", "cover from above", "向下覆盖"),
    "revealleft": ("reveal", "reveal left", "uncover", "uncover left", "揭开", "向左揭开"),
    "revealright": ("reveal right", "uncover right", "向右揭开"),
    "revealup": ("reveal up", "uncover upwards", "向上揭开"),
    "revealdown": ("reveal down", "uncover downwards", "向下揭开"),
}
SENTENCES = {
    "slideleft": "The new shot pushes the old one out to the left.",
    "slideright": "The new shot pushes the old one out to the right.",
    "slideup": "The new shot pushes the old one out upwards.",
    "slidedown": "The new shot pushes the old one out downwards.",
    "coverleft": "The new shot slides to the left over the old one.",
    "coverright": "The new shot slides to the right over the old one.",
    "coverup": "The new shot slides up over the old one.",
    "coverdown": "The new shot slides down over the old one.",
    "revealleft": "The old shot slides away to the left and uncovers the new one.",
    "revealright": "The old shot slides away to the right and uncovers the new one.",
    "revealup": "The old shot slides away upwards and uncovers the new one.",
    "revealdown": "The old shot slides away downwards and uncovers the new one.",
}
WIDE = 0.07
"""Width of the shadow in short sides."""


class Params(MovingParams):
    shadow: float = number(0.3, 0.0, 1.0, "fraction")
    """How dark the shadow is that the picture on top throws on the one below; where both move side by side, the line
    between them."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    way = next(way for way in ("left", "right", "up", "down") if setting.name.endswith(way))
    how = setting.name.removesuffix(way)
    wide = max(1, round(WIDE * setting.short * (0.3 if how == "slide" else 1)))
    fall = 1 - p.shadow * np.linspace(1, 0, wide, dtype=np.float32) ** 2

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        axis = 1 if way in ("left", "right") else 0
        out = np.empty_like(a.frame)
        old, new, target = (np.swapaxes(frame, 0, axis) for frame in (a.frame, b.frame, out))
        first = way in ("left", "up")
        edge = _placed(old, new, target, t if first else 1 - t, first, how)
        under = first if how == "cover" else not first  # the side of the edge that lies below
        _shade(target[max(0, edge - wide) : edge] if under else target[edge : edge + wide], fall, under)
        return out

    return draw


def _placed(
    old: Frame, new: Frame, out: Frame, t: float, first: bool, how: Literal["slide", "cover", "reveal"] | str
) -> int:
    """Fill `out` along its first axis; the edge between the shots lies t of the way from its end. Gives the edge."""
    size = len(out)
    edge = size - round(t * size)
    low, high = (old, new) if first else (new, old)  # before the edge, after it
    low_moves = how == "slide" or (how == "reveal") == first
    high_moves = how == "slide" or (how == "cover") == first
    out[:edge] = low[size - edge :] if low_moves else low[:edge]
    out[edge:] = high[: size - edge] if high_moves else high[edge:]
    return edge


def _shade(strip: Frame, fall: np.ndarray, before: bool) -> None:
    """Darken a strip, most at its end where it lies before the edge, else at its start."""
    dark = fall[: len(strip)]
    dark = dark[::-1] if before else dark
    strip[...] = (strip * dark[:, None, None] + np.float32(0.5)).astype(np.uint8)
