"""What every style and bed must keep, and proof that one which does not keep it is found out."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from tests.sound.keeping import chroma, faults, grid_faults, seam
from vivant.errors import UsageError
from vivant.knobs import knobs
from vivant.sound import MOODS, RATE, Piece, bed, bed_catalogue, catalogue, compose
from vivant.sound.composing import MUSIC_LUFS, found_style
from vivant.sound.harmony import Key, chord

SECONDS = 5.7
STYLES, BEDS = sorted(catalogue()), sorted(bed_catalogue())


@cache
def piece(style: str, *, loop: bool = False) -> Piece:
    return compose(style, SECONDS, seed=4, loop=loop)


@pytest.mark.parametrize("style", STYLES)
def test_every_style_ends_properly_at_the_length_asked_for(style: str) -> None:
    made = piece(style)
    assert faults(made.samples, SECONDS, loop=False, lufs=MUSIC_LUFS) == []
    assert grid_faults(made, catalogue()[style].metre, SECONDS) == []


@pytest.mark.parametrize("style", STYLES)
def test_every_style_loops(style: str) -> None:
    made = piece(style, loop=True)
    assert faults(made.samples, SECONDS, loop=True, lufs=MUSIC_LUFS) == []
    beat_s = 60 / made.tempo_bpm
    assert made.beats_s.size * beat_s == pytest.approx(SECONDS), "whole bars fill a loop"


@pytest.mark.parametrize("style", STYLES)
def test_every_style_has_a_wide_sound_and_a_tempo_of_its_own(style: str) -> None:
    """No style is a hum or a hiss: the octaves from 125 Hz to 4 kHz lie within 40 dB, none above 8 kHz leads."""
    made = piece(style)
    power = np.abs(np.fft.rfft(made.samples.mean(axis=1))) ** 2
    hz = np.fft.rfftfreq(made.samples.shape[0], 1 / RATE)
    octaves = [
        10 * np.log10(power[(hz >= f / 1.41) & (hz < f * 1.41)].sum() + 1e-9) for f in (125, 250, 500, 1000, 2000, 4000)
    ]
    high = 10 * np.log10(power[hz > 8000].sum() + 1e-9)
    assert max(octaves) - min(octaves) < 40 and high < max(octaves) - 6
    tempo = catalogue()[style].params.model_json_schema()["properties"]["tempo_bpm"]
    assert 0.8 * tempo["minimum"] < made.tempo_bpm < 1.25 * tempo["maximum"]


def test_the_same_seed_is_the_same_music_and_another_seed_another() -> None:
    one, again, other = (compose("piano", 4.0, seed=s) for s in (1, 1, 2))
    assert np.array_equal(one.samples, again.samples)
    assert not np.array_equal(one.samples, other.samples)
    assert np.array_equal(bed("rain", 1.5, seed=1), bed("rain", 1.5, seed=1))


@pytest.mark.parametrize(
    ("style", "key"), [("piano", "A minor"), ("ambient", "E major"), ("pop", "Bb major"), ("calm", "c#m")]
)
def test_the_key_is_the_one_asked_for(style: str, key: str) -> None:
    made = compose(style, 9.0, seed=2, key=key)
    asked = Key.named(key)
    assert made.key == str(asked)
    shares = chroma(made.samples)
    fits = [shares[list(Key(tonic, asked.mode).scale)].sum() for tonic in range(12)]
    assert fits[asked.tonic] > max(0.7, max(fits) - 0.1), "little sounds outside the scale, overtones aside"
    assert fits[asked.tonic] > fits[(asked.tonic + 6) % 12] + 0.15, "and a key far away would not fit"


@pytest.mark.parametrize("tempo", [72.0, 97.0, 131.0])
def test_the_tempo_is_close_to_the_one_asked_for(tempo: float) -> None:
    assert compose("lofi", 12.0, tempo=tempo).tempo_bpm == pytest.approx(tempo, rel=0.06)


def test_moods_change_mode_and_tempo() -> None:
    sad, happy = (compose("piano", 6.0, mood=m) for m in ("sad", "欢快"))
    assert sad.key.endswith("minor") and happy.key.endswith("major") and sad.tempo_bpm < happy.tempo_bpm


@pytest.mark.parametrize("duration_s", [0.5, 1.7, 3.0])
def test_short_music_still_ends(duration_s: float) -> None:
    made = compose("cinematic", duration_s)
    assert made.samples.shape == (round(duration_s * RATE), 2)
    assert np.abs(made.samples[-100:]).max() < 0.01 < np.abs(made.samples).max()


@pytest.mark.parametrize("kind", BEDS)
def test_every_bed_keeps_the_contract(kind: str) -> None:
    level = bed_catalogue()[kind].level_lufs
    assert faults(bed(kind, 4.4, seed=1), 4.4, loop=False, lufs=level) == []
    assert faults(bed(kind, 4.4, seed=1, loop=True), 4.4, loop=True, lufs=level) == []


@pytest.mark.parametrize("kind", BEDS)
def test_a_bed_grows_with_its_amount_and_is_silent_without(kind: str) -> None:
    half, whole = (float(np.sqrt(np.mean(bed(kind, 2.0, amount=a) ** 2))) for a in (0.5, 1.0))
    assert not bed(kind, 2.0, amount=0).any() and 0 < half < whole


def test_planted_faults_are_found() -> None:
    good = piece("piano").samples

    def found(samples: np.ndarray, *, loop: bool = False) -> str:
        return " ".join(faults(samples, SECONDS, loop=loop, lufs=MUSIC_LUFS))

    assert "shape" in found(good[:-1])
    assert "ends in sound" in found(np.roll(good, 40_000, axis=0))
    assert "loudness" in found(good * np.float32(0.7))
    assert "peak" in found((good * 3).clip(-1, 1).astype(np.float32))
    assert "sides" in found(good * np.array([1, -1], np.float32))
    clicked = good.copy()
    clicked[50_000] = 0.95
    clicked[50_001] = -0.9
    assert "click" in found(clicked)
    broken = good.copy()
    broken[9, 0] = np.nan
    assert "number" in found(broken)
    assert any("silence" in one or "seam" in one for one in seam(good)), "an ending is no loop"
    cut = compose("ambient", 12.0).samples[: 8 * RATE]
    assert seam(cut) != []
    assert grid_faults(piece("calm"), 4, SECONDS) != [], "three beats in a bar are not four"


def test_the_folders_are_the_registers() -> None:
    for register, folder in ((catalogue(), "styles"), (bed_catalogue(), "beds")):
        assert list(register) == sorted(register)
        assert {name: entry.words for name, entry in register.items()} == dict(register.words)
        for entry in register.values():
            assert entry.sentence.endswith(".") and len(entry.sentence) < 120
            assert any(not word.isascii() for word in entry.words), f"{entry.name} has no Chinese word in {folder}"
            assert all(knob["sentence"] for knob in knobs(entry.params))
    assert len(catalogue()) >= 10 and set(bed_catalogue()) == set(
        ["rain", "wind", "sea", "stream", "fire", "birds", "city", "snow"]
    )


def test_no_word_names_two_things() -> None:
    owners: dict[str, list[str]] = {}
    for register in (catalogue(), bed_catalogue()):
        for entry in register.values():
            for word in entry.words:
                owners.setdefault(word, []).append(entry.name)
    for name, mood in MOODS.items():
        for word in mood.words:
            owners.setdefault(word, []).append(name)
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize("style", STYLES)
def test_every_chord_of_a_style_is_a_chord(style: str) -> None:
    for mode, sets in found_style(style).chords.items():
        assert {"A", "B", "end"} <= set(sets), f"{style} in {mode}"
        for rows in sets.values():
            for numeral in " ".join(rows).replace(",", " ").split():
                assert len(chord(numeral, Key(0, mode)).tones) >= 2


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: compose("polka", 5.0), "polka"),
        (lambda: compose("piano", 0.1), "0.5 to 3600"),
        (lambda: compose("piano", 5.0, key="H dur"), "not a key"),
        (lambda: compose("piano", 5.0, tempo=900), "30 to 240"),
        (lambda: compose("piano", 5.0, mood="grumpy"), "not a mood"),
        (lambda: bed("volcano", 5.0), "volcano"),
        (lambda: bed("rain", 5.0, amount=9), "0 to 3"),
    ],
)
def test_bad_wishes_get_a_sentence(call: object, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        call()  # type: ignore[operator]
