"""A band plays a song: every note becomes samples, in its place, in the room. Not for what is played (styles).

Notes are placed in blocks of some seconds, each with its tails, and the tails are added to the blocks that follow; in a
loop what hangs over the end goes to the start. So a piece of any length needs the memory of a block or two; a loop is
held whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from vivant.sound.contract import RATE, Band, Mono, Note, Part, Sound
from vivant.sound.form import Song
from vivant.sound.kernels import placed, shaped
from vivant.sound.loudness import energy
from vivant.sound.room import answered

_BLOCK_S = 24.0
_PUMP_S = 0.26  # how long a kick holds the others back
_KEPT = 400  # notes kept for when they come again
_TEXTURE_S = 30.0
_TAKES = 2  # a pitch is made so many times, so that repeats are not twins
_JUDGED = 6  # notes from which a part's loudness is judged
_KEPT_S = 100.0  # seconds of such notes at the most


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A note in its place: the first sample, length in seconds, and which part plays it."""

    at: int
    length_s: float
    note: Note
    part: int


class _Shelf:
    """Notes that were made already. A pitch has a few takes."""

    def __init__(self, parts: Sequence[Part], seed: Generator) -> None:
        self._parts, self._seed = parts, int(seed.integers(1 << 62))
        self._kept: dict[tuple[int, int, int, int, int], Sound] = {}
        self._size = 0

    def note(self, stroke: _Stroke, velocity: float, take: int) -> Sound:
        level = round(np.clip(velocity, 0.05, 1.0) * 12)
        long = max(1, round(stroke.length_s * 24))
        key = (stroke.part, round(stroke.note.pitch * 4), level, long, take)
        if key not in self._kept:
            rng = np.random.default_rng((self._seed, *key))
            made = self._parts[stroke.part].voice(stroke.note.pitch, long / 24, level / 12, rng)
            if self._size + made.shape[0] > _KEPT_S * RATE or len(self._kept) > _KEPT:
                self._kept, self._size = {}, 0
            self._kept[key] = made
            self._size += made.shape[0]
        return self._kept[key]


def performed(band: Band, song: Song, n: int) -> Iterator[Sound]:
    """The piece before it is made loud: `n` samples in blocks; a loop in one."""
    texture = _textured(band, song, n)
    if not song.loop:
        yield from (texture(block, start) for start, block in _laid_out(_blocks(band, song, n), n))
        return
    out = np.zeros((n, 2), np.float32)
    for start, block in _blocks(band, song, n):
        _add(out, start, block)
    yield texture(out, 0)


def _blocks(band: Band, song: Song, n: int) -> Iterator[tuple[int, Sound]]:
    """(its first sample, what is played from there on with all its tails), block after block."""
    rng = song.rng("hands")
    strokes = sorted(_strokes(band, song, n, rng), key=lambda s: s.at)
    shelf = _Shelf(band.parts, song.rng("notes"))
    kicks = _kicks(band, song)
    gains = [_gain(k, part, song, [s for s in strokes if s.part == k], shelf) for k, part in enumerate(band.parts)]
    block = int(_BLOCK_S * RATE)
    for start in range(0, n, block):
        inside = [s for s in strokes if start <= s.at < start + block]
        yield start, _block(band, inside, start, shelf, gains, kicks, rng) if inside else np.zeros((0, 2), np.float32)


def _laid_out(blocks: Iterable[tuple[int, Sound]], n: int) -> Iterator[tuple[int, Sound]]:
    """The blocks with the tails of those before, each as long as it is until the next begins."""
    held = np.zeros((0, 2), np.float32)
    for start, block in blocks:
        size = min(int(_BLOCK_S * RATE), n - start)
        longer, shorter = (held, block) if len(held) >= len(block) else (block, held)
        held = np.zeros((max(len(longer), size), 2), np.float32)
        held[: len(longer)] = longer
        held[: len(shorter)] += shorter
        yield start, held[:size]
        held = held[size:]


def _strokes(band: Band, song: Song, n: int, rng: Generator) -> list[_Stroke]:
    """Every note's place, a little off the grid as hands are: together where they play together."""
    found = []
    for k, part in enumerate(band.parts):
        sway = rng.normal(0, part.loose_ms / 1000, song.n_beats * 4 + 8).clip(-0.03, 0.03)
        for note in part.notes:
            own = rng.normal(0, part.loose_ms / 4000)
            at_s = song.time_s(note.beat) + sway[int(note.beat * 4) % sway.size] + own + part.late_ms / 1000
            held_s = max(0.03, song.time_s(note.beat + note.beats) - song.time_s(note.beat))
            if not song.loop and note.beat >= song.n_beats:
                held_s = song.last_s  # the last chord rings to the end
            at = round(at_s * RATE)
            at = at % n if song.loop else max(0, at)
            if at < n:
                found.append(_Stroke(at, held_s, note, k))
    return found


def _gain(k: int, part: Part, song: Song, strokes: Sequence[_Stroke], shelf: _Shelf) -> float:
    """What makes a part as loud as it should be in the bars where it plays, judged from a few of its notes."""
    some = strokes[:: -(-len(strokes) // _JUDGED) or 1]
    if not some:
        return 0.0
    mean = sum(energy(shelf.note(s, s.note.velocity, 0)) for s in some) / len(some)
    bars = {b for s in strokes for b in range(*_bars(s.note, song.metre))}
    power = mean * len(strokes) / (len(bars) * song.metre * 60 / song.tempo_bpm)
    return 10 ** ((part.level_lufs + 0.691) / 20) / math.sqrt(max(power, 1e-9))


def _bars(note: Note, metre: int) -> tuple[int, int]:
    return int(note.beat // metre), int((note.beat + note.beats - 1e-3) // metre) + 1


def _block(
    band: Band,
    strokes: Sequence[_Stroke],
    start: int,
    shelf: _Shelf,
    gains: Sequence[float],
    kicks: Mono,
    rng: Generator,
) -> Sound:
    made = []
    for s in strokes:
        velocity = s.note.velocity * float(rng.normal(1.0, 0.05))
        made.append((s, shelf.note(s, velocity, int(rng.integers(_TAKES)))))
    n = max(s.at - start + sound.shape[0] for s, sound in made)
    dry, pushed, sent = (np.zeros((n, 2), np.float32) for _ in range(3))
    for s, sound in made:
        part = band.parts[s.part]
        left, right = gains[s.part] * min(1.0, 1 - part.pan), gains[s.part] * min(1.0, 1 + part.pan)
        placed(pushed if part.ducked else dry, sent, sound, s.at - start, left, right, part.room)
    if band.pump_db and kicks.size:
        push = _push(n, start, kicks, band.pump_db)[:, None]
        pushed *= push
        sent *= 0.5 + 0.5 * push
    wet = answered(sent, band.room_s, band.bright_hz)
    wet[:n] += dry + pushed
    return shaped(wet, band.tone)


def _kicks(band: Band, song: Song) -> Mono:
    """When the kick falls, in samples."""
    times = [song.time_s(note.beat) * RATE for note in band.kick.notes] if band.kick else []
    return np.array(times, np.float32)


def _push(n: int, start: int, kicks: Mono, pump_db: float) -> Mono:
    """How far the kick holds the others back, 0 .. 1, over a block."""
    gain = np.ones(n, np.float32)
    m = int(_PUMP_S * RATE)
    shape = 1 - (1 - 10 ** (-pump_db / 20)) * (0.5 + 0.5 * np.cos(np.pi * np.arange(m) / m)).astype(np.float32)
    ahead = int(0.008 * RATE)  # down a moment before the kick, without a click
    shape = np.concatenate([np.linspace(1, shape[0], ahead, dtype=np.float32), shape])
    for kick in kicks:
        at = int(kick) - start - ahead
        low, high = max(0, at), min(n, at + shape.size)
        if low < high:
            gain[low:high] = np.minimum(gain[low:high], shape[low - at : high - at])
    return gain


def _textured(band: Band, song: Song, n: int) -> Callable[[Sound, int], Sound]:
    """What lays a texture under a block: half a minute of it, again and again, as a record turns."""
    if band.texture is None:
        return lambda block, start: block
    turn = band.texture(-(-n // max(1, n // int(_TEXTURE_S * RATE))), True, song.rng("texture"))
    return lambda block, start: block + turn.take(np.arange(start, start + len(block)), axis=0, mode="wrap")


def _add(out: Sound, start: int, block: Sound) -> None:
    """Add a block to a loop."""
    n, at = out.shape[0], start
    while block.size:
        part = block[: n - at]
        out[at : at + part.shape[0]] += part
        block, at = block[part.shape[0] :], 0
