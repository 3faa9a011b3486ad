"""The lens slams in on the subject within a moment."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.easing import ease
from vivant.moves.measures import growth
from vivant.moves.toward import zoom_toward

WORDS = (
    "crash zoom", "snap zoom", "punch in", "whip zoom", "slam zoom",
    "急推", "急速变焦", "冲击变焦", "甩变焦", "猛推",
    "急推特写", "瞬间推近", "瞬间拉近", "突然拉近", "突然推近", "猛地拉近", "急推近", "一下拉近", "猛冲", "怼脸",
    "快速怼脸", "猛推特写",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    picture_growth: float = growth(0.9, 1.5)
    """How much the picture grows, as a fraction of its size."""


def path(p: Params, aim: Aim) -> Path:
    zoom = zoom_toward(p.amount * p.picture_growth, aim)
    return lambda u: zoom(ease("in_out_expo", u))
