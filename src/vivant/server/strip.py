"""The child process that takes out of a picture what the camera wrote about its owner, and turns the picture upright.

Not for looking whether the picture is one (intake.py did). Run as a script: FORMAT SOURCE TARGET. Pixels stay as they
are where the file only loses its metadata; a JPEG that lies on its side and a TIFF are written anew. It imports nothing
of ours, and limits itself before it reads a byte.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

MEMORY_BYTES = 2_500_000_000
CPU_S = 60
TURNED_QUALITY = 95
_JPEG_KEPT = frozenset({0xE0, 0xE2, 0xEE})
"""JFIF, colour profile, Adobe's note on colours; all other application segments and comments go."""
_PNG_DROPPED = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME", b"dSIG"})
_WEBP_FLAGS = 0b1100
"""The bits of VP8X that announce EXIF and XMP."""
_GIF_HEAD, _GIF_TABLE, _GIF_FRAME_HEAD = 13, 0x80, 10
_GIF_FRAME, _GIF_EXTENSION, _GIF_PACE, _GIF_APPLICATION, _GIF_END = 0x2C, 0x21, 0xF9, 0xFF, b";"
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
"""The two names under which a file says how often it plays."""
_MIN_NOTE = 4


def main() -> None:
    kind, source, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    _limit()
    strip(kind, source, target)


def strip(kind: str, source: Path, target: Path) -> None:
    """Write the picture at `source` (of a format by vivant.media's name) to `target` without metadata, upright."""
    if kind == "jpeg" and _turn(source) == 1:
        target.write_bytes(b"".join(_jpeg(source.read_bytes())))
    elif kind in ("jpeg", "tiff"):
        _anew(kind, source, target)
    elif kind == "png":
        target.write_bytes(b"".join(_png(source.read_bytes())))
    elif kind == "webp":
        target.write_bytes(_webp(source.read_bytes()))
    elif kind == "gif":
        target.write_bytes(b"".join(_gif(source.read_bytes())))
    elif kind in ("heif", "avif"):
        target.write_bytes(_blanked(source))
    else:
        shutil.copyfile(source, target)


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    for which, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_S), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(which)[1]
        resource.setrlimit(which, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _turn(source: Path) -> int:
    """The orientation mark, 1 where there is none or no valid one."""
    from PIL import Image

    with Image.open(source) as picture:
        try:
            mark = picture.getexif().get(0x0112, 1)
        except Exception:  # a broken mark is none
            return 1
    return mark if mark in range(1, 9) else 1


def _jpeg(data: bytes) -> Iterator[bytes]:
    """The picture without its notes, up to its end mark: other pictures behind it carry notes too."""
    yield data[:2]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xFF:
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == 0xD9:
            break
        if not (0xE0 <= mark <= 0xEF or mark == 0xFE) or (mark in _JPEG_KEPT and data[at + 4 : at + 8] != b"MPF\0"):
            yield data[at:end]
        at = end
        if mark == 0xDA:
            after = _scan_end(data, at)
            yield data[at:after]
            at = after
    yield b"\xff\xd9"


def _scan_end(data: bytes, at: int) -> int:
    """Where the coded pixels that start at `at` end: at a mark that is neither a stuffed byte nor a restart."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    return len(data)


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    at = 8
    while at + 8 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if name not in _PNG_DROPPED:
            yield data[at:end]
        at = end
        if name == b"IEND":
            return


def _webp(data: bytes) -> bytes:
    parts, at = [], 12
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        chunk = bytearray(data[at:end])
        if chunk[:4] == b"VP8X":
            chunk[8] &= ~_WEBP_FLAGS & 0xFF
        if bytes(chunk[:4]) not in (b"EXIF", b"XMP "):
            parts.append(bytes(chunk))
        at = end
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _gif(data: bytes) -> Iterator[bytes]:
    """Frames, how long each is shown and how often all are played; up to what is no block, where browsers stop too.

    Comments, texts that nobody draws and notes of applications go (GIF89a, sections 24 to 26; XMP is such a note).
    """
    at = _GIF_HEAD + _gif_table(data, 10)
    yield data[:at]
    while at < len(data) and data[at] in (_GIF_FRAME, _GIF_EXTENSION):
        if data[at] == _GIF_FRAME:
            end = _chain_end(data, at + _GIF_FRAME_HEAD + _gif_table(data, at + 9) + 1)
            yield data[at:end]
        else:
            end = _chain_end(data, at + 2)
            yield _gif_extension(data[at : min(end, at + 8)], data[at + 3 : min(end, at + 32)])
        at = end
    if at <= len(data):  # a frame that breaks off must not go on with this
        yield _GIF_END


def _gif_table(data: bytes, at: int) -> int:
    """The bytes of the colour table that the flags at `at` announce."""
    flags = data[at] if at < len(data) else 0
    return 3 << (flags & 7) + 1 if flags & _GIF_TABLE else 0


def _chain_end(data: bytes, at: int) -> int:
    """Where a chain of pieces ends, each with its length before it, the last one empty; beyond the file if it does."""
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1


def _gif_extension(pace: bytes, inside: bytes) -> bytes:
    """What is kept of an extension: the pace of a frame and the number of rounds, without what may hide behind them."""
    if pace[1:3] == bytes((_GIF_PACE, 4)) and len(pace) == 8:
        return pace[:7] + b"\0"
    if pace[1:2] == bytes((_GIF_APPLICATION,)) and inside.startswith(_GIF_LOOPS) and inside[11:13] == b"\3\1":
        return pace[:3] + inside[:15] + b"\0" if len(inside) >= 15 else b""
    return b""


def _blanked(source: Path) -> bytes:
    """HEIF with the bytes of its notes set to zero: where they lie nothing moves, and how it is turned stays known."""
    import pillow_heif
    from PIL import Image

    pillow_heif.register_heif_opener()
    data = bytearray(source.read_bytes())
    with Image.open(source) as picture:
        notes = [picture.info.get("exif"), picture.info.get("xmp"), *picture.info.get("metadata", [])]
    for note in notes:
        raw = note.get("data") if isinstance(note, dict) else note
        raw = bytes(raw).removeprefix(b"Exif\0\0") if raw else b""
        if len(raw) > _MIN_NOTE and (at := data.find(raw)) >= 0:
            data[at : at + len(raw)] = bytes(len(raw))
    return bytes(data)


def _anew(kind: str, source: Path, target: Path) -> None:
    from PIL import Image, ImageFile, ImageOps

    ImageFile.LOAD_TRUNCATED_IMAGES = True
    with Image.open(source) as picture:
        profile = picture.info.get("icc_profile")
        turned = ImageOps.exif_transpose(picture) or picture
        turned.info.pop("exif", None)
        with target.open("wb") as file:
            if kind == "jpeg":
                turned.save(file, "JPEG", quality=TURNED_QUALITY, subsampling=0, icc_profile=profile, exif=b"")
            else:
                bare = Image.new(turned.mode, turned.size)
                bare.paste(turned)
                if turned.mode == "P":
                    bare.putpalette(turned.getpalette() or [])
                bare.save(file, "TIFF", compression="tiff_adobe_deflate", icc_profile=profile)


if __name__ == "__main__":
    main()
