"""The camera shakes as from a blow or an earthquake."""

from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.measures import angle, count
from vivant.moves.rhythm import Tremor, tremble

WORDS = (
    "shake", "camera shake", "shaky", "earthquake", "shaking camera",
    "震动", "抖动", "剧烈晃动", "镜头抖动", "地震", "震感",
    "震一下", "震动一下", "抖一下", "地动山摇", "震屏", "屏幕震动", "冲击感", "抖动感", "震颤", "震",
)  # fmt: skip
CYCLE = True

PAN: Tremor = ((11, 0.4, 0.3), (17, 0.35, 3.9), (29, 0.15, 1.4))
TILT: Tremor = ((13, 0.4, 6.1), (19, 0.35, 2.5), (31, 0.15, 4.6))
ROLL: Tremor = ((7, 0.2, 3.3), (16, 0.2, 0.9), (23, 0.1, 5.5))


class Params(MoveParams):
    angle_deg: float = angle(0.6, 3.0)
    """How far the camera shakes, in degrees."""
    pace: int = count(1, 3)
    """How quick the shaking is, in whole multiples."""


def path(p: Params, aim: Aim) -> Path:
    whole = p.amount * p.angle_deg

    def at(u: float) -> Pose:
        return Pose(pan_deg=whole * tremble(u, PAN, p.pace), tilt_deg=whole * tremble(u, TILT, p.pace),
                    roll_deg=whole * tremble(u, ROLL, p.pace))  # fmt: skip

    return at
