"""In the child process: one decoded frame becomes upright sRGB pixels of the wanted size.

Not for finding the frame (child_frames.py). Minds the matrix, the range, the pixel shape, the rotation mark, alpha, and
light that an ordinary screen cannot show (hdr.py).
"""

from __future__ import annotations

import struct
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from av import VideoFrame
from av.video.reformatter import ColorRange, ColorTrc, VideoReformatter

from vivant.media import hdr
from vivant.media.child_open import threads
from vivant.media.tags import matrix_of
from vivant.units import Size

if TYPE_CHECKING:
    from av.filter import Graph
    from numpy.typing import NDArray

_TRANSFERS = {ColorTrc.SMPTE2084: hdr.PQ, ColorTrc.ARIB_STD_B67: hdr.HLG}
_PRIMARIES = {9: "bt2020", 11: "p3", 12: "p3"}
MATRIX_BYTES = 36
TICK = Fraction(1, 1000)
BYTE = 255


def transfer_of(frame: VideoFrame) -> str:
    """ "pq", "hlg", or "" for an ordinary film."""
    return _TRANSFERS.get(frame.color_trc, hdr.PLAIN)  # type: ignore[call-overload, no-any-return]


def has_alpha(frame: VideoFrame) -> bool:
    """Whether the frame can be seen through; a pixel format with alpha that is full everywhere does not count."""
    if len(frame.format.components) not in (2, 4) or not any(c.is_alpha for c in frame.format.components):
        return False
    if frame.format.name not in ("bgra", "rgba", "argb", "abgr"):
        return True
    return bool(frame.to_ndarray(format="rgba")[..., 3].min() < BYTE)


def turn_of(frame: VideoFrame) -> tuple[int, bool]:
    """Quarter turns to the left that set the frame upright, and whether it is to be mirrored before that."""
    matrix = _side_data(frame, "DISPLAYMATRIX")
    if len(matrix) < MATRIX_BYTES:
        return 0, False
    a, b, _, c, d = struct.unpack("=5i", matrix[:20])
    mirrored = a * d - b * c < 0
    if mirrored:
        a, c = -a, -c
    quarter = round(np.degrees(np.arctan2(b, a)) / 90) if (a or b) else 0
    return -quarter % 4, mirrored


def square_size(frame: VideoFrame, aspect: Any) -> Size:
    """The size with square pixels, as stored (not turned): the height is kept."""
    wide = frame.width * float(aspect) if aspect and 0.1 < aspect < 10 else frame.width
    return max(1, round(wide)), frame.height


def peak_nits(frame: VideoFrame) -> float:
    """How bright the film says that its brightest pixel is, within reason."""
    told = _side_data(frame, "CONTENT_LIGHT_LEVEL")
    most = struct.unpack("=I", told[:4])[0] if told else 0
    return float(min(max(most, 400), 4000)) if most else hdr.USUAL_PEAK_NITS


def _side_data(frame: VideoFrame, kind: str) -> bytes:
    data: Any = frame.side_data.get(kind)
    return bytes(data) if data is not None else b""


class Developer:
    """Frames of one film to pixels of one size. `size` is (width, height) upright; with `alpha` a fourth channel."""

    def __init__(self, size: Size, *, alpha: bool) -> None:
        self._size, self._alpha = size, alpha
        self._scale = VideoReformatter()
        self._finish = VideoReformatter()
        self._graph: Graph | None = None
        self._turn: tuple[int, bool] | None = None
        self._n = 0

    def develop(self, frame: VideoFrame, into: NDArray[np.uint8]) -> None:
        """Fill `into`, (H, W, 3 or 4) uint8."""
        if self._turn is None:  # once: reading it ties the frame to itself, which keeps it in memory
            self._turn = turn_of(frame)
        turns, mirrored = self._turn
        width, height = self._size if turns % 2 == 0 else self._size[::-1]
        pixels = self._pixels(frame, width, height)
        if pixels.shape[2] > into.shape[2]:  # what cannot be seen is black
            seen = pixels[..., :3].astype(np.uint16) * pixels[..., 3:] + BYTE // 2
            pixels = (seen // BYTE).astype(np.uint8)
        if mirrored:
            pixels = pixels[:, ::-1]
        np.copyto(into, np.rot90(pixels, turns))

    def _pixels(self, frame: VideoFrame, width: int, height: int) -> NDArray[np.uint8]:
        see_through = self._alpha or any(c.is_alpha for c in frame.format.components)
        if see_through and (width, height) != (frame.width, frame.height):
            return self._scaled(self._pixels(frame, frame.width, frame.height), width, height)
        wide = _PRIMARIES.get(int(frame.color_primaries), "")
        deep = (transfer_of(frame) or wide) and not see_through
        scaled = self._scale.reformat(
            frame, width, height, "rgb48le" if deep else "rgba" if see_through else "rgb24",
            src_colorspace=matrix_of(frame), dst_color_range=ColorRange.JPEG, interpolation="BICUBIC",
            threads=threads(),
        )  # fmt: skip
        if deep:
            scaled = self._finish.reformat(self._on_screen(scaled, frame, wide or "bt2020"), format="rgb24")
        return scaled.to_ndarray()  # type: ignore[return-value]

    def _scaled(self, pixels: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
        """RGBA of another size. What cannot be seen has some colour too, which must not mix with what can."""
        seen = pixels[..., :3].astype(np.uint16) * pixels[..., 3:] + BYTE // 2
        there = VideoFrame.from_ndarray(np.dstack([(seen // BYTE).astype(np.uint8), pixels[..., 3]]), format="rgba")
        scaled = self._finish.reformat(there, width, height, "rgba", interpolation="BICUBIC").to_ndarray()
        alpha = np.maximum(scaled[..., 3:], 1).astype(np.uint16)
        colours = np.minimum((scaled[..., :3].astype(np.uint16) * BYTE + alpha // 2) // alpha, BYTE)
        return np.dstack([colours.astype(np.uint8), scaled[..., 3]])

    def _on_screen(self, deep: VideoFrame, frame: VideoFrame, primaries: str) -> VideoFrame:
        """The rgb48le frame through the colour table, which is made for the first one."""
        if self._graph is None:
            self._graph = _table_graph(deep, hdr.table(transfer_of(frame), primaries, peak_nits(frame)))
        deep.pts, deep.time_base, self._n = self._n, TICK, self._n + 1
        self._graph.push(deep, at=0)
        shown = self._graph.vpull()
        assert isinstance(shown, VideoFrame)
        return shown


def _table_graph(first: VideoFrame, table: NDArray[np.uint16]) -> Graph:
    from av.filter import Graph

    graph = Graph()
    colours = VideoFrame.from_ndarray(table, format="rgb48le")
    shown = graph.add_buffer(width=first.width, height=first.height, format=first.format, time_base=TICK)
    clut = graph.add_buffer(width=colours.width, height=colours.height, format=colours.format, time_base=TICK)
    use = graph.add("haldclut", "clut=first:interp=tetrahedral")
    shown.link_to(use, 0, 0)
    clut.link_to(use, 0, 1)
    use.link_to(graph.add("buffersink"))
    graph.configure()
    colours.pts, colours.time_base = 0, TICK
    graph.push(colours, at=1)
    graph.push(None, at=1)
    return graph
