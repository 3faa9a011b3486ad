"""The camera sinks straight down, near things move up faster than far ones."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import length
from vivant.moves.sideways import slide_y

WORDS = (
    "pedestal down", "ped down", "truck down", "move down", "slide down", "lower the camera", "boom down",
    "camera sinks", "move the camera down", "sink down",
    "镜头降下", "镜头下降", "下降", "下移", "向下移", "镜头下移", "向下移动", "垂直下降", "相机下降", "镜头降低",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    travel: float = length(0.085, 8.0)
    """How far the subject moves up in the frame, in short sides."""


def path(p: Params, aim: Aim) -> Path:
    return slide_y(p.amount * p.travel, aim)
