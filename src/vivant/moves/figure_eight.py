"""The camera glides along a lying eight around the subject."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import angle, share
from vivant.moves.rhythm import sway
from vivant.moves.sideways import around_by

WORDS = (
    "figure eight", "figure 8", "lissajous",
    "八字", "8字", "八字运镜", "无限符号", "∞",
)  # fmt: skip
CYCLE = True


class Params(MoveParams):
    angle_deg: float = angle(4.0, 10.0)
    """How far the eight reaches to either side, in degrees around the subject."""
    height: float = share(0.4)
    """The height of the eight as a fraction of its width."""


def path(p: Params, aim: Aim) -> Path:
    wide = p.amount * p.angle_deg
    return lambda u: around_by(wide * sway(u), wide * p.height * sway(u, 2), aim)
