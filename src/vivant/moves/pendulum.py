"""The picture hangs like a pendulum and tips to one side and the other."""

from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.measures import angle, count
from vivant.moves.rhythm import sway

WORDS = (
    "pendulum", "rock the horizon", "tick tock", "seesaw", "metronome",
    "钟摆", "钟摆运动", "摆锤", "跷跷板",
)  # fmt: skip
CYCLE = True


class Params(MoveParams):
    angle_deg: float = angle(3.0, 15.0)
    """How far it tips to either side, in degrees."""
    times: int = count(2, 8)
    """How often it tips to and fro."""


def path(p: Params, aim: Aim) -> Path:
    lean = p.amount * p.angle_deg
    return lambda u: Pose(roll_deg=lean * sway(u, p.times))
