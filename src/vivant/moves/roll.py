"""The horizon tilts: the camera rolls about its line of sight."""

from typing import Literal

from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.measures import angle

WORDS = (
    "roll", "camera roll", "roll the camera", "rotate", "dutch angle", "dutch tilt", "canted angle",
    "tilt the horizon",
    "旋转", "滚转", "镜头旋转", "画面旋转", "荷兰角", "斜角镜头", "倾斜镜头",
    "歪一点", "画面倾斜", "镜头倾斜", "斜一点", "歪着", "荷兰式", "倾斜构图",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    angle_deg: float = angle(5.0, 20.0)
    """How far the camera rolls, in degrees."""
    camera: Literal["clockwise", "counterclockwise"] = "clockwise"
    """Which way the camera rolls; the picture turns the other way."""


def path(p: Params, aim: Aim) -> Path:
    whole = p.amount * p.angle_deg if p.camera == "clockwise" else -p.amount * p.angle_deg
    return lambda u: Pose(roll_deg=whole * u)
