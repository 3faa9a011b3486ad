"""The camera sways from side to side, as on a boat."""

from vivant.moves.contract import Aim, MoveParams, Path, Pose
from vivant.moves.measures import angle, count, length
from vivant.moves.rhythm import sway
from vivant.moves.toward import depth_of

WORDS = (
    "sway", "camera sway", "swaying camera",
    "摇晃", "左右摇晃", "晃动", "轻晃",
    "晃悠", "晃晃悠悠", "摇摇晃晃", "左右轻晃", "轻轻摇晃",
    "左右轻摇", "左右摇", "左右摇动", "轻轻摇", "来回轻晃", "晃一晃",
)  # fmt: skip
CYCLE = True


class Params(MoveParams):
    travel: float = length(0.05, 0.2)
    """How far the camera sways to either side, as the shift of the subject in short sides."""
    roll_deg: float = angle(1.5, 8.0)
    """How far the horizon leans to either side, in degrees."""
    times: int = count(1, 6)
    """How often it sways to and fro."""


def path(p: Params, aim: Aim) -> Path:
    wide, lean = p.amount * p.travel / depth_of(aim), p.amount * p.roll_deg

    def at(u: float) -> Pose:
        side = sway(u, p.times)
        return Pose(truck=wide * side, roll_deg=lean * side)

    return at
