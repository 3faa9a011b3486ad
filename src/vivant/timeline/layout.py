"""Where segments lie on a track, as plain data: the main track closes up, others are anchored to time.

Not for what an edit does to one segment (cutting.py, edits). Segments here have a start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Data: TypeAlias = dict[str, Any]


def end_of(segment: Data) -> int:
    """When a segment ends, in ms."""
    return int(segment["s"] + segment["d"])


def overlap_of(segment: Data) -> int:
    """How long its transition to the next takes, in ms."""
    return int(segment["tn"]["d"]) if segment.get("tn") else 0


def gaps_of(segments: Sequence[Data]) -> dict[int, int]:
    """How long nothing is shown before each segment, by its id(), in ms."""
    gaps, earliest = {}, 0
    for segment in segments:
        gaps[id(segment)] = max(0, segment["s"] - earliest)
        earliest = end_of(segment) - overlap_of(segment)
    return gaps


def close_up(segments: Sequence[Data], gaps: Mapping[int, int]) -> None:
    """Lay segments out one after the other, each behind its gap or inside the transition before it."""
    shorten_transitions(segments)
    earliest, joined = 0, False
    for segment in segments:
        segment["s"] = earliest + (0 if joined else gaps.get(id(segment), 0))
        joined = overlap_of(segment) > 0
        earliest = end_of(segment) - overlap_of(segment)


def shorten_transitions(segments: Sequence[Data]) -> None:
    """No moment is in two transitions: where there is no room, one takes at most half of the shorter neighbour."""
    lengths = [int(s["d"]) for s in segments]
    overlaps = [overlap_of(s) for s in segments]
    for n, segment in enumerate(segments):
        into, out = (overlaps[n - 1] if n else 0), overlaps[n]
        beyond = overlaps[n + 1] if n + 1 < len(segments) else 0
        following = lengths[n + 1] if n + 1 < len(segments) else lengths[n]
        if out and (into + out > lengths[n] or out + beyond > following):
            length = min(lengths[n], following) // 2
            if length:
                segment["tn"]["d"] = length
            else:
                del segment["tn"]


def part_transitions(segments: Sequence[Data]) -> None:
    """Off the main track, a transition whose two segments were moved apart is gone."""
    for segment, following in zip(segments, [*segments[1:], None], strict=False):
        if segment.get("tn") and (following is None or following["s"] != end_of(segment) - overlap_of(segment)):
            del segment["tn"]


def spread(track: Data, tracks: list[Data]) -> list[Data]:
    """Take apart segments that lie over one another: the later one goes to a track like this one that has room, a new
    one just above it if need be. Returns what was moved."""
    track["sg"].sort(key=lambda s: s["s"])
    kept: list[Data] = []
    moved: list[Data] = []
    for segment in track["sg"]:
        earliest = end_of(kept[-1]) - overlap_of(kept[-1]) if kept else 0
        (kept if segment["s"] >= earliest else moved).append(segment)
    track["sg"] = kept
    for segment in moved:
        put(segment, track, tracks)
    return moved


def put(segment: Data, like: Data, tracks: list[Data]) -> Data:
    """Put a segment on `like` or on another track of its type and role, wherever it is free then; the track is
    returned."""
    same = [t for t in tracks if t.get("tt") == like["tt"] and t.get("r") == like.get("r")]
    free = [t for t in (like, *same) if is_free(t, segment["s"], end_of(segment))]
    if free:
        chosen = free[0]
    else:
        chosen = {k: v for k, v in like.items() if k not in ("id", "sg")} | {"sg": []}
        tracks.insert(tracks.index(like) + 1, chosen)
    chosen["sg"].append(segment)
    chosen["sg"].sort(key=lambda s: s["s"])
    return chosen


def is_free(track: Data, start: int, end: int, *, besides: Data | None = None) -> bool:
    """Whether nothing else lies on a track between two times, in ms."""
    return all(end <= s["s"] or start >= end_of(s) for s in track["sg"] if s is not besides)
