"""The lens opens from the subject until the whole photo is seen.

It ends on the photo, since nothing is known beyond its border.
"""

from vivant.moves.blend import backwards
from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import growth
from vivant.moves.toward import zoom_toward

WORDS = (
    "zoom out", "zoom back", "zoom away",
    "变焦拉远", "变焦拉出", "缩小", "画面缩小", "变焦缩小",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    picture_growth: float = growth(0.25, 1.0)
    """How much bigger the picture is at the start, as a fraction of its size."""


def path(p: Params, aim: Aim) -> Path:
    return backwards(zoom_toward(p.amount * p.picture_growth, aim))
