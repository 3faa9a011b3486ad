"""The camera whips round to one side and stops."""

from typing import Literal

from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.easing import ease
from vivant.moves.measures import angle

WORDS = (
    "whip pan", "swish pan", "flash pan", "snap pan",
    "甩镜", "甩镜头", "急摇", "快摇", "甩动镜头",
    "甩过去", "快速甩", "快甩", "甩一下", "迅速摇",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    angle_deg: float = angle(8.0, 15.0)
    """How far the camera turns, in degrees."""
    camera: Literal["left", "right"] = "right"
    """Which way the camera turns."""


def path(p: Params, aim: Aim) -> Path:
    whole = p.amount * p.angle_deg if p.camera == "right" else -p.amount * p.angle_deg
    return lambda u: Pose(pan_deg=whole * ease("in_out_expo", u))
