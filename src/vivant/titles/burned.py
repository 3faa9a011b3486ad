"""Captions drawn into the picture: two short lines on a quiet plate at the foot of the frame, one caption at a time.

Not for reading their files (captions.py).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np

from vivant.titles.captions import Cue
from vivant.titles.fonts import Fonts
from vivant.titles.kernels import over
from vivant.titles.letters import EAST_ASIAN, Word, clusters, script_of, words
from vivant.titles.placing import SAFE
from vivant.titles.prepare import prepare
from vivant.titles.shaping import Sprite
from vivant.titles.text import LONGEST, Text, clean
from vivant.titles.title import Title
from vivant.units import Clock, Frame, Size

LINES = 2
LINE_LETTERS, LINE_LETTERS_EAST_ASIAN = 42, 16
"""Letters of a line, as broadcasters have it."""
FASTEST, FASTEST_EAST_ASIAN = 20.0, 9.0
"""Letters a second that most people can still read."""
STYLE = Text("", size_h=0.048, plate=(0, 0, 0, 165), shadow=(0, 0, 0, 0), place="bottom-center", lines=LINES)
"""How captions look unless somebody says otherwise; this plate gives white letters 4.5:1 even on white."""


@dataclass(frozen=True, slots=True)
class Span:
    """A caption and its frames, half-open."""

    first: int
    end: int
    cue: Cue


class Burned:
    """Captions over a film: `burned(frame, i)` is a new frame, `burned.layer(i)` the words of frame i alone."""

    def __init__(
        self, spans: Sequence[Span], size: Size, clock: Clock, style: Text, fonts: Fonts | None, notes: tuple[str, ...]
    ) -> None:
        self.spans, self.notes = tuple(spans), notes
        self._size, self._clock, self._style, self._fonts = size, clock, style, fonts
        self._title = lru_cache(maxsize=4)(self._prepared)

    def _prepared(self, at: int) -> Title:
        span = self.spans[at]
        text = replace(self._style, content=span.cue.text, italic=self._style.italic or span.cue.italic)
        return prepare(text, self._size, Clock(self._clock.rate, span.end - span.first), fonts=self._fonts)

    def layer(self, i: int) -> Sprite:
        """(x, y, ink) of frame i: where the corner is, and (h, w, 4) uint8 RGBA premultiplied."""
        at = bisect_right(self.spans, i, key=lambda span: span.first) - 1
        if at >= 0 and i < self.spans[at].end:
            return self._title(at).layer(i - self.spans[at].first)
        return Sprite(0, 0, np.zeros((0, 0, 4), np.uint8))

    def __call__(self, frame: Frame, i: int) -> Frame:
        """The (H, W, 3) uint8 frame with the caption of frame i on it, a new one."""
        out = frame.copy()
        x, y, ink = self.layer(i)
        if ink.size:
            over(out, ink, x, y)
        return out


def burn(cues: Sequence[Cue], size: Size, clock: Clock, style: Text = STYLE, fonts: Fonts | None = None) -> Burned:
    """The cues as captions of a film of `clock`; `style` is a Text whose words do not matter.

    Longer ones are parted into several, those that overlap are shown together. `notes` says which go by too fast.
    """
    size_px = style.size_h * min(size[1], 1.25 * size[0])
    room = SAFE * size[0] / size_px - 1.0
    limits = min(LINE_LETTERS, int(room / 0.52)), min(LINE_LETTERS_EAST_ASIAN, int(room))
    parted = [part for cue in one_at_a_time(cues) for part in split(cue, limits)]
    starts = [(round(cue.start_ms * clock.rate / 1000), round(cue.end_ms * clock.rate / 1000)) for cue in parted]
    spans = [
        Span(first, min(max(end, first + 1), clock.n_frames), cue)
        for (first, end), cue in zip(starts, parted, strict=True)
        if first < clock.n_frames
    ]
    return Burned(spans, size, clock, replace(style, size_h=size_px / size[1]), fonts, too_fast(parted))


def one_at_a_time(cues: Sequence[Cue]) -> list[Cue]:
    """Cues that never overlap: while several last, their words stand together."""
    edges = sorted({edge for cue in cues for edge in (cue.start_ms, cue.end_ms)})
    going: list[Cue] = []
    waiting = sorted(cues, key=lambda cue: cue.start_ms)
    found: list[Cue] = []
    for start, end in pairwise(edges):
        going = [cue for cue in going if cue.end_ms > start]
        while waiting and waiting[0].start_ms <= start:
            going.append(waiting.pop(0))
        if not going:
            continue
        text, italic = "\n".join(dict.fromkeys(cue.text for cue in going)), all(cue.italic for cue in going)
        if found and (found[-1].text, found[-1].italic, found[-1].end_ms) == (text, italic, start):
            found[-1] = found[-1]._replace(end_ms=end)
        else:
            found.append(Cue(start, end, text, italic))
    return found


def split(cue: Cue, limits: tuple[int, int] = (LINE_LETTERS, LINE_LETTERS_EAST_ASIAN)) -> list[Cue]:
    """The cue as cues of at most LINES lines, each of at most so many letters (Latin, East Asian).

    Lines that are short enough stay as they are; time is shared out by how much there is to read.
    """
    text = clean(cue.text[:LONGEST])
    lines = text.split("\n")
    if any(_long(line, limits) > 1 for line in lines):
        said = re.split(r"\n(?=[-–—])", text)  # what another speaker says begins a line
        lines = [line for part in said for line in _even(words(part.replace("\n", " ")), limits)]
    groups = ["\n".join(lines[i : i + LINES]) for i in range(0, len(lines), LINES)]
    weights = [max(_long(group, limits), 0.1) for group in groups]
    found, start = [], float(cue.start_ms)
    for group, weight in zip(groups, weights, strict=True):
        end = start + weight / sum(weights) * (cue.end_ms - cue.start_ms)
        if group:
            found.append(Cue(round(start), max(round(start) + 1, round(end)), group, cue.italic))
        start = end
    return found


def _long(text: str, limits: tuple[int, int]) -> float:
    """How long a text is, in lines."""
    return sum(1 / limits[script_of(cluster[0]) in EAST_ASIAN] for cluster in clusters(text) if cluster != "\n")


def _even(cut: list[Word], limits: tuple[int, int]) -> list[str]:
    """Lines that are as even as the same number of them allows, none longer than 1 unless a word is."""
    n = len(_filled(cut, limits, 1.0))
    widths = [step / 40 for step in range(math.ceil(40 / max(1, n)), 41)]
    able = [lines for width in widths if len(lines := _filled(cut, limits, width)) <= n]
    best = min(able or [_filled(cut, limits, 1.0)], key=lambda lines: _cost(lines, limits))
    return [_joined(line) for line in best]


def _cost(lines: list[list[Word]], limits: tuple[int, int]) -> float:
    """How uneven lines are, and how often they end in the middle of what may be one word."""
    lengths = [_long(_joined(line), limits) for line in lines]
    torn = sum(line[-1].weak for line in lines[:-1] if line)
    return 1 - sum(lengths) / len(lengths) / max(*lengths, 1e-6) + 0.12 * torn / max(1, len(lines) - 1)


def _joined(line: list[Word]) -> str:
    return "".join(word.text + " " * word.spaced for word in line).strip()


def _filled(cut: list[Word], limits: tuple[int, int], width: float) -> list[list[Word]]:
    lines: list[list[Word]] = [[]]
    used = 0.0
    for word in cut:
        long, space = _long(word.text, limits), word.spaced / limits[0]
        if lines[-1] and used + long > width + 1e-9:
            lines.append([])
            used = 0.0
        lines[-1].append(word)
        used += long + space
    return lines


def too_fast(cues: Sequence[Cue]) -> tuple[str, ...]:
    """A sentence about captions that go by faster than most people read, if there are any."""
    rates = []
    for cue in cues:
        seconds = (cue.end_ms - cue.start_ms) / 1000
        fastest = FASTEST_EAST_ASIAN if any(script_of(c) in EAST_ASIAN for c in cue.text) else FASTEST
        rates.append((len(clusters(cue.text)) / seconds / fastest, cue))
    fast = [(rate, cue) for rate, cue in rates if rate > 1]
    if not fast:
        return ()
    worst = max(fast, key=lambda one: one[0])[1]
    at, letters = worst.start_ms / 1000, len(clusters(worst.text)) * 1000 / (worst.end_ms - worst.start_ms)
    return (
        f"{len(fast)} of {len(cues)} captions go by faster than most people read; the fastest is at "
        f"{int(at // 60)}:{at % 60:04.1f}, with {letters:.0f} letters a second.",
    )
