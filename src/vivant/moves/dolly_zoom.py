"""The subject keeps its size while the space behind it swells or falls away.

It keeps the place of the subject too. By default the camera backs off while the lens closes in, because the
other way round lays bare what lies beyond the border of the photo.
"""

from typing import Literal

from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.measures import share
from vivant.moves.toward import CLOSEST

WORDS = (
    "dolly zoom", "dollyzoom", "vertigo", "vertigo effect", "hitchcock", "hitchcock zoom", "zolly", "trombone shot",
    "contra zoom",
    "滑动变焦", "推轨变焦", "希区柯克变焦", "希区柯克", "眩晕镜头", "眩晕效果",
    "眩晕感", "滑动变焦效果", "背景压缩", "迷魂记",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    distance: float = share(0.45)
    """How far the camera travels, as a fraction of the way to the nearest things."""
    camera: Literal["back", "forward"] = "back"
    """Whether the camera backs off (the background swells) or comes forward (it falls away)."""


def path(p: Params, aim: Aim) -> Path:
    travel = p.amount * p.distance if p.camera == "forward" else -p.amount * p.distance
    whole = min(travel, CLOSEST)
    return lambda u: Pose(dolly=whole * u, zoom=1.0 - whole * u * aim.w)
