"""Looks into films: what they are, and their frames one by one.

For films that Vivant made or the user vouches for: decoding happens in this process. Not for pictures (read.py).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vivant.errors import MissingInput, UnreadableInput, UnsupportedInput
from vivant.units import Frame, Size

if TYPE_CHECKING:
    from av.container import InputContainer


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """What a film is: its size, frames per second, number of frames, length in seconds and codec."""

    size: Size
    rate: Fraction
    n_frames: int
    duration_s: float
    codec: str


def probe(path: str | Path) -> VideoInfo:
    """What the film at `path` is; its frames are counted, not decoded. Raises as `read_frames`."""
    with _film(path) as film:
        stream = film.streams.video[0]
        rate = stream.average_rate or stream.guessed_rate or Fraction(0)
        n_frames = sum(1 for packet in film.demux(stream) if packet.size)
        duration_s = float(n_frames / rate) if rate else 0.0
        return VideoInfo((stream.width, stream.height), rate, n_frames, duration_s, stream.codec_context.name)


def read_frames(path: str | Path) -> Iterator[Frame]:
    """Every frame of the film at `path`, (H, W, 3) uint8 RGB, in order.

    Raises MissingInput, UnsupportedInput (no pictures in it) or UnreadableInput, each naming the file.
    """
    from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

    reformatter = VideoReformatter()
    with _film(path) as film:
        for frame in film.decode(film.streams.video[0]):
            # Nothing written down means BT.601, which is also what players take it for.
            matrix = Colorspace.ITU709 if frame.colorspace == Colorspace.ITU709 else Colorspace.ITU601
            colours = reformatter.reformat(
                frame, format="rgb24", src_colorspace=matrix, dst_color_range=ColorRange.JPEG,
                interpolation="BICUBIC", threads=2,
            )  # fmt: skip
            yield np.asarray(colours.to_ndarray(), np.uint8)


@contextlib.contextmanager
def _film(path: str | Path) -> Iterator[InputContainer]:
    import av

    place = Path(path)
    if not place.is_file():
        raise MissingInput(f"There is no file {path}. Check the name and the folder.", place=str(path))
    try:
        with av.open(f"file:{place.absolute()}") as film:
            if not film.streams.video:
                raise UnsupportedInput(f"{path} has no pictures in it. Give a video.", place=str(path))
            yield film
    except av.FFmpegError as error:
        raise UnreadableInput(f"{path} is damaged or no video. Give a video such as mp4.", place=str(path)) from error
