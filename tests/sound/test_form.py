"""The form of a piece: bars, tempo, sections, chords and their voices."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.errors import UsageError
from vivant.sound import catalogue
from vivant.sound.form import Song, planned
from vivant.sound.harmony import Key, chord, voiced

C = Key(0, "major")


@settings(deadline=None, max_examples=80)
@given(
    style=st.sampled_from(sorted(catalogue())), duration_s=st.floats(0.5, 900), tempo=st.floats(50, 170),
    loop=st.booleans(), fixed=st.booleans(),
)  # fmt: skip
def test_bars_and_a_last_chord_fill_any_length(
    style: str, duration_s: float, tempo: float, loop: bool, fixed: bool
) -> None:
    bpm, bars, last_s = planned(catalogue()[style], duration_s, C, tempo, fixed=fixed, seed=0, loop=loop)
    song = Song(catalogue()[style], C, bpm, bars, last_s, loop, 0)
    assert song.duration_s == pytest.approx(duration_s)
    assert sum(s.n_bars for s in song.sections) == max(bars, 1)
    assert last_s == 0 if loop else last_s >= min(1.5, duration_s)
    bar_s = 60 * song.metre / tempo
    if fixed and duration_s > 8 * bar_s + 5:
        assert bpm == pytest.approx(tempo, rel=0.07)


def test_chords_follow_one_another_without_a_gap() -> None:
    for style in catalogue().values():
        for n in (3, 6, 13, 30, 60):
            song = Song(style, C, 100.0, n, 2.0, False, 3)
            for one, after in pairwise(song.harmonies):
                assert one.beat + one.beats == pytest.approx(after.beat)
            assert song.harmonies[-1].beat == song.n_beats and song.harmonies[-1].chord.root == 0


def test_a_long_piece_does_not_repeat_one_section_for_ever() -> None:
    song = Song(catalogue()["ambient"], C, 60.0, 148, 3.0, False, 0)
    names = [s.name for s in song.sections]
    assert {"intro", "A", "B", "break", "C", "ending"} <= set(names)
    assert all(a != b for a, b in pairwise(names))
    assert len({s.energy for s in song.sections}) >= 5


@pytest.mark.parametrize(
    ("numeral", "pitches"),
    [
        ("I", {0, 4, 7}),
        ("ii7", {2, 5, 9, 0}),
        ("V7/vi", {4, 8, 11, 2}),
        ("bVII", {10, 2, 5}),
        ("Imaj9", {0, 4, 7, 11, 2}),
    ],
)
def test_numerals_are_read(numeral: str, pitches: set[int]) -> None:
    assert set(chord(numeral, C).pitches) == pitches
    assert chord("I/3", C).bass == 4 and chord("v", Key(9, "minor")).root == 4


@pytest.mark.parametrize(
    ("name", "key"),
    [("A minor", "A minor"), ("f#", "F# major"), ("E♭m", "Eb minor"), ("c小调", "C minor"), ("G大调", "G major")],
)
def test_keys_are_read(name: str, key: str) -> None:
    assert str(Key.named(name)) == key


def test_what_is_no_key_is_said() -> None:
    with pytest.raises(UsageError, match="not a key"):
        Key.named("X")


def test_voices_move_little_and_stay_in_their_range() -> None:
    chords = [chord(n, C) for n in ["I", "vi", "IV", "V7", "iii7", "vi", "ii7", "V7", "I"]]
    layouts = voiced(chords, 50, 70, 4)
    for one in layouts:
        assert len(one) == 4 and one[0] >= 50 and one[-1] <= 70 and list(one) == sorted(one)
    moves = [np.abs(np.subtract(a, b)) for a, b in pairwise(layouts)]
    assert float(np.mean(moves)) < 2.6, "a hand hardly leaves its place"
    jumping = voiced([chords[0]], 50, 70, 4)[0], tuple(p + 7 for p in voiced([chords[0]], 50, 63, 4)[0])
    assert float(np.mean(np.abs(np.subtract(*jumping)))) > 2.6, "and parallel chords would be found out"
