"""Where the beats of somebody's own music are, and that music cut to a length at its phrases. Not for our own pieces:
these know their beats.

Ellis (2007): the sum of what grows louder in any band is how strongly something starts; its autocorrelation, weighted
towards tempos that people tap, gives the tempo; dynamic programming finds the beats that are strong and evenly spaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vivant.errors import UsageError
from vivant.sound.contract import RATE, Sound, Times

_HOP = 480  # a hundred frames a second
_WINDOW = 2048
_FRAMES_HZ = RATE / _HOP
_BANDS = 40
_TAPPED_BPM = 112.0  # the tempo that people tap most
_TIGHT = 110.0  # how much an uneven beat costs


@dataclass(frozen=True, slots=True, eq=False)
class Beats:
    """The beats of a piece: its tempo, and when beats and bars start, in seconds."""

    tempo_bpm: float
    beats_s: Times
    downbeats_s: Times


def beats(samples: Sound) -> Beats:
    """The beats of music, (n, 2) float32. No beats are found where nothing starts, as in silence or a held tone."""
    strength, low, tones = _heard(samples)
    if strength.size < 2 * _FRAMES_HZ or strength.max(initial=0.0) <= 0:
        return Beats(0.0, np.zeros(0), np.zeros(0))
    lag = _period(strength)
    frames = _refined(_path(strength, lag), strength)
    if frames.size < 2:
        return Beats(0.0, np.zeros(0), np.zeros(0))
    times = frames / _FRAMES_HZ
    step = float(np.polyfit(np.arange(times.size), times, 1)[0])
    first, metre = _bars(frames, strength, low, tones)
    return Beats(60 / step, times, times[first::metre])


def _heard(samples: Sound) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """How strongly something starts in each frame, over all bands and in the bass; and which tones sound, (n, 12)."""
    mono = np.pad(samples.mean(axis=1, dtype=np.float32), (_WINDOW // 2, _WINDOW // 2))
    n = max(0, (mono.size - _WINDOW) // _HOP)
    window = np.hanning(_WINDOW).astype(np.float32)
    matrix, classes = _bands(), _classes()
    rows, tones = [], []
    for first in range(0, n, 2000):
        views = np.lib.stride_tricks.sliding_window_view(mono[first * _HOP :], _WINDOW)[::_HOP][: min(2000, n - first)]
        power = np.abs(np.fft.rfft(views * window, axis=1)) ** 2
        rows.append(10 * np.log10(power @ matrix + 1e-10))
        tones.append(np.sqrt(power) @ classes)
    if not rows:
        return np.zeros(0), np.zeros(0), np.zeros((0, 12))
    loud = np.concatenate(rows)
    loud = np.maximum(loud, loud.max() - 70)  # 70 dB below the loudest is silence
    grown = np.maximum(np.diff(loud, axis=0, prepend=loud[:1]), 0.0)
    bass = 10 ** (loud[:, :3].max(axis=1) / 20)  # below 200 Hz, as amplitude: a thud, not a click that has bass as well
    thuds = np.maximum(np.diff(bass, prepend=bass[:1]), 0.0)
    return _evened(grown.mean(axis=1)), _evened(thuds), np.concatenate(tones)


def _bands() -> NDArray[np.float64]:
    """Triangles on the mel scale from 30 Hz to 12 kHz, (bins, bands)."""
    edges = 700 * (10 ** (np.linspace(np.log10(1 + 30 / 700), np.log10(1 + 12000 / 700), _BANDS + 2)) - 1)
    hz = np.fft.rfftfreq(_WINDOW, 1 / RATE)[:, None]
    up, down = (hz - edges[:-2]) / np.diff(edges)[:-1], (edges[2:] - hz) / np.diff(edges)[1:]
    shape = np.maximum(0.0, np.minimum(up, down))
    matrix: NDArray[np.float64] = shape / np.maximum(shape.sum(axis=0), 1e-9)
    return matrix


def _classes() -> NDArray[np.float64]:
    """Which of the twelve tones a frequency between 350 Hz and 4 kHz is, (bins, 12)."""
    hz = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    inside = np.flatnonzero((hz > 350) & (hz < 4000))
    matrix = np.zeros((hz.size, 12))
    matrix[inside, np.round(12 * np.log2(hz[inside] / 440)).astype(int) % 12] = 1.0
    return matrix


def _evened(strength: NDArray[np.float64]) -> NDArray[np.float64]:
    """Without the slow swell of loudness, smoothed over a few frames, with a deviation of one."""
    wide = int(_FRAMES_HZ)
    slow = np.convolve(np.pad(strength, wide, mode="edge"), np.ones(2 * wide + 1) / (2 * wide + 1), "valid")
    rough = np.maximum(strength - slow, 0.0)
    shape = np.exp(-0.5 * (np.arange(-4, 5) / 1.8) ** 2)
    smooth = np.convolve(rough, shape / shape.sum(), "same")
    spread = float(smooth.std())
    return smooth / spread if spread > 1e-6 else np.zeros_like(smooth)


def _period(strength: NDArray[np.float64]) -> float:
    """Frames from one beat to the next."""
    size = 1 << int(np.ceil(np.log2(2 * strength.size)))
    spectrum = np.fft.rfft(strength - strength.mean(), size)
    related = np.fft.irfft(np.abs(spectrum) ** 2, size)[: strength.size]
    related /= related[0]
    lags = np.arange(round(60 / 210 * _FRAMES_HZ), min(round(60 / 45 * _FRAMES_HZ), strength.size // 2))
    weight = np.exp(-0.5 * (np.log2(60 * _FRAMES_HZ / lags / _TAPPED_BPM) / 0.75) ** 2)

    def at(lag: NDArray[Any]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = np.interp(lag, np.arange(related.size), related, right=0.0)
        return found

    # a beat repeats after two, three and four beats as well
    total = at(lags) + 0.5 * at(lags * 2.0) + 0.25 * at(lags * 3.0) + 0.35 * at(lags * 4.0)
    best = int(np.argmax(weight * total))
    if 0 < best < lags.size - 1:
        a, b, c = total[best - 1 : best + 2]
        bend = a - 2 * b + c
        return float(lags[best] + (0.5 * (a - c) / bend if abs(bend) > 1e-9 else 0.0))
    return float(lags[best])


def _path(strength: NDArray[np.float64], lag: float) -> NDArray[np.int64]:
    """Beats that are strong and about `lag` frames apart."""
    back = np.arange(-round(2 * lag), -round(lag / 2) + 1)
    cost = -_TIGHT * np.log(-back / lag) ** 2
    score, came = strength.copy(), np.full(strength.size, -1)
    for t in range(-int(back[0]), strength.size):
        ways = score[t + back] + cost
        best = int(ways.argmax())
        score[t] += ways[best]
        came[t] = t + back[best]
    ends = score[-round(1.2 * lag) :]
    at = strength.size - ends.size + int(ends.argmax())
    path = [at]
    while came[path[-1]] >= 0:
        path.append(int(came[path[-1]]))
    found = np.array(path[::-1])
    strong = strength[found] > 0.1 * strength[found].mean()
    kept = np.flatnonzero(strong)
    return found[kept[0] : kept[-1] + 1] if kept.size else found[:0]


def _refined(frames: NDArray[np.int64], strength: NDArray[np.float64]) -> NDArray[np.float64]:
    """Beats between frames, where the strength has its top."""
    inside = frames[(frames > 0) & (frames < strength.size - 1)]
    a, b, c = strength[inside - 1], strength[inside], strength[inside + 1]
    bend = a - 2 * b + c
    shift = np.where((bend < -1e-9) & (b >= a) & (b >= c), 0.5 * (a - c) / np.minimum(bend, -1e-9), 0.0)
    found: NDArray[np.float64] = inside + np.clip(shift, -0.5, 0.5)
    return found


def _bars(
    frames: NDArray[np.float64], strength: NDArray[np.float64], low: NDArray[np.float64], tones: NDArray[np.float64]
) -> tuple[int, int]:
    """Which beat starts the first bar, and beats in a bar: where the most starts, in the bass too, and chords change.

    Four unless three stands out more.
    """
    at = np.round(frames).astype(int)
    total = np.concatenate([np.zeros((1, 12)), np.cumsum(tones, axis=0)])
    ends = np.append(at[1:], min(tones.shape[0], 2 * at[-1] - at[-2]))
    beats = (total[ends] - total[at]) / np.maximum(np.linalg.norm(total[ends] - total[at], axis=1), 1e-9)[:, None]
    change = 1 - (beats[1:] * beats[:-1]).sum(axis=1)
    strong = (
        0.3 * _standing(strength[at]) + 1.0 * _standing(low[at]) + 1.2 * _standing(np.append(change.mean(), change))
    )
    found = []
    for metre in (4, 3):
        means = [float(strong[k::metre].mean()) for k in range(min(metre, at.size))]
        found.append((max(means) - float(np.mean(means)), int(np.argmax(means)), metre))
    four, three = found
    return three[1:] if three[0] > 1.25 * four[0] else four[1:]


def _standing(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far values stand out, in standard deviations, two at the most."""
    spread = float(values.std())
    found: NDArray[np.float64] = np.clip((values - values.mean()) / max(spread, 1e-9), -2, 2)
    return found


def phrased(samples: Sound, found: Beats, duration_s: float) -> Sound:
    """Music cut to exactly `duration_s`: from a bar's start to a bar's end where it can be, faded at both ends.

    Among the bars that it could start with the one is taken whose end lies nearest to a bar's end. Raises UsageError
    where the music is shorter than that.
    """
    n = round(duration_s * RATE)
    if not 0 < n <= samples.shape[0]:
        raise UsageError(
            f"The music is {samples.shape[0] / RATE:.1f} s long, less than {duration_s:g} s. Loop it or ask for less.",
            place="duration_s", value=duration_s, limit=samples.shape[0] / RATE,
        )  # fmt: skip
    latest_s = (samples.shape[0] - n) / RATE
    bars = found.downbeats_s
    choices = bars[bars <= latest_s] if bars.size else bars
    start_s = 0.0
    if choices.size:
        off = [float(np.abs(bars - (start + duration_s)).min()) for start in choices]
        start_s = float(choices[int(np.argmin(np.round(off, 2)))])
    first = max(0, round(start_s * RATE) - round(0.01 * RATE))  # a moment before the stroke
    out = samples[min(first, samples.shape[0] - n) :][:n].copy()
    return faded(out, 0.01, min(1.5, duration_s / 4))


def faded(samples: Sound, in_s: float, out_s: float) -> Sound:
    """The samples themselves, faded in and out along half a cosine, at equal power when two of them cross."""
    n = samples.shape[0]
    rise, fall = min(n, round(in_s * RATE)), min(n, round(out_s * RATE))
    samples[:rise] *= np.sin(np.linspace(0, np.pi / 2, rise, endpoint=False, dtype=np.float32))[:, None]
    samples[n - fall :] *= np.cos(np.linspace(0, np.pi / 2, fall, dtype=np.float32))[:, None]
    return samples
