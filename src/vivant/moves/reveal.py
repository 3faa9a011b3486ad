"""From a close view of the subject the camera pulls back until the whole photo is seen.

It ends on the photo.
"""

from vivant.moves.blend import backwards
from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.measures import growth
from vivant.moves.toward import dolly_for, dolly_to, hold

WORDS = (
    "reveal", "reveal shot", "pull back reveal", "reveal the scene", "reveal the whole scene",
    "start close and pull back",
    "揭示", "揭示镜头", "拉开", "拉远揭示", "由近及远", "从特写拉开", "展现全景",
    "由近到远", "从近到远", "从局部到全景", "露出全貌", "露出全景", "展现全貌", "揭开全貌",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    subject_growth: float = growth(0.25, 0.6)
    """How much bigger the subject is at the start because the camera is closer, as a fraction of its size."""
    picture_growth: float = growth(0.4, 1.0)
    """How much bigger the picture is at the start because the lens is longer, as a fraction of its size."""


def path(p: Params, aim: Aim) -> Path:
    closer = dolly_for(p.amount * p.subject_growth, aim)
    lens = 1.0 + p.amount * p.picture_growth

    def close(u: float) -> Pose:
        return hold(dolly_to(closer * u, aim.x, aim.y).zoomed(lens**u), aim)

    return backwards(close)
