"""ffmpeg's own xfade filter, out of the library that PyAV brings: the transitions named after it meet it here."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import av
import numpy as np
from numpy.typing import NDArray

Frame = NDArray[np.uint8]


def xfade(name: str, old: Frame, new: Frame, steps: int = 10) -> list[Frame]:
    """The frames at t = 0, 1 / steps, .. 1 of two still (H, W, 3) shots."""
    height, width, _ = old.shape
    graph = av.filter.Graph()
    shape = f"video_size={width}x{height}:pix_fmt=gbrp:time_base=1/{steps}:pixel_aspect=1/1:frame_rate={steps}/1"
    ends = [graph.add("buffer", shape) for _ in range(2)]
    fade, out = graph.add("xfade", f"transition={name}:duration=1:offset=0"), graph.add("buffersink")
    for k, end in enumerate(ends):
        end.link_to(fade, 0, k)
    fade.link_to(out)
    graph.configure()
    frames: list[Frame] = []
    for i in range(steps + 2):
        for end, picture in zip(ends, (old, new), strict=True):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="gbrp")
            frame.pts, frame.time_base = i, Fraction(1, steps)
            with suppress(EOFError):  # it has all that it needs
                end.push(frame)
        frames += _pulled(out)
    return frames[: steps + 1]


def _pulled(out: av.filter.context.FilterContext) -> list[Frame]:
    frames = []
    while True:
        try:
            frames.append(out.pull().reformat(format="rgb24").to_ndarray())
        except (BlockingIOError, EOFError):
            return frames
