"""Pictures and colour profiles drawn for the tests of `vivant.media`; nothing here is a test."""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Mapping

import numpy as np
import pillow_heif
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


def exr(channels: Mapping[str, NDArray[np.generic]], flags: int = 0) -> bytes:
    """An uncompressed OpenEXR file of (H, W) planes, float32 or float16, by the names of their channels."""
    planes = dict(sorted(channels.items()))
    height, width = next(iter(planes.values())).shape
    kinds = {np.dtype(np.float16): 1, np.dtype(np.float32): 2}
    listed = b"".join(
        name.encode() + b"\0" + struct.pack("<iB3xii", kinds[p.dtype], 0, 1, 1) for name, p in planes.items()
    )
    box = struct.pack("<4i", 0, 0, width - 1, height - 1)
    header = b"v/1\x01" + struct.pack("<I", 2 | flags)
    for name, kind, value in (
        (b"channels", b"chlist", listed + b"\0"), (b"compression", b"compression", b"\0"),
        (b"dataWindow", b"box2i", box), (b"displayWindow", b"box2i", box), (b"lineOrder", b"lineOrder", b"\0"),
        (b"pixelAspectRatio", b"float", struct.pack("<f", 1)), (b"screenWindowCenter", b"v2f", bytes(8)),
        (b"screenWindowWidth", b"float", struct.pack("<f", 1)),
    ):  # fmt: skip
        header += name + b"\0" + kind + b"\0" + struct.pack("<i", len(value)) + value
    header += b"\0"
    rows = [b"".join(p[y].tobytes() for p in planes.values()) for y in range(height)]
    start, step = len(header) + 8 * height, 8 + len(rows[0])
    table = b"".join(struct.pack("<Q", start + y * step) for y in range(height))
    return header + table + b"".join(struct.pack("<ii", y, len(row)) + row for y, row in enumerate(rows))


PORTRAIT_MATTE = "urn:com:apple:photo:2018:aux:portraiteffectsmatte"
DEPTH = "urn:mpeg:hevc:2015:auxid:2"


def portrait(photo: NDArray[np.uint8], plane: NDArray[np.uint8], kind: str, facts: bytes = b"") -> bytes:
    """A heic file with a plane (H, W) beside the photo (H, W, 3), as phones write it.

    The writer can do this for an alpha only, so the file is written with one, which is then called something else.
    """
    from PIL import Image

    out = io.BytesIO()
    pillow_heif.from_pillow(Image.fromarray(np.dstack([photo, plane]))).save(out, quality=95)
    data = out.getvalue()
    at = data.index(b"auxC") - 4
    end = at + int.from_bytes(data[at : at + 4], "big")
    body = b"auxC" + bytes(4) + kind.encode() + b"\0" + facts
    changed = bytearray(data[:at] + struct.pack(">I", len(body) + 4) + body + data[end:])
    grown = len(changed) - len(data)
    places = [data.index(name) - 4 for name in (b"meta", b"iprp", b"ipco")]  # their lengths
    places += [data.index(b"iloc") + 16 + 18 * n for n in range(2)]  # where the two pictures start
    for place in places:
        struct.pack_into(">I", changed, place, struct.unpack_from(">I", changed, place)[0] + grown)
    return bytes(changed)


def depth_facts(kind: int, near: float | None = None, far: float | None = None) -> bytes:
    """What a depth image says of itself (ITU-T H.265, D.2.33): the kind of numbers, and its nearest and farthest Z."""
    known = [z for z in (near, far) if z is not None]
    code = format(kind + 1, "b")
    bits = f"{near is not None:b}{far is not None:b}00" + "0" * (len(code) - 1) + code
    for z in known:
        power = math.floor(math.log2(z))
        bits += f"0{power + 31:07b}{15:05b}{round((z / 2**power - 1) * 2**16):016b}"
    payload = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
    message = bytes([39 << 1, 1, 177, len(payload)]) + payload + b"\x80"
    message = struct.pack(">I", len(message)) + message
    return struct.pack(">I", len(message)) + message


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
