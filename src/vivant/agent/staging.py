"""When each of several moves happens: what "then", "for 3 seconds" and "in the first half" mean in milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vivant.agent.wishes import Move, Span
from vivant.moves import catalogue
from vivant.timeline import Motion

_PAIRS = (("left", "right"), ("up", "down"), ("in", "out"))


def turned(motion: Motion) -> Motion:
    """The motion the other way; as it is where its move has no other way."""
    stem, _, way = motion.move.rpartition("_")
    other = {a: b for pair in _PAIRS for a, b in (pair, pair[::-1])}.get(way, "")
    name = f"{stem}_{other}"
    return replace(motion, move=name) if other and name in catalogue() else motion


def staged(moves: Sequence[Move]) -> float:
    """The length in seconds that the lengths of the stages add up to; 0 unless every stage has one."""
    longest: dict[int, float] = {}
    for move in moves:
        longest[move.stage] = max(longest.get(move.stage, 0.0), move.lasts_s or 0.0)
    return sum(longest.values()) if len(longest) > 1 and all(longest.values()) else 0.0


def timed(moves: Sequence[tuple[Move, Motion]], total_ms: int) -> tuple[Motion, ...]:
    """The motions with their times inside a clip of `total_ms`; one that fills the clip has no times."""
    windows = _windows([m for m, _ in moves], total_ms)
    found = []
    for move, motion in moves:
        start, end = _span_ms(move.span, total_ms) if move.span else windows[move.stage]
        start = min(max(0, start), total_ms - 1)  # a stage squeezed to nothing still shows its last moment
        whole = start <= 0 and end >= total_ms
        found.append(motion if whole else replace(motion, start_ms=start, duration_ms=max(1, end - start)))
    return tuple(found)


def _windows(moves: Sequence[Move], total_ms: int) -> dict[int, tuple[int, int]]:
    """Start and end of every stage: said lengths first, the rest of the clip shared evenly."""
    stages = sorted({m.stage for m in moves})
    said = {s: max((m.lasts_s or _first(m.span)) for m in moves if m.stage == s) * 1000 for s in stages}
    open_stages = [s for s in stages if not said[s]]
    rest = total_ms - sum(said.values())
    share = max(rest / len(open_stages), total_ms / (4 * len(stages))) if open_stages else 0.0
    lengths = {s: said[s] or share for s in stages}
    scale = total_ms / sum(lengths.values()) if open_stages or sum(lengths.values()) > total_ms else 1.0
    windows, start = {}, 0.0
    for stage in stages:
        end = start + lengths[stage] * scale
        windows[stage] = (round(start), round(end))
        start = end
    return windows


def _first(span: Span | None) -> float:
    """How long "the first 3 seconds" are; 0 where nothing of the kind was said."""
    return span.end_s or 0.0 if span and not span.start_s else 0.0


def _span_ms(span: Span, total_ms: int) -> tuple[int, int]:
    """Start and end inside the clip; a span outside it is moved to its end."""
    if span.part:
        return round(span.part[0] * total_ms), round(span.part[1] * total_ms)
    start = (span.start_s or 0.0) * 1000
    start = start + total_ms if start < 0 else start
    end = total_ms if span.end_s is None else span.end_s * 1000
    end = end + total_ms if end < 0 else end
    start = min(max(0.0, start), total_ms - 1.0)
    return round(start), round(min(max(end, start + 1.0), total_ms))
