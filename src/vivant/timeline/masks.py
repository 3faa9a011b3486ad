"""Masks as text inside a draft: width x height and the bits, packed. Not for pictures: no codec reads them, so that a
draft from anywhere is safe to open."""

from __future__ import annotations

import base64
import binascii
import zlib

import numpy as np
from numpy.typing import NDArray

LONGEST = 512
"""Longest side of a packed mask in pixels: finer than any motion shows."""


def pack_mask(inside: NDArray[np.bool_]) -> str:
    """A mask, (h, w) bool with sides up to LONGEST, as text."""
    h, w = inside.shape
    return f"{w}x{h}:{base64.b64encode(zlib.compress(np.packbits(inside).tobytes(), 9)).decode()}"


def unpack_mask(text: str) -> NDArray[np.bool_]:
    """The mask, (h, w) bool. Raises ValueError with a sentence where the text is none."""
    size, _, packed = text.partition(":")
    try:
        w, h = (int(side) for side in size.split("x"))
        if not (1 <= w <= LONGEST and 1 <= h <= LONGEST):
            raise ValueError
        need = -(-w * h // 8)
        bits = zlib.decompressobj().decompress(base64.b64decode(packed, validate=True), need)
        if len(bits) < need:
            raise ValueError
        return np.unpackbits(np.frombuffer(bits, np.uint8), count=w * h).reshape(h, w).astype(bool)
    except (ValueError, binascii.Error, zlib.error):
        raise ValueError(
            f"a mask is written as WIDTHxHEIGHT:BITS with sides up to {LONGEST}, packed by Vivant"
        ) from None
