"""The camera sweeps around the subject while it comes closer."""

from typing import Literal

from vivant.moves.contract import Aim, MoveParams, Path, Pose, turn_to_shift
from vivant.moves.measures import angle, growth
from vivant.moves.toward import depth_of, dolly_for, dolly_to, hold

WORDS = (
    "arc", "arc shot", "arc around", "sweep around", "curve around", "curved dolly", "sweeping arc",
    "弧形", "弧线", "弧形运镜", "弧线运镜", "弧形镜头", "弧形环绕",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    angle_deg: float = angle(5.0, 12.0)
    """How far the camera goes around the subject, in degrees."""
    subject_growth: float = growth(0.15, 0.5)
    """How much the subject grows, as a fraction of its size."""
    camera: Literal["left", "right"] = "left"
    """Which way the camera goes around."""


def path(p: Params, aim: Aim) -> Path:
    closer = dolly_for(p.amount * p.subject_growth, aim)
    sideways = turn_to_shift(p.amount * p.angle_deg) / depth_of(aim) * (1.0 if p.camera == "right" else -1.0)

    def at(u: float) -> Pose:
        return hold(dolly_to(closer * u, aim.x, aim.y).then(Pose(truck=sideways * u)), aim)

    return at
