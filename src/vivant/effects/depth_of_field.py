"""A fast lens: what is in focus stays sharp, and what lies before and behind it melts away.

Without a rack the blur is there from the first frame to the last. A rack goes one way; in a loop there and back.
"""

from __future__ import annotations

from typing import Literal

from vivant.effects.contract import EffectParams
from vivant.knobs import number
from vivant.moves.contract import Aim, Path
from vivant.moves.easing import within
from vivant.moves.focus import focused

KIND = "lens"
WORDS = (
    "portrait mode", "selective focus", "soft background", "blurred background", "fast lens", "creamy background",
    "background gets blurry", "background gets blurrier", "background blurrier", "blurrier background",
    "wide open aperture", "人像模式", "背景模糊", "焦外虚化", "选择性对焦", "奶油般虚化",
)  # fmt: skip


class Params(EffectParams):
    blur: float = number(0.045, 0.0, 0.2, "short sides")
    """How wide a point blurs that is as far out of focus as can be."""
    focus: Literal["near", "subject", "far"] = "subject"
    """What is sharp, where the focus does not move."""
    rack: Literal["none", "near_to_far", "far_to_near"] = "none"
    """Whether the focus wanders through the picture."""


def lens(p: Params, aim: Aim) -> Path:
    places = {"near": aim.near, "subject": aim.w, "far": aim.far}
    first, last = {
        "none": (places[p.focus], places[p.focus]),
        "near_to_far": (aim.near, aim.far),
        "far_to_near": (aim.far, aim.near),
    }[p.rack]
    blur = p.amount * p.blur
    return lambda u: focused(first + (last - first) * within(u, 0.15, 0.85), blur)
