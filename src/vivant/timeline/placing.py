"""What of a picture follows from where it stands among others: how its ends overlap, how it comes and goes; and what
stands in one draft and not in another.

Not for moving pictures (edits). So that a comparison tells of a new order and not of all that follows from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from vivant.timeline.draft import Draft
from vivant.timeline.values import Segment, Track

Placed: TypeAlias = tuple[Segment, Track]
_ALIKE_MS = 2
"""Lengths that differ by no more are told as one."""


def lengths_seen(segments: Sequence[Segment]) -> list[float]:
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
    was, now = ({s.id: ms for s, ms in zip(x, lengths_seen(x), strict=True)} for x in (old, new))
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


def apart(one: Draft, other: Draft) -> list[Placed]:
    """What a draft has that another has not, and on which track."""
    there = {s.id for track in other.tracks() for s in track.segments}
    return [(s, track) for track in one.tracks() for s in track.segments if s.id not in there]


def swapped(track: Track, mine: Sequence[Placed], others: Sequence[Placed]) -> Placed | None:
    """The one sound of others that stands against the one of mine in the same part; None where it is not so plain."""
    counts = [[x for x in some if x[1].kind == "sound" and x[1].role == track.role] for some in (mine, others)]
    plain = track.kind == "sound" and len(counts[0]) == len(counts[1]) == 1
    return counts[1][0] if plain else None
