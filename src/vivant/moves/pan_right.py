"""The camera turns to the right on the spot."""

from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.measures import angle

WORDS = (
    "pan right", "pan to the right", "turn right", "look right", "rotate right", "sweep right",
    "右摇", "向右摇", "镜头右摇", "摇向右", "往右摇", "向右转", "右转", "镜头右转",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    angle_deg: float = angle(4.5, 15.0)
    """How far the camera turns, in degrees."""


def path(p: Params, aim: Aim) -> Path:
    whole = p.amount * p.angle_deg
    return lambda u: Pose(pan_deg=whole * u)
