"""The camera drifts in a small ring around the subject, so that the depth of the picture shows."""

import math

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import angle, share
from vivant.moves.rhythm import sway, turn
from vivant.moves.sideways import around_by

WORDS = (
    "parallax", "parallax drift", "parallax effect", "2.5d", "2.5d parallax", "3d effect", "depth effect",
    "camera drift", "drifting camera",
    "视差", "视差漂移", "视差效果", "立体感", "三维效果", "镜头漂移",
    "3d效果", "裸眼3d", "空间感", "浮动视差", "伪3d", "立体动效", "三维感",
)  # fmt: skip
CYCLE = True


class Params(MoveParams):
    angle_deg: float = angle(4.0, 10.0)
    """How far the camera goes to either side of the subject, in degrees."""
    height: float = share(0.35)
    """The height of the ring as a fraction of its width."""


def path(p: Params, aim: Aim) -> Path:
    wide = p.amount * p.angle_deg
    return lambda u: around_by(wide * sway(u), wide * p.height * (1.0 - math.cos(turn(u))), aim)
