"""The focus wanders from the subject to what lies behind or before it.

It starts as sharp as the photo: the lens opens first, so that all but the subject softens.
"""

from typing import Literal

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.easing import within
from vivant.moves.focus import focused
from vivant.moves.measures import length

WORDS = (
    "rack focus", "focus shift", "shift focus", "focus change",
    "移焦", "焦点转移", "变焦点", "转移焦点", "焦点变化", "跟焦",
    "虚实切换", "虚实变化",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    blur: float = length(0.05, 0.2)
    """How wide a point blurs that is as far out of focus as can be, in short sides."""
    to: Literal["background", "foreground"] = "background"
    """Where the focus goes."""


def path(p: Params, aim: Aim) -> Path:
    goal = aim.far if p.to == "background" else aim.near
    blur = p.amount * p.blur
    return lambda u: focused(aim.w + (goal - aim.w) * within(u, 0.3, 0.9), blur * within(u, 0.0, 0.35))
