"""The track summary: one line that tells a person what is on the timeline. Nothing is computed for rendering here."""

from __future__ import annotations

from vivant.timeline.schema import DraftShape, SegmentShape, TrackShape, placed

_SHOWN = 4
_SHOWN_OF_MANY = 3
_LABELS = {(1, "voice"): "Voice", (1, "sfx"): "SFX", (7, "caption"): "Captions"}
_DEFAULTS = {0: "Video", 1: "BGM", 7: "Title"}


def summary_line(shape: DraftShape) -> str:
    """`Timeline (3 tracks): 1. Video: cat (0-5s) 2. BGM: soft piano (0-8.5s, 35%) 3. Title: "Night" (0-3s)`."""
    count = f"{len(shape.t)} track{'' if len(shape.t) == 1 else 's'}"
    tracks = [f"{n}. {_label(track)}: {_segments(track)}" for n, track in enumerate(shape.t, 1)]
    return f"Timeline ({count}): {' '.join(tracks)}".removesuffix(": ")


def _label(track: TrackShape) -> str:
    return _LABELS.get((track.tt, track.r or ""), _DEFAULTS.get(track.tt, f"Track type {track.tt}"))


def _segments(track: TrackShape) -> str:
    told = [_told(track, seg, start) for start, seg in placed(track)]
    if len(told) > _SHOWN:
        told = [*told[:_SHOWN_OF_MANY], f"+{len(told) - _SHOWN_OF_MANY} more"]
    return ", ".join(told) or "empty"


def _told(track: TrackShape, seg: SegmentShape, start_ms: int) -> str:
    name = f'"{seg.txt.c}"' if seg.txt else seg.m.name or (seg.src.a if seg.src else "") or seg.id or "untitled"
    gain = f", {round(track.vol * seg.vol * 100)}%" if track.tt == 1 else ""
    return f"{name} ({_seconds(start_ms)}-{_seconds(start_ms + seg.d)}s{gain})"


def _seconds(ms: int) -> str:
    return f"{ms / 1000:.1f}".removesuffix(".0")
