"""Two shots, drawn, with depth and a subject, at any size. Not for what is asked of transitions (keeping.py)."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.transitions import Seen

Levels = NDArray[np.uint8]
LARGE = (1280, 720)
"""All sizes are made from this one, so that they show the same."""


@cache
def _drawn(which: str, portrait: bool) -> tuple[Levels, Levels, Levels]:
    """A picture (H, W, 3), its disparity and its subject (H, W), all uint8."""
    width, height = LARGE[::-1] if portrait else LARGE
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    rng = np.random.default_rng({"old": 1, "new": 2}[which])
    cloth = cv2.resize(rng.standard_normal((9, 16, 3)), (width, height), interpolation=cv2.INTER_CUBIC)
    if which == "old":  # a meadow under the sky, a post before it
        horizon, middle, tones = 0.4, 0.3, ((150, 190, 235), (90, 130, 60), (190, 60, 40))
    else:  # a dark shore at dusk, a stone before it
        horizon, middle, tones = 0.55, 0.65, ((90, 70, 110), (50, 60, 75), (235, 205, 140))
    ground = np.clip((y - horizon) / (1 - horizon), 0, 1)
    post = np.clip(12 * (0.14 - abs(x - middle)), 0, 1) * np.clip(12 * (y - 0.25), 0, 1) * np.clip(12 * (0.9 - y), 0, 1)
    land = (ground > 0)[..., None]
    picture = np.where(land, np.array(tones[1]), np.array(tones[0])) + 16 * cloth * (0.3 + 0.7 * ground[..., None])
    picture += (np.array(tones[2]) + 10 * cloth - picture) * post[..., None]
    disparity = 0.75 * ground + (0.7 - 0.75 * ground) * post
    return tuple(np.clip(np.rint(p), 0, 255).astype(np.uint8) for p in (picture, 255 * disparity, 255 * post))  # type: ignore[return-value]


@cache
def _sized(which: str, size: tuple[int, int]) -> tuple[Levels, ...]:
    pictures = _drawn(which, size[1] > size[0])
    return tuple(np.asarray(cv2.resize(p, size, interpolation=cv2.INTER_AREA), np.uint8) for p in pictures)


def shot(which: str, size: tuple[int, int], *, flat: bool = False) -> Seen:
    """The old or the new shot, (width, height) pixels; `flat` knows of no depth and no subject."""
    picture, disparity, subject = _sized(which, size)
    return Seen(picture.copy()) if flat else Seen(picture.copy(), disparity.copy, subject.copy)


def plain(level: int, size: tuple[int, int]) -> Seen:
    """A shot all of one level, with the depth of the old one."""
    _, disparity, subject = _sized("old", size)
    return Seen(np.full((size[1], size[0], 3), level, np.uint8), disparity.copy, subject.copy)
