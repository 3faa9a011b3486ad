"""The camera goes up or down as on an arm, closer, and looks after the aim.

Not for going up or down without a turn (sideways.py).
"""

from vivant.moves.contract import Aim, Path, Pose
from vivant.moves.toward import depth_of, dolly_for, dolly_to, hold


def crane(shift: float, growth: float, follow: float, aim: Aim) -> Path:
    """The camera goes down (+) or up (-) by `shift` short sides, seen at the aim, which grows by `growth`.

    `follow` is the share of the turn that would keep the aim in its place, 0 .. 1.
    """
    whole = shift / depth_of(aim)
    closer = dolly_for(growth, aim)

    def at(u: float) -> Pose:
        return hold(dolly_to(closer * u, aim.x, aim.y).then(Pose(pedestal=whole * u)), aim, follow)

    return at
