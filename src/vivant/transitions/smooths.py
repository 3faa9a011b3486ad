"""Wipes with an edge as wide as the picture: across, into a corner, out of the middle or into it."""

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
    "smoothleft": (
        "soft wipe",
        "smooth wipe",
        "smooth left",
        "soft wipe left",
        "gradient wipe",
        "柔和擦除",
        "向左柔和擦除",
    ),
    "smoothright": ("smooth right", "soft wipe right", "向右柔和擦除"),
    "smoothup": ("smooth up", "soft wipe up", "向上柔和擦除"),
    "smoothdown": ("smooth down", "soft wipe down", "向下柔和擦除"),
    "diagtl": ("diagonal wipe", "diagonal to the top left", "diagonal wipe top left", "斜向擦除", "向左上斜擦"),
    "diagtr": ("diagonal to the top right", "diagonal wipe top right", "向右上斜擦"),
    "diagbl": ("diagonal to the bottom left", "diagonal wipe bottom left", "向左下斜擦"),
    "diagbr": ("diagonal to the bottom right", "diagonal wipe bottom right", "向右下斜擦"),
    "vertopen": ("barn doors", "barn door open", "open like doors", "vertical open", "对开门", "左右拉开", "开门"),
    "vertclose": ("barn door close", "vertical close", "左右合拢", "关门"),
    "horzopen": ("open like a letterbox", "horizontal open", "split open", "上下拉开"),
    "horzclose": ("horizontal close", "close like an eyelid", "上下合拢"),
}
SENTENCES = {
    "smoothleft": "The new shot comes in from the right over a very soft edge.",
    "smoothright": "The new shot comes in from the left over a very soft edge.",
    "smoothup": "The new shot comes in from below over a very soft edge.",
    "smoothdown": "The new shot comes in from above over a very soft edge.",
    "diagtl": "A soft slanting edge passes into the top left corner.",
    "diagtr": "A soft slanting edge passes into the top right corner.",
    "diagbl": "A soft slanting edge passes into the bottom left corner.",
    "diagbr": "A soft slanting edge passes into the bottom right corner.",
    "vertopen": "The old shot opens to the left and the right like a pair of doors of mist.",
    "vertclose": "The new shot closes in softly from the left and the right.",
    "horzopen": "The old shot opens softly upwards and downwards.",
    "horzclose": "The new shot closes in softly from above and below.",
}


class Params(TransitionParams):
    soft: float = number(0.8, 0.0, 1.0, "of the way")
    """How soft the edge is: 0 as sharp as pixels allow, 1 as wide as its whole way."""


def _from_middle(x: Plane) -> Plane:
    return np.asarray(abs(np.float32(2) * x - np.float32(1)), np.float32)


def _mean(x: Plane, y: Plane) -> Plane:
    return np.float32(0.5) * x + np.float32(0.5) * y


FIELDS: Mapping[str, Callable[[Plane, Plane], Plane]] = {
    "smoothleft": lambda x, y: 1 - x,
    "smoothright": lambda x, y: x,
    "smoothup": lambda x, y: 1 - y,
    "smoothdown": lambda x, y: y,
    "diagtl": lambda x, y: 1 - _mean(x, y),
    "diagtr": lambda x, y: 1 - _mean(1 - x, y),
    "diagbl": lambda x, y: 1 - _mean(x, 1 - y),
    "diagbr": _mean,
    "vertopen": lambda x, y: _from_middle(x),
    "vertclose": lambda x, y: 1 - _from_middle(x),
    "horzopen": lambda x, y: _from_middle(y),
    "horzclose": lambda x, y: 1 - _from_middle(y),
}


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    return wipe(whole(FIELDS[setting.name](*across(setting)), setting), edge(p.soft, setting))
