"""Tunes: a rhythm of a few bars that comes back, and pitches that walk over the chords. Not for who sings them.

A phrase is four bars long, as most songs' are: a motif, its answer, the motif again over its new chords, and a close.
The pitches are the cheapest walk (Viterbi 1967) among those that fit: chord tones on strong and long notes, small
steps, the shape of the motif where it returns, an end on the chord.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.sound.contract import Note, Section
from vivant.sound.form import Song
from vivant.sound.harmony import Chord

Cell = tuple[tuple[float, float], ...]

CELLS: dict[tuple[str, int], tuple[Cell, ...]] = {
    ("sparse", 4): (((0, 3),), ((0, 2), (2, 2)), ((1, 3),), ((0, 1.5), (1.5, 2.5)), ((0, 1), (1, 3)), ((2, 2),)),
    ("calm", 4): (
        ((0, 2), (2, 1), (3, 1)), ((0, 1.5), (1.5, 0.5), (2, 2)), ((0, 1), (1, 1), (2, 2)), ((0, 3), (3, 1)),
        ((0.5, 0.5), (1, 1), (2, 2)), ((0, 1.5), (1.5, 1.5), (3, 1)),
    ),
    ("lively", 4): (
        ((0, 1), (1, 0.5), (1.5, 0.5), (2, 1), (3, 1)), ((0, 0.5), (0.5, 0.5), (1, 1), (2, 0.5), (2.5, 1.5)),
        ((0, 1.5), (1.5, 0.5), (2, 1), (3, 0.5), (3.5, 0.5)), ((0, 0.75), (0.75, 0.75), (1.5, 0.5), (2, 2)),
        ((0.5, 0.5), (1, 0.5), (1.5, 1), (2.5, 0.5), (3, 1)),
    ),
    ("sparse", 3): (((0, 3),), ((0, 2), (2, 1)), ((1, 2),)),
    ("calm", 3): (((0, 2), (2, 1)), ((0, 1), (1, 1), (2, 1)), ((0, 1.5), (1.5, 0.5), (2, 1)), ((0, 1), (1, 2))),
    ("lively", 3): (
        ((0, 1), (1, 0.5), (1.5, 0.5), (2, 1)), ((0, 0.5), (0.5, 0.5), (1, 1), (2, 1)), ((0, 1), (1, 1), (2, 1)),
    ),
}  # fmt: skip
CLOSES: dict[int, tuple[Cell, ...]] = {
    4: (((0, 3),), ((0, 1), (1, 2.5)), ((0, 2.5),)),
    3: (((0, 2.5),), ((0, 1), (1, 2))),
}


@dataclass(frozen=True, slots=True)
class _Slot:
    beat: float
    beats: float
    chord: Chord
    strong: bool
    like: int | None  # which earlier note of the phrase it answers
    last: bool


def tune(
    song: Song, low: int, high: int, rhythm: str = "calm", *, least: float = 0.0, name: str = "tune", rest: float = 0.0
) -> tuple[Note, ...]:
    """A tune between two pitches over the sections that are full enough. `rest`: chance of a silent phrase."""
    found: list[Note] = []
    for section in song.sections:
        if section.energy >= least and section.name not in ("intro", "ending"):
            found += _sung(song, section, low, high, rhythm, name, rest)
    if found and not song.loop:
        found.append(_final(song, found[-1], low, high))
    return tuple(found)


def _sung(song: Song, section: Section, low: int, high: int, rhythm: str, name: str, rest: float) -> list[Note]:
    """The tune of one section. The same letter sings the same motif, whatever comes between."""
    rng = song.rng(name, section.name, song.round_of(section))
    cells, closes = CELLS[rhythm, song.metre], CLOSES[song.metre]
    motif, answer = (cells[int(k)] for k in rng.permutation(len(cells))[:2])
    arch = int(rng.integers(4))
    found: list[Note] = []
    for first in range(0, section.n_bars, 4):
        bars = min(4, section.n_bars - first)
        close = closes[int(rng.integers(len(closes)))]
        if rng.random() < rest:
            continue
        rows: list[Cell] = [motif, answer, motif, close][:bars]
        rows[-1] = close if bars > 1 else rows[-1]
        slots = _slots(song, section.first_bar + first, rows)
        pitches = _walk(song, slots, low, high, arch, rng)
        full = 0.55 + 0.25 * section.energy
        found += [
            _note(slot, pitch, full, k / len(slots)) for k, (slot, pitch) in enumerate(zip(slots, pitches, strict=True))
        ]
    return found


def _note(slot: _Slot, pitch: int, full: float, place: float) -> Note:
    swell = 0.12 * np.sin(np.pi * place)  # a phrase grows and dies away
    return Note(slot.beat, slot.beats * 0.96, pitch, float(min(1.0, full + swell + (0.06 if slot.strong else -0.04))))


def _slots(song: Song, bar: int, rows: Sequence[Cell]) -> list[_Slot]:
    found: list[_Slot] = []
    starts: list[int] = []
    for r, cell in enumerate(rows):
        starts.append(len(found))
        for k, (at, beats) in enumerate(cell):
            beat = (bar + r) * song.metre + at
            like = starts[0] + k if r == 2 and cell == rows[0] else None
            strong = at % (2 if song.metre == 4 else 3) == 0 or beats >= 1.5
            found.append(
                _Slot(beat, beats, chord_at(song, beat), strong, like, r == len(rows) - 1 and k == len(cell) - 1)
            )
    return found


def chord_at(song: Song, beat: float) -> Chord:
    """The chord that sounds at a beat."""
    for harmony in reversed(song.harmonies):
        if harmony.beat <= beat + 1e-6:
            return harmony.chord
    return song.harmonies[0].chord


def _walk(song: Song, slots: Sequence[_Slot], low: int, high: int, arch: int, rng: Generator) -> list[int]:
    pitches = np.arange(low, high + 1)
    own = np.stack([_fit(song, slot, pitches, k / max(1, len(slots) - 1), arch) for k, slot in enumerate(slots)])
    own += rng.gumbel(0, 0.35, own.shape)
    chosen = _cheapest(own, pitches)
    for k, slot in enumerate(slots):  # the motif comes back in its shape, moved with the chord
        if slot.like is not None:
            moved = (slot.chord.root - slots[slot.like].chord.root + 6) % 12 - 6
            own[k] += 0.5 * np.abs(pitches - (chosen[slot.like] + (moved if abs(moved) <= 5 else 0)))
    return _cheapest(own, pitches)


def _fit(song: Song, slot: _Slot, pitches: NDArray[np.int64], place: float, arch: int) -> NDArray[np.float64]:
    span = pitches[-1] - pitches[0]
    shape = (np.sin(np.pi * place), 1 - place, 0.3 + 0.5 * place, 0.5 + 0.35 * np.sin(2 * np.pi * place))[arch]
    aim = pitches[0] + span * (0.2 + 0.6 * shape)
    cost: NDArray[np.float64] = 0.16 * np.abs(pitches - aim)
    tones, scale = set(slot.chord.pitches), set(slot.chord.scale(song.key))
    classes = pitches % 12
    sung = np.isin(classes, list(tones))
    cost += np.where(np.isin(classes, list(scale)), 0.0, 50.0)
    rubs = np.isin((classes - 1) % 12, list(tones)) & ~sung  # a semitone above a chord tone
    cost += np.where(sung, 0.0, 2.5 if slot.strong else 0.6) + np.where(rubs, 2.5 if slot.strong else 0.8, 0.0)
    if slot.last:
        close = {(slot.chord.root + t) % 12 for t in slot.chord.tones[:3]}
        cost += np.where(np.isin(classes, list(close)), 0.0, 6.0)
    return cost


def _cheapest(own: NDArray[np.float64], pitches: NDArray[np.int64]) -> list[int]:
    leap = np.abs(pitches[:, None] - pitches[None, :]).astype(float)
    step = np.select([leap == 0, leap <= 2, leap <= 4, leap <= 7, leap <= 9], [1.3, 0.0, 0.7, 1.8, 3.0], 6.0)
    total, back = own[0], []
    for row in own[1:]:
        ways = total[:, None] + step
        back.append(ways.argmin(0))
        total = ways.min(0) + row
    at = int(total.argmin())
    path = [at]
    for came in reversed(back):
        at = int(came[at])
        path.append(at)
    return [int(pitches[k]) for k in reversed(path)]


def _final(song: Song, before: Note, low: int, high: int) -> Note:
    """The last note: the tonic or the third of the last chord, nearest to where the tune was."""
    chord = song.harmonies[-1].chord
    home = {chord.root, (chord.root + (4 if 4 in chord.tones else 3)) % 12}
    pitch = min((p for p in range(low, high + 1) if p % 12 in home), key=lambda p: (abs(p - before.pitch), p))
    return Note(song.n_beats, song.harmonies[-1].beats, pitch, 0.6)
