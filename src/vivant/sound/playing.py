"""What hands do with chords: hold them, strum them, break them, walk under them, and beat a drum. Not for tunes.

Every player gives notes for a whole song, in sections that are full enough (`least`) and, if `most` says so, not too
full. A piece that ends gets its last chord here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from vivant.sound.contract import Note, Section
from vivant.sound.form import Harmony, Song
from vivant.sound.harmony import voiced

Pattern = Sequence[tuple[float, float, float]]
"""Strokes of one bar: (beat, length in beats, velocity)."""


def _full(song: Song, least: float, most: float) -> Callable[[float], bool]:
    def plays(beat: float) -> bool:
        return beat >= song.n_beats or least <= song.section_at(beat).energy <= most

    return plays


def chords(song: Song, low: int, high: int, n_voices: int) -> list[tuple[Harmony, tuple[int, ...]]]:
    """Every chord of the song with its layout."""
    layouts = voiced([h.chord for h in song.harmonies], low, high, n_voices)
    return list(zip(song.harmonies, layouts, strict=True))


def held(
    song: Song, low: int, high: int, n_voices: int = 4, *, velocity: float = 0.6, least: float = 0.0, most: float = 1.0
) -> tuple[Note, ...]:
    """Chords held as long as they last; a voice that stays on its pitch is not struck again."""
    plays, found = _full(song, least, most), dict[int, Note]()
    done: list[Note] = []
    for harmony, layout in chords(song, low, high, n_voices):
        full = velocity * (0.75 + 0.35 * song.section_at(harmony.beat).energy)
        wanted = set(layout) if plays(harmony.beat) else set()
        for pitch in [p for p in found if p not in wanted]:
            done.append(found.pop(pitch))
        for pitch in sorted(wanted):
            note = found.get(pitch)
            long = (note.beats if note else 0.0) + harmony.beats
            if note and long > 16:  # no voice holds its breath for ever
                done.append(found.pop(pitch))
                note, long = None, harmony.beats
            found[pitch] = Note(note.beat if note else harmony.beat, long, pitch, full)
    return tuple(sorted([*done, *found.values()], key=lambda n: (n.beat, n.pitch)))


def comped(
    song: Song,
    low: int,
    high: int,
    patterns: Sequence[Pattern],
    n_voices: int = 4,
    *,
    strum: float = 0.0,
    least: float = 0.0,
    most: float = 1.0,
    name: str = "comp",
) -> tuple[Note, ...]:
    """Chords in a rhythm: one of the patterns for each bar, the first most often. `strum`: beats between strings."""
    plays, rng = _full(song, least, most), song.rng(name)
    rows = chords(song, low, high, n_voices)
    found: list[Note] = []
    for bar in range(song.n_bars):
        start = bar * song.metre
        pattern = patterns[0 if rng.random() < 0.6 else int(rng.integers(len(patterns)))]
        full = 0.7 + 0.35 * song.section_at(start).energy
        for k, (at, beats, velocity) in enumerate(pattern if plays(start) else ()):
            layout = _sounding(rows, start + at)
            found += _stroke(start + at, beats, layout, velocity * full, strum if k % 2 == 0 else -strum)
    return tuple(found + _last(song, rows, strum))


def _sounding(rows: Sequence[tuple[Harmony, tuple[int, ...]]], beat: float) -> tuple[int, ...]:
    """The layout at a beat; a stroke just before a chord already belongs to it."""
    for harmony, layout in reversed(rows):
        if harmony.beat <= beat + 0.51 and (harmony.beat <= beat + 1e-6 or beat % 1 >= 0.5):
            return layout
    return rows[0][1]


def _stroke(beat: float, beats: float, layout: tuple[int, ...], velocity: float, strum: float) -> list[Note]:
    order = layout if strum >= 0 else layout[::-1]
    gap = abs(strum)
    return [Note(beat + k * gap, beats, p, velocity * (1 - 0.04 * k)) for k, p in enumerate(order)]


def _last(song: Song, rows: Sequence[tuple[Harmony, tuple[int, ...]]], strum: float) -> list[Note]:
    if song.loop:
        return []
    harmony, layout = rows[-1]
    return _stroke(harmony.beat, harmony.beats, layout, 0.6, max(strum, 0.02))


def broken(
    song: Song,
    low: int,
    high: int,
    order: Sequence[int],
    step: float,
    n_voices: int = 4,
    *,
    hold: float = 1.0,
    velocity: float = 0.55,
    least: float = 0.0,
    most: float = 1.0,
    accent: float = 0.12,
) -> tuple[Note, ...]:
    """Chords broken into single notes: `order` counts the voices from below, -1 rests, a note every `step` beats."""
    plays = _full(song, least, most)
    rows = chords(song, low, high, n_voices)
    found: list[Note] = []
    for k in range(round(song.n_beats / step)):
        beat, voice = k * step, order[k % len(order)]
        if voice < 0 or not plays(beat):
            continue
        layout = _exactly(rows, beat)
        pitch = layout[voice % len(layout)] + 12 * (voice // len(layout))
        full = velocity * (0.75 + 0.35 * song.section_at(beat).energy) + (accent if beat % song.metre == 0 else 0.0)
        found.append(Note(beat, step * hold, pitch, full))
    return tuple(found + _last(song, rows, 0.12))


def _exactly(rows: Sequence[tuple[Harmony, tuple[int, ...]]], beat: float) -> tuple[int, ...]:
    return next(layout for harmony, layout in reversed(rows) if harmony.beat <= beat + 1e-6)


def bass(
    song: Song, low: int, pattern: Sequence[tuple[float, float, float, int]], *, least: float = 0.0, most: float = 1.0
) -> tuple[Note, ...]:
    """A bass line: strokes of one bar (beat, length, velocity, semitones above the chord's bass)."""
    plays = _full(song, least, most)
    found: list[Note] = []
    for harmony in song.harmonies[: None if song.loop else -1]:
        root = low + (harmony.chord.bass - low) % 12
        first = harmony.beat % song.metre
        inside = [p for p in pattern if first <= p[0] < first + harmony.beats] or [(first, harmony.beats, 0.6, 0)]
        for bar in range(max(1, round(harmony.beats / song.metre))):
            for at, beats, velocity, above in inside:
                beat = harmony.beat - first + bar * song.metre + at
                if plays(beat):
                    full = velocity * (0.8 + 0.25 * song.section_at(beat).energy)
                    found.append(Note(beat, min(beats, first + harmony.beats - at), root + above, full))
    return tuple([*found, *_last_bass(song, low)])


def _last_bass(song: Song, low: int) -> tuple[Note, ...]:
    if song.loop:
        return ()
    last = song.harmonies[-1]
    return (Note(last.beat, last.beats, low + (last.chord.bass - low) % 12, 0.65),)


def walking(song: Song, low: int, high: int, *, least: float = 0.0) -> tuple[Note, ...]:
    """A walking bass, a note a beat: the root, chord and scale tones, and a half step into the next root."""
    rng, plays = song.rng("walking"), _full(song, least, 1.0)
    found: list[Note] = []
    before = (low + high) // 2
    ends = [h.beat for h in song.harmonies[1:]] + [float(song.n_beats)]
    for k, harmony in enumerate(song.harmonies[: None if song.loop else -1]):
        follower = song.harmonies[(k + 1) % len(song.harmonies)].chord
        steps = round(ends[k] - harmony.beat)
        for i in range(steps):
            if i == 0:
                aims: Iterable[int] = (harmony.chord.bass,)
            elif i == steps - 1:
                aims = ((follower.bass + 1) % 12, (follower.bass - 1) % 12)
            else:
                aims = harmony.chord.pitches if i % 2 == 0 else harmony.chord.scale(song.key)
            places = [p for p in range(low, high + 1) if p % 12 in set(aims) and (p != before or i == 0)]
            before = min(places, key=lambda p: abs(p - before) + 2.0 * rng.random())
            if plays(harmony.beat + i):
                found.append(Note(harmony.beat + i, 0.92, before, 0.66 + 0.08 * rng.random()))
    return tuple([*found, *_last_bass(song, low)])


def beaten(
    song: Song,
    rows: Sequence[str],
    *,
    pitch: float = 60.0,
    least: float = 0.0,
    most: float = 1.0,
    name: str = "drum",
    fill: str = "",
    close: bool = False,
) -> tuple[Note, ...]:
    """A drum from rows of one bar, a letter a step: "." rest, "g" ghost, "x" stroke, "X" accent, "?" a ghost at times.

    `fill` takes the row's place in the last bar of a section; `close` strikes the last chord too.
    """
    plays, rng = _full(song, least, most), song.rng(name)
    loud = {"g": 0.28, "x": 0.62, "X": 0.9, "?": 0.3}
    ends = {s.first_bar + s.n_bars - 1 for s in song.sections if s.n_bars >= 4}
    found: list[Note] = []
    for bar in range(song.n_bars):
        row = fill if fill and bar in ends else rows[bar % len(rows)]
        step = song.metre / len(row)
        full = 0.8 + 0.25 * song.section_at(bar * song.metre).energy
        for k, letter in enumerate(row if plays(bar * song.metre) else ""):
            skipped = letter == "?" and rng.random() < 0.6
            if letter in loud and not skipped:
                found.append(Note(bar * song.metre + k * step, step, pitch, loud[letter] * full))
    if close and not song.loop:
        found.append(Note(song.n_beats, 1.0, pitch, 0.7))
    return tuple(found)


def starts(
    song: Song, pitch: float = 60.0, *, least: float = 0.0, beats: float = 4.0, ahead: float = 0.0
) -> tuple[Note, ...]:
    """A stroke where a section begins that is full enough, such as a cymbal; `ahead` beats before, such as a swell."""
    chosen: list[Section] = [s for s in song.sections if s.energy >= least and s.first_bar * song.metre >= ahead]
    if song.loop:
        chosen = [s for s in chosen if s.first_bar > 0 or not ahead]
    return tuple(Note(s.first_bar * song.metre - ahead, beats, pitch, 0.5 + 0.3 * s.energy) for s in chosen)


def moved(notes: Iterable[Note], semitones: float, gain: float = 1.0) -> tuple[Note, ...]:
    """The same notes higher or lower, and as loud as `gain` times."""
    return tuple(Note(n.beat, n.beats, n.pitch + semitones, n.velocity * gain) for n in notes)


def echoed(notes: Iterable[Note], delay_beats: float, times: int, fall: float, *, end_beat: float) -> tuple[Note, ...]:
    """The repeats of notes, each quieter than the one before; none after `end_beat`."""
    return tuple(
        Note(note.beat + k * delay_beats, note.beats, note.pitch, note.velocity * fall**k)
        for note in notes
        for k in range(1, times + 1)
        if note.beat + k * delay_beats < end_beat
    )
