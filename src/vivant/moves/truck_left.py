"""The camera slides to the left, near things faster than far ones."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import length
from vivant.moves.sideways import slide_x

WORDS = (
    "truck left", "track left", "slide left", "move left", "move to the left", "dolly left", "travel left",
    "slider left", "strafe left", "slide to the left",
    "左移", "向左移", "镜头左移", "向左移动", "往左移", "左平移", "向左平移", "左滑",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    travel: float = length(0.12, 8.0)
    """How far the subject moves to the right in the frame, in short sides."""


def path(p: Params, aim: Aim) -> Path:
    return slide_x(-p.amount * p.travel, aim)
