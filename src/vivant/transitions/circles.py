"""Round wipes: an iris that opens or closes."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Setting, TransitionParams
from vivant.transitions.fields import edge, places, whole, wipe

KIND = "wipe"
WORDS = {
    "circleopen": ("iris", "iris open", "iris out", "circle open", "circle wipe", "圆形打开", "圈出", "光圈打开"),
    "circleclose": ("iris close", "circle close", "圆形收缩", "光圈关闭"),
}
SENTENCES = {
    "circleopen": "The new shot opens in a soft circle from the middle.",
    "circleclose": "The new shot closes in around the old one in a soft circle.",
}


class Params(TransitionParams):
    soft: float = number(0.5, 0.0, 1.0, "of the way")
    """How soft the edge is: 0 as sharp as pixels allow, 1 as wide as its whole way."""
    x: float = number(0.5, 0.0, 1.0, "of the width")
    """Where the middle of the circle lies: 0 on the left, 1 on the right."""
    y: float = number(0.5, 0.0, 1.0, "of the height")
    """Where the middle of the circle lies: 0 at the top, 1 at the bottom."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    (x, y), (wide, high) = places(setting), setting.half
    cx, cy = (2 * p.x - 1) * wide, (2 * p.y - 1) * high
    out = np.hypot(x - np.float32(cx), y - np.float32(cy)) / np.float32(np.hypot(wide + abs(cx), high + abs(cy)))
    return wipe(whole(out if setting.name == "circleopen" else 1 - out, setting), edge(p.soft, setting))
