"""The depth in an OpenEXR picture: which of its channels that is, and its numbers.

Not for pictures to look at. FFmpeg decodes, which knows colours and brightness only: in the header the channel that
holds the depth is renamed to brightness, and all others to something that FFmpeg passes over. For the child process.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"v/1\x01"
DEEP_OR_PARTS = 0x1800
"""Flags of a file with several samples a pixel, or several pictures."""
_ROLES = ("z", "depth", "disparity", "disp", "v", "y", "r")
"""Last parts of channel names, the likeliest depth first; v, y and r are what programs call a lone grey channel."""
_ELEMENTS: dict[str, np.dtype[Any]] = {"grayf16le": np.dtype("<f2"), "grayf32le": np.dtype("<f4")}


class Unusable(Exception):
    """An EXR file that holds no depth that can be read; the rest of a sentence that begins with its name."""


def size_of(data: bytes) -> tuple[int, int]:
    """(width, height) of what would be decoded. Raises Unusable, or ValueError for a header that makes no sense."""
    if struct.unpack_from("<I", data, 4)[0] & DEEP_OR_PARTS:
        raise Unusable("is an OpenEXR file of several parts or of deep pixels. Save the depth alone, as a flat EXR.")
    for name, start, length in _attributes(data):
        if name == b"displayWindow" and length == 16:
            left, top, right, bottom = struct.unpack_from("<4i", data, start)
            return right - left + 1, bottom - top + 1
    raise ValueError("no size")


def decode(data: bytes) -> NDArray[np.float32]:
    """The depth channel, (H, W) float32, as it is stored. Raises Unusable where FFmpeg gives up."""
    import av

    renamed, layer = _depth_alone(data)
    decoder: Any = av.CodecContext.create("exr", "r")
    decoder.options = {"layer": layer}
    decoder.thread_count = 1
    try:
        frames = [*decoder.decode(av.Packet(renamed)), *decoder.decode(None)]
    except av.FFmpegError as error:
        raise Unusable(f"cannot be decoded ({error.strerror}). Save it as EXR with ZIP compression.") from None
    if not frames or frames[0].format.name not in _ELEMENTS:
        raise Unusable("holds no depth that can be read. Save it as a one-channel EXR, half or float.")
    kind, plane = _ELEMENTS[frames[0].format.name], frames[0].planes[0]
    rows: NDArray[Any] = np.frombuffer(plane, kind).reshape(plane.height, -1)
    return rows[:, : plane.width].astype(np.float32)


def _depth_alone(data: bytes) -> tuple[bytes, str]:
    """The file with its depth channel called LAYER + Y and the others hidden, and that LAYER."""
    start, length = next(((at, n) for name, at, n in _attributes(data) if name == b"channels"), (0, 0))
    places = dict(_channels(data, start, start + length))
    ranks = {name: _ROLES.index(role) for name in places if (role := name.rsplit(".")[-1].lower()) in _ROLES}
    chosen = min(ranks, key=lambda name: ranks[name], default=next(iter(places)) if len(places) == 1 else None)
    if chosen is None:
        held = ", ".join(list(places)[:8]) or "none"
        raise Unusable(f"has no depth channel (its channels: {held}). Call it Z, or save it alone.")
    renamed = bytearray(data)
    for name, at in places.items():
        renamed[at] = ord("_")
        if name == chosen:
            renamed[at : at + len(name)] = data[at : at + len(name) - 1] + b"Y"
    return bytes(renamed), chosen[:-1]


def _attributes(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The attributes of the header: name, start and length of the value. Raises ValueError past the end."""
    at = 8
    while data[at : at + 1] not in (b"\0", b""):
        name_end = data.index(b"\0", at)
        kind_end = data.index(b"\0", name_end + 1)
        length = int.from_bytes(data[kind_end + 1 : kind_end + 5], "little", signed=True)
        if length < 0:
            raise ValueError("negative length")
        yield data[at:name_end], kind_end + 5, length
        at = kind_end + 5 + length


def _channels(data: bytes, at: int, end: int) -> Iterator[tuple[str, int]]:
    """Each channel's name and where in the file it stands."""
    while at < end and data[at]:
        stop = data.index(b"\0", at, end)
        yield data[at:stop].decode("latin-1"), at
        at = stop + 1 + 16
