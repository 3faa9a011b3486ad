"""How loud sound is: integrated loudness and true peak as of ITU-R BS.1770-4. Not for changing it (mastering.py)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled
from vivant.sound.contract import RATE, Mono, Sound
from vivant.sound.kernels import biquad

_STEP = RATE // 10  # a gating block is 400 ms long and starts every 100 ms
_BLOCK = 10 * RATE
SILENT_LUFS = -70.0
"""What is quieter than this does not count as sound."""

# The two filters of BS.1770-4, tables 1 and 2: the head's lift of high tones, and a high pass.
_HEAD = (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585)
_LOW = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)


def loudness(samples: Sound) -> tuple[float, float]:
    """(integrated loudness in LUFS, true peak in dBTP); both are -inf for silence."""
    peak = float(peaks(samples, _STEP).max(initial=0.0))
    return integrated(samples), 20 * math.log10(peak) if peak > 0 else -math.inf


def integrated(samples: Sound, gain: Callable[[int, int], Mono] | None = None) -> float:
    """Integrated loudness in LUFS of (n, 2), gated at -70 LUFS and at 10 LU below the rest; -inf for silence.

    `gain(first, end)` gives a gain for each of these samples, so that a change can be measured before it is made.
    What is shorter than 400 ms is measured as one block.
    """
    steps = np.concatenate([_powers(block) for block in _weighted(samples, gain)]) if samples.size else np.zeros(0)
    n = samples.shape[0]
    if n >= 4 * _STEP:
        powers = np.convolve(steps[: n // _STEP], np.ones(4) / 4, "valid")
    else:
        powers = np.array([steps.sum() * _STEP / max(1, n)])
    loud = powers[powers > 10 ** ((SILENT_LUFS + 0.691) / 10)]
    if not loud.size:
        return -math.inf
    loud = loud[loud > loud.mean() / 10]
    return float(-0.691 + 10 * math.log10(loud.mean()))


def _weighted(samples: Sound, gain: Callable[[int, int], Mono] | None) -> Iterator[Sound]:
    head, low = np.zeros((2, 2)), np.zeros((2, 2))
    for first in range(0, samples.shape[0], _BLOCK):
        block = samples[first : first + _BLOCK]
        if gain:
            block = block * gain(first, first + block.shape[0])[:, None]
        yield biquad(biquad(np.ascontiguousarray(block), *_HEAD, head), *_LOW, low)


def energy(sound: Sound) -> float:
    """What a short sound adds to loudness: its weighted power times seconds, both sides together."""
    head, low = np.zeros((2, 2)), np.zeros((2, 2))
    heard = biquad(biquad(sound, *_HEAD, head), *_LOW, low)
    return float(np.einsum("ij,ij->", heard, heard, dtype=np.float64)) / RATE


def _powers(block: Sound) -> NDArray[np.float64]:
    """Power of both sides together in steps of 100 ms; what is missing in the last one counts as silence."""
    squares = np.zeros((-(-block.shape[0] // _STEP), _STEP))
    squares.reshape(-1)[: block.shape[0]] = np.einsum("ij,ij->i", block, block, dtype=np.float64)
    powers: NDArray[np.float64] = squares.mean(axis=1)
    return powers


def peaks(samples: Sound, hop: int) -> Mono:
    """The true peak of every `hop` samples, both sides together: four times the rate, as BS.1770-4 annex 2 asks."""
    return _peaks(np.ascontiguousarray(samples), _between(), hop)


@cache
def _between() -> NDArray[np.float64]:
    """Filters for the three places between two samples: windowed sines of 12 samples, (3, 12)."""
    taps = np.arange(-5.5, 6.5)
    rows = []
    for quarter in (0.25, 0.5, 0.75):
        x = taps + 0.5 - quarter
        row = np.sinc(x) * (0.5 + 0.5 * np.cos(np.pi * np.clip(x / 6.5, -1, 1)))
        rows.append(row / row.sum())
    return np.array(rows)


@compiled
def _peaks(samples: Sound, between: NDArray[np.float64], hop: int) -> Mono:
    n = samples.shape[0]
    found = np.zeros((n + hop - 1) // hop, np.float32)
    reach = between.shape[1] // 2
    for t in range(n):
        top = 0.0
        for side in range(2):
            top = max(top, abs(samples[t, side]))
        near = top
        if t + 1 < n:
            near = max(near, abs(samples[t + 1, 0]), abs(samples[t + 1, 1]))
        k = t // hop
        if 1.6 * near > found[k] and reach <= t < n - reach:  # between two samples music rises no further
            for side in range(2):
                a, b, c = 0.0, 0.0, 0.0
                for j in range(between.shape[1]):
                    x = float(samples[t - reach + 1 + j, side])
                    a += between[0, j] * x
                    b += between[1, j] * x
                    c += between[2, j] * x
                top = max(top, abs(a), abs(b), abs(c))
        found[k] = max(found[k], top)
    return found
