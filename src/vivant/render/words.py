"""The words of a draft on its frames: titles, each by itself, and the captions of a track.

Not for how words look or move (titles). A title looks at some of the frames it will lie on, so that it can be read.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Protocol, TypeAlias

from vivant import titles
from vivant.timeline import Draft, Segment, Track
from vivant.units import Clock, Frame, Plane, Size

GLIMPSES = (0.1, 0.5, 0.9)
"""Where in a title's time what is behind it is looked at."""

Glimpse: TypeAlias = Callable[[int], tuple[Frame, Plane | None]]


class Words(Protocol):
    def over(self, frame: Frame, n: int, glimpse: Glimpse | None) -> Frame:
        """Frame `n` of the film with the words on it; `glimpse` shows frames without any, where they are known."""
        ...


def words_of(draft: Draft, size: Size, clock: Clock) -> tuple[Words, ...]:
    """The words of all text tracks, from below to above."""
    found: list[Words] = []
    for track in draft.tracks():
        if track.kind != "text":
            continue
        plain = [s for s in track.segments if track.role == "caption" and _plain(s)]
        if plain:
            found.append(_Captions(plain, size, clock))
        found += [_Title(s, size, clock) for s in track.segments if s not in plain]
    return tuple(found)


def _plain(segment: Segment) -> bool:
    """A caption that says nothing of how it looks."""
    return segment.text is not None and set(segment.text.to_dict()) <= {"c"}


class _Title:
    def __init__(self, segment: Segment, size: Size, clock: Clock) -> None:
        assert segment.text is not None
        self._text, self._size = titles.Text.from_draft(segment.text.to_dict()), size
        self._first = round(segment.start_ms * clock.rate / 1000)
        end = round(segment.end_ms * clock.rate / 1000)
        self._clock = Clock(clock.rate, max(1, min(end, clock.n_frames) - self._first))
        self._lock = threading.Lock()
        self._title: titles.Title | None = None

    def over(self, frame: Frame, n: int, glimpse: Glimpse | None) -> Frame:
        i = n - self._first
        if not 0 <= i < self._clock.n_frames:
            return frame
        with self._lock:  # whoever comes first makes it
            if self._title is None:
                self._title = self._made(glimpse)
        return self._title(frame, i)

    def _made(self, glimpse: Glimpse | None) -> titles.Title:
        if glimpse is None:
            return titles.prepare(self._text, self._size, self._clock)
        last = self._clock.n_frames - 1
        seen = [glimpse(self._first + round(share * last)) for share in GLIMPSES]
        return titles.prepare(self._text, self._size, self._clock, [frame for frame, _ in seen], seen[0][1])


class _Captions:
    def __init__(self, segments: list[Segment], size: Size, clock: Clock) -> None:
        self._segments, self._size, self._clock = segments, size, clock

    def over(self, frame: Frame, n: int, glimpse: Glimpse | None) -> Frame:
        return self._burned(frame, n)

    @cached_property
    def _burned(self) -> titles.Burned:
        return titles.burn(list(cues_of(self._segments)), self._size, self._clock)


def cues_of(segments: tuple[Segment, ...] | list[Segment]) -> Iterator[titles.Cue]:
    """Captions as cues, for burning them in and for writing them as a track."""
    for segment in segments:
        if segment.text is not None:
            yield titles.Cue(segment.start_ms, segment.end_ms, segment.text.content, False)


def caption_tracks(draft: Draft) -> tuple[Track, ...]:
    return tuple(track for track in draft.tracks() if track.kind == "text" and track.role == "caption")
