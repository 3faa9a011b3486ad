"""Sound on disk: as long as it likes, with hardly any memory. Not for sound files (media).

A temporary file without a name, gone with the tape, holds the samples as they are.
"""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterable, Iterator
from typing import cast

import numpy as np

from vivant.errors import OutputError
from vivant.render.material import Sound
from vivant.sound import RATE
from vivant.sound.contract import Mono
from vivant.sound.loudness import peaks
from vivant.sound.mastering import HOP, curve, evened, levelled
from vivant.sound.mixing import PEAK_DBTP

BLOCK = RATE
"""Samples that are read at once."""
_BYTES = 8


class Tape:
    """(n, 2) float32 at 48 kHz, silent until something is put on it; reads like an array, slice by slice.

    Iterating gives it in blocks, as often as wished.
    """

    def __init__(self, n: int) -> None:
        self.shape, self.size = (n, 2), 2 * n
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  it lives as long as the tape
        weakref.finalize(self, self._file.close)
        self._file.truncate(n * _BYTES)
        self._gains: Mono | None = None

    @classmethod
    def of(cls, blocks: Iterable[Sound], n: int) -> Tape:
        """The blocks, cut or followed by silence to `n` samples."""
        tape, first = cls(n), 0
        for block in blocks:
            tape.put(first, block[: n - first])
            first += len(block)
            if first >= n:
                break
        return tape

    def put(self, first: int, block: Sound) -> None:
        """Lay a block over what was there. Raises OutputError where the disk is full."""
        try:
            self._file.seek(first * _BYTES)
            self._file.write(np.ascontiguousarray(block, np.float32).tobytes())
        except OSError as failure:
            raise OutputError(
                f"There is no room for the sound in {tempfile.gettempdir()}: {failure.strerror}. Make room there.",
                place=tempfile.gettempdir(),
            ) from None

    def made_loud(self, lufs: float, peak_dbtp: float = PEAK_DBTP, *, even: float = 0.0, most_db: float = 40.0) -> bool:
        """Read everything from now on as loud as that, as `sound.mastering` does; False where it is silent."""
        samples = cast(Sound, self)
        evening = evened(samples, even) if even else None
        self._gains = levelled(samples, self._tops(), lufs, peak_dbtp, evening=evening, most_db=most_db)
        return self._gains is not None

    def _tops(self) -> Mono:
        """Its true peaks, one a hop."""
        n, found = self.shape[0], []
        for first in range(0, n, BLOCK):  # a hop more on both sides: peaks lie between samples
            low, end = max(0, first - HOP), min(n, first + BLOCK)
            tops = peaks(self[low : min(n, end + HOP)], HOP)
            found.append(tops[(first - low) // HOP :][: -(-(end - first) // HOP)])
        return np.concatenate(found)

    def __getitem__(self, part: slice) -> Sound:
        first, end, _ = part.indices(self.shape[0])
        self._file.seek(first * _BYTES)
        found = np.frombuffer(self._file.read(max(0, end - first) * _BYTES), np.float32).reshape(-1, 2)
        return found.copy() if self._gains is None else found * curve(self._gains, first, end)[:, None]

    def __iter__(self) -> Iterator[Sound]:
        return self.sound()

    def sound(self, start_s: float = 0.0, end_s: float | None = None) -> Iterator[Sound]:
        """A stretch of it in blocks, silence behind its end: a tape is heard like a film."""
        first = max(0, round(start_s * RATE))
        end = self.shape[0] if end_s is None else round(end_s * RATE)
        for at in range(first, end, BLOCK):
            block = self[at : min(end, at + BLOCK)]
            missing = min(end, at + BLOCK) - at - len(block)
            yield np.pad(block, ((0, missing), (0, 0))) if missing else block
