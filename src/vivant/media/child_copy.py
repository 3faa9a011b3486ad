"""In the child process: a stretch of a film copied packet by packet, if that gives exactly its frames.

Not for joining our own parts (join.py).
"""

from __future__ import annotations

import contextlib
from typing import Any, NamedTuple

import av

from vivant.media.child_open import Pulse, has_vpx_alpha, opened, say, seen_streams, start_s
from vivant.media.decode import Refusal

SLACK_S = 0.003
CARRIED = {
    "mp4": ("h264", "hevc", "av1", "mpeg4", "vp9", "aac", "mp3", "ac3", "eac3", "opus", "alac"),
    "mov": ("h264", "hevc", "prores", "mpeg4", "mjpeg", "dnxhd", "aac", "mp3", "ac3", "alac", "pcm_s16le", "pcm_s24le"),
    "matroska": ("h264", "hevc", "av1", "vp8", "vp9", "mpeg4", "prores", "ffv1", "mjpeg", "mpeg2video", "aac", "mp3",
                 "ac3", "eac3", "opus", "vorbis", "flac", "pcm_s16le", "pcm_s24le"),
    "webm": ("vp8", "vp9", "av1", "opus", "vorbis"),
    "avi": ("mpeg4", "mjpeg", "mp3", "ac3", "pcm_s16le"),
}  # fmt: skip
"""What players expect in each kind of file."""


class Shot(NamedTuple):
    """When one packet is shown, in the ticks of its stream, and whether decoding can begin with it."""

    pts: int
    is_key: bool


def send_copy(request: dict[str, Any]) -> None:
    """Write the stretch to the place in the request and say whether that was possible."""
    with opened(request) as film:
        pictures, sound = seen_streams(film)
        if pictures is None:
            raise Refusal("unsupported", "has no pictures in it. Give a video.")
        carried = CARRIED.get(request["muxer"], ())
        streams = [stream for stream in (pictures, sound) if stream is not None]
        if any(stream.codec_context.codec.canonical_name not in carried for stream in streams):
            say({"copied": False})
            return
        offset_s = start_s(film)
        shots = _shots(film, pictures)
        tick = float(pictures.time_base)
        begin = (request["start_s"] + offset_s - SLACK_S) / tick
        end = None if request["end_s"] is None else (request["end_s"] + offset_s - SLACK_S) / tick
    span = exact_span(shots, begin, end) if shots else None
    if span is not None:
        _write(request, span, shots)
    say({"copied": span is not None})


def _shots(film: Any, stream: Any) -> list[Shot]:
    """Every packet of the pictures in decoding order; empty if one does not say when it is shown."""
    pulse, shots = Pulse(), []
    for packet in film.demux(stream):
        pulse.beat()
        if packet.size:
            if packet.pts is None:
                return []
            shots.append(Shot(packet.pts, packet.is_keyframe))
    return shots


def exact_span(shots: list[Shot], begin: float, end: float | None) -> tuple[int, int] | None:
    """The half-open range of packets that hold exactly the frames shown from `begin` to before `end`, or None.

    Packets are in decoding order. It begins with a key frame. Whatever a frame leans on comes before it in
    decoding order, so that nothing is missing as long as no frame of the stretch stands outside and no other inside.
    """
    wanted = [shot.pts for shot in shots if shot.pts >= begin and (end is None or shot.pts < end)]
    if not wanted:
        return None
    first = next(i for i, shot in enumerate(shots) if shot.pts == min(wanted))
    if not shots[first].is_key:
        return None
    last = max(i for i, shot in enumerate(shots) if shot.pts >= begin and (end is None or shot.pts < end)) + 1
    inside = sum(shot.pts >= begin for shot in shots[first:last])
    return (first, last) if inside == len(wanted) else None


def _write(request: dict[str, Any], span: tuple[int, int], shots: list[Shot]) -> None:
    with (
        opened(request) as film,
        av.open(f"file:{request['place']}", "w", format=request["muxer"], container_options=request["options"]) as copy,
    ):
        pictures, sound = seen_streams(film)
        streams = [stream for stream in (pictures, sound) if stream is not None]
        made = {stream.index: _like(copy, stream, request["muxer"]) for stream in streams}
        leads = request["muxer"] in ("mp4", "mov") or (sound and sound.codec_context.name == "opus")
        stretch = _Stretch(span, shots, pictures, leads)
        pulse = Pulse()
        for packet in film.demux(streams):
            pulse.beat()
            if packet.size and stretch.takes(packet):
                shift = round(stretch.begin * stretch.tick / packet.time_base)
                packet.pts = packet.pts - shift
                packet.dts = None if packet.dts is None else packet.dts - shift
                packet.stream = made[packet.stream.index]
                copy.mux(packet)


class _Stretch:
    """Which packets lie in the stretch, asked in the order of the file. Of the whole file every one does, but for sound
    before its start where the file cannot say (`leads`) that it only warms the decoder up."""

    def __init__(self, span: tuple[int, int], shots: list[Shot], pictures: Any, leads: bool) -> None:
        self._leads = leads
        self.tick = pictures.time_base
        self._whole = span == (0, len(shots))
        self.begin = 0 if self._whole else shots[span[0]].pts
        step = 1 / (pictures.average_rate or pictures.guessed_rate or 25)
        self._end_s = max(shot.pts for shot in shots[span[0] : span[1]]) * self.tick + step
        self._span, self._index, self._n = span, pictures.index, -1

    def takes(self, packet: Any) -> bool:
        shown = packet.pts is not None and packet.pts * packet.time_base >= self.begin * self.tick
        if packet.stream.index == self._index:
            self._n += 1
            return self._span[0] <= self._n < self._span[1] and (shown or self._whole)
        if self._whole:
            return packet.pts is not None and (self._leads or packet.pts >= 0)
        return shown and packet.pts * packet.time_base < self._end_s


def _like(copy: Any, stream: Any, muxer: str) -> Any:
    """A stream of the copy that says of itself what the given one says, turn and pixel shape included."""
    made = copy.add_stream_from_template(stream, opaque=True)
    if has_vpx_alpha(stream):
        made.metadata["alpha_mode"] = "1"
    with contextlib.suppress(AttributeError, ValueError):
        made.codec_context.codec_tag = "hvc1" if muxer in ("mp4", "mov") and stream.codec_context.name == "hevc" else 0
    return made
