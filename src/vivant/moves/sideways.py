"""The camera slides past the picture, or around the aim, to a side, up or down.

Not for going closer (toward.py).
"""

from __future__ import annotations

from vivant.moves.contract import Aim, Path, Pose, shift_to_turn, turn_to_shift
from vivant.moves.toward import depth_of, hold

HORIZON_SHARE = 0.3
"""The farthest things travel at least this share of what the aim travels, or the picture would seem to stand still."""


def slide_x(shift: float, aim: Aim) -> Path:
    """The camera goes right (+) or left (-), so that the aim moves `shift` short sides the other way."""
    slide, turn = _split(shift, aim)
    return lambda u: Pose(truck=slide * u, pan_deg=shift_to_turn(turn * u))


def slide_y(shift: float, aim: Aim) -> Path:
    """The camera goes down (+) or up (-), so that the aim moves `shift` short sides the other way."""
    slide, turn = _split(shift, aim)
    return lambda u: Pose(pedestal=slide * u, tilt_deg=shift_to_turn(turn * u))


def around_by(right_deg: float, down_deg: float, aim: Aim) -> Pose:
    """The camera moved around the aim by angles to the right (+) and down (+); the aim stays in its place."""
    depth = depth_of(aim)
    return hold(Pose(truck=turn_to_shift(right_deg) / depth, pedestal=turn_to_shift(down_deg) / depth), aim)


def around(right_deg: float, aim: Aim) -> Path:
    """The camera travels around the aim to the right (+) or left (-)."""
    return lambda u: around_by(right_deg * u, 0.0, aim)


def _split(shift: float, aim: Aim) -> tuple[float, float]:
    """How far the camera slides, and how far the picture shifts by turning, so that the aim moves by `shift`.

    The camera turns only when the farthest things would otherwise stay behind HORIZON_SHARE.
    """
    depth = depth_of(aim)
    if aim.far >= HORIZON_SHARE * depth:
        return shift / depth, 0.0
    slide = (1.0 - HORIZON_SHARE) * shift / (depth - aim.far)
    return slide, shift - slide * depth
