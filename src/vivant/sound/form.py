"""The form of a piece: how many bars at which tempo, which sections, which chord when. Not for who plays what."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.random import Generator

from vivant.sound.contract import Section, Style, Times
from vivant.sound.harmony import Chord, Key, chord
from vivant.units import derive_seed

_RING_S = (1.5, 4.5)  # how long the last chord may ring, at the least and at the most
_ORDER = (("A", 0.0), ("B", 0.25), ("A", 0.1), ("B", 0.35), ("break", -0.2), ("C", 0.2))  # and how much fuller than A
_LONG = 48  # bars from which sections are eight bars long


@dataclass(frozen=True, slots=True)
class Harmony:
    """A chord and when it sounds, in beats."""

    beat: float
    beats: float
    chord: Chord


@dataclass(frozen=True)
class Song:
    """Everything that players have to know: key, metre, tempo, sections and chords.

    n_bars     bars in time, before the last chord of a piece that ends
    last_s     how long the last chord rings; 0 in a loop
    slowing    by how much the last bar slows down: 0.1 makes its end a tenth slower
    energy     0.5 .. 1.5, how full everything is
    bright     0.5 .. 1.5, how open the sounds are
    """

    style: Style
    key: Key
    tempo_bpm: float
    n_bars: int
    last_s: float
    loop: bool
    seed: int
    energy: float = 1.0
    bright: float = 1.0

    @property
    def metre(self) -> int:
        return self.style.metre

    @property
    def n_beats(self) -> int:
        return self.n_bars * self.metre

    @property
    def duration_s(self) -> float:
        return self.time_s(self.n_beats) + self.last_s

    def rng(self, *names: str | int) -> Generator:
        """Chance for one use, the same whatever else is played."""
        return np.random.default_rng(derive_seed(self.seed, self.style.name, *names))

    def time_s(self, beat: float) -> float:
        """When a beat falls: swung within the beat, slower in the last bar of a piece that ends."""
        beat_s = 60 / self.tempo_bpm
        unit, swing = self.style.swing_beats, self.style.swing
        if swing != 0.5:
            whole, part = divmod(beat / unit, 1.0)
            part = part * 2 * swing if part < 0.5 else swing + (part - 0.5) * 2 * (1 - swing)
            beat = (whole + part) * unit
        late = beat - (self.n_beats - self.metre)
        slow = 0.0 if self.loop or self.n_bars < 4 else self.style.slowing
        if late > 0 and slow:
            inside = min(late, self.metre)
            beat += slow * inside * inside / (2 * self.metre)
        return beat * beat_s

    @cached_property
    def beats_s(self) -> Times:
        """Every beat of the grid; in a piece that ends the last chord's too."""
        return np.array([self.time_s(b) for b in range(self.n_beats + (0 if self.loop else 1))])

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return _sections(self.n_bars, self.loop, self.energy)

    def round_of(self, section: Section) -> int:
        """How often the form has come round before a section: a long piece has new chords and tunes each time."""
        return self.sections.index(section) // len(_ORDER)

    def section_at(self, beat: float) -> Section:
        bar = min(int(beat // self.metre), self.n_bars - 1)
        for section in reversed(self.sections):
            if section.first_bar <= bar:
                return section
        return self.sections[0]

    @cached_property
    def harmonies(self) -> tuple[Harmony, ...]:
        """The chords of the whole piece, the last one of a piece that ends included."""
        found: list[Harmony] = []
        sets = self.style.chords[self.key.mode]
        for section in self.sections:
            found += self._chords_of(section, _letters(section.name, sets))
        if not self.loop:
            last = "I" if self.key.mode == "major" else "i"
            home = sets.get("end", (last,))
            found.append(Harmony(self.n_beats, self.last_s * self.tempo_bpm / 60, chord(home[-1], self.key)))
            if len(home) > 1 and self.n_bars > 1:  # the chord that leads home
                led = found[-2]
                found[-2] = Harmony(led.beat, led.beats, chord(home[0], self.key))
        return tuple(found)

    def _chords_of(self, section: Section, letter: str) -> list[Harmony]:
        rng = self.rng("chords", letter, self.round_of(section))
        numerals = _variants(self.style.chords[self.key.mode], letter)
        row = numerals[int(rng.integers(len(numerals)))].split()
        bars: list[list[str]] = [one.split(",") for one in row]
        if section.n_bars < len(bars) and section.name in ("A", "B", "C"):
            bars = bars[: section.n_bars - 1] + bars[-1:]
        elif section.n_bars % len(bars):  # an odd stretch begins in the middle, so that it ends where the row ends
            bars = bars[-(section.n_bars % len(bars)) :] + bars
        found = []
        for i in range(section.n_bars):
            names = bars[i % len(bars)] if i < len(bars) else row[(i - len(bars)) % len(row)].split(",")
            each = self.metre / len(names)
            start = (section.first_bar + i) * self.metre
            found += [Harmony(start + j * each, each, chord(name, self.key)) for j, name in enumerate(names)]
        return found


def _variants(sets: Mapping[str, tuple[str, ...]], letter: str) -> tuple[str, ...]:
    return sets.get(letter) or sets["A"]


def _letters(name: str, sets: Mapping[str, tuple[str, ...]]) -> str:
    """Which progression a section takes: its own where there is one; beginning and end go with A, the rest with B."""
    if name in sets:
        return name
    return "A" if name in ("intro", "ending") else ("B" if name in ("C", "break") and "B" in sets else "A")


def planned(
    style: Style, duration_s: float, key: Key, tempo_bpm: float, *, fixed: bool, seed: int, loop: bool
) -> tuple[float, int, float]:
    """(tempo, whole bars, how long the last chord rings) that fill a length, the tempo nudged as little as may be.

    `fixed`: somebody asked for this tempo, so it is nudged less and odd numbers of bars are accepted.
    """
    beats = style.metre
    if loop:
        return _looped(duration_s, tempo_bpm, beats, fixed)
    bar_s = 60 * beats / tempo_bpm
    extra = style.slowing / 2  # bars that the slowing adds
    best: tuple[float, float, int, float] | None = None
    for n in range(0, int(duration_s / bar_s * 1.2) + 3):
        low, high = (_RING_S[0], min(_RING_S[1], max(2.4, 1.2 * bar_s))) if n else (duration_s, duration_s)
        for ring_s in np.linspace(low, high, 7):
            left_s = duration_s - ring_s
            if n and left_s < 0.3 * n * bar_s:
                continue
            slow = extra if n >= 4 else 0.0
            tempo = 60 * beats * (n + slow) / left_s if n else tempo_bpm
            bent = abs(math.log(tempo / tempo_bpm))
            odd = 0.0 if n % 8 == 0 else (0.01 if n % 4 == 0 else (0.03 if n % 2 == 0 else 0.06))
            cost = bent * (5 if fixed else 1) + odd + 0.01 * abs(ring_s - bar_s) + (0.0 if n else 0.12 * duration_s)
            if best is None or cost < best[0]:
                best = (cost, tempo, n, float(ring_s))
    assert best is not None  # n = 0 always fits
    return best[1], best[2], best[3]


def _looped(duration_s: float, tempo_bpm: float, metre: int, fixed: bool) -> tuple[float, int, float]:
    bars = duration_s * tempo_bpm / 60 / metre
    near = {max(1, round(bars)), max(1, int(bars)), max(1, math.ceil(bars))}
    near |= {max(1, round(bars / step) * step) for step in (2, 4, 8)}

    def cost(n: int) -> float:
        odd = 0.0 if n % 4 == 0 else (0.02 if n % 2 == 0 else 0.06)
        return abs(math.log(n / bars)) * (5 if fixed else 1) + odd

    n = min(sorted(near), key=cost)
    return 60 * metre * n / duration_s, n, 0.0


def _sections(n: int, loop: bool, energy: float) -> tuple[Section, ...]:
    names = _names(n, loop)
    found, bar = [], 0
    for name, bars, full in names:
        found.append(Section(name, bar, bars, min(1.0, full * energy)))
        bar += bars
    return tuple(found)


def _names(n: int, loop: bool) -> list[tuple[str, int, float]]:
    """(name, bars, fullness) that add up to n bars; a loop has neither beginning nor end."""
    if n <= 4:
        return [("A", max(n, 1), 0.7)]
    if loop:
        return _middle(n, 0.65)
    intro = 0 if n < 7 else (n % 4 or (4 if n >= 24 else 0)) if n < 40 else n % 4 or 4
    ending = 0 if n < 12 else (2 if n < 24 else 4)
    if (n - intro - ending) % 4 == 2:
        ending = ending + 2 if ending else 0
    middle = _middle(n - intro - ending, 0.6)
    parts = [("intro", intro, 0.4)] if intro else []
    return [*parts, *middle, *([("ending", ending, 0.6)] if ending else [])]


def _middle(n: int, full: float) -> list[tuple[str, int, float]]:
    if n < 8:
        half = n // 2
        return [("A", half, full), ("B", n - half, full + 0.25)] if n >= 6 else [("A", n, full)]
    size = 8 if n >= _LONG else 4
    found: list[tuple[str, int, float]] = []
    left, i = n, 0
    while left >= size:
        name, more = _ORDER[i % len(_ORDER)]
        bars = size if left - size >= size or left == size else left
        found.append((name, bars, min(1.0, full + more)))
        left, i = left - bars, i + 1
    return found
