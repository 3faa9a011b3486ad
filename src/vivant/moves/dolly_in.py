"""The camera travels towards the subject, which grows while near things part."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import growth
from vivant.moves.toward import dolly_toward

WORDS = (
    "dolly in", "dolly forward", "push in", "move in", "move closer", "move forward", "come closer", "get closer",
    "go closer", "track in", "travel in", "drive forward", "slow drive forward",
    "推近", "推进", "推镜", "推镜头", "镜头推近", "镜头推进", "向前推", "前推", "靠近",
    "由远及近", "由远到近", "从远到近", "从远及近", "靠过去", "凑过去", "凑上去", "往里推", "推上去",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    subject_growth: float = growth(0.22, 0.6)
    """How much the subject grows, as a fraction of its size."""


def path(p: Params, aim: Aim) -> Path:
    return dolly_toward(p.amount * p.subject_growth, aim)
