"""Going towards the aim, and keeping it in its place in the frame while the camera goes elsewhere.

Not for the rhythm of a move (easing.py, rhythm.py) and not for going past the whole picture (sideways.py).
"""

from __future__ import annotations

import math
from dataclasses import replace

from vivant.moves.contract import FOCAL, Aim, Path, Pose

CLOSEST = 0.85
"""The furthest a dolly goes, as a fraction of the way to the nearest plane (which then looks 6.7 times its size)."""


def depth_of(aim: Aim) -> float:
    """The nearness that the size of a move is measured at: the aim's, but at least half of the nearest.

    Without that floor a far aim would need so long a way that near things fly about.
    """
    return max(aim.w, aim.near / 2.0)


def dolly_for(growth: float, aim: Aim) -> float:
    """The dolly that makes the aim `1 + growth` times as big, at most CLOSEST."""
    return min(CLOSEST, growth / (1.0 + growth) / depth_of(aim))


def dolly_to(distance: float, x: float, y: float) -> Pose:
    """The camera moved by dolly `distance` straight towards what is seen at (x, y), which stays where it is."""
    return Pose(truck=distance * x, pedestal=distance * y, dolly=distance)


def dolly_toward(growth: float, aim: Aim) -> Path:
    """The camera travels to the aim until that is `1 + growth` times as big."""
    whole = dolly_for(growth, aim)
    return lambda u: dolly_to(whole * u, aim.x, aim.y)


def zoom_toward(growth: float, aim: Aim) -> Path:
    """The lens closes in on the aim until the picture is `1 + growth` times as big, at an even rate."""
    return lambda u: hold(Pose(zoom=(1.0 + growth) ** u), aim)


def hold(pose: Pose, aim: Aim, follow: float = 1.0) -> Pose:
    """`pose`, which must not pan or tilt yet, turned so that the aim appears where it is in the photo.

    `follow` is the share of that turn that is made, 0 .. 1.
    """
    seen = ((aim.x - pose.truck * aim.w) / (1.0 - pose.dolly * aim.w),
            (aim.y - pose.pedestal * aim.w) / (1.0 - pose.dolly * aim.w))  # fmt: skip
    roll = math.radians(pose.roll_deg)
    wanted = ((aim.x * math.cos(roll) - aim.y * math.sin(roll)) / pose.zoom,
              (aim.x * math.sin(roll) + aim.y * math.cos(roll)) / pose.zoom)  # fmt: skip
    if seen == wanted:  # exactly the photo must stay exactly the photo
        return pose
    pan, tilt = _turn(seen, wanted)
    return replace(pose, pan_deg=math.degrees(pan) * follow, tilt_deg=math.degrees(tilt) * follow)


def _turn(seen: tuple[float, float], wanted: tuple[float, float]) -> tuple[float, float]:
    """Pan and then tilt, in radians, that bring a place of the picture plane to another."""
    x, y, z = (part / math.hypot(*seen, FOCAL) for part in (*seen, FOCAL))
    wanted_x = wanted[0] / math.hypot(*wanted, FOCAL)
    flat = math.hypot(x, z)
    heading = math.asin(min(1.0, max(-1.0, wanted_x / flat)))
    pan = math.atan2(x, z) - heading
    tilt = math.atan2(y, flat * math.cos(heading)) - math.atan2(wanted[1], FOCAL)
    return pan, tilt
