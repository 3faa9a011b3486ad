"""In the child process: the frames of an animated webp, which FFmpeg does not decode.

Answers as child_frames.Reel does. Not for single pictures (decode.py).
"""

from __future__ import annotations

import io
import os
import struct
from bisect import bisect_right
from fractions import Fraction
from typing import Any

import numpy as np
from av import VideoFrame

from vivant.media.child_open import DAMAGED, MAX_PIXELS
from vivant.media.decode import Refusal

USUAL_MS = 100
"""How long browsers show a frame that asks for no time at all."""


class WebpReel:
    """One animated webp, asked for frames by time."""

    broken = 0

    def __init__(self, file: int) -> None:
        from PIL import WebPImagePlugin

        os.lseek(file, 0, os.SEEK_SET)
        with os.fdopen(os.dup(file), "rb") as whole:
            data = whole.read()
        self.starts_ms, self.length_ms = _starts(data)
        try:
            self._picture: Any = WebPImagePlugin.WebPImageFile(io.BytesIO(data))
        except (SyntaxError, OSError, ValueError):
            raise Refusal("unreadable", DAMAGED) from None
        self.size = self._picture.size
        if self.size[0] * self.size[1] > MAX_PIXELS:
            raise Refusal("too_large", f"is {self.size[0]}x{self.size[1]}, more than can be opened safely. Save it "
                          "smaller and try again.", value=list(self.size), limit=MAX_PIXELS)  # fmt: skip
        self._n, self._frame = -1, VideoFrame(2, 2, "rgba")

    def at(self, time_s: float) -> VideoFrame:
        """The frame that is shown at that time: the first before the film begins, the last when it is over."""
        n = max(0, bisect_right(self.starts_ms, time_s * 1000 + 1) - 1)
        if n != self._n:
            self._picture.seek(n)
            self._frame = VideoFrame.from_ndarray(np.asarray(self._picture.convert("RGBA")), format="rgba")
            self._n = n
        return self._frame


def look(file: int) -> dict[str, Any]:
    """Everything that MediaInfo holds of an animated webp, as plain data."""
    reel = WebpReel(file)
    first = reel.at(0.0).to_ndarray()
    steps = np.diff([*reel.starts_ms, reel.length_ms])
    rate = Fraction(len(steps) * 1000, reel.length_ms).limit_denominator(1001)
    return {
        "kind": "video", "container": "webp", "codec": "webp", "size": reel.size, "stored_size": reel.size,
        "n_frames": len(steps), "rate": (rate.numerator, rate.denominator), "duration_s": reel.length_ms / 1000,
        "variable": bool(steps.max() - steps.min() > 1), "alpha": bool(first[..., 3].min() < 255),
    }  # fmt: skip


def _starts(data: bytes) -> tuple[list[int], int]:
    """When every frame starts and when the last one ends, in milliseconds, from the chunks of the file."""
    at, starts, now = 12, [], 0
    while at + 8 <= len(data):
        kind, length = data[at : at + 4], struct.unpack("<I", data[at + 4 : at + 8])[0]
        if kind == b"ANMF" and at + 24 <= len(data):
            lasting = int.from_bytes(data[at + 20 : at + 23], "little")
            starts.append(now)
            now += lasting or USUAL_MS
        at += 8 + length + length % 2
    if not starts or now <= 0:
        raise Refusal("unreadable", DAMAGED)
    return starts, now
