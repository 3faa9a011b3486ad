"""The camera walks into the scene, bobbing with every step."""

import math

from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.measures import count, growth, length
from vivant.moves.rhythm import TAU
from vivant.moves.toward import depth_of, dolly_for, dolly_to

WORDS = (
    "walk in", "walk forward", "first person", "pov", "pov walk", "step forward", "walk into the scene",
    "walking camera",
    "走近", "走进", "第一人称", "走路视角",
    "主观视角", "往里走", "走进去", "走进画面", "走路感", "步行感", "边走边看", "人在往里走", "第一人称视角", "穿行",
    "往前走", "向前走",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    subject_growth: float = growth(0.25, 0.6)
    """How much the subject grows, as a fraction of its size."""
    bob: float = length(0.012, 0.05)
    """How far the picture bobs with a step, in short sides."""
    strides: int = count(4, 12)
    """How many strides, of two steps each, the clip lasts."""


def path(p: Params, aim: Aim) -> Path:
    closer = dolly_for(p.amount * p.subject_growth, aim)
    bob = p.amount * p.bob / depth_of(aim)

    def at(u: float) -> Pose:
        stride = TAU * p.strides * u
        step = Pose(truck=bob * math.sin(stride) / 2.0, pedestal=bob * (math.cos(2.0 * stride) - 1.0) / 2.0)
        return dolly_to(closer * u, aim.x, aim.y).then(step)

    return at
