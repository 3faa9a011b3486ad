"""The camera screws itself into the scene: it rolls while it travels to the subject."""

from typing import Literal

from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.measures import angle, growth
from vivant.moves.toward import dolly_for, dolly_to, hold

WORDS = (
    "spiral", "spiral in", "corkscrew", "screw in", "twist in", "spin in",
    "螺旋", "螺旋推进", "旋转推进", "螺旋镜头", "旋转推近", "旋进",
    "盘旋推进", "旋转着推进", "螺旋上升", "螺旋前进",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    angle_deg: float = angle(8.0, 30.0)
    """How far the camera rolls, in degrees."""
    subject_growth: float = growth(0.25, 0.6)
    """How much the subject grows, as a fraction of its size."""
    camera: Literal["clockwise", "counterclockwise"] = "clockwise"
    """Which way the camera rolls; the picture turns the other way."""


def path(p: Params, aim: Aim) -> Path:
    closer = dolly_for(p.amount * p.subject_growth, aim)
    whole = p.amount * p.angle_deg if p.camera == "clockwise" else -p.amount * p.angle_deg

    def at(u: float) -> Pose:
        return hold(dolly_to(closer * u, aim.x, aim.y).then(Pose(roll_deg=whole * u)), aim)

    return at
