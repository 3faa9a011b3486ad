"""What of a picture follows from where it stands among others: how its ends overlap, how it comes and goes.

Not for moving pictures (edits). So that a comparison tells of a new order and not of all that follows from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from vivant.timeline.draft import Draft, Segment

_ALIKE_MS = 2
"""Lengths that differ by no more are told as one."""


def seen_ms(segments: Sequence[Segment]) -> list[float]:
    """How long each is seen, in ms, from the middle of one change to the middle of the next."""
    if not segments:
        return []
    cuts = [(after.start_ms + before.end_ms) / 2 for before, after in pairwise(segments)]
    return [b - a for a, b in pairwise([0.0, *cuts, segments[-1].end_ms])]


def placed_alike(before: Draft, after: Draft) -> dict[str, Segment]:
    """The pictures of `before` by id as they would be where they stand in `after`, if that is all that has changed of
    them; none where the order is the same."""
    old, new = before.main_segments(), after.main_segments()
    if [s.id for s in old] == [s.id for s in new] or {s.id for s in old} != {s.id for s in new}:
        return {}
    was, now = ({s.id: ms for s, ms in zip(x, seen_ms(x), strict=True)} for x in (old, new))
    found = {s.id: s for s in old}
    same_ends = (old[0].fade_in_ms, old[-1].fade_out_ms) == (new[0].fade_in_ms, new[-1].fade_out_ms)
    same_changes = [s.transition for s in old[:-1]] == [s.transition for s in new[:-1]]
    for one in new:
        if abs(was[one.id] - now[one.id]) <= _ALIKE_MS:
            found[one.id] = replace(found[one.id], duration_ms=one.duration_ms)
        if same_ends:
            found[one.id] = replace(found[one.id], fade_in_ms=one.fade_in_ms, fade_out_ms=one.fade_out_ms)
        if same_changes:
            found[one.id] = replace(found[one.id], transition=one.transition)
    return found
