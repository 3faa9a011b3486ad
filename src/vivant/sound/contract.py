"""What sound is here, and what a style of music and a sound bed are. Not for how any of it is made.

Sound is (n, 2) float32, left and right, at 48 000 samples a second, -1 .. 1. A function of this package gives the same
samples for the same arguments: no clock, no unseeded chance, no file.

A style is one file of the folder `styles`. It holds, in this order:

    \"\"\"One sentence that says what the listener hears.\"\"\"      -> the style's sentence
    WORDS = ("lo-fi", "chillhop", "低保真", ...)                 -> what people call it, English and Chinese
    class Params(MusicParams): ...                            -> its tempo and key, each with default, range, sentence
    CHORDS = {"major": {"A": (...), "B": (...)}, "minor": ...}  -> progressions, in Roman numerals (harmony.py)
    def play(song) -> Band: ...                               -> who plays what (playing.py, instruments/)

A bed is one file of the folder `beds` with WORDS, a sentence, Params and `draw(n, amount, loop, rng) -> Sound`.

What every style and bed keeps (tests/sound holds it): exactly the length asked for; a loop goes on at its start as if
it had never ended, and anything else ends in silence; no sample beyond -1 .. 1, no jump, no NaN; beats where `beats_s`
says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.knobs import Knobs, number

RATE = 48_000
"""Samples a second."""

Sound: TypeAlias = NDArray[np.float32]
Mono: TypeAlias = NDArray[np.float32]
Times: TypeAlias = NDArray[np.float64]
Voice: TypeAlias = Callable[[float, float, float, Generator], Sound]
"""(pitch as a MIDI number, length in seconds, velocity 0 .. 1, chance) -> the note with its tail, (n, 2)."""


class MusicParams(Knobs):
    """The knobs every style has; a style narrows the tempo and names its key."""

    tempo_bpm: float = number(100.0, 40.0, 200.0, "beats a minute")
    """How fast it is; nudged so that whole bars fill the length."""

    key: str = "C major"
    """Tonic and mode, such as "A minor" or "F# major"."""


class BedParams(Knobs):
    """The knobs every bed has."""

    amount: float = number(1.0, 0.0, 3.0, "times")
    """How much of it there is; 1 is the natural default, 0 silence."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note: when it starts and how long it is held, in beats; its pitch, a MIDI number; its velocity, 0 .. 1."""

    beat: float
    beats: float
    pitch: float
    velocity: float = 0.7


@dataclass(frozen=True, slots=True)
class Part:
    """What one player plays, and how it sits in the room.

    level_lufs loudness of the part while it plays, against the others: a tune has about -19
    pan        -1 left .. 1 right
    room       how much of it goes into the reverb, 0 .. 1
    loose_ms   how far from the grid a hand may be, one standard deviation
    late_ms    how far behind the beat the player sits
    ducked     whether the kick pushes it back
    """

    voice: Voice
    notes: tuple[Note, ...]
    level_lufs: float = -22.0
    pan: float = 0.0
    room: float = 0.2
    loose_ms: float = 4.0
    late_ms: float = 0.0
    ducked: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Everybody who plays, and where they play.

    room_s       how long the reverb takes to fall by 60 dB
    bright_hz    where the room starts to swallow high tones
    tone         filters over everything: (kind, hertz, dB), see kernels.shaped
    kick         the part whose strokes push the ducked parts back, if any
    pump_db      by how much
    texture      sound laid under everything, (n, loop, chance) -> Sound, such as the crackle of a record
    wobble       how far the pitch wanders, as an old tape does, in hundredths of a semitone
    """

    parts: tuple[Part, ...]
    room_s: float = 1.8
    bright_hz: float = 5000.0
    tone: tuple[tuple[str, float, float], ...] = ()
    kick: Part | None = None
    pump_db: float = 0.0
    texture: Callable[[int, bool, Generator], Sound] | None = None
    wobble: float = 0.0


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of music: its name, its first bar, how many bars, and how full it is, 0 .. 1."""

    name: str
    first_bar: int
    n_bars: int
    energy: float


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Composed music.

    samples    (n, 2) float32
    tempo_bpm  its tempo, after nudging
    key        tonic and mode
    beats_s    when the beats fall, in seconds from the start, rising
    bars_s     when the bars start; each is one of the beats
    sections   its stretches, from the first bar to the last
    """

    samples: Sound
    tempo_bpm: float
    key: str
    beats_s: Times
    bars_s: Times
    sections: tuple[Section, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Style:
    """One file of the folder `styles`; see the top of this module. `metre` is beats in a bar."""

    name: str
    sentence: str
    words: tuple[str, ...]
    params: type[MusicParams]
    chords: dict[str, dict[str, tuple[str, ...]]]
    play: Callable[[Any], Band]
    metre: int
    swing: float
    swing_beats: float
    slowing: float


@dataclass(frozen=True, slots=True)
class Bed:
    """One file of the folder `beds`; see the top of this module. `level_lufs` is how loud amount 1 is."""

    name: str
    sentence: str
    words: tuple[str, ...]
    params: type[BedParams]
    draw: Callable[[int, float, bool, Generator], Sound]
    level_lufs: float
