"""How long each picture of a story is shown, so that cuts fall on beats. Times only: not for which picture or which
music (story.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SHORTEST_S = 0.7
"""The shortest time between two cuts, where there is room for it."""
PULL = 0.25
"""How much farther away a beat may be than the nearest, in beats, and be taken because a bar starts there."""
SHORTENED = 0.15
"""How much a picture may lose of what it needs, so that its cut is on a beat."""


@dataclass(frozen=True, slots=True)
class Share:
    """What a picture or clip would like: its time in seconds, the most that it has (a clip's own length), and the least
    that it needs (words stand over it)."""

    wanted_s: float
    most_s: float = float("inf")
    least_s: float = 0.0


def shared(shares: Sequence[Share], total_s: float) -> list[float]:
    """Lengths in seconds that add up to a total in the proportions that are wished, none longer than it can be; where
    all are at their most, the last is longer. None is shorter than it needs, as far as that leaves SHORTEST_S to the
    others."""
    least = _leasts(shares, total_s)
    lengths = [0.0] * len(shares)
    open_ = list(range(len(shares)))
    left = total_s
    while open_:
        scale = left / sum(shares[n].wanted_s for n in open_)
        if short := [n for n in open_ if shares[n].wanted_s * scale < least[n]]:
            for n in short:
                lengths[n] = least[n]
                left -= lengths[n]
                open_.remove(n)
            continue
        full = [n for n in open_ if shares[n].wanted_s * scale >= shares[n].most_s]
        if not full:
            for n in open_:
                lengths[n] = shares[n].wanted_s * scale
            return lengths
        for n in full:
            lengths[n] = shares[n].most_s
            left -= lengths[n]
            open_.remove(n)
        left = max(left, 0.0)
    if lengths:
        lengths[-1] += max(0.0, total_s - sum(lengths))
    return lengths


def _leasts(shares: Sequence[Share], total_s: float) -> list[float]:
    """What each needs, less of it where that would leave too little to the others."""
    needed = sum(min(share.least_s, share.most_s) for share in shares)
    room = max(0.0, total_s - sum(min(share.wanted_s, SHORTEST_S) for share in shares if not share.least_s))
    scale = min(1.0, room / needed) if needed else 0.0
    return [min(share.least_s, share.most_s) * scale for share in shares]


def cuts(
    lengths: Sequence[float], beats_s: Sequence[float], bars_s: Sequence[float], least_s: Sequence[float] = ()
) -> list[float]:
    """When the cuts between pictures of such lengths come, in seconds: each on the beat next to where it would be, on
    the start of a bar where one is about as near. Cuts that find no beat of their own stay where they would be: a
    picture that needs `least_s` is never shortened by more than SHORTENED of it."""
    total = sum(lengths)
    bars = {round(b, 4) for b in bars_s}
    step = (beats_s[-1] - beats_s[0]) / (len(beats_s) - 1) if len(beats_s) > 1 else 0.0
    gap = min(SHORTEST_S, total / len(lengths) / 2) if lengths else 0.0
    room = [gap] * len(lengths)
    for n, least in enumerate(least_s):
        room[n] = max(gap, (1 - SHORTENED) * min(least, lengths[n]))
    found: list[float] = []
    at = 0.0
    for n, length in enumerate(lengths[:-1]):
        at += length
        low = (found[-1] if found else 0.0) + room[n]
        high = total - sum(room[n + 1 :])
        free = [b for b in beats_s if low <= b <= high]
        if not free:
            found.append(min(max(at, low), max(low, high)))
            continue
        nearest = min(
            free,
            key=lambda b, at=at: abs(b - at) - (PULL * step if round(b, 4) in bars else 0.0),  # type: ignore[misc]
        )
        found.append(float(nearest))
    return found
