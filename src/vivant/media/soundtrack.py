"""Sound being encoded: beside the pictures of a film, or alone in a file of its own.

Not for mixing and not for loudness. Sound is blocks of (n, 2) float32 at 48 kHz, -1 .. 1, of any length each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import OutputContainer

Source: TypeAlias = Iterable[NDArray[np.float32]]

RATE = 48_000
BLOCK = 4096


class SoundTrack:
    """The sound of one file. It is drawn from its source only as far as asked, so that memory does not grow."""

    def __init__(self, film: OutputContainer, codec: str, source: Source, bits: int) -> None:
        self._film, self._blocks = film, _in_blocks(source)
        stream: AudioStream = film.add_stream(codec, rate=RATE, layout="stereo")  # type: ignore[assignment]
        if bits:
            stream.bit_rate = bits
        self._stream = stream
        self._at = 0
        self._held: NDArray[np.float32] | None = None

    def go_on_to(self, time_s: Fraction) -> None:
        """Encode what belongs before that time, and nothing of what comes after."""
        end = round(time_s * RATE)
        while self._at < end and (block := self._next()) is not None:
            room = end - self._at
            self._encode(block[:room])
            self._held = block[room:] if len(block) > room else None

    def end_at(self, time_s: Fraction) -> None:
        """Encode the rest, cut or filled with silence so that it ends exactly there."""
        self.go_on_to(time_s)
        missing = round(time_s * RATE) - self._at
        for start in range(0, missing, BLOCK):
            self._encode(np.zeros((min(BLOCK, missing - start), 2), np.float32))
        self._film.mux(self._stream.encode(None))

    def end(self) -> int:
        """Encode everything that is left; the number of samples in all."""
        while (block := self._next()) is not None:
            self._encode(block)
        self._film.mux(self._stream.encode(None))
        return self._at

    def _next(self) -> NDArray[np.float32] | None:
        block, self._held = self._held, None
        return block if block is not None else next(self._blocks, None)

    def _encode(self, block: NDArray[np.float32]) -> None:
        from av import AudioFrame

        frame = AudioFrame.from_ndarray(np.ascontiguousarray(block).reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, self._at, Fraction(1, RATE)
        self._at += len(block)
        self._film.mux(self._stream.encode(frame))


def _in_blocks(source: Source) -> Iterator[NDArray[np.float32]]:
    """The source in blocks of at most BLOCK samples, within -1 .. 1. Raises ValueError for another shape."""
    for given in source:
        if given.ndim != 2 or given.shape[1] != 2:
            raise ValueError(f"a block of sound of shape {given.shape} is not (n, 2)")
        for start in range(0, len(given), BLOCK):
            block = np.nan_to_num(given[start : start + BLOCK].astype(np.float32), nan=0.0)
            yield np.clip(block, -1.0, 1.0)
