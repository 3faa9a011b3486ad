"""What a piece of music and a bed must keep, said as a list of faults; the tests plant faults to see them found."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vivant.sound import RATE, Piece, Sound, loudness

STEP = 0.9
"""The most that two neighbouring samples may differ: more is a click."""


def faults(samples: Sound, duration_s: float, *, loop: bool, lufs: float) -> list[str]:
    """Everything that is wrong with a sound of a length and a loudness."""
    found = []
    if samples.shape != (round(duration_s * RATE), 2) or samples.dtype != np.float32:
        found.append(f"shape {samples.shape} {samples.dtype}")
    if not np.isfinite(samples).all():
        return [*found, "not a number"]
    loud, peak_db = loudness(samples)
    if peak_db >= -1.0:
        found.append(f"peak {peak_db:.2f} dBTP")
    if abs(loud - lufs) > 0.6:
        found.append(f"loudness {loud:.1f} LUFS")
    if np.abs(np.diff(samples, axis=0)).max() > STEP:
        found.append("click")
    if np.corrcoef(samples[:, 0], samples[:, 1])[0, 1] <= 0:
        found.append("sides against each other")
    if abs(float(samples.mean())) > 0.003:
        found.append("off centre")
    return [*found, *(seam(samples) if loop else ending(samples))]


def seam(samples: Sound) -> list[str]:
    """Whether the end leads to the start: level, slope and loudness across the seam are like those elsewhere."""
    around = np.concatenate([samples[-RATE // 10 :], samples[: RATE // 10]])
    middle = RATE // 10
    bend = np.abs(np.diff(around, 2, axis=0)).max(axis=1)
    near = np.concatenate([bend[: middle - 40], bend[middle + 40 :]])
    at = bend[middle - 3 : middle + 2].max()
    ordinary = max(float(np.quantile(np.abs(np.diff(samples, 2, axis=0)).max(axis=1), 0.995)), float(near.max()))
    found = [f"seam {at:.4f} over {ordinary:.4f}"] if at > 1.5 * ordinary + 1e-4 else []
    level = [float(np.sqrt(np.mean(part**2))) for part in (samples[-2000:], samples[:300])]
    if min(level) < 0.01 * float(np.sqrt(np.mean(samples**2))):
        found.append("silence at the seam")
    return found


def ending(samples: Sound) -> list[str]:
    """Whether the last moment is silent, and the end was not cut off."""
    found = []
    if np.abs(samples[-240:]).max() > 0.004:
        found.append("ends in sound")
    if np.abs(samples[: RATE // 2000]).max() > 0.25:
        found.append("starts with a jump")
    return found


def grid_faults(piece: Piece, metre: int, duration_s: float) -> list[str]:
    """Whether beats and bars are a grid that fits the piece."""
    found = []
    steps = np.diff(piece.beats_s)
    if piece.beats_s[0] != 0.0 or (steps <= 0).any() or piece.beats_s[-1] > duration_s:
        found.append("beats do not rise from 0 within the piece")
    if steps.size and np.abs(np.median(steps) - 60 / piece.tempo_bpm) > 1e-6:
        found.append("beats are not at the tempo")
    if steps.size and (steps > 1.25 * np.median(steps)).any():
        found.append("beats are uneven")
    if not np.array_equal(piece.bars_s, piece.beats_s[::metre]):
        found.append("bars are not beats")
    if [s.first_bar for s in piece.sections] != list(np.cumsum([0, *(s.n_bars for s in piece.sections[:-1])])):
        found.append("sections have gaps")
    return found


def chroma(samples: Sound) -> NDArray[np.float64]:
    """How much each pitch class sounds, C first, as shares of the whole: energy at peaks from 100 Hz to 2 kHz."""
    mono = samples.mean(axis=1)
    window = 16384
    total = np.zeros(12)
    hz = np.fft.rfftfreq(window, 1 / RATE)
    for first in range(0, mono.size - window, window // 2):
        power = np.abs(np.fft.rfft(mono[first : first + window] * np.hanning(window))) ** 2
        peaks = np.flatnonzero((power[1:-1] > power[:-2]) & (power[1:-1] > power[2:])) + 1
        peaks = peaks[(hz[peaks] > 100) & (hz[peaks] < 2000) & (power[peaks] > 1e-3 * power.max())]
        classes = np.round(69 + 12 * np.log2(hz[peaks] / 440)).astype(int) % 12
        np.add.at(total, classes, np.sqrt(power[peaks]))
    return total / total.sum()
