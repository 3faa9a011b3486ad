"""Something near and out of focus passes close before the camera, and when it has gone by the new shot is there."""

from __future__ import annotations

from typing import Any, Literal

import cv2
import numpy as np
from numpy.random import Generator

from vivant.effects.kernels import to_level, to_light
from vivant.knobs import number
from vivant.transitions.contract import Draw, MovingParams, Seen, Setting
from vivant.transitions.fields import across, whole
from vivant.transitions.kernels import crossed, crossed_by
from vivant.transitions.warps import over
from vivant.units import Frame, Plane

KIND = "depth"
WORDS = (
    "pass by",
    "passing object",
    "near occluder wipe",
    "hidden cut",
    "foreground wipe",
    "遮挡转场",
    "前景遮挡",
    "物体掠过",
)
ROWS = 72


class Params(MovingParams):
    direction: Literal["left", "right"] = "left"
    """Where it goes."""
    wide: float = number(0.5, 0.2, 1.5, "of the way across")
    """How wide it is."""
    soft: float = number(0.22, 0.02, 0.4, "of the way across")
    """How far out of focus its rims are."""
    dark: float = number(0.55, 0.0, 1.0, "fraction")
    """How dark it is: 0 as bright as what is near in the old shot, 1 black."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    x, _ = across(setting)
    field = whole(1 - x if p.direction == "left" else x, setting)
    bends = rng.uniform(-1, 1, (2, 3))
    shape = (ROWS, max(8, round(ROWS * setting.size[0] / setting.size[1])))

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        middle = -p.wide / 2 - p.soft + t * (1 + p.wide + 2 * p.soft)  # how far its middle has come
        turned = crossed(a.frame, b.frame, field, min(1.0, max(0.0, middle)), 0.02)
        cover = _cover(shape, middle, p.wide / 2, p.soft, bends)
        if p.direction == "left":
            cover = cover[:, ::-1]
        levels = over(cover, setting.size)
        return crossed_by(turned, _cloth(a, p.dark), levels, np.linspace(0, 1, 256, dtype=np.float32))

    return draw


def _cover(shape: tuple[int, int], middle: float, half: float, soft: float, bends: Any) -> Plane:
    """How much of a small frame it hides while it goes to the right: a trunk with rims that bend."""
    y, x = np.linspace(0, 1, shape[0])[:, None], (np.arange(shape[1]) + 0.5) / shape[1]
    cover = np.ones(shape, np.float32)
    for side, bend in zip((x - middle, middle - x), bends, strict=True):
        waves = sum(much * np.sin((k + 1) * 2.2 * y + 3 * much) / (k + 2) for k, much in enumerate(bend))
        rim = np.clip((half + 0.06 * waves + side) / soft + 0.5, 0, 1)
        cover *= (rim * rim * (3 - 2 * rim)).astype(np.float32)
    return cover


def _cloth(seen: Seen, dark: float) -> Frame:
    """What passes: the near colours of the old shot, melted into each other and darkened."""
    height, width = seen.frame.shape[:2]
    size = (max(4, 24 * width // height), 24)
    near = np.asarray(cv2.resize(seen.disparity, size, interpolation=cv2.INTER_AREA), np.float32)[..., None] ** 3 + 1
    light = to_light(np.asarray(cv2.resize(seen.frame, size, interpolation=cv2.INTER_AREA)))
    weighed: Any = cv2.GaussianBlur(np.dstack([light * near, near]), (0, 0), 6, borderType=cv2.BORDER_REFLECT)
    colours = to_level((1 - dark) ** 1.5 * weighed[..., :3] / weighed[..., 3:])
    return np.asarray(cv2.resize(colours, (width, height), interpolation=cv2.INTER_CUBIC))
