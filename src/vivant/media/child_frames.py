"""In the child process: the frames of a film by time, in any order, in memory that does not grow with its length.

Not for what the pixels look like (developed.py). Times come one a line; each is answered with the place in shared
memory where the frame lies, or that it is the frame before.
"""

from __future__ import annotations

import contextlib
import itertools
import mmap
import sys
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import av
import numpy as np
from av import VideoFrame

from vivant.media.child_open import Pulse, allow, decoder_of, opened, say, seen_streams, start_s
from vivant.media.child_webp import WebpReel
from vivant.media.decode import Refusal
from vivant.media.developed import Developer

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.filter import Graph

Timed = tuple[float, VideoFrame]

KEPT_BYTES = 300_000_000
"""Decoded frames that are held while a film is read backwards."""
JUMP_S = 3.0
"""A frame that far ahead is sought from its key frame, not decoded towards."""
STEPS_BACK_S = (0.0, 1.0, 5.0, 30.0)
SLACK_S, SLACK_SHARE = 0.001, 0.25
"""Files round their times: a frame is there already when it is due in less than this, and in this share of a frame."""


def send_frames(request: dict[str, Any]) -> None:
    """Answer every time on standard input, in seconds, one a line."""
    width, height = request["size"]
    channels = 4 if request["alpha"] else 3
    memory = mmap.mmap(request["memory"], request["slots"] * width * height * channels)
    slots = np.frombuffer(memory, np.uint8).reshape(request["slots"], height, width, channels)
    developer = Developer((width, height), alpha=request["alpha"])
    turn, last = itertools.cycle(range(request["slots"])), None
    with contextlib.ExitStack() as stack:
        reel = WebpReel(request["file"]) if request["webp"] else Reel(request, stack)
        for line in sys.stdin:
            allow()
            frame = reel.at(float(line))
            if frame is last:
                say({"same": True})
                continue
            slot, last = next(turn), frame
            developer.develop(frame, slots[slot])
            say({"slot": slot, "broken": reel.broken})


class Reel:
    """One film, asked for frames by time. Holds two frames on the way forward, KEPT_BYTES of them on the way back."""

    def __init__(self, request: dict[str, Any], stack: contextlib.ExitStack) -> None:
        self.broken = 0
        self._request, self._stack = request, stack
        self._pulse = Pulse()
        self._kept: deque[Timed] = deque()
        self._open()

    def _open(self) -> None:
        self._film: InputContainer = self._stack.enter_context(opened(self._request))
        self.stream, _ = seen_streams(self._film)
        if self.stream is None:
            raise Refusal("unsupported", "has no pictures in it. Give a video.")
        self._decoder = decoder_of(self.stream)
        self._start_s = start_s(self._film)
        rate = self.stream.average_rate or self.stream.guessed_rate
        self._step_s = float(1 / rate) if rate else 0.04
        self._slack_s = min(SLACK_S, SLACK_SHARE * self._step_s)
        self._deinterlacer: Graph | None = None
        self._source: Iterator[Timed] = self._decoded()
        self._at_start, self._ended, self._moved = True, False, False

    @property
    def interlaced(self) -> bool:
        """Whether frames that were decoded so far had to be joined from two half pictures."""
        return self._deinterlacer is not None

    def at(self, time_s: float) -> VideoFrame:
        """The frame that is shown at that time: the first before the film begins, the last when it is over."""
        time_s += self._slack_s
        back = bool(self._kept) and time_s < self._kept[0][0]
        far = bool(self._kept) and not self._ended and time_s - self._kept[-1][0] > JUMP_S
        if far or (back and not self._at_start):
            self._seek(time_s)
        most = max(2, KEPT_BYTES // self._frame_bytes()) if back else 2
        while not self._ended and (not self._kept or self._kept[-1][0] <= time_s):
            self._take(most)
        if not self._kept:
            raise Refusal("unreadable", "has no frame that can be read. Save or copy it again.")
        return next((frame for when, frame in reversed(self._kept) if when <= time_s), self._kept[0][1])

    def _frame_bytes(self) -> int:
        frame = self._kept[-1][1] if self._kept else None
        return sum(plane.buffer_size for plane in frame.planes) if frame else KEPT_BYTES

    def _take(self, most: int) -> None:
        """Decode one more frame and let go of the oldest ones."""
        found = next(self._source, None)
        if found is None:
            self._ended = True
            return
        when, frame = found
        if self._kept and when <= self._kept[-1][0]:
            when = self._kept[-1][0] + self._slack_s
        self._kept.append((when, frame))
        while len(self._kept) > most:
            self._kept.popleft()
            self._at_start = False

    def _seek(self, time_s: float) -> None:
        """Stand at a key frame at or before that time, with its frame as the only one held."""
        for back_s in (*STEPS_BACK_S, None):
            target_s = None if back_s is None or time_s - back_s <= 0 else time_s - back_s
            self._place(target_s)
            first = next(self._source, None)
            if first is not None and (first[0] <= time_s or target_s is None):
                self._kept.append(first)
                break
            if target_s is None:
                break
        self._ended = not self._kept

    def _place(self, target_s: float | None) -> None:
        """The file at a key frame near `target_s`, or at its start."""
        self._kept.clear()
        self._ended, self._deinterlacer = False, None
        self._at_start = target_s is None
        try:
            at_s = self._start_s + (target_s or 0.0)
            self._film.seek(int(at_s / self.stream.time_base), stream=self.stream, backward=True)
            self._decoder.flush_buffers()
            self._source = self._decoded()
        except av.FFmpegError:
            self._film.close()
            self._open()

    def _decoded(self) -> Iterator[Timed]:
        """(seconds, frame), in order, from where the file stands; what cannot be decoded is counted and left out."""
        for n, frame in enumerate(self._whole()):
            base = frame.time_base or self.stream.time_base
            known = frame.pts if frame.pts is not None else frame.dts
            yield (float(known * base) - self._start_s if known is not None else n * self._step_s), frame

    def _raw(self) -> Iterator[VideoFrame]:
        packets = self._film.demux(self.stream)
        while True:
            try:
                packet = next(packets)
            except (StopIteration, av.FFmpegError):
                packet = None
            if packet is not None and not packet.size:
                packet = None
            try:
                yield from self._decoder.decode(packet)
            except av.FFmpegError:
                self.broken += 1
            if packet is None:
                return

    def _whole(self) -> Iterator[VideoFrame]:
        """The frames; of interlaced films the frames that their half pictures were joined into."""
        for frame in self._raw():
            self._pulse.beat()
            if frame.interlaced_frame and self._deinterlacer is None:
                self._deinterlacer = _deinterlacer(frame, self.stream.time_base)
            if self._deinterlacer is None:
                yield frame
            else:
                yield from _through(self._deinterlacer, frame)
        if self._deinterlacer is not None:
            yield from _through(self._deinterlacer, None)


def _through(graph: Graph, frame: VideoFrame | None) -> Iterator[VideoFrame]:
    """What comes out of the graph when the frame, or the end, goes in."""
    graph.vpush(frame)
    with contextlib.suppress(av.BlockingIOError, av.EOFError):
        while True:
            yield graph.vpull()


def _deinterlacer(frame: VideoFrame, time_base: Any) -> Graph:
    from av.filter import Graph

    graph = Graph()
    given = graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=time_base)
    made = graph.add("bwdif", "mode=send_frame:parity=auto:deint=interlaced")
    graph.link_nodes(given, made, graph.add("buffersink")).configure()
    return graph
