"""The camera circles the subject to the left, which stays in its place before a wandering background."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import angle
from vivant.moves.sideways import around

WORDS = (
    "orbit left", "circle left", "orbit to the left", "revolve left", "go around to the left",
    "rotate around to the left",
    "向左环绕", "左环绕", "向左绕", "环绕向左", "左绕", "左旋绕",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    angle_deg: float = angle(6.0, 12.0)
    """How far the camera goes around the subject, in degrees."""


def path(p: Params, aim: Aim) -> Path:
    return around(-p.amount * p.angle_deg, aim)
