"""How long each picture of a story is shown, so that cuts fall on beats. Times only: not for which picture or which
music (story.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SHORTEST_S = 0.7
"""The shortest time between two cuts, where there is room for it."""
PULL = 0.25
"""How much farther away a beat may be than the nearest, in beats, and be taken because a bar starts there."""


@dataclass(frozen=True, slots=True)
class Share:
    """What a picture or clip would like: its time in seconds, and the most that it has (a clip's own length)."""

    wanted_s: float
    most_s: float = float("inf")


def shared(shares: Sequence[Share], total_s: float) -> list[float]:
    """Lengths in seconds that add up to a total in the proportions that are wished, none longer than it can be; where
    all are at their most, the last is longer."""
    lengths = [0.0] * len(shares)
    open_ = list(range(len(shares)))
    left = total_s
    while open_:
        scale = left / sum(shares[n].wanted_s for n in open_)
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


def cuts(lengths: Sequence[float], beats_s: Sequence[float], bars_s: Sequence[float]) -> list[float]:
    """When the cuts between pictures of such lengths come, in seconds: each on the beat next to where it would be, on
    the start of a bar where one is about as near. Cuts that find no beat of their own stay where they would be."""
    total = sum(lengths)
    bars = {round(b, 4) for b in bars_s}
    step = (beats_s[-1] - beats_s[0]) / (len(beats_s) - 1) if len(beats_s) > 1 else 0.0
    gap = min(SHORTEST_S, total / len(lengths) / 2) if lengths else 0.0
    found: list[float] = []
    at = 0.0
    for n, length in enumerate(lengths[:-1]):
        at += length
        low = (found[-1] if found else 0.0) + gap
        high = total - gap * (len(lengths) - 1 - n)
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
