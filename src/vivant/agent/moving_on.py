"""Camera moves for pictures in a row: each suits its picture, and none is that of the picture before.

Directions alternate: who came closer goes back next, who went to the right comes from the left. Not for one picture
(choice.py).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from vivant.agent.choice import Choice, suiting_moves
from vivant.agent.facts import SceneFacts
from vivant.moves import catalogue
from vivant.timeline import Motion
from vivant.units import Size

EASING = "in_out_sine"
USUAL_S = 6.0
"""The length for which amounts are meant; a shorter picture moves less far."""
LEAST, MOST = 0.45, 1.0
RESTRAINED = 0.85
_REMEMBERED = 3
_REPEATED = 1.6
"""How many places down the list of what suits a move goes for each of the last pictures that had it."""

_BACK = {
    "dolly_in": "dolly_out", "zoom_in": "zoom_out", "truck_right": "truck_left", "pan_right": "pan_left",
    "orbit_right": "orbit_left", "crane_up": "crane_down", "pedestal_up": "pedestal_down", "tilt_up": "tilt_down",
}  # fmt: skip


def moves_in_a_row(pictures: Sequence[SceneFacts], lengths_s: Sequence[float], size: Size) -> list[Motion]:
    """One move for each picture that is shown for so many seconds in a frame of `size`."""
    found: list[Motion] = []
    for facts, length_s in zip(pictures, lengths_s, strict=True):
        before = [motion.move for motion in found[-_REMEMBERED:]]
        choice = _next(suiting_moves(facts, size, length_s), before)
        sweep: dict[str, bool | float | str] = {} if choice.travel is None else {"travel": choice.travel}
        easing = "" if catalogue()[choice.move].cycle else EASING
        amount = choice.amount if sweep else restrained(choice.amount, length_s)
        found.append(Motion(choice.move, amount, easing, knobs=sweep))
    return found


def restrained(amount: float, length_s: float) -> float:
    """An amount for a picture that is shown for a while: about as quick on the screen as in a clip of usual length."""
    return round(RESTRAINED * amount * min(MOST, max(LEAST, math.sqrt(length_s / USUAL_S))), 3)


def _next(suiting: Sequence[Choice], before: Sequence[str]) -> Choice:
    """The best of what suits, forwards or back, that the last pictures did not have."""
    ways = [way for choice in suiting for way in (choice, _turned(choice)) if way is not None]
    ranked = sorted(
        (n + _REPEATED * 2 * before.count(way.move), n) for n, way in enumerate(ways) if way.move not in before[-1:]
    )
    return ways[ranked[0][1]]


def _turned(choice: Choice) -> Choice | None:
    back = _BACK.get(choice.move)
    return None if back is None else replace(choice, move=back)
