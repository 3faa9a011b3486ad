"""Pictures and colour profiles drawn for the tests of `vivant.media`; nothing here is a test."""

from __future__ import annotations

import io
import struct

import numpy as np
from numpy.typing import NDArray
from PIL import Image

ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
DISPLAY_P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
SRGB = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
"""Red, green and blue of three colour spaces as XYZ under D50."""
GAMMA = 563 / 256


def corners(width: int = 48, height: int = 32) -> NDArray[np.uint8]:
    """(height, width, 3) with red, green, blue and grey quarters, so that every turn and flip can be told."""
    picture = np.zeros((height, width, 3), np.uint8)
    top, left = height // 2, width // 2
    picture[:top, :left], picture[:top, left:] = (210, 40, 40), (40, 170, 60)
    picture[top:, :left], picture[top:, left:] = (50, 60, 200), (128, 128, 128)
    return picture


def smooth(width: int, height: int) -> NDArray[np.uint8]:
    """(height, width, 3) of soft gradients."""
    y, x = np.mgrid[0:height, 0:width]
    planes = [x / width * 255, y / height * 255, (x + y) / (width + height) * 255]
    return np.stack(planes, axis=-1).astype(np.uint8)


def noisy(width: int, height: int) -> NDArray[np.uint8]:
    """(height, width, 3) that does not compress: cutting its file cuts its rows."""
    return np.random.default_rng(7).integers(0, 256, (height, width, 3), np.uint8)


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def matrix_profile(colorants: tuple[tuple[float, ...], ...]) -> bytes:
    """An RGB profile of three primaries and one gamma."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(GAMMA * 256)) + bytes(2)
    tags = {b"wtpt": _xyz((0.9642, 1.0, 0.8249))}
    for letter, colour in zip(b"rgb", colorants, strict=True):
        tags[bytes([letter]) + b"XYZ"] = _xyz(colour)
        tags[bytes([letter]) + b"TRC"] = curve
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags)


def ink_profile(inks: NDArray[np.uint8]) -> bytes:
    """A CMYK profile from the Lab colours, (16, 3) as eight-bit Lab, of all sixteen overprints of solid inks."""
    ramp = bytes(range(256))
    table = b"mft1" + bytes(4) + bytes([4, 3, 2, 0])
    table += b"".join(struct.pack(">i", 65536 if i % 4 == 0 else 0) for i in range(9))
    table += ramp * 4 + inks.tobytes() + ramp * 3
    return _profile(b"prtr", b"CMYK", b"Lab ", {b"wtpt": _xyz((0.9642, 1.0, 0.8249)), b"A2B0": table})


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(struct.pack(">i", round(v * 65536)) for v in values)


def _profile(kind: bytes, space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    name = b"drawn\0"
    tags = {b"desc": b"desc" + bytes(4) + struct.pack(">I", len(name)) + name + bytes(78), **tags}
    directory, body, at = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for tag, unpadded in tags.items():
        content = unpadded + bytes(-len(unpadded) % 4)
        directory += tag + struct.pack(">II", at + len(body), len(content))
        body += content
    header = bytearray(128)
    header[8:24] = b"\x02\x40\0\0" + kind + space + connection
    header[36:40] = b"acsp"
    header[68:80] = struct.pack(">iii", round(0.9642 * 65536), 65536, round(0.8249 * 65536))
    header[0:4] = struct.pack(">I", 128 + len(directory) + len(body))
    return bytes(header) + directory + body


def in_srgb(colour: tuple[int, int, int], colorants: tuple[tuple[float, ...], ...]) -> NDArray[np.float64]:
    """What a colour of a matrix profile is in sRGB, 0 .. 255, worked out from the definitions."""
    linear = (np.array(colour) / 255) ** GAMMA
    light = np.clip(np.linalg.solve(np.array(SRGB).T, np.array(colorants).T @ linear), 0, 1)
    return 255 * np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
