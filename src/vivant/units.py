"""Frames, time, coordinates and seeds: the few units that every stage shares.

Not for anything that draws or decides. Conventions used everywhere below this module:

- **Pixel type.** Between stages a picture is `Frame`: (H, W, 3) uint8, RGB, sRGB-encoded, upright.
  Maps are `Plane`: (H, W) float32.
- **Size** is (width, height) in pixels, the order people say it in.
- **Place.** Normalised frame coordinates are centred on the frame, x to the right, y down, and measured in
  *short sides*: a 1920x1080 frame spans x in -0.889 .. 0.889 and y in -0.5 .. 0.5. A number therefore looks the
  same at every size.
- **Time** is whole frames at a rational rate, ranges are half-open; seconds live at the edges only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Frame: TypeAlias = NDArray[np.uint8]
Plane: TypeAlias = NDArray[np.float32]
Size: TypeAlias = tuple[int, int]
Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Clock:
    """Whole frames at a rational rate.

    `rate` is frames per second, `n_frames` the length of the clip, `loop` whether frame `n_frames` would be
    frame 0 again.
    """

    rate: Fraction
    n_frames: int
    loop: bool = False

    @classmethod
    def lasting(cls, duration_s: float, fps: float | Fraction, *, loop: bool = False) -> Clock:
        """The clock of a clip of `duration_s` seconds (rounded to whole frames, at least one)."""
        rate = Fraction(fps).limit_denominator(1001)
        return cls(rate, max(1, round(duration_s * rate)), loop)

    @property
    def duration_s(self) -> float:
        return float(self.n_frames / self.rate)

    def time_s(self, i: int) -> float:
        """Seconds from the start to frame `i`; `i` may lie outside the clip."""
        return float(i / self.rate)

    def progress(self, i: int) -> float:
        """Where frame `i` stands in the clip, 0 at the first frame.

        A loop reaches 1 at frame `n_frames` (the first frame again), a one-way clip at its last frame.
        """
        last = self.n_frames if self.loop else max(1, self.n_frames - 1)
        return i / last


def frame_at(ms: float, rate: Fraction | float) -> int:
    """The frame nearest to a time in milliseconds: where a segment that starts or ends then does so when drawn."""
    return round(ms * rate / 1000)


def turns(clock: Clock, rate_hz: float) -> float:
    """Rounds per second close to `rate_hz` that come out whole over a loop; `rate_hz` itself where there is none."""
    if not clock.loop:
        return rate_hz
    whole = max(1, round(abs(rate_hz) * clock.duration_s)) / clock.duration_s
    return whole if rate_hz >= 0 else -whole


def short_side(size: Size) -> int:
    """The shorter side of a size in pixels: the unit of normalised coordinates."""
    return min(size)


def derive_seed(seed: int, *names: str | int) -> int:
    """A 63-bit seed for one named use, the same on every machine and in every process."""
    text = "/".join([str(seed), *map(str, names)])
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1
