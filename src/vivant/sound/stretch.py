"""Sound made shorter or longer without changing its pitch. Not for speeds of pictures (render).

Waveform similarity overlap-add (Verhelst and Roelands, 1993): pieces of the sound are laid on one another, each taken
from about where the speed says, and just so that it goes on from the one before as the sound itself did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from vivant.sound.contract import Sound

HOP = 1024
"""Samples from one piece to the next, 21 ms: over a period of a low voice, shorter than a syllable."""
REACH = 640
"""How far from where it should be a piece may be taken, in samples: more than half a period of a low voice."""
_SIZE = 4096  # of the Fourier transform that looks for the likeness: a power of two above 2 REACH + 2 HOP


def stretched(blocks: Iterable[Sound], speed: float) -> Iterator[Sound]:
    """The sound of `blocks`, (n, 2) float32, played `speed` times as fast, its pitch kept, in blocks.

    Anything above 0; 0.5 .. 2 sounds natural, beyond that like a collage or an echo. At 1 the blocks themselves. The
    length is that of the sound over `speed`, within a block of HOP samples. Memory does not grow with the length.
    """
    if speed <= 0:
        raise ValueError(f"sound cannot be played {speed} times as fast")
    if speed == 1:
        yield from blocks
        return
    tape = _Tape(iter(blocks))
    rise = np.linspace(0, 1, HOP, endpoint=False, dtype=np.float32)[:, None]
    before, k = 0, 0
    while True:
        due = round(k * HOP * speed)
        goes_on = tape.read(before, HOP)
        if not tape.reaches(due):
            yield goes_on * (1 - rise)
            return
        start = _alike(goes_on, tape.read(due - REACH, HOP + 2 * REACH)) + due - REACH if k else 0
        yield goes_on * (1 - rise) + tape.read(start, HOP) * rise
        before, k = start + HOP, k + 1
        tape.forget(min(before, round(k * HOP * speed) - REACH))


def _alike(wanted: Sound, around: Sound) -> int:
    """Where in `around` a piece begins that is most like `wanted`: the largest normalised correlation."""
    piece, field = (part.mean(axis=1).astype(np.float64) for part in (wanted, around))
    related = np.fft.irfft(np.fft.rfft(field, _SIZE) * np.conj(np.fft.rfft(piece, _SIZE)), _SIZE)[: 2 * REACH + 1]
    sums = np.concatenate([[0.0], np.cumsum(field**2)])
    power = sums[HOP : HOP + 2 * REACH + 1] - sums[: 2 * REACH + 1]
    if power.max() < 1e-9:
        return REACH
    return int(np.argmax(related / np.sqrt(np.maximum(power, 1e-9))))


class _Tape:
    """A sound that comes in blocks, readable a little back and forth; silence before it and behind it."""

    def __init__(self, blocks: Iterator[Sound]) -> None:
        self._blocks = blocks
        self._held = np.zeros((0, 2), np.float32)
        self._first = 0

    def reaches(self, at: int) -> bool:
        """Whether there is sound at that sample or behind it."""
        while self._first + len(self._held) <= at:
            block = next(self._blocks, None)
            if block is None:
                return False
            self._held = np.concatenate([self._held, block])
        return True

    def read(self, first: int, n: int) -> Sound:
        self.reaches(first + n - 1)
        out = np.zeros((n, 2), np.float32)
        low, high = max(first, self._first), min(first + n, self._first + len(self._held))
        if low < high:
            out[low - first : high - first] = self._held[low - self._first : high - self._first]
        return out

    def forget(self, before: int) -> None:
        """Nothing before that sample will be read again."""
        away = min(max(0, before - self._first), len(self._held))
        self._held, self._first = self._held[away:], self._first + away
