"""Beats of music that does not tell them, and music cut to phrases."""

from __future__ import annotations

import numpy as np
import pytest

from vivant.errors import UsageError
from vivant.sound import RATE, Sound, beats, compose, faded, phrased


def clicks(bpm: float, length_s: float, *, accent: int = 4, late_s: float = 0.0) -> Sound:
    """A metronome: a thud on the first beat of a bar and short noises between, over a soft hum."""
    rng = np.random.default_rng(0)
    n = round(length_s * RATE)
    out = 0.01 * rng.standard_normal(n)
    k = 0
    while (at := round((late_s + k * 60 / bpm) * RATE)) < n - 4000:
        t = np.arange(4000) / RATE
        thud = np.sin(2 * np.pi * 70 * t) if k % accent == 0 else 0.5 * rng.standard_normal(4000)
        out[at : at + 4000] += 0.6 * thud * np.exp(-t / 0.02)
        k += 1
    return np.repeat(out.astype(np.float32)[:, None], 2, axis=1)


@pytest.mark.parametrize("bpm", [68.0, 90.0, 123.4, 150.0])
def test_a_metronome_is_followed(bpm: float) -> None:
    found = beats(clicks(bpm, 12.0, late_s=0.31))
    assert found.tempo_bpm == pytest.approx(bpm, rel=0.01)
    true = 0.31 + np.arange(round(12 * bpm / 60)) * 60 / bpm
    assert np.abs(found.beats_s[:, None] - true).min(axis=1).max() < 0.025
    assert np.abs(found.downbeats_s[:, None] - true[::4]).min(axis=1).max() < 0.025


def test_a_waltz_has_three_beats_in_a_bar() -> None:
    found = beats(clicks(120.0, 12.0, accent=3))
    assert np.median(np.diff(found.downbeats_s)) == pytest.approx(1.5, abs=0.03)


@pytest.mark.parametrize("style", ["pop", "electronic", "lofi", "acoustic"])
def test_beats_of_composed_music_lie_on_its_grid(style: str) -> None:
    piece = compose(style, 14.0, seed=3, loop=True)
    found = beats(piece.samples)
    assert min(abs(found.tempo_bpm / piece.tempo_bpm / r - 1) for r in (0.5, 1, 2)) < 0.015
    grid = np.concatenate([piece.beats_s, piece.beats_s + 30 / piece.tempo_bpm])
    off = np.abs(found.beats_s[:, None] - grid).min(axis=1)
    assert np.mean(off < 0.045) > 0.85
    shifted = np.abs(found.beats_s[:, None] - (grid + 0.12)).min(axis=1)
    assert np.mean(shifted < 0.045) < 0.5, "another grid would be found out"


def test_silence_and_a_held_tone_have_no_beats() -> None:
    silent = beats(np.zeros((5 * RATE, 2), np.float32))
    assert silent.tempo_bpm == 0 and silent.beats_s.size == 0
    assert beats(np.zeros((100, 2), np.float32)).beats_s.size == 0


def test_music_is_cut_from_bar_to_bar() -> None:
    music = clicks(120.0, 16.0, late_s=0.5)
    found = beats(music)
    cut = phrased(music, found, 8.0)
    assert cut.shape == (8 * RATE, 2) and np.abs(cut[-10:]).max() < 1e-3
    late = (beats(cut).downbeats_s + 1.0) % 2.0 - 1.0  # bars are two seconds long
    assert np.abs(late - 0.01).max() < 0.03, "it starts with a bar"
    with pytest.raises(UsageError, match="less than 20 s"):
        phrased(music, found, 20.0)


def test_fades_of_two_sounds_keep_the_power() -> None:
    up = faded(np.ones((RATE, 2), np.float32), 0.5, 0.0)[: RATE // 2]
    down = faded(np.ones((RATE, 2), np.float32), 0.0, 0.5)[RATE // 2 :]
    assert np.allclose(up**2 + down**2, 1.0, atol=1e-3)
