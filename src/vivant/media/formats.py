"""What a file is, told from its first bytes: the name of a file decides nothing.

Not for decoding (decode.py) and not for opening (read.py).
"""

from __future__ import annotations

from typing import NoReturn

from vivant.errors import InputError, UnreadableInput, UnsupportedInput

HEAD_BYTES = 2048
"""How much of a file `recognise` wants to see."""

_PICTURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (8, b"WEBP", "webp"),
    (0, b"BM", "bmp"),
    (0, b"II*\0", "tiff"),
    (0, b"MM\0*", "tiff"),
    (0, b"II+\0", "tiff"),
    (0, b"MM\0+", "tiff"),
    (0, b"\0\0\x01\0", "ico"),
    (0, b"\0\0\0\x0cjP  \r\n\x87\n", "jpeg2000"),
    (0, b"\xffO\xffQ", "jpeg2000"),
    (0, b"P5", "ppm"),
    (0, b"P6", "ppm"),
)
_OTHERS: tuple[tuple[int, bytes, str], ...] = (
    (8, b"CR\x02\0", "a camera raw file"),
    (0, b"IIRO", "a camera raw file"),
    (0, b"IIRS", "a camera raw file"),
    (0, b"IIU\0", "a camera raw file"),
    (0, b"FUJIFILMCCD-RAW", "a camera raw file"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"%!PS", "a PostScript document"),
    (0, b"8BPS", "a Photoshop document"),
    (0, b"\xff\x0a", "a JPEG XL picture"),
    (0, b"\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (0, b"v/1\x01", "an OpenEXR picture"),
    (0, b"#?RADIANCE", "a Radiance HDR picture"),
    (0, b"gimp xcf", "a GIMP document"),
    (0, b"PK\x03\x04", "an archive"),
    (0, b"\x1f\x8b", "an archive"),
    (0, b"7z\xbc\xaf", "an archive"),
    (0, b"\x1aE\xdf\xa3", "a video"),
    (8, b"AVI ", "a video"),
    (0, b"FLV\x01", "a video"),
    (0, b"\0\0\x01\xba", "a video"),
    (0, b"\0\0\x01\xb3", "a video"),
    (0, b"0&\xb2u\x8ef\xcf\x11", "a video"),
    (8, b"WAVE", "a sound"),
    (0, b"ID3", "a sound"),
    (0, b"OggS", "a sound"),
    (0, b"fLaC", "a sound"),
    (0, b"\xff\xfb", "a sound"),
    (0, b"\xff\xf1", "a sound"),
    (0, b"\x93NUMPY", "a NumPy array"),
)
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"mif2")
_SOUND_BRANDS = (b"M4A ", b"M4B ")
_ADVICE = {
    "a video": "Give a picture; a video player can save one of its frames as PNG.",
    "a sound": "Give a picture.",
    "a NumPy array": "It can serve as a depth map, but the photo must be a picture such as jpg or png.",
    "an OpenEXR picture": "It can serve as a depth map, but the photo must be a picture such as jpg or png.",
    "an archive": "Unpack it and give one of its pictures.",
    "an SVG drawing": "Export it as PNG first, at the size you want.",
    "a PDF document": "Export the page as PNG or JPG first.",
    "a camera raw file": "Develop it to JPG, TIFF or HEIC first.",
}
_PRINTABLE_SHARE = 0.95


def recognise(head: bytes) -> str | None:
    """The name of the picture format that starts with `head` (its first HEAD_BYTES), or None for anything else."""
    if head[4:8] == b"ftyp":
        return _of_brands(head)
    if _match(head, _OTHERS):
        return None
    return _match(head, _PICTURES)


def refuse(head: bytes, name: str) -> NoReturn:
    """Raises the error that fits a file that is no picture: what it is instead, and what to do."""
    raise _refusal(head, name)


def refuse_map(head: bytes, name: str) -> NoReturn:
    """Raises the error that fits a file that is no map."""
    found = f"is {other}" if (other := _other(head)) else "holds text" if head and _is_text(head) else "cannot be read"
    sentence = f"{name} {found if head else 'is empty'}. Give a grey map as PNG, TIFF, NPY or EXR."
    raise (UnsupportedInput if other else UnreadableInput)(sentence, place=name, value=other)


def _refusal(head: bytes, name: str) -> InputError:
    if not head:
        return UnreadableInput(f"{name} is empty. Give a picture, or copy the file again.", place=name)
    other = _other(head)
    if other:
        advice = _ADVICE.get(other, "Save it as PNG or JPG first.")
        return UnsupportedInput(f"{name} is {other}, not a photo. {advice}", place=name, value=other)
    if _is_text(head):
        return UnreadableInput(f"{name} holds text, not a picture. Give a jpg, png, webp or heic file.", place=name)
    return UnreadableInput(
        f"{name} is damaged or of an unknown kind. Give a jpg, png, webp, tiff, heic or avif file.", place=name
    )


def _match(head: bytes, table: tuple[tuple[int, bytes, str], ...]) -> str | None:
    return next((kind for at, magic, kind in table if head[at : at + len(magic)] == magic), None)


def _of_brands(head: bytes) -> str | None:
    """The picture format of an ISO media file, from its brands; None for films and sounds."""
    length = int.from_bytes(head[:4], "big")
    major, *others = [head[8:12], *(head[i : i + 4] for i in range(16, min(length, len(head)), 4))]
    if major in (b"avif", b"avis") or b"avif" in others:
        return "avif"
    return "heif" if major in _HEIF_BRANDS else None


def _other(head: bytes) -> str | None:
    if head[4:8] == b"ftyp":
        if head[8:12] == b"crx ":
            return "a camera raw file"
        return "a sound" if head[8:12] in _SOUND_BRANDS else "a video"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:HEAD_BYTES].lower()
    if start.startswith(b"<") and b"<svg" in start:
        return "an SVG drawing"
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    return _match(head, _OTHERS)


def _is_text(head: bytes) -> bool:
    text = head.decode("utf-8", "replace")
    plain = sum(c.isprintable() or c in "\r\n\t" for c in text if c != "\ufffd")
    return plain >= _PRINTABLE_SHARE * len(text)
