"""Small difficult films and sounds, drawn for the tests of `vivant.media`; nothing here is a test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import av.filter
import numpy as np
from numpy.typing import NDArray

from vivant.media import open_clip

SOUND_RATE = 48_000
GREYS = (30, 60, 90, 120, 150, 180, 210, 240)
CELL = 16


def numbered(i: int, width: int = 64, height: int = 48) -> NDArray[np.uint8]:
    """(height, width, 3) in a grey that tells the number, 0 .. 63, of the frame; `number_of` reads it back."""
    frame = np.empty((height, width, 3), np.uint8)
    frame[:, : width // 2] = GREYS[i // 8 % 8]
    frame[:, width // 2 :] = GREYS[i % 8]
    return frame


def number_of(frame: NDArray[np.uint8]) -> int:
    """Which of the numbered frames this is, however it was encoded and scaled."""
    height, width = frame.shape[:2]
    rows = slice(height // 4, height - height // 4)
    left = frame[rows, width // 8 : width // 2 - width // 8].mean()
    right = frame[rows, width // 2 + width // 8 : width - width // 8].mean()
    tens, ones = (int(np.abs(np.array(GREYS) - value).argmin()) for value in (left, right))
    return tens * 8 + ones


def make(
    path: Path, frames: Iterable[NDArray[np.uint8]], *, codec: str = "libx264", pixels: str = "yuv420p",
    rate: Fraction = Fraction(30), times_ms: Sequence[int] | None = None, turned: int = 0,
    aspect: Fraction | None = None, options: dict[str, str] | None = None, sound: NDArray[np.float32] | None = None,
    sound_codec: str = "aac", native: bool = False, woven: bool = False, **tags: int,
) -> Path:  # fmt: skip
    """A film as somebody else's program may write it: any times, turn, pixel shape, range, matrix and transfer."""
    usual = {"crf": "12", "g": "12"} if codec == "libx264" else {}
    with av.open(str(path), "w") as film:
        stream = film.add_stream(codec, rate=rate, options=usual | (options or {}))
        heard = film.add_stream(sound_codec, rate=SOUND_RATE, layout="stereo") if sound is not None else None
        stream.pix_fmt = pixels
        for name, value in tags.items():
            setattr(stream.codec_context, name, value)
        for i, frame in enumerate(frames):
            picture = _picture(frame, pixels, native, tags)
            picture = _marked(picture) if woven else picture
            if i == 0:
                stream.width, stream.height = picture.width, picture.height
                if aspect:
                    stream.codec_context.sample_aspect_ratio = aspect
                if turned:
                    stream.set_display_rotation(turned)
                stream.codec_context.time_base = Fraction(1, 1000) if times_ms else 1 / rate
            picture.pts = times_ms[i] if times_ms else i
            picture.time_base = Fraction(1, 1000) if times_ms else 1 / rate
            film.mux(stream.encode(picture))
        film.mux(stream.encode(None))
        if heard is not None and sound is not None:
            block = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound).reshape(1, -1), "flt", "stereo")
            block.sample_rate, block.pts, block.time_base = SOUND_RATE, 0, Fraction(1, SOUND_RATE)
            film.mux(heard.encode(block))
            film.mux(heard.encode(None))
    return path


def _picture(frame: NDArray[np.uint8], pixels: str, native: bool, tags: dict[str, int]) -> av.VideoFrame:
    if native:  # planes of sixteen-bit words as they are
        picture = av.VideoFrame(frame.shape[2], frame.shape[1], pixels)
        for plane, values in zip(picture.planes, frame, strict=True):
            padded = np.zeros((plane.height, plane.line_size // 2), "<u2")
            padded[:, : values.shape[1]] = values
            plane.update(padded.tobytes())
        return picture
    kind = "rgba" if frame.shape[2] == 4 else "rgb24"
    return av.VideoFrame.from_ndarray(frame, format=kind).reformat(
        format=pixels, src_color_range=2, dst_color_range=tags.get("color_range", 1),
        dst_colorspace=tags.get("colorspace", 5),
    )  # fmt: skip


def _marked(picture: av.VideoFrame) -> av.VideoFrame:
    """The picture, said to be two half pictures, the upper lines first."""
    graph = av.filter.Graph()
    given = graph.add_buffer(
        width=picture.width, height=picture.height, format=picture.format, time_base=Fraction(1, 30)
    )
    graph.link_nodes(given, graph.add("setfield", "tff"), graph.add("buffersink")).configure()
    picture.pts = 0
    graph.vpush(picture)
    marked = graph.vpull()
    assert isinstance(marked, av.VideoFrame)
    return marked


def tone(seconds: float, clicks_s: Sequence[float] = ()) -> NDArray[np.float32]:
    """(n, 2) of a soft 440 Hz tone with short loud clicks."""
    t = np.arange(round(seconds * SOUND_RATE)) / SOUND_RATE
    wave = (0.1 * np.sin(2 * np.pi * 440 * t)).astype(np.float32)
    for at in clicks_s:
        wave[np.abs(t - at) < 0.002] = 0.9
    return np.stack([wave, wave], axis=1)


def clicks_of(sound: NDArray[np.float32]) -> list[float]:
    """When the clicks of `tone` are heard, in seconds."""
    loud = np.flatnonzero(np.abs(sound[:, 0]) > 0.45)
    groups = np.split(loud, np.flatnonzero(np.diff(loud) > SOUND_RATE // 50) + 1)
    return [float(group.mean()) / SOUND_RATE for group in groups if len(group)]


def blocks(sound: NDArray[np.float32], n: int = 1000) -> Iterator[NDArray[np.float32]]:
    """The sound in blocks of n samples."""
    for start in range(0, len(sound), n):
        yield sound[start : start + n]


def numbers(path: Path, times_s: list[float], **options: object) -> list[int]:
    """Which numbered frames a film shows at these times."""
    return [number_of(frame) for frame in open_clip(path).frames_at(times_s, **options)]  # type: ignore[arg-type]
