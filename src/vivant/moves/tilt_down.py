"""The camera turns its gaze down on the spot."""

from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.measures import angle

WORDS = (
    "tilt down", "look down", "pan down", "turn down", "tilt the camera down",
    "下摇", "向下摇", "镜头下摇", "往下摇", "下俯", "俯拍",
    "低头看", "往下看", "向下看",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    angle_deg: float = angle(4.0, 12.0)
    """How far the camera turns, in degrees."""


def path(p: Params, aim: Aim) -> Path:
    whole = p.amount * p.angle_deg
    return lambda u: Pose(tilt_deg=whole * u)
