"""Every frame of a film that Vivant made or the user vouches for: decoding happens in this process.

Not for films that people give (clip.py), whose frames are asked for by time.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vivant.errors import MissingInput, UnreadableInput, UnsupportedInput
from vivant.media.tags import matrix_of
from vivant.units import Frame

if TYPE_CHECKING:
    from av.container import InputContainer


def read_frames(path: str | Path, *, alpha: bool = False) -> Iterator[Frame]:
    """Every frame of the film at `path`, (H, W, 3) uint8 RGB, in order; (H, W, 4) with `alpha`.

    Raises MissingInput, UnsupportedInput (no pictures in it) or UnreadableInput, each naming the file.
    """
    from av.video.reformatter import ColorRange, VideoReformatter

    reformatter = VideoReformatter()
    with _film(path) as film:
        for frame in film.decode(film.streams.video[0]):
            colours = reformatter.reformat(
                frame, format="rgba" if alpha else "rgb24", src_colorspace=matrix_of(frame),
                dst_color_range=ColorRange.JPEG, interpolation="BICUBIC", threads=2,
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
