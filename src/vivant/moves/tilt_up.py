"""The camera turns its gaze up on the spot."""

from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.measures import angle

WORDS = (
    "tilt up", "look up", "pan up", "turn up", "tilt the camera up",
    "上摇", "向上摇", "镜头上摇", "往上摇", "上仰", "仰拍",
    "仰", "抬头看", "往上看", "向上看", "摇到天空", "镜头抬起", "往上抬",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    angle_deg: float = angle(4.0, 12.0)
    """How far the camera turns, in degrees."""


def path(p: Params, aim: Aim) -> Path:
    whole = -p.amount * p.angle_deg
    return lambda u: Pose(tilt_deg=whole * u)
