"""Loudness against ffmpeg's ebur128, and what mastering keeps."""

from __future__ import annotations

import math
import re

import av
import av.filter
import numpy as np
import pytest

from vivant.sound import RATE, Sound, compose, loudness
from vivant.sound.loudness import integrated
from vivant.sound.mastering import mastered


def ebur128(samples: Sound) -> tuple[float, float]:
    """(integrated LUFS, true peak dBTP) as ffmpeg measures them."""
    graph = av.filter.Graph()
    source = graph.add("abuffer", f"sample_rate={RATE}:sample_fmt=flt:channel_layout=stereo:time_base=1/{RATE}")
    meter = graph.add("ebur128", "peak=true:metadata=1:framelog=quiet")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    lufs, peaks = -math.inf, [0.0]
    for first in range(0, samples.shape[0], 4800):
        block = np.ascontiguousarray(samples[first : first + 4800])
        frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate, frame.pts = RATE, first
        graph.push(frame)
        while True:
            try:
                told = dict(graph.pull().metadata)
            except (BlockingIOError, av.error.EOFError):
                break
            lufs = float(told.get("lavfi.r128.I", lufs))
            peaks += [float(v) for k, v in told.items() if re.fullmatch(r"lavfi\.r128\.true_peaks_ch\d", k)]
    return lufs, 20 * math.log10(max(peaks))


def tone(hz: float, level_db: float, length_s: float) -> Sound:
    wave = 10 ** (level_db / 20) * np.sin(2 * np.pi * hz * np.arange(round(length_s * RATE)) / RATE)
    return np.repeat(wave.astype(np.float32)[:, None], 2, axis=1)


def test_a_tone_of_the_standard_measures_what_the_standard_says() -> None:
    """EBU Tech 3341, case 1: a stereo sine of 1 kHz at -23 dBFS is -23 LUFS."""
    assert loudness(tone(1000, -23, 5.0))[0] == pytest.approx(-23.0, abs=0.1)


def test_quiet_stretches_do_not_count() -> None:
    """EBU Tech 3341, case 3: -36, -23 and -36 dBFS for 10, 60 and 10 s (shorter here) are -23 LUFS."""
    parts = [tone(1000, -36, 1.0), tone(1000, -23, 12.0), tone(1000, -36, 1.0)]
    assert loudness(np.concatenate(parts))[0] == pytest.approx(-23.0, abs=0.15)


def test_a_peak_between_samples_is_seen() -> None:
    """A sine of a quarter of the rate whose samples all miss the top: 0.71 where the wave reaches 1."""
    n = np.arange(RATE)
    wave = np.sin(2 * np.pi * n / 4 + np.pi / 4) * np.minimum(1, np.minimum(n, RATE - n) / 2000)
    samples = np.repeat(wave.astype(np.float32)[:, None], 2, axis=1)
    assert 20 * np.log10(np.abs(samples).max()) < -2.9
    assert loudness(samples)[1] == pytest.approx(0.0, abs=0.25)


@pytest.mark.parametrize("style", ["pop", "ambient"])
def test_music_measures_as_with_ffmpeg(style: str) -> None:
    samples = compose(style, 6.0).samples
    lufs, peak = ebur128(samples)
    ours = loudness(samples)
    assert ours[0] == pytest.approx(lufs, abs=0.1) and ours[1] == pytest.approx(peak, abs=0.3)
    louder = loudness(samples * np.float32(1.5))
    assert abs(louder[0] - lufs) > 3, "another loudness would be found out"


def test_silence_is_no_loudness() -> None:
    silent = np.zeros((RATE, 2), np.float32)
    assert loudness(silent) == (-math.inf, -math.inf)
    assert not mastered(silent, -14.0).any()
    assert loudness(np.zeros((0, 2), np.float32)) == (-math.inf, -math.inf)


@pytest.mark.parametrize("loop", [False, True])
def test_spikes_are_held_without_clipping(loop: bool) -> None:
    rng = np.random.default_rng(0)
    samples = (0.05 * rng.standard_normal((4 * RATE, 2))).astype(np.float32)
    samples[::9000] += 0.9
    held = mastered(samples.copy(), -14.0, loop=loop)
    lufs, peak = loudness(held)
    assert lufs == pytest.approx(-14.0, abs=0.3) and peak < -1.0
    assert ebur128(held)[1] < -0.9
    ratio = held[1000:8000] / samples[1000:8000]
    assert np.nanstd(ratio[np.abs(samples[1000:8000]) > 1e-3]) < 0.5, "the gain moves, the wave is not cut"


def test_a_gain_can_be_measured_before_it_is_made() -> None:
    samples = tone(440, -20, 2.0)
    half = integrated(samples, lambda a, b: np.full(b - a, 0.5, np.float32))
    assert half == pytest.approx(integrated(samples) - 6.02, abs=0.02)
