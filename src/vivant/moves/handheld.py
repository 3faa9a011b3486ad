"""The camera is held by hand: it wavers a little and never quite rests."""

from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.measures import angle, count, length
from vivant.moves.rhythm import Tremor, tremble
from vivant.moves.toward import depth_of

WORDS = (
    "handheld", "hand-held", "hand held camera", "handheld camera", "vlog", "wobble",
    "手持", "手持感", "手持镜头", "手持拍摄", "晃动感", "纪实感",
    "手持晃动", "手持摄影", "手持感觉", "轻微晃动", "微晃", "手抖感", "手持微晃", "跟拍感", "vlog手持",
)  # fmt: skip
CYCLE = True

# Whole harmonics without a common beat; large slow wavering under small quick trembling.
SIDE: Tremor = ((1, 0.5, 0.4), (3, 0.3, 2.9), (5, 0.2, 1.1))
HEIGHT: Tremor = ((2, 0.5, 3.6), (3, 0.3, 0.2), (7, 0.15, 5.0))
PAN: Tremor = ((2, 0.45, 6.0), (5, 0.25, 1.9), (8, 0.15, 3.3), (11, 0.08, 0.7))
TILT: Tremor = ((3, 0.4, 3.4), (4, 0.25, 5.7), (7, 0.15, 2.3), (13, 0.07, 4.1))
ROLL: Tremor = ((2, 0.25, 2.8), (5, 0.15, 0.3), (9, 0.06, 5.2))


class Params(MoveParams):
    angle_deg: float = angle(0.7, 3.0)
    """How far the camera wavers, in degrees."""
    travel: float = length(0.015, 0.06)
    """How far the camera sways, as the shift of the subject in short sides."""
    pace: int = count(1, 4)
    """How quick the hand is, in whole multiples."""


def path(p: Params, aim: Aim) -> Path:
    turned, moved = p.amount * p.angle_deg, p.amount * p.travel / depth_of(aim)

    def at(u: float) -> Pose:
        return Pose(
            truck=moved * tremble(u, SIDE, p.pace), pedestal=moved * tremble(u, HEIGHT, p.pace),
            pan_deg=turned * tremble(u, PAN, p.pace), tilt_deg=turned * tremble(u, TILT, p.pace),
            roll_deg=turned * tremble(u, ROLL, p.pace),
        )  # fmt: skip

    return at
