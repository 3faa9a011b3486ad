"""The child process that takes out of a video or a sound what a camera wrote about its owner: places, names, dates.

Not for pictures (strip.py) and not for looking whether the file is one (intake.py did). Run as a script with the name
of the container and the file. The file is changed where it lies, and nothing in it moves: what holds notes becomes what
readers skip, its bytes become zero. It imports nothing of ours, and limits itself before it reads a byte.

Layouts after ISO/IEC 14496-12 and Apple's QuickTime File Format (boxes), RFC 8794 and RFC 9559 (Matroska), Microsoft's
RIFF, and ID3v2.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, TypeAlias

Part: TypeAlias = tuple[bytes, int, int, int]
"""A piece of a file: its name, where it starts, where its contents start, where it ends."""

MEMORY_BYTES = 1_000_000_000
CPU_S = 60
_PIECE = 1 << 20
_GAPLESS = b"iTunSMPB"
"""The one note that a decoder needs: how much silence an encoder put before the sound."""


def main() -> None:
    container, path = sys.argv[1], Path(sys.argv[2])
    _limit()
    strip(container, path)


def strip(container: str, path: Path) -> None:
    """Take the notes out of the file at `path`; `container` is the first of PyAV's names, and unknown ones are left."""
    how = _CONTAINERS.get(container)
    if how is not None:
        with path.open("r+b") as file:
            how(file, 0, file.seek(0, 2))


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    for which, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_S), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(which)[1]
        resource.setrlimit(which, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _read(file: BinaryIO, at: int, count: int) -> bytes:
    file.seek(at)
    return file.read(count)


def _put(file: BinaryIO, at: int, data: bytes) -> None:
    file.seek(at)
    file.write(data)


def _blank(file: BinaryIO, start: int, end: int) -> None:
    file.seek(start)
    for at in range(start, end, _PIECE):
        file.write(bytes(min(_PIECE, end - at)))


# --- mp4, mov, m4a: boxes ------------------------------------------------------------------------------------------


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[Part]:
    """The boxes between two places, up to one that does not fit."""
    at = start
    while at + 8 <= end:
        head = _read(file, at, 16)
        size, body = int.from_bytes(head[:4], "big"), at + 8
        if size == 1:
            size, body = int.from_bytes(head[8:], "big"), at + 16
        elif size == 0:
            size = end - at
        if size < body - at or at + size > end:
            return
        yield head[4:8], at, body, at + size
        at += size


def _mov(file: BinaryIO, start: int, end: int) -> None:
    for name, at, body, after in _boxes(file, start, end):
        if name in (b"moov", b"moof", b"traf", b"mdia"):
            _mov(file, body, after)
        elif name == b"trak" and _is_telemetry(file, body, after):
            for first, last in _samples(file, body, after):
                _blank(file, first, last)
            _free(file, at, body, after)
        elif name == b"trak":
            _mov(file, body, after)
        elif name in (b"udta", b"meta"):
            _notes(file, name, at, body, after)
        elif name == b"uuid":
            _free(file, at, body, after)
        elif name in (b"mvhd", b"tkhd", b"mdhd"):
            wide = _read(file, body, 1) == b"\1"
            _blank(file, body + 4, min(after, body + (20 if wide else 12)))


def _notes(file: BinaryIO, name: bytes, at: int, body: int, end: int) -> None:
    """Free everything in a box of notes but what decoders need."""
    if name == b"meta":
        head = _read(file, body, 12)
        if b"hdlr" not in (head[4:8], head[8:12]):
            _free(file, at, body, end)
            return
        body += 0 if head[4:8] == b"hdlr" else 4
    for inner, start, inside, after in _boxes(file, body, end):
        if inner in (b"meta", b"ilst"):
            _notes(file, inner, start, inside, after)
        elif inner != b"hdlr" and _GAPLESS not in _read(file, inside, min(after - inside, 128)):
            _free(file, start, inside, after)


def _free(file: BinaryIO, at: int, body: int, end: int) -> None:
    _put(file, at + 4, b"free")
    _blank(file, body, end)


def _find(file: BinaryIO, start: int, end: int, *names: bytes) -> tuple[int, int] | None:
    """The contents of the first box of this name in the first of that name, and so on."""
    for name, _, body, after in _boxes(file, start, end):
        if name == names[0]:
            return (body, after) if len(names) == 1 else _find(file, body, after, *names[1:])
    return None


def _is_telemetry(file: BinaryIO, start: int, end: int) -> bool:
    """Whether a track holds neither picture nor sound but what sensors said, places among it."""
    found = _find(file, start, end, b"mdia", b"hdlr")
    return found is not None and _read(file, found[0] + 8, 4) == b"meta"


def _numbers(file: BinaryIO, start: int, end: int, *names: bytes, skip: int = 8, width: int = 4) -> list[int]:
    found = _find(file, start, end, b"mdia", b"minf", b"stbl", *names)
    data = _read(file, found[0] + skip, found[1] - found[0] - skip) if found else b""
    return [int.from_bytes(data[at : at + width], "big") for at in range(0, len(data) - width + 1, width)]


def _samples(file: BinaryIO, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the chunks of a track lie: the first byte of each, and the one after its last."""
    one_size, _, *sizes = _numbers(file, start, end, b"stsz", skip=4) or [0, 0]
    runs = _numbers(file, start, end, b"stsc")
    chunks = _numbers(file, start, end, b"stco") or _numbers(file, start, end, b"co64", width=8)
    per_chunk = dict(zip(runs[::3], runs[1::3], strict=False))
    most, taken, each = file.seek(0, 2), 0, 0
    for number, first in enumerate(chunks, 1):
        each = per_chunk.get(number, each)
        length = one_size * each or sum(sizes[taken : taken + each])
        taken += each
        yield min(first, most), min(first + length, most)


# --- mkv, webm: elements -------------------------------------------------------------------------------------------

_VOID = b"\xec"
_PARENTS = frozenset({
    b"\x18\x53\x80\x67",  # Segment
    b"\x15\x49\xa9\x66",  # Info
    b"\x16\x54\xae\x6b",  # Tracks
    b"\xae",  # TrackEntry
})  # fmt: skip
_ELEMENTS_OF_NOTES = frozenset({
    b"\x12\x54\xc3\x67",  # Tags
    b"\x19\x41\xa4\x69",  # Attachments
    b"\x44\x61",  # DateUTC
    b"\x7b\xa9",  # Title
    b"\x73\x84",  # SegmentFilename
    b"\x53\x6e",  # Name of a track
    b"\xbf",  # CRC-32, over what is changed here
})  # fmt: skip


def _elements(file: BinaryIO, start: int, end: int) -> Iterator[Part]:
    """The elements between two places, up to one that does not fit; one of unknown length reaches to the end."""
    at = start
    while at < end:
        head = _read(file, at, 12)
        n_name = 9 - head[0].bit_length() if head and head[0] else 9
        if n_name > 4 or len(head) <= n_name or head[n_name] == 0:
            return
        n_size = 9 - head[n_name].bit_length()
        size = int.from_bytes(head[n_name : n_name + n_size], "big") & ((1 << 7 * n_size) - 1)
        body = at + n_name + n_size
        after = end if size == (1 << 7 * n_size) - 1 else body + size
        if after > end or body > end:
            return
        yield head[:n_name], at, body, after
        at = after


def _matroska(file: BinaryIO, start: int, end: int) -> None:
    for name, at, body, after in list(_elements(file, start, end)):
        if name in _PARENTS:
            _matroska(file, body, after)
        elif name in _ELEMENTS_OF_NOTES:
            _void(file, at, after)


def _void(file: BinaryIO, at: int, end: int) -> None:
    """An element that readers skip, from `at` to `end`, however long the one was that lay there."""
    width = 8 if end - at >= 9 else 1
    length = end - at - 1 - width
    _put(file, at, _VOID + (length | 1 << 7 * width).to_bytes(width, "big"))
    _blank(file, at + 1 + width, end)


# --- avi, wav: chunks ----------------------------------------------------------------------------------------------

_CHUNKS_OF_NOTES = frozenset({b"IDIT", b"strn", b"strd", b"id3 ", b"ID3 ", b"bext", b"iXML", b"_PMX", b"aXML", b"ISMP"})
_LISTS = frozenset({b"hdrl", b"strl"})
_LISTS_OF_NOTES = frozenset({b"INFO", b"ncdt", b"exif", b"adtl"})


def _riff(file: BinaryIO, start: int, end: int) -> None:
    at = start
    while at + 8 <= end:
        head = _read(file, at, 12)
        name, after = head[:4], at + 8 + int.from_bytes(head[4:8], "little")
        if name == b"RIFF" or (name == b"LIST" and head[8:12] in _LISTS):
            _riff(file, at + 12, min(after, end))
        elif name in _CHUNKS_OF_NOTES or (name == b"LIST" and head[8:12] in _LISTS_OF_NOTES):
            _put(file, at, b"JUNK")
            _blank(file, at + 8, min(after, end))
        at = after + after % 2


# --- mp3, aac: tags before and behind the sound ----------------------------------------------------------------------


def _tagged(file: BinaryIO, start: int, end: int) -> None:
    at = start
    while (head := _read(file, at, 10))[:3] == b"ID3" and len(head) == 10:
        size = int.from_bytes(head[6:10], "big")
        size = sum((size >> 8 * n & 0x7F) << 7 * n for n in range(4))
        after = min(at + 10 + size, end)
        _put(file, at + 5, b"\0")
        _blank(file, at + 10, after)
        at = after
    if end - start >= 128 and _read(file, end - 128, 3) == b"TAG":
        # An empty tag without a genre; without its mark it would be taken for sound.
        _put(file, end - 125, bytes(124) + b"\xff")


_CONTAINERS: Mapping[str, Callable[[BinaryIO, int, int], None]] = {
    "mov": _mov, "matroska": _matroska, "avi": _riff, "wav": _riff, "mp3": _tagged, "aac": _tagged,
}  # fmt: skip

if __name__ == "__main__":
    main()
