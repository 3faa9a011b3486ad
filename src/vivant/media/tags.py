"""Which matrix turns a film's brightness and colour differences into red, green and blue.

Not for what lies beyond an ordinary screen (hdr.py). A film that says nothing is taken for what players take it for:
BT.709 in high definition, BT.601 below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av import VideoFrame
    from av.video.reformatter import Colorspace

HD_WIDTH, HD_HEIGHT = 1280, 577
_BT2020_CONSTANT = 10


def usual_matrix(width: int, height: int) -> Colorspace:
    """The matrix of a film of that size that says nothing."""
    from av.video.reformatter import Colorspace

    return Colorspace.ITU709 if width >= HD_WIDTH or height >= HD_HEIGHT else Colorspace.ITU601


def matrix_of(frame: VideoFrame) -> Colorspace:
    """The matrix of a decoded frame."""
    from av.video.reformatter import Colorspace

    told = int(frame.colorspace)
    known = {1: Colorspace.ITU709, 4: Colorspace.FCC, 5: Colorspace.ITU601, 6: Colorspace.ITU601,
             7: Colorspace.SMPTE240M, 9: Colorspace.BT2020, _BT2020_CONSTANT: Colorspace.BT2020}  # fmt: skip
    return known.get(told) or usual_matrix(frame.width, frame.height)
