"""In the child process: a stretch of a sound track as stereo at 48 kHz, in time with the pictures.

Not for mixing. Gaps in the track become silence, so that what is heard stays beside what is seen.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from vivant.media.child_open import Pulse, allow, decoder_of, opened, pour, say, seen_streams, start_s
from vivant.media.decode import Refusal

RATE = 48_000
LEAD_S = 0.5
"""Decoding begins that much early: the first frames after a jump lack what came before them."""
DRIFT_S = 0.05
"""Times that differ by more than this from the samples counted so far are a gap or an overlap, not rounding."""
LATE_S, EASED = 0.01, 0.005
"""Samples that lie, on the mean of the last second, this far from their times are stretched towards them by this share
of their length: the clock of a recorder may go a little wrong, and nobody hears so little."""
Block = NDArray[np.float32]


def send_sound(request: dict[str, Any]) -> None:
    """A line that begins it, then pieces of pairs of float32 until the stretch is over or nobody reads any more."""
    with opened(request) as film:
        _, stream = seen_streams(film)
        if stream is None:
            raise Refusal("unsupported", "has no sound in it. Give a film or a file with sound.")
        first, end = round(request["start_s"] * RATE), request["end_s"]
        last = None if end is None else round(end * RATE)
        say({"ok": True})
        for block in placed(stretch(film, stream, request["start_s"]), first, last):
            pour(np.ascontiguousarray(block, np.float32).tobytes())


def stretch(film: Any, stream: Any, start_at_s: float) -> Iterator[tuple[int, Block]]:
    """(sample number, (n, 2) float32) of the track from a little before `start_at_s`, as the file times them."""
    offset_s = start_s(film)
    decoder = decoder_of(stream)
    if start_at_s > LEAD_S:
        _jump(film, stream, start_at_s - LEAD_S + offset_s)
    resampler, due, pace = None, None, _Pace()
    pulse = Pulse(pour)
    for frame in _decoded(film, stream, decoder):
        pulse.beat()
        allow()
        when_s = float(frame.pts * (frame.time_base or stream.time_base)) - offset_s if frame.pts is not None else None
        if resampler is None:
            resampler = _Resampler(frame.layout.nb_channels)
        if when_s is not None and (due is None or abs(when_s * RATE - due) > DRIFT_S * RATE):
            if due is not None:
                yield due, resampler.rest()
            due, pace = round(when_s * RATE), _Pace()
        due = due or 0
        block = pace.kept(resampler.feed(frame), 0.0 if when_s is None else when_s * RATE - due)
        yield due, block
        due += len(block)
    if resampler is not None and due is not None:
        yield due, resampler.rest()


def placed(blocks: Iterator[tuple[int, Block]], first: int, last: int | None) -> Iterator[Block]:
    """The samples from `first` to before `last`, each in its place: silence before, in gaps and behind the track."""
    at = first
    for start, block in blocks:
        begin = max(0, at - start)
        end = len(block) if last is None else min(len(block), last - start)
        if start > at and end > 0:
            gap = (start if last is None else min(start, last)) - at
            yield from _silence(gap)
            at += gap
        if end > begin:
            yield block[begin:end]
            at += end - begin
        if last is not None and at >= last:
            return
    if last is not None:
        yield from _silence(last - at)


def _silence(n: int) -> Iterator[Block]:
    for start in range(0, n, RATE):
        yield np.zeros((min(RATE, n - start), 2), np.float32)


def _jump(film: Any, stream: Any, to_s: float) -> None:
    try:
        film.seek(max(0, int(to_s / stream.time_base)), stream=stream, backward=True)
    except av.FFmpegError:
        film.seek(0)


def _decoded(film: Any, stream: Any, decoder: Any) -> Iterator[Any]:
    packets = film.demux(stream)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, av.FFmpegError):
            packet = None
        packet = packet if packet is not None and packet.size else None
        with contextlib.suppress(av.FFmpegError):
            yield from decoder.decode(packet)
        if packet is None:
            return


class _Pace:
    """Keeps samples at the pace of their file's times, however slowly they drift away from them."""

    def __init__(self) -> None:
        self._late, self._easing = 0.0, False

    def kept(self, block: Block, late: float) -> Block:
        """The block, a little longer or shorter where samples have come away by `late`, in samples, for a while."""
        self._late += (late - self._late) * min(1.0, len(block) / RATE)
        far = abs(self._late) / RATE
        self._easing = far > LATE_S or (self._easing and far > LATE_S / 10)
        most = int(EASED * len(block))
        more = max(-most, min(most, round(self._late))) if self._easing else 0
        if not more:
            return block
        self._late -= more
        n = len(block)
        at = np.arange(n + more) * (n / (n + more))
        return np.stack([np.interp(at, np.arange(n), block[:, k]) for k in (0, 1)], axis=1).astype(np.float32)


class _Resampler:
    """Frames of any rate and layout to stereo float at RATE. One channel is heard on both sides at its own level."""

    def __init__(self, channels: int) -> None:
        self._mono = channels == 1
        self._resampler = self._made()

    def _made(self) -> AudioResampler:
        return AudioResampler(format="flt", layout="mono" if self._mono else "stereo", rate=RATE)

    def feed(self, frame: Any) -> Block:
        frame.pts = None
        return self._joined(self._resampler.resample(frame))

    def rest(self) -> Block:
        """What is still held; afterwards it begins anew."""
        block = self._joined(self._resampler.resample(None))
        self._resampler = self._made()
        return block

    def _joined(self, frames: list[Any]) -> Block:
        parts = [frame.to_ndarray().reshape(-1, 1 if self._mono else 2) for frame in frames]
        block: Block = np.concatenate(parts) if parts else np.zeros((0, 2), np.float32)
        return np.repeat(block, 2, axis=1) if block.shape[1] == 1 else block
