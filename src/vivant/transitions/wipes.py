"""Wipes: a straight edge passes over the picture, or the new shot grows out of a corner. The order of pixels only."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Setting, TransitionParams
from vivant.transitions.fields import across, edge, whole, wipe
from vivant.units import Plane

KIND = "wipe"
WORDS = {
    "wipeleft": ("wipe", "wipe left", "wipe to the left", "linear wipe", "擦除", "划像", "向左擦除", "左划"),
    "wiperight": ("wipe right", "wipe to the right", "向右擦除", "右划"),
    "wipeup": ("wipe up", "wipe upwards", "向上擦除", "上划"),
    "wipedown": ("wipe down", "wipe downwards", "向下擦除", "下划"),
    "wipetl": ("wipe to the top left", "wipe top left", "corner wipe", "向左上擦除", "对角擦除"),
    "wipetr": ("wipe to the top right", "wipe top right", "向右上擦除"),
    "wipebl": ("wipe to the bottom left", "wipe bottom left", "向左下擦除"),
    "wipebr": ("wipe to the bottom right", "wipe bottom right", "向右下擦除"),
}
SENTENCES = {
    "wipeleft": "An edge passes to the left and leaves the new shot behind it.",
    "wiperight": "An edge passes to the right and leaves the new shot behind it.",
    "wipeup": "An edge passes upwards and leaves the new shot behind it.",
    "wipedown": "An edge passes downwards and leaves the new shot behind it.",
    "wipetl": "The old shot shrinks into its top left corner, cut off by the new one.",
    "wipetr": "The old shot shrinks into its top right corner, cut off by the new one.",
    "wipebl": "The old shot shrinks into its bottom left corner, cut off by the new one.",
    "wipebr": "The old shot shrinks into its bottom right corner, cut off by the new one.",
}


class Params(TransitionParams):
    soft: float = number(0.03, 0.0, 1.0, "of the way")
    """How soft the edge is: 0 as sharp as pixels allow."""


FIELDS: Mapping[str, Callable[[Plane, Plane], Plane]] = {
    "wipeleft": lambda x, y: 1 - x,
    "wiperight": lambda x, y: x,
    "wipeup": lambda x, y: 1 - y,
    "wipedown": lambda x, y: y,
    "wipetl": lambda x, y: 1 - np.maximum(x, y),
    "wipetr": lambda x, y: 1 - np.maximum(1 - x, y),
    "wipebl": lambda x, y: 1 - np.maximum(x, 1 - y),
    "wipebr": lambda x, y: 1 - np.maximum(1 - x, 1 - y),
}


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    return wipe(whole(FIELDS[setting.name](*across(setting)), setting), edge(p.soft, setting))
