"""The frame glides slowly over the photo and closes in, as in a documentary.

It glides towards the subject, or up and to the right where the subject is in the middle already.
"""

import math

from vivant.moves.contract import Aim, MoveParams, Path, Pose, shift_to_turn
from vivant.moves.measures import growth, share

WORDS = (
    "ken burns", "ken burns effect", "kenburns", "documentary pan", "pan and zoom",
    "肯伯恩斯", "肯·伯恩斯", "肯伯恩斯效果", "平移缩放", "纪录片镜头", "平移加缩放",
)  # fmt: skip
CYCLE = False

CENTRED = 0.08  # short sides from the centre
SIDE = (0.8, -0.6)


class Params(MoveParams):
    picture_growth: float = growth(0.2, 0.8)
    """How much the picture grows, as a fraction of its size."""
    drift: float = share(0.6)
    """How far the frame glides aside, as a fraction of the room that the growth gives."""


def path(p: Params, aim: Aim) -> Path:
    lens = 1.0 + p.amount * p.picture_growth
    off = math.hypot(aim.x, aim.y)
    side = (aim.x / off, aim.y / off) if off > CENTRED else SIDE

    def at(u: float) -> Pose:
        zoom = lens**u
        room = 0.5 * (1.0 - 1.0 / zoom) * p.drift
        return Pose(pan_deg=shift_to_turn(side[0] * room), tilt_deg=shift_to_turn(side[1] * room), zoom=zoom)

    return at
