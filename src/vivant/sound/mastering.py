"""Sound made as loud as asked, without a peak above the limit. Not for mixing layers (mixing.py).

Everything that changes loudness is one gain per hop of 64 samples, worked out beforehand: a compressor's, which evens
out the long run, and a limiter's, which sees a peak coming. The sound itself is touched once, in place.
"""

from __future__ import annotations

import math

import numpy as np

from vivant.compiled import compiled
from vivant.sound.contract import RATE, Mono, Sound
from vivant.sound.loudness import SILENT_LUFS, integrated, peaks

HOP = 64
_AHEAD = 5  # hops that the limiter looks ahead: 7 ms
_BLOCK = 8192 * HOP
_MARGIN_DB = 0.4  # what a moving gain may add between samples


def mastered(
    samples: Sound, target_lufs: float, peak_dbtp: float = -1.0, *, loop: bool = False, even: float = 0.0,
    most_db: float = 40.0,
) -> Sound:  # fmt: skip
    """The samples themselves, made `target_lufs` loud with a true peak below `peak_dbtp`.

    `even`, 0 .. 1, is how much of the difference between loud and soft is taken away first. In a loop the gain goes on
    at the start as it ends. No more than `most_db` is added: silence stays silence.
    """
    if not samples.size:
        return samples
    tops = peaks(samples, HOP)
    evening = evened(samples, even, loop=loop) if even else np.ones_like(tops)
    gains = levelled(samples, tops, target_lufs, peak_dbtp, evening=evening, loop=loop, most_db=most_db)
    if gains is None:
        return samples
    for first in range(0, samples.shape[0], _BLOCK):
        block = samples[first : first + _BLOCK]
        block *= curve(gains, first, first + block.shape[0], loop=loop)[:, None]
    return samples


def levelled(
    samples: Sound, tops: Mono, target_lufs: float, peak_dbtp: float = -1.0, *, evening: Mono | None = None,
    loop: bool = False, most_db: float = 40.0,
) -> Mono | None:  # fmt: skip
    """The gain of every hop that makes sound `target_lufs` loud; None where it is silent. Nothing is changed yet.

    `tops` are its true peaks, one a hop. `samples` is only read slice by slice, so that it may lie on disk.
    """
    loud = integrated(samples)
    if loud <= SILENT_LUFS:
        return None
    evening = np.ones_like(tops) if evening is None else evening
    ceiling = 10 ** ((peak_dbtp - _MARGIN_DB) / 20)
    gain_db = min(target_lufs - loud, most_db)
    limit = evening
    for _ in range(6):
        limit = _limited(tops, evening, 10 ** (gain_db / 20), ceiling, loop)
        off = target_lufs - integrated(samples, lambda a, b, limit=limit: curve(limit, a, b, loop=loop))  # type: ignore[misc]
        if abs(off) < 0.05 or gain_db >= most_db:
            break
        gain_db = min(gain_db + off, most_db)
    return limit


def curve(gains: Mono, first: int, end: int, *, loop: bool = False) -> Mono:
    """The gain of every sample from `first` to `end`: straight lines between the middles of the hops."""
    low, high = first // HOP, -(-end // HOP)
    hops = np.arange(low - 1, high + 1)  # one more on both sides, also where there is none
    points = gains.take(hops, mode="wrap" if loop else "clip")
    at = (np.arange(first, end, dtype=np.float64) + 0.5) / HOP + 0.5 - low
    curve: Mono = np.interp(at, np.arange(points.size), points).astype(np.float32)
    return curve


def _limited(tops: Mono, evening: Mono, gain: float, ceiling: float, loop: bool) -> Mono:
    """Gain per hop that keeps every peak below the ceiling: down before the peak, held, and slowly up again."""
    wanted = gain * evening
    need = np.minimum(1.0, ceiling / np.maximum(tops * wanted, 1e-9))
    pad = min(need.size, RATE // HOP)
    wide = np.pad(need, pad, mode="wrap" if loop else "edge")
    held = np.lib.stride_tricks.sliding_window_view(np.pad(wide, _AHEAD + 1, mode="edge"), 2 * _AHEAD + 3).min(axis=1)
    slow = _recovered(held.astype(np.float64), math.exp(-HOP / (0.12 * RATE)))
    window = np.hanning(2 * _AHEAD + 3)[1:-1]
    soft = np.convolve(np.pad(slow, _AHEAD, mode="edge"), window / window.sum(), "valid")
    return (wanted * soft[pad : pad + need.size]).astype(np.float32)


@compiled
def _recovered(need: Mono, keep: float) -> Mono:
    """Down at once, up again slowly."""
    out = np.empty_like(need)
    now = 1.0
    for k in range(need.size):
        now = min(need[k], 1 - (1 - now) * keep)
        out[k] = now
    return out


def evened(samples: Sound, even: float, *, loop: bool = False) -> Mono:
    """Gain per hop of a slow compressor: half of what stands out over the common level, times `even`. `samples` is only
    read slice by slice."""
    n = -(-samples.shape[0] // HOP)
    power = np.empty(n)
    for k in range(0, n, 8192):
        block = samples[k * HOP : (k + 8192) * HOP]
        squares = np.einsum("ij,ij->i", block, block, dtype=np.float64)
        power[k : k + 8192] = np.add.reduceat(squares, np.arange(0, squares.size, HOP)) / HOP
    pad = min(n, 4 * RATE // HOP)
    level = _followed(
        np.pad(power, pad, mode="wrap" if loop else "edge"),
        math.exp(-HOP / (0.02 * RATE)),
        math.exp(-HOP / (0.25 * RATE)),
    )
    level = level[pad : pad + n]
    common = np.sqrt(np.mean(power[power > power.max() * 1e-4])) if power.max() > 0 else 1.0
    over = np.maximum(level / common**2, 0.25)
    gains: Mono = (over ** (-0.25 * even)).astype(np.float32)
    return gains


@compiled
def _followed(power: Mono, attack: float, release: float) -> Mono:
    """The power's envelope: quick to rise, slow to fall."""
    out = np.empty_like(power)
    now = power[0]
    for k in range(power.size):
        keep = attack if power[k] > now else release
        now = power[k] + (now - power[k]) * keep
        out[k] = now
    return out
