"""The camera comes closer and goes back, as calmly as breath."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import count, growth
from vivant.moves.rhythm import rise
from vivant.moves.toward import dolly_for, dolly_to

WORDS = (
    "breathe", "in and out", "breathing camera",
    "呼吸", "呼吸感", "呼吸镜头", "一呼一吸",
)  # fmt: skip
CYCLE = True


class Params(MoveParams):
    subject_growth: float = growth(0.08, 0.4)
    """How much the subject grows, as a fraction of its size."""
    times: int = count(1, 8)
    """How many breaths the clip lasts."""


def path(p: Params, aim: Aim) -> Path:
    closer = dolly_for(p.amount * p.subject_growth, aim)
    return lambda u: dolly_to(closer * rise(u, p.times), aim.x, aim.y)
