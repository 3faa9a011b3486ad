"""What a font file says of itself: its names, weight and slope, and which characters it has letters for.

Reads a few tables of TrueType and OpenType files and collections (ISO/IEC 14496-22: name, OS/2, head, cmap), because
Pillow draws with a font but cannot tell what is in it. Not for drawing. A file that is not what it says raises
ValueError.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

_MOST_FONTS = 64
_LARGEST_TABLE = 8 << 20


class Label(NamedTuple):
    """Who a font is: its families (the first is the usual one), weight 100 .. 900, slope, and whether it has colour."""

    families: tuple[str, ...]
    weight: int
    italic: bool
    condensed: bool
    in_colour: bool
    weights: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The characters of a font, as ranges first .. last in rising order."""

    firsts: tuple[int, ...]
    lasts: tuple[int, ...]

    def __contains__(self, letter: str) -> bool:
        at = bisect_right(self.firsts, ord(letter)) - 1
        return at >= 0 and ord(letter) <= self.lasts[at]

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in zip(self.firsts, self.lasts, strict=True))


def labels(file: BinaryIO) -> list[Label]:
    """The label of every font in a file, in their order. Raises ValueError."""
    return [_label(file, _tables(file, start)) for start in _starts(file)]


def coverage(file: BinaryIO, index: int) -> Coverage:
    """What the font at `index` of a file has letters for. Raises ValueError."""
    data = _table(file, _tables(file, _starts(file)[index]), "cmap")
    try:
        ranges = _ranges(data)
    except (struct.error, IndexError) as broken:
        raise ValueError("a damaged table of characters") from broken
    return Coverage(tuple(first for first, _ in ranges), tuple(last for _, last in ranges))


def _starts(file: BinaryIO) -> list[int]:
    file.seek(0)
    head = file.read(12)
    if head[:4] != b"ttcf":
        return [0]
    (count,) = struct.unpack(">L", head[8:12])
    if not 0 < count <= _MOST_FONTS:
        raise ValueError("not a collection of fonts")
    return list(struct.unpack(f">{count}L", file.read(4 * count).ljust(4 * count, b"\0")))


def _tables(file: BinaryIO, start: int) -> dict[str, tuple[int, int]]:
    """Where each table is: tag -> (offset, length)."""
    file.seek(start)
    head = file.read(12)
    if len(head) < 12 or head[:4] not in (b"\0\1\0\0", b"OTTO", b"true"):
        raise ValueError("not a font")
    (count,) = struct.unpack(">H", head[4:6])
    data = file.read(16 * count)
    if len(data) < 16 * count:
        raise ValueError("a font that ends too early")
    entries = struct.iter_unpack(">4sLLL", data)
    return {tag.decode("latin-1"): (offset, length) for tag, _, offset, length in entries}


def _table(file: BinaryIO, tables: dict[str, tuple[int, int]], tag: str) -> bytes:
    if tag not in tables:
        return b""
    offset, length = tables[tag]
    file.seek(offset)
    return file.read(min(length, _LARGEST_TABLE))


def _label(file: BinaryIO, tables: dict[str, tuple[int, int]]) -> Label:
    try:
        names = _names(_table(file, tables, "name"))
        about, head = _table(file, tables, "OS/2"), _table(file, tables, "head")
        weight, width = struct.unpack(">HH", about[4:8]) if len(about) >= 8 else (400, 5)
        slope = len(about) >= 64 and bool(struct.unpack(">H", about[62:64])[0] & 0x201)
        slope = slope or (len(head) >= 46 and bool(struct.unpack(">H", head[44:46])[0] & 2))
        weights = _weights(_table(file, tables, "fvar"))
    except struct.error as broken:
        raise ValueError("a damaged font") from broken
    if not names:
        raise ValueError("a font without a name")
    colour = any(tag in tables for tag in ("CBDT", "sbix", "COLR"))
    return Label(names, min(max(weight, 1), 1000), slope, width < 5, colour, weights or (weight, weight))


def _names(data: bytes) -> tuple[str, ...]:
    """The families, in English first: the typographic family (16), then the one for menus (1)."""
    _, count, start = struct.unpack(">HHH", data[:6].ljust(6, b"\0"))
    found: list[tuple[int, str]] = []
    for i in range(count):
        record = struct.unpack(">6H", data[6 + 12 * i : 18 + 12 * i])
        platform, _, language, kind, length, offset = record
        if kind in (1, 16) and platform in (0, 1, 3):
            raw = data[start + offset : start + offset + length]
            name = raw.decode("latin-1" if platform == 1 else "utf-16-be", "ignore").strip("\0 ")
            english = language == 0x409 or platform != 3
            found += [((not english) * 2 + (kind == 1), name)] if name else []
    return tuple(dict.fromkeys(name for _, name in sorted(found, key=lambda one: one[0])))


def _weights(data: bytes) -> tuple[int, int] | None:
    """The range of weights of a variable font."""
    if len(data) < 16:
        return None
    offset, _, count, size = struct.unpack(">HHHH", data[4:12])
    for i in range(count):
        tag, low, _, high = struct.unpack(">4slll", data[offset + i * size : offset + i * size + 16])
        if tag == b"wght":
            return low >> 16, high >> 16
    return None


def _ranges(data: bytes) -> list[tuple[int, int]]:
    """The ranges of the best subtable for Unicode: format 12, else format 4."""
    _, count = struct.unpack(">HH", data[:4].ljust(4, b"\0"))
    wanted = {(3, 10): 5, (0, 6): 4, (0, 4): 4, (3, 1): 3, (0, 3): 2, (0, 2): 1, (0, 1): 1, (0, 0): 1, (3, 0): 0}
    best: tuple[int, int] = (-1, 0)
    for i in range(count):
        platform, encoding, offset = struct.unpack(">HHL", data[4 + 8 * i : 12 + 8 * i])
        best = max(best, (wanted.get((platform, encoding), -1), offset))
    if best[0] < 0:
        return []
    (kind,) = struct.unpack(">H", data[best[1] : best[1] + 2])
    found = _format_12(data[best[1] :]) if kind == 12 else _format_4(data[best[1] :]) if kind == 4 else []
    return _merged(found)


def _format_12(data: bytes) -> list[tuple[int, int]]:
    (count,) = struct.unpack(">L", data[12:16])
    groups = struct.iter_unpack(">LLL", data[16 : 16 + 12 * count])
    return [(first + (glyph == 0), last) for first, last, glyph in groups if first <= last <= 0x10FFFF]


def _format_4(data: bytes) -> list[tuple[int, int]]:
    half = struct.unpack(">H", data[6:8])[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack(f">{half}H", data[at : at + 2 * half]) for at in (14, 16 + 2 * half, 16 + 4 * half, 16 + 6 * half)
    )
    found: list[tuple[int, int]] = []
    for i in range(half):
        if starts[i] > ends[i] or starts[i] == 0xFFFF:
            continue
        if not offsets[i]:
            found.append((starts[i], ends[i]))
            continue
        at = 16 + 6 * half + 2 * i + offsets[i]
        size = ends[i] - starts[i] + 1
        glyphs = struct.unpack(f">{size}H", data[at : at + 2 * size].ljust(2 * size, b"\0"))
        found += [(starts[i] + j, starts[i] + j) for j, glyph in enumerate(glyphs) if glyph and glyph + deltas[i]]
    return found


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        elif first <= last:
            found.append((first, last))
    return found
