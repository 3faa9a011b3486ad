"""The camera swings from side to side around the subject."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import angle, count
from vivant.moves.rhythm import sway
from vivant.moves.sideways import around_by

WORDS = (
    "swing", "swing around", "side to side", "back and forth",
    "左右摆动", "来回摆动", "左右环绕", "来回环绕",
)  # fmt: skip
CYCLE = True


class Params(MoveParams):
    angle_deg: float = angle(5.0, 12.0)
    """How far the camera swings to either side, in degrees."""
    times: int = count(1, 6)
    """How often it swings to and fro."""


def path(p: Params, aim: Aim) -> Path:
    wide = p.amount * p.angle_deg
    return lambda u: around_by(wide * sway(u, p.times), 0.0, aim)
