"""The camera turns to the left on the spot."""

from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.measures import angle

WORDS = (
    "pan left", "pan to the left", "turn left", "look left", "rotate left", "sweep left",
    "左摇", "向左摇", "镜头左摇", "摇向左", "往左摇", "向左转", "左转", "镜头左转",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    angle_deg: float = angle(4.5, 15.0)
    """How far the camera turns, in degrees."""


def path(p: Params, aim: Aim) -> Path:
    whole = -p.amount * p.angle_deg
    return lambda u: Pose(pan_deg=whole * u)
