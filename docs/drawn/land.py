"""What many drawn pictures share: skies, clouds, hills, pines and water. Not for whole pictures (day.py, night.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.random import default_rng
from numpy.typing import NDArray

from drawn.brushes import below, filled, mirrored, mix, noise, pine, ramp, receding, shifted
from drawn.easel import Easel, H, W, Y
from vivant.scene import Scene
from vivant.units import Plane


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the gallery.

    shows   what it shows, for people who do not see it
    scene   the picture and what is where in it
    areas   where its living areas are, by the names of scene/areas.py
    """

    shows: str
    scene: Scene
    areas: Mapping[str, Plane] = field(default_factory=dict)


def sky(easel: Easel, horizon: float, top: tuple[float, ...], low: tuple[float, ...], power: float = 1.0) -> None:
    height = np.clip(Y / horizon, 0, 1) ** power
    easel.lay(np.ones((H, W), np.float32), mix(top, low, height), 0.0, "sky")


def clouds(
    easel: Easel, horizon: float, lit: tuple[float, ...], shade: tuple[float, ...], seed: int, much: float
) -> None:
    plane = receding(horizon + 60, 330, seed, below=False)
    lighter = shifted(plane, 10, 14) - plane
    cover = ramp(plane, 0.9 - much, 2.2 - much) * ramp(Y, horizon, horizon - 130)
    easel.tint(cover, mix(shade, lit, ramp(lighter + 0.5 * (1 - cover), -0.6, 1.1)), "clouds")


def hills(
    easel: Easel, line: NDArray[Any], colour: tuple[float, ...], air: tuple[float, ...], haze: float, near: float
) -> None:
    body = 1 + 0.16 * noise(60, int(100 * near) + 3, stretch=2.0)
    shade = ramp(Y - line, 0, 140) * 0.5
    easel.lay(below(line), mix(np.asarray(colour) * body[..., None], air, np.clip(haze + shade * haze, 0, 1)), near)


def pines(
    easel: Easel, feet: Plane, heights: tuple[float, float], step: float, colour: tuple[float, ...], near: float,
    seed: int, snow: float = 0.0,
) -> None:  # fmt: skip
    """A row of pines `step` apart along a line of feet, with so much snow on them."""
    rng = default_rng(seed)
    x = np.arange(-20, W + 20, step) + rng.uniform(-step, step, len(np.arange(-20, W + 20, step)))
    feet_at = np.broadcast_to(feet, (1, W))[0, np.clip(x, 0, W - 1).astype(int)]
    mask = filled([pine(a, b + 6, rng.uniform(*heights), rng) for a, b in zip(x, feet_at, strict=True)])
    light = 1 + 0.3 * noise(14, seed, octaves=3)
    paint = np.clip(np.asarray(colour) * light[..., None], 0, 1)
    if snow:
        paint = mix(paint, (0.75, 0.8, 0.9), snow * ramp(noise(12, seed + 1, stretch=2.5, octaves=3), 0.2, 1.2))
    easel.lay(mask, paint, near, "foliage")


def water(
    easel: Easel, line: float, mask: Plane, deep: tuple[float, ...], clear: float, rough: float, seed: int
) -> None:
    """A mirror that gets darker and more uneven towards the viewer."""
    down = np.clip((Y - line) / (H - line), 0, 1)
    ripple = receding(line, 60, seed, below=True, flat=9, rough=0.7)
    calm = np.asarray(cv2.GaussianBlur(easel.rgb, (0, 0), 1.5), np.float32)
    picture = mirrored(calm, line, ripple * rough * (3 + 40 * down))
    colour = mix(picture * 0.92, deep, np.clip(1 - clear + 0.45 * down - 0.05 * ripple, 0, 0.9))
    easel.lay(mask, colour, 0.06 + 0.86 * down**0.8, "water", "reflection")
