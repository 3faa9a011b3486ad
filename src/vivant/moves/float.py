"""The camera floats weightlessly, a little in every direction."""

import math

from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.measures import angle, length
from vivant.moves.rhythm import turn
from vivant.moves.toward import CLOSEST, depth_of, hold

WORDS = (
    "float", "floating camera", "hover", "weightless",
    "悬浮", "飘浮", "镜头漂浮", "镜头浮动",
)  # fmt: skip
CYCLE = True


class Params(MoveParams):
    travel: float = length(0.06, 0.2)
    """How far the camera floats, as the shift of the subject in short sides."""
    roll_deg: float = angle(0.8, 4.0)
    """How far the horizon leans, in degrees."""


def path(p: Params, aim: Aim) -> Path:
    wide = p.amount * p.travel / depth_of(aim)
    lean = p.amount * p.roll_deg

    def at(u: float) -> Pose:
        way = turn(u)
        pose = Pose(
            truck=wide * math.sin(way),
            pedestal=wide * (math.cos(2.0 * way) - 1.0) / 3.0,
            dolly=min(CLOSEST, wide * (1.0 - math.cos(way)) / 2.0),
            roll_deg=lean * math.sin(2.0 * way),
        )
        return hold(pose, aim, follow=0.5)

    return at
