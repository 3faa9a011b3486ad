"""The order in which the pixels of a frame turn, as maps. Not for turning them (kernels.py).

A field is (H, W) float32 of 0 .. 1: 0 turns first. `wipe` makes a drawing of it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vivant.transitions.contract import Draw, Seen, Setting
from vivant.transitions.kernels import crossed
from vivant.units import Frame, Plane


def places(setting: Setting) -> tuple[Plane, Plane]:
    """x as (1, W) and y as (H, 1) of the middles of all pixels, in short sides from the centre."""
    (width, height), short = setting.size, setting.short
    x = ((np.arange(width) + 0.5) - width / 2) / short
    y = ((np.arange(height) + 0.5) - height / 2) / short
    return x.astype(np.float32)[None, :], y.astype(np.float32)[:, None]


def across(setting: Setting) -> tuple[Plane, Plane]:
    """The same in parts of the way from the left edge to the right one, and from the top to the bottom."""
    x, y = places(setting)
    return x / np.float32(2 * setting.half[0]) + np.float32(0.5), y / np.float32(2 * setting.half[1]) + np.float32(0.5)


def whole(field: NDArray[np.floating], setting: Setting) -> Plane:
    """A field over the whole frame, as the kernels want it."""
    width, height = setting.size
    return np.ascontiguousarray(np.broadcast_to(np.clip(field, 0, 1), (height, width)), np.float32)


def edge(soft: float, setting: Setting) -> float:
    """The softness of an edge, in parts of the way, but a pixel and a half at least."""
    return max(soft, 1.5 / max(setting.size))


def wipe(field: Plane, soft: float) -> Draw:
    """The drawing of a wipe whose pixels turn in the order of a field."""

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        return crossed(a.frame, b.frame, field, t, soft)

    return draw
