"""The camera descends as on a crane, leans in and looks up after the subject."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.lift import crane
from vivant.moves.measures import growth, length, share

WORDS = (
    "crane down", "crane shot down", "jib down", "descending crane",
    "摇臂下降", "吊臂下降", "降镜", "降下仰看",
    "降落", "由高到低", "从高到低", "从高处降下",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    travel: float = length(0.13, 0.4)
    """How far the subject would move up in the frame if the camera did not look after it, in short sides."""
    subject_growth: float = growth(0.06, 0.4)
    """How much the subject grows, as a fraction of its size."""
    follow: float = share(0.4)
    """How closely the camera looks after the subject: 0 not at all, 1 so that it stays in its place."""


def path(p: Params, aim: Aim) -> Path:
    return crane(p.amount * p.travel, p.amount * p.subject_growth, p.follow, aim)
