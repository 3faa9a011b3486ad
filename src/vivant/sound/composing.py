"""From a style and a length to a piece, from a kind of bed and a length to its sound. Not for how either is made."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from vivant.errors import UsageError
from vivant.sound.beating import Beats
from vivant.sound.contract import RATE, Bed, Piece, Sound, Style
from vivant.sound.form import Song, planned
from vivant.sound.harmony import Key
from vivant.sound.mastering import mastered
from vivant.sound.moods import mood_named
from vivant.sound.performing import performed
from vivant.sound.register import bed_catalogue, catalogue
from vivant.units import derive_seed

MUSIC_LUFS = -16.0
"""How loud composed music is; a mix sets its own loudness."""
EVEN = 0.5
"""How much of the difference between its loud and soft parts is taken away."""
LONGEST_S = 3600.0
_TEMPO_BPM = (30.0, 240.0)
_WANDERINGS = ((0.55, 0.75), (5.3, 0.25))
"""How often the pitch of a tape wanders, in hertz, and its share."""
_WOBBLED = 1 << 18


def compose(
    style: str, duration_s: float, *, seed: int = 0, key: str | None = None, tempo: float | None = None,
    mood: str | None = None, loop: bool = False,
) -> Piece:  # fmt: skip
    """Music of a style, exactly `duration_s` long.

    style       a name of `catalogue()` or any word for one, such as "lo-fi"
    duration_s  0.5 .. 3600 seconds
    seed        another seed, another piece
    key         such as "A minor" or "F#"; the style's own where none is given
    tempo       beats a minute, 30 .. 240, kept as closely as whole bars allow; the style's own where none is given
    mood        a name of MOODS or any word for one, such as "hopeful"
    loop        the end goes on at the start; otherwise the last chord rings out into silence

    Raises UsageError.
    """
    n = samples_in(duration_s)
    song = _song(found_style(style), n / RATE, seed, key, tempo, mood, loop)
    sound, at = np.empty((n, 2), np.float32), 0
    for block in _sounding(song, n):
        sound[at : at + len(block)] = block
        at += len(block)
    mastered(sound, MUSIC_LUFS, loop=loop, even=EVEN)
    bars = song.beats_s[:: song.metre]
    return Piece(sound, song.tempo_bpm, str(song.key), song.beats_s, bars, song.sections)


def rough(
    style: str, duration_s: float, *, seed: int = 0, key: str | None = None, tempo: float | None = None,
    mood: str | None = None,
) -> Iterator[Sound]:  # fmt: skip
    """What `compose` makes of the same arguments, in blocks, so that no long piece has to be held in memory; it has yet
    to be made MUSIC_LUFS loud, with its loudness evened by EVEN. Raises UsageError."""
    n = samples_in(duration_s)
    return _sounding(_song(found_style(style), n / RATE, seed, key, tempo, mood, False), n)


def _sounding(song: Song, n: int) -> Iterator[Sound]:
    """A song before it is made loud, `n` samples in blocks."""
    band = song.style.play(song)
    if song.bright != 1.0:
        band = replace(band, tone=(*band.tone, ("high_shelf", 2500.0, 8 * math.log2(song.bright))))
    blocks = _wobbled(performed(band, song, n), n, band.wobble, song.loop)
    return blocks if song.loop else _ended(blocks, n, song.last_s)


def beat_grid(
    style: str, duration_s: float, *, seed: int = 0, key: str | None = None, tempo: float | None = None,
    mood: str | None = None, loop: bool = False,
) -> Beats:  # fmt: skip
    """The beats and bars that `compose` gives a piece with the same arguments, without composing it. Raises
    UsageError."""
    song = _song(found_style(style), samples_in(duration_s) / RATE, seed, key, tempo, mood, loop)
    return Beats(song.tempo_bpm, song.beats_s, song.beats_s[:: song.metre])


def bed(kind: str, duration_s: float, *, seed: int = 0, amount: float = 1.0, loop: bool = False) -> Sound:
    """A sound bed, exactly `duration_s` long, (n, 2): rain, wind, sea, ... of `amount` 0 .. 3.

    `kind` is a name of `bed_catalogue()` or any word for one. Raises UsageError.
    """
    n = samples_in(duration_s)
    found = found_bed(kind)
    if not 0 <= amount <= 3:
        raise UsageError(f"The amount of {found.name} can be 0 to 3, not {amount:g}.", place="amount", value=amount)
    if amount == 0:
        return np.zeros((n, 2), np.float32)
    sound = np.asarray(
        found.draw(n, amount, loop, np.random.default_rng(derive_seed(seed, "bed", found.name))), np.float32
    )
    mastered(sound, found.level_lufs + 14 * math.log10(amount), loop=loop)
    if not loop:
        edge = min(n // 4, RATE // 3)
        sound[:edge] *= np.linspace(0, 1, edge, dtype=np.float32)[:, None] ** 2
        sound[n - edge :] *= np.linspace(1, 0, edge, dtype=np.float32)[:, None] ** 2
    return sound


def found_style(name: str) -> Style:
    """The style of a name or a word. Raises UsageError."""
    known = catalogue()
    return known[_named(name, known.words, "style of music")]


def found_bed(name: str) -> Bed:
    """The bed of a name or a word. Raises UsageError."""
    known = bed_catalogue()
    return known[_named(name, known.words, "sound bed")]


def _named(name: str, words: Mapping[str, tuple[str, ...]], what: str) -> str:
    said = name.strip().lower()
    for key, names in words.items():
        if said in (key, key.replace("_", " ")) or said in names:
            return key
    raise UsageError(f'"{name}" is not a {what}. Choose one of {", ".join(words)}.', place=what, value=name)


def samples_in(duration_s: float) -> int:
    """Samples in a length that people may ask for. Raises UsageError."""
    if not 0.5 <= duration_s <= LONGEST_S:
        raise UsageError(
            f"Sound can be 0.5 to {LONGEST_S:g} seconds long, not {duration_s:g}.", place="duration_s", value=duration_s
        )
    return round(duration_s * RATE)


def _song(
    style: Style, duration_s: float, seed: int, key: str | None, tempo: float | None, mood: str | None, loop: bool
) -> Song:
    if tempo is not None and not _TEMPO_BPM[0] <= tempo <= _TEMPO_BPM[1]:
        raise UsageError(f"A tempo can be 30 to 240 beats a minute, not {tempo:g}.", place="tempo", value=tempo)
    feeling, own = mood_named(mood), style.params()
    chance = np.random.default_rng(derive_seed(seed, style.name, "key"))
    home = Key.named(key or own.key)
    if key is None:  # a seed has a key of its own, near the style's
        mode = feeling.mode or home.mode
        home = Key((home.tonic + int(chance.integers(-3, 4)) + (3 if mode == "major" != home.mode else 0)) % 12, mode)
    wished = tempo or own.tempo_bpm * feeling.tempo * float(chance.uniform(0.97, 1.03))
    bpm, bars, last_s = planned(style, duration_s, home, wished, fixed=tempo is not None, seed=seed, loop=loop)
    return Song(style, home, bpm, bars, last_s, loop, seed, feeling.energy, feeling.bright)


def _ended(blocks: Iterable[Sound], n: int, last_s: float) -> Iterator[Sound]:
    """The last chord rings and is gone at the end; the first sample comes softly."""
    gone = (np.cos(np.linspace(0, np.pi / 2, min(n, round(0.85 * last_s * RATE)))) ** 1.5).astype(np.float32)
    come = np.linspace(0, 1, min(n, 96), dtype=np.float32)
    at = 0
    for block in blocks:
        out = block.copy()
        for first, gains in ((n - gone.size, gone), (0, come)):
            low, high = max(at, first), min(at + len(block), first + gains.size)
            if low < high:
                out[low - at : high - at] *= gains[low - first : high - first, None]
        yield out
        at += len(block)


def _wobbled(blocks: Iterable[Sound], n: int, cents: float, loop: bool) -> Iterator[Sound]:
    """The sound as from a tape that does not run quite evenly: slow and quick wanderings of the pitch."""
    if not cents:
        yield from blocks
        return
    waves = [(2 * np.pi * max(1, round(rate_hz * n / RATE)) / n, share) for rate_hz, share in _WANDERINGS]
    ahead = 2 + math.ceil(sum(2 * share * cents / 1731 / w for w, share in waves))
    held, first = np.zeros((0, 2), np.float32), 0
    for block in _and_after(blocks, ahead, loop):
        held = np.concatenate([held, block])
        ready = len(held) - ahead
        for low in range(0, ready, _WOBBLED):
            high = min(ready, low + _WOBBLED)
            yield _bent(held[low : high + ahead], first + low, high - low, cents, waves)
        if ready > 0:
            held, first = held[ready:], first + ready


def _and_after(blocks: Iterable[Sound], ahead: int, loop: bool) -> Iterator[Sound]:
    """The blocks, and `ahead` samples more: those at the start of a loop, else the last one held."""
    block = np.zeros((0, 2), np.float32)
    for block in blocks:
        yield block
    yield block.take(np.arange(ahead), axis=0, mode="wrap") if loop else np.repeat(block[-1:], ahead, axis=0)


def _bent(held: Sound, first: int, n: int, cents: float, waves: Sequence[tuple[float, float]]) -> Sound:
    """`n` samples from `first` on, each from where the tape has got to; `held` begins at `first`."""
    t = np.arange(first, first + n, dtype=np.float64)
    at = t.copy()
    for w, share in waves:  # whole rounds, so that a loop closes
        at += share * cents / 1731 / w * (1 - np.cos(w * t))
    low = np.floor(at).astype(np.int64)
    part = (at - low).astype(np.float32)[:, None]
    return held[low - first] * (1 - part) + held[low - first + 1] * part
