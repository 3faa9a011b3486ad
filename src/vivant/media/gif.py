"""GIF films with one good palette for the whole film, in memory that does not grow with its length.

Frames are counted into a palette and kept, losslessly compressed, in a working file; when the film ends they are read
back and drawn with that palette. Not for paths that people see (write.py).
"""

from __future__ import annotations

import contextlib
import math
import os
from fractions import Fraction
from typing import TYPE_CHECKING

from vivant.media.encode import FilmStream
from vivant.media.recipes import Recipe
from vivant.units import Frame, Size

if TYPE_CHECKING:
    from av import VideoFrame
    from av.filter import Graph

FASTEST = 50
"""Frames per second; programs slow down any GIF that asks for more. Frames are left out of faster films."""
_KEEP = Recipe("matroska", "libx264rgb", "rgb24", {}, {"preset": "ultrafast", "qp": "0"}, {}, tagged=False)


class GifStream:
    """One GIF being made. Like FilmStream: frames go in; `finish` writes the file, `drop` gives it up."""

    def __init__(self, place: str, recipe: Recipe, size: Size, rate: Fraction, dither: str) -> None:
        self._place, self._recipe, self._size, self._dither = place, recipe, size, dither
        self._step, self._n = math.ceil(rate / FASTEST), 0
        self._rate = rate / self._step
        self._kept = f"{place}.frames"
        self._gif: FilmStream | None = None
        self._palette = _palette_graph(size, self._rate)
        self._store: FilmStream | None = FilmStream(self._kept, _KEEP, size, self._rate, _KEEP.options)

    def add(self, frame: Frame) -> None:
        """Take the next frame, a C-contiguous (H, W, 3) uint8; it may be reused as soon as this returns."""
        from av import VideoFrame

        self._n += 1
        if (self._n - 1) % self._step or self._store is None:
            return
        self._store.add(frame)
        picture = VideoFrame.from_ndarray(frame, format="rgb24")
        picture.pts, picture.time_base = self._n, 1 / self._rate
        self._palette.vpush(picture)

    def finish(self) -> None:
        """Choose the palette, draw the kept frames with it and close the file."""
        from av import VideoFrame

        self._palette.vpush(None)
        palette = self._palette.vpull()
        if self._store is not None:
            self._store.finish()
            self._store = None
        assert isinstance(palette, VideoFrame)
        self._gif = FilmStream(self._place, self._recipe, self._size, self._rate, {})
        self._draw(palette, self._gif)
        self._gif.finish()
        self._gif = None
        os.unlink(self._kept)

    def drop(self) -> None:
        """Close and remove what there is."""
        for stream in (self._store, self._gif):
            if stream is not None:
                with contextlib.suppress(Exception):
                    stream.drop()
        with contextlib.suppress(OSError):
            os.unlink(self._kept)

    def _draw(self, palette: VideoFrame, gif: FilmStream) -> None:
        import av

        with av.open(f"file:{self._kept}") as kept:
            graph: Graph | None = None
            for picture in kept.decode(video=0):
                picture.time_base = 1 / self._rate
                if graph is None:
                    graph = _drawing_graph(picture, palette, self._rate, self._dither)
                graph.push(picture, at=0)
                _pull_all(graph, gif)
            if graph is not None:
                graph.push(None, at=0)
                _pull_all(graph, gif)


def _pull_all(graph: Graph, gif: FilmStream) -> None:
    from av.error import BlockingIOError, EOFError

    while True:
        try:
            gif.add_native(graph.vpull())
        except (BlockingIOError, EOFError):
            return


def _palette_graph(size: Size, rate: Fraction) -> Graph:
    from av import VideoFormat
    from av.filter import Graph

    graph = Graph()
    frames = graph.add_buffer(width=size[0], height=size[1], format=VideoFormat("rgb24"), time_base=1 / rate)
    graph.link_nodes(frames, graph.add("palettegen", "stats_mode=full"), graph.add("buffersink")).configure()
    return graph


def _drawing_graph(first: VideoFrame, palette: VideoFrame, rate: Fraction, dither: str) -> Graph:
    from av.filter import Graph

    graph = Graph()
    frames = graph.add_buffer(width=first.width, height=first.height, format=first.format, time_base=1 / rate)
    colours = graph.add_buffer(width=palette.width, height=palette.height, format=palette.format, time_base=1 / rate)
    use = graph.add("paletteuse", f"dither={dither}:diff_mode=rectangle")
    frames.link_to(use, 0, 0)
    colours.link_to(use, 0, 1)
    use.link_to(graph.add("buffersink"))
    graph.configure()
    palette.pts, palette.time_base = 0, 1 / rate
    graph.push(palette, at=1)
    graph.push(None, at=1)
    return graph
