"""The camera flies up and forward over the scene and looks down on it."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.lift import crane
from vivant.moves.measures import growth, length, share

WORDS = (
    "flyover", "fly over", "fly in", "fly through", "fly forward", "drone", "drone shot", "aerial", "aerial shot",
    "bird's eye",
    "航拍", "无人机", "无人机航拍", "飞越", "俯冲飞过", "鸟瞰",
    "飞过去", "飞过", "飞跃", "航拍感", "无人机视角", "航拍视角", "飞行视角", "上帝视角", "鸟瞰视角", "俯冲",
    "低空飞行",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    rise: float = length(0.1, 0.3)
    """How far the subject would move down in the frame if the camera did not look down, in short sides."""
    subject_growth: float = growth(0.28, 0.6)
    """How much the subject grows, as a fraction of its size."""
    follow: float = share(0.7)
    """How closely the camera looks after the subject: 0 not at all, 1 so that it stays in its place."""


def path(p: Params, aim: Aim) -> Path:
    return crane(-p.amount * p.rise, p.amount * p.subject_growth, p.follow, aim)
