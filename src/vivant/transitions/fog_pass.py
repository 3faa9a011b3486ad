"""Fog rolls in out of the distance until little is to be seen; where it lifts, the new shot is there."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.effects.kernels import to_light, veiled
from vivant.knobs import number
from vivant.transitions.contract import Draw, Seen, Setting, TransitionParams
from vivant.transitions.fades import smooth
from vivant.transitions.lights import dissolved
from vivant.transitions.orders import ranked
from vivant.units import Frame, Plane

KIND = "depth"
WORDS = (
    "fog pass",
    "fog transition",
    "through the fog",
    "fog rolls over",
    "fog rolls through",
    "fog rolling through",
    "雾气过渡",
    "穿过雾",
    "雾转场",
)


class Params(TransitionParams):
    thick: float = number(0.75, 0.3, 0.95, "fraction")
    """How much of the nearest things the thickest fog hides."""
    patchy: float = number(0.5, 0.0, 1.0, "fraction")
    """How uneven the fog is."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    banks = rng.standard_normal((7, 16)).astype(np.float32)
    wide = tuple(round(24 * 2 * half) for half in setting.half)

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        new = smooth((t - 0.36) / 0.28)
        frame = dissolved(a.frame, b.frame, new)
        levels = np.asarray(cv2.addWeighted(a.disparity, 1 - new, b.disparity, new, 0), np.uint8)
        much = smooth(1 - abs(2 * t - 1))
        air = (1 - t) * _air(a.frame) + t * _air(b.frame)
        bank = _banks(banks, wide, t)
        density = np.exp(0.7 * p.patchy * bank) * (0.9 + 0.2 * np.linspace(-1, 1, len(bank))[:, None])
        light = air * (1 + 0.1 * p.patchy * bank[..., None])
        return veiled(frame, levels, _hidden(1 - ranked(levels), much, p.thick), density.astype(np.float32), light)

    return draw


def _hidden(far: Plane, much: float, thick: float) -> Plane:
    """How much of each depth the fog hides when it has come `much` of the way forwards."""
    depth = much * (0.2 + 0.8 * much) + 2.0 * far * smooth(1.6 * much)
    return np.asarray(1 - (1 - thick) ** depth, np.float32)


def _banks(banks: Plane, size: tuple[int, ...], t: float) -> Plane:
    """Where the fog is thicker and where thinner, about -1.5 .. 1.5: banks that drift aside while it comes and goes."""
    h, w = max(2, size[1]), max(2, size[0])
    x = np.tile(np.linspace(1, 6, w, dtype=np.float32) + np.float32(1.6 * t), (h, 1))
    y = np.tile(np.linspace(1, 4.5, h, dtype=np.float32)[:, None], (1, w))
    found = cv2.remap(banks, x, y, cv2.INTER_CUBIC, None, cv2.BORDER_REFLECT)
    return np.clip(np.asarray(found, np.float32), -1.5, 1.5)


def _air(frame: Frame) -> NDArray[np.float32]:
    """The light of the air: that of the brighter half of a picture, paler and a little brighter."""
    light = to_light(frame[::24, ::24].reshape(-1, 3))
    mean = light[light.sum(axis=1) >= np.median(light.sum(axis=1))].mean(axis=0)
    return np.asarray(np.clip(1.1 * (0.4 * mean + 0.6 * mean.mean()) + 0.03, 0, 0.7), np.float32)
