"""The camera slides to the right, near things faster than far ones."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import length
from vivant.moves.sideways import slide_x

WORDS = (
    "truck right", "track right", "slide right", "move right", "move to the right", "dolly right", "travel right",
    "slider right", "strafe right", "slide to the right",
    "右移", "向右移", "镜头右移", "向右移动", "往右移", "右平移", "向右平移", "右滑",
    "滑轨", "滑轨镜头", "轨道镜头", "横向滑动",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    travel: float = length(0.12, 8.0)
    """How far the subject moves to the left in the frame, in short sides."""


def path(p: Params, aim: Aim) -> Path:
    return slide_x(p.amount * p.travel, aim)
