"""The camera rises straight up, near things move down faster than far ones."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import length
from vivant.moves.sideways import slide_y

WORDS = (
    "pedestal up", "ped up", "truck up", "move up", "slide up", "raise the camera", "boom up", "camera rises",
    "move the camera up", "rise up",
    "镜头升起", "镜头上升", "上升", "上移", "向上移", "镜头上移", "向上移动", "垂直上升", "相机上升", "镜头升高",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    travel: float = length(0.085, 8.0)
    """How far the subject moves down in the frame, in short sides."""


def path(p: Params, aim: Aim) -> Path:
    return slide_y(-p.amount * p.travel, aim)
