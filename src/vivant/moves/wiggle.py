"""The picture wiggles between two viewpoints, like a stereo photo."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import angle, count
from vivant.moves.rhythm import rise, swell
from vivant.moves.sideways import around_by

WORDS = (
    "wiggle", "wigglegram", "wiggle stereo", "3d photo", "3d wiggle", "stereo wiggle",
    "立体照片", "3d照片", "左右晃动", "摇摆立体",
    "立体晃动", "3d晃动", "立体动图", "3d动图", "视差抖动", "左右眼",
)  # fmt: skip
CYCLE = True


class Params(MoveParams):
    angle_deg: float = angle(4.0, 10.0)
    """How far apart the viewpoints are, in degrees around the subject."""
    times: int = count(6, 24)
    """How often it goes to and fro."""


def path(p: Params, aim: Aim) -> Path:
    wide = p.amount * p.angle_deg
    return lambda u: around_by(wide * swell(u) * rise(u, p.times), 0.0, aim)
