"""The camera rises as on a crane, leans in and looks down after the subject."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.lift import crane
from vivant.moves.measures import growth, length, share

WORDS = (
    "crane up", "crane shot up", "jib up", "crane shot", "rising crane",
    "摇臂上升", "吊臂上升", "升镜", "升起俯看", "升降镜头", "摇臂",
    "拉升", "腾空而起", "拔高", "起飞", "镜头拉升", "镜头抬升", "从低到高", "由低到高",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    travel: float = length(0.13, 0.4)
    """How far the subject would move down in the frame if the camera did not look after it, in short sides."""
    subject_growth: float = growth(0.06, 0.4)
    """How much the subject grows, as a fraction of its size."""
    follow: float = share(0.4)
    """How closely the camera looks after the subject: 0 not at all, 1 so that it stays in its place."""


def path(p: Params, aim: Aim) -> Path:
    return crane(-p.amount * p.travel, p.amount * p.subject_growth, p.follow, aim)
