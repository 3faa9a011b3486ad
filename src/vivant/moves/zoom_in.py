"""The lens closes in on the subject; everything grows alike."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import growth
from vivant.moves.toward import zoom_toward

WORDS = (
    "zoom in", "zoom", "zoom into", "zoom closer", "enlarge", "magnify", "zoom in on",
    "变焦推近", "变焦拉近", "镜头拉近", "拉近", "放大", "画面放大", "变焦放大",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    picture_growth: float = growth(0.25, 1.0)
    """How much the picture grows, as a fraction of its size."""


def path(p: Params, aim: Aim) -> Path:
    return zoom_toward(p.amount * p.picture_growth, aim)
