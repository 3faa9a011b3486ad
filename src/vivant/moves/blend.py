"""Paths put together: several moves at once, or one run backwards.

Not for moves after one another, which is a matter of time (timeline).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from vivant.moves.contract import Path, Pose
from vivant.moves.toward import CLOSEST

KNEE = 0.7
"""Up to here dollies add plainly; beyond it they level off towards CLOSEST."""


def combine(paths: Sequence[Path]) -> Path:
    """All of `paths` at the same time. None at all is the photo, one is itself.

    However many dollies add up, the camera stays in front of the nearest plane.
    """

    def together(u: float) -> Pose:
        pose = reduce(Pose.then, (path(u) for path in paths), Pose())
        return pose if pose.dolly <= KNEE else replace(pose, dolly=_level_off(pose.dolly))

    return paths[0] if len(paths) == 1 else together


def backwards(path: Path) -> Path:
    """The same way from its end to its start."""
    return lambda u: path(1.0 - u)


def _level_off(dolly: float) -> float:
    room = CLOSEST - KNEE
    return KNEE + room * math.tanh((dolly - KNEE) / room)
