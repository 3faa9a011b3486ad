"""What is heard of a film or a sound while a segment plays it: forwards, backwards, again and again, faster, slower.

Not for how loud it is or when (soundtrack.py). Sound goes by in blocks of (n, 2) float32 at 48 kHz; only a part that
comes round quickly is held.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Protocol

import numpy as np

from vivant.render.material import Sound
from vivant.sound import RATE
from vivant.sound.stretch import stretched
from vivant.timeline import Source

BACK_S = 10.0
"""Seconds that are read at once where sound is played backwards."""
SHORT_S = 30.0
"""A part that comes round is held in memory up to this length."""
EDGE = 192
"""Samples, 4 ms, over which a loop goes down and up again where it jumps back, and a sound that is over goes down."""
BEYOND_S = 0.1
"""So much more than a part is read where it is stretched: pieces are taken from a little before and behind."""


class Heard(Protocol):
    """A sound that can be read as often as wished: a film, a sound file, a tape."""

    def sound(self, start_s: float = 0.0, end_s: float | None = None) -> Iterator[Sound]: ...


def played(source: Source, heard: Heard, length_s: float, n: int) -> Iterator[Sound]:
    """Exactly `n` samples of `heard`, which is `length_s` long, as `source` plays it; silence behind its end."""
    left = n
    for block in stretched(_media(source, heard, length_s, n / RATE), source.speed):
        if left <= 0:
            return
        yield block[:left]
        left -= len(block)
    for first in range(0, left, RATE):
        yield np.zeros((min(RATE, left - first), 2), np.float32)


def _media(source: Source, heard: Heard, length_s: float, wanted_s: float) -> Iterator[Sound]:
    """What is played at its own speed; without end where it comes round. What ends before `wanted_s` ends softly."""
    first = min(source.in_ms / 1000, length_s)
    last = length_s if source.out_ms is None else min(source.out_ms / 1000, length_s)
    span, offset = last - first, source.offset_ms / 1000
    if source.freeze_ms is not None or span < 1 / RATE:
        return
    part = _Part(heard, first, last, source.reverse)
    if source.loop == "none":
        left_s = span - offset
        if left_s / source.speed < wanted_s - EDGE / RATE:
            yield from _edged(part.between(offset, span, 1), round(left_s * RATE), come=False)
        else:
            yield from part.between(offset, span + (0.0 if source.speed == 1 else BEYOND_S), 1)
        return
    there = source.loop == "boomerang"
    if span <= SHORT_S:
        yield from _round(part, span, offset, there)
        return
    at, way = offset % (2 * span if there else span), 1
    if at >= span:
        at, way = 2 * span - at, -1
    while True:
        blocks = part.between(at, span, 1) if way > 0 else part.between(0.0, at, -1)
        yield from blocks if there else _edged(blocks, round((span - at) * RATE))
        way = -way if there else 1
        at = span if way < 0 else 0.0


def _round(part: _Part, span: float, offset_s: float, there: bool) -> Iterator[Sound]:
    """A short part, held in memory and played again and again."""
    blocks = part.between(0.0, span, 1)
    once = np.concatenate(list(blocks if there else _edged(blocks, round(span * RATE))))
    whole = np.concatenate([once, once[::-1]]) if there else once
    whole = np.tile(whole, (-(-RATE // max(1, len(whole))), 1))
    yield whole[round(offset_s * RATE) % len(whole) :]
    yield from cycle([whole])


class _Part:
    """A part of a sound, in seconds from where playing begins: its end if it is played backwards."""

    def __init__(self, heard: Heard, first_s: float, last_s: float, backwards: bool) -> None:
        self._heard, self._first, self._last, self._backwards = heard, first_s, last_s, backwards

    def between(self, start: float, end: float, way: int) -> Iterator[Sound]:
        """From `start` to `end`, or with `way` -1 from `end` to `start`."""
        if self._backwards:
            low, high = max(0.0, self._last - end), self._last - start
        else:
            low, high = self._first + start, self._first + end
        if low >= high:
            return
        if (way < 0) == self._backwards:
            yield from self._heard.sound(low, high)
            return
        while high > low:
            before = max(low, high - BACK_S)
            blocks = list(self._heard.sound(before, high))
            if blocks:
                yield np.concatenate(blocks)[::-1]
            high = before


def _edged(blocks: Iterator[Sound], n: int, *, come: bool = True) -> Iterator[Sound]:
    """`n` samples that go into silence within EDGE samples, and with `come` come from it."""
    at, edge = 0, max(1, min(EDGE, n // 2))
    for block in blocks:
        places = np.arange(at, at + len(block))
        near = np.minimum(places + 0.5, n - places - 0.5) if come else n - places - 0.5
        yield block * np.clip(near / edge, 0, 1).astype(np.float32)[:, None]
        at += len(block)
