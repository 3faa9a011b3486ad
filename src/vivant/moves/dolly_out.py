"""The camera travels back from the subject until the whole photo is seen.

It ends on the photo, since nothing is known beyond its border.
"""

from vivant.moves.blend import backwards
from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import growth
from vivant.moves.toward import dolly_toward

WORDS = (
    "dolly out", "dolly back", "pull out", "pull back", "move back", "move away", "back away", "move backward",
    "track out", "travel out",
    "拉远", "后拉", "拉镜", "拉镜头", "镜头拉远", "镜头后拉", "后退", "镜头后退",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    subject_growth: float = growth(0.22, 0.6)
    """How much bigger the subject is at the start, as a fraction of its size."""


def path(p: Params, aim: Aim) -> Path:
    return backwards(dolly_toward(p.amount * p.subject_growth, aim))
