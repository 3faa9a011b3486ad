"""The picture pulses in short swells, like a heartbeat."""

from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.measures import count, growth
from vivant.moves.rhythm import rise
from vivant.moves.toward import hold

WORDS = (
    "pulse", "pulsate", "heartbeat", "throb",
    "脉动", "心跳", "脉冲",
    "心跳感", "心跳效果", "像心跳", "跟着心跳", "心跳一样", "律动",
    "一下一下放大", "跟着节奏放大", "跟着鼓点放大", "跟着节拍放大",
)  # fmt: skip
CYCLE = True


class Params(MoveParams):
    picture_growth: float = growth(0.06, 0.4)
    """How much the picture grows with a beat, as a fraction of its size."""
    times: int = count(5, 16)
    """How many beats the clip lasts."""


def path(p: Params, aim: Aim) -> Path:
    lens = 1.0 + p.amount * p.picture_growth
    return lambda u: hold(Pose(zoom=lens ** (rise(u, p.times) ** 3)), aim)
