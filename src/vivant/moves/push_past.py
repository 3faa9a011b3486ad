"""The camera pushes past the subject: near things grow, slip aside and pass."""

from typing import Literal

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import length, share
from vivant.moves.toward import CLOSEST, dolly_to

WORDS = (
    "push past", "push through", "move past", "go past", "pass by", "fly past", "dolly past",
    "push past the subject",
    "穿过", "穿越", "掠过", "推过", "越过主体", "穿过主体", "镜头穿越",
)  # fmt: skip
CYCLE = False

FURTHEST = 0.45  # the way leads through the frame, also where the subject stands at its border


class Params(MoveParams):
    distance: float = share(0.55)
    """How far the camera goes, as a fraction of the way to the nearest things."""
    gap: float = length(0.35, 0.8)
    """How far beside the subject the camera passes, in short sides."""
    side: Literal["auto", "left", "right"] = "auto"
    """The side of the subject on which the camera passes; auto takes the one with more room."""


def path(p: Params, aim: Aim) -> Path:
    right = aim.x <= 0.0 if p.side == "auto" else p.side == "right"
    beside = min(FURTHEST, max(-FURTHEST, aim.x + (p.gap if right else -p.gap)))
    whole = min(CLOSEST, p.amount * p.distance)
    return lambda u: dolly_to(whole * u, beside, aim.y / 2.0)
