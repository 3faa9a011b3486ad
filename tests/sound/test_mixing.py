"""Mixing: places, fades, ducking under a voice, loudness."""

from __future__ import annotations

import numpy as np
import pytest

from vivant.errors import UsageError
from vivant.sound import RATE, Layer, Sound, loudness, mix


def tone(hz: float, length_s: float, level: float = 0.2) -> Sound:
    wave = level * np.sin(2 * np.pi * hz * np.arange(round(length_s * RATE)) / RATE)
    return np.repeat(wave.astype(np.float32)[:, None], 2, axis=1)


def level(samples: Sound, first_s: float, end_s: float) -> float:
    part = samples[round(first_s * RATE) : round(end_s * RATE)]
    return float(20 * np.log10(np.sqrt(np.mean(part**2)) + 1e-9))


def test_layers_lie_where_they_were_put() -> None:
    out = mix([Layer(tone(440, 1.0), start_s=1.0, gain_db=-6.0206)], 3.0, target_lufs=None)
    assert out.shape == (3 * RATE, 2) and out.dtype == np.float32
    assert not out[:RATE].any() and not out[2 * RATE :].any()
    assert np.allclose(out[RATE : 2 * RATE], 0.5 * tone(440, 1.0), atol=1e-4)


def test_what_starts_before_the_beginning_is_cut_and_what_is_long_too() -> None:
    long = tone(300, 5.0)
    out = mix([Layer(long, start_s=-1.0)], 2.0, target_lufs=None)
    assert np.array_equal(out, long[RATE : 3 * RATE])


def test_a_loop_is_repeated_to_the_end() -> None:
    short = tone(440, 0.5)
    out = mix([Layer(short, loop=True)], 1.75, target_lufs=None)
    assert np.array_equal(out, np.concatenate([short, short, short, short[: RATE // 4]]))


def test_fades_rise_and_fall_without_a_step() -> None:
    out = mix([Layer(tone(440, 2.0), fade_in_s=0.5, fade_out_s=0.5)], 2.0, target_lufs=None)
    assert level(out, 0, 0.05) < level(out, 0.3, 0.5) < level(out, 0.8, 1.2) + 0.01
    assert np.abs(out[-20:]).max() < 0.01 and level(out, 1.9, 2.0) < level(out, 1.0, 1.2) - 10


def test_music_steps_back_for_a_voice_and_comes_back() -> None:
    music, voice = tone(440, 6.0), tone(200, 1.5, 0.3)
    alone = mix([Layer(music)], 6.0, target_lufs=None)
    assert np.array_equal(alone, music), "without a voice nothing moves"
    both = mix([Layer(music), Layer(voice, start_s=2.0, role="voice")], 6.0, target_lufs=None)
    rest = both.copy()
    rest[2 * RATE : round(3.5 * RATE)] -= voice
    assert level(rest, 2.4, 3.4) == pytest.approx(level(music, 2.4, 3.4) - 12, abs=0.8)
    assert level(rest, 0, 1.8) == pytest.approx(level(music, 0, 1.8), abs=0.05)
    assert level(rest, 5.6, 6.0) == pytest.approx(level(music, 5.6, 6.0), abs=0.5)
    assert np.abs(np.diff(rest, axis=0)).max() < 1.05 * np.abs(np.diff(music, axis=0)).max(), "no click"


def test_beds_step_back_half_as_far_and_effects_not_at_all() -> None:
    voice = Layer(tone(200, 3.0, 0.3), role="voice")
    for role, down_db in (("bed", 6.0), ("sfx", 0.0)):
        both = mix([Layer(tone(900, 3.0), role=role), voice], 3.0, target_lufs=None)  # type: ignore[arg-type]
        rest = both - voice.samples
        assert level(rest, 1.5, 2.5) == pytest.approx(level(tone(900, 3.0), 1.5, 2.5) - down_db, abs=0.5)


@pytest.mark.parametrize("gain_db", [-25.0, 9.0])
def test_a_mix_is_as_loud_as_promised(gain_db: float) -> None:
    rng = np.random.default_rng(1)
    bursts = (rng.standard_normal((5 * RATE, 2)) * 0.1).astype(np.float32)
    bursts *= (0.3 + np.abs(np.sin(np.arange(5 * RATE) / 9000)))[:, None].astype(np.float32)
    lufs, peak = loudness(mix([Layer(bursts, gain_db=gain_db), Layer(tone(110, 5.0))], 5.0))
    assert lufs == pytest.approx(-14.0, abs=0.3) and peak < -1.0


def test_nothing_is_silence_and_wrong_layers_are_told() -> None:
    assert not mix([], 1.0).any()
    with pytest.raises(UsageError, match="Layer 1 is not stereo"):
        mix([Layer(np.zeros(10, np.float32))], 1.0)
    with pytest.raises(UsageError, match="Choose one of music"):
        mix([Layer(tone(440, 1.0), role="choir")], 1.0)  # type: ignore[arg-type]
