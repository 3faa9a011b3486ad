"""The air in a picture: slow seamless noise that drifts, what the camera does to it, and the air's own light.

All maps here are small (about 135 rows) and enlarged by kernels.py. Not for what the noise is used for (the effects).
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.effects.contract import Setting
from vivant.effects.kernels import to_light
from vivant.effects.view import View
from vivant.units import Clock, Plane, Size, short_side

TILE = 128
"""Side of a tile of noise in its own pixels."""
ROWS = 135
"""Short side of a small map."""
SEEN_AS = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""Share of red, green and blue in how bright linear light is (ITU-R BT.709)."""


class Air:
    """Seamless noise that drifts and changes, with mean 0 and deviation 1.

    It is a sum of waves that fill a tile, each turning at its own rate. In a loop every rate is rounded, up or down by
    chance so that the mean drift stays right, to whole turns of the loop: slow drift closes too.
    """

    def __init__(
        self, clock: Clock, rng: Generator, *, span: float = 2.2, stretch: float = 1.0,
        drift: tuple[float, float] = (0.0, 0.0), change_hz: float = 0.05, finest: int = 20, slope: float = 1.3,
    ) -> None:  # fmt: skip
        """span        short sides that a tile covers, downwards; `stretch` times as many sideways
        drift       short sides per second to the right and downwards
        change_hz   how fast it changes while it drifts, rounds per second of a middling wave
        finest      waves across a tile of the finest detail
        slope       how much weaker finer waves are: amplitude falls as their number to this power
        """
        self._clock, self._span = clock, (span * stretch, span)
        kx, ky = np.meshgrid(np.arange(finest + 1), np.arange(-finest, finest + 1))
        number = np.hypot(kx, ky)
        used = (number >= 1) & (number <= finest)
        self._column, self._row, number = kx[used], ky[used] % TILE, number[used]
        wave = rng.standard_normal((2, number.size))
        fade = np.cos(np.pi / 2 * number / (finest + 1)) * number**-slope
        self._wave = (wave[0] + 1j * wave[1]) * fade
        moved = kx[used] * drift[0] / self._span[0] + ky[used] * drift[1] / self._span[1]
        rates = -moved + change_hz * np.sqrt(number / 4) * rng.standard_normal(number.size)
        chance = rng.random(number.size)
        self._rates = np.floor(rates * clock.duration_s + chance) / clock.duration_s if clock.loop else rates
        self._scale = 1.0
        self._scale = 1.0 / float(self.tile(0).std())

    def tile(self, i: int) -> Plane:
        """The tile (TILE, TILE) at frame `i`."""
        waves = np.zeros((TILE, TILE // 2 + 1), np.complex64)
        turned = self._wave * np.exp(2j * np.pi * self._rates * self._clock.time_s(i))
        waves[self._row, self._column] = turned * self._scale
        return np.asarray(np.fft.irfft2(waves, (TILE, TILE)), np.float32)

    def over(self, i: int, view: View, size: Size, disparity: float = 0.0) -> Plane:
        """The noise of frame `i` over the whole frame as a map of `size`, hanging where things of `disparity` are."""
        lens = seen(view, size, disparity)
        lens[0] *= TILE / self._span[0]
        lens[1] *= TILE / self._span[1]
        flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(self.tile(i), lens, size, flags=flags, borderMode=cv2.BORDER_WRAP), np.float32)


def grid(size: Size, rows: int = ROWS) -> Size:
    """The size of a small map for a frame of `size`: `rows` along the short side."""
    short = short_side(size)
    return max(2, round(size[0] * rows / short)), max(2, round(size[1] * rows / short))


def places(size: Size, frame: Size) -> tuple[Plane, Plane]:
    """Where the pixels of a map of `size` lie in the frame: x and y (h, w), short sides from the centre."""
    half_x, half_y = (side / 2 / short_side(frame) for side in frame)
    x = ((np.arange(size[0]) + 0.5) / size[0] * 2 - 1) * half_x
    y = ((np.arange(size[1]) + 0.5) / size[1] * 2 - 1) * half_y
    across, down = np.meshgrid(x.astype(np.float32), y.astype(np.float32))
    return np.asarray(across, np.float32), np.asarray(down, np.float32)


def spot(view: View, x: float, y: float, disparity: float) -> tuple[float, float, float]:
    """Where a place of the photo is seen, in short sides from the frame's centre, and how much larger."""
    column, row, larger = view.place(x, y, disparity)
    width, height = view.size
    return (
        (float(column) - (width - 1) / 2) / view.short, (float(row) - (height - 1) / 2) / view.short, float(larger)
    )  # fmt: skip


def seen(view: View, size: Size, disparity: float) -> NDArray[np.float64]:
    """(2, 3) from the pixels of a map of `size` over the frame to the places of the photo seen there."""
    corners = [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5)]
    shown = np.array([spot(view, x, y, disparity)[:2] for x, y in corners])
    width, height = view.size
    per_px = np.array([width / size[0], height / size[1]]) / view.short
    in_map = shown / per_px + (np.array(size) - 1) / 2
    return np.asarray(cv2.getAffineTransform(in_map.astype(np.float32), np.array(corners, np.float32)), np.float64)


def carried(plane: Plane, view: View, size: Size, disparity: float = 0.0) -> Plane:
    """A map (h, w) of the photo as a map of `size` of the frame, for things of one disparity; edges go on outside."""
    height, width = plane.shape
    lens = seen(view, size, disparity)
    lens *= height / (view.size[1] / view.short)
    lens[:, 2] += ((width - 1) / 2, (height - 1) / 2)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(plane, lens, size, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.float32)


def nearness(view: View, size: Size) -> Plane:
    """The frame's disparity, 0 .. 1, as a map of `size`."""
    return np.asarray(cv2.resize(view.disparity, size, interpolation=cv2.INTER_AREA), np.float32) / np.float32(255)


def small_light(picture: NDArray[np.uint8], size: Size) -> Plane:
    """A picture as a map of linear light (h, w, 3)."""
    return to_light(np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8))


def air_light(setting: Setting, plain: float = 0.5) -> Plane:
    """What colour the air has: (5, 9, 3) linear light over the photo, from its far parts and sky, soft as air is.

    `plain` 0 .. 1 takes colour out of it. It is about as bright as the brighter far parts.
    """
    size = grid(setting.size, 60)
    light = small_light(setting.photo, size)
    far = 1 - cv2.resize(setting.disparity, size, interpolation=cv2.INTER_AREA)
    weight = np.clip(far, 0.02, 1) ** 4 * (1 + cv2.resize(setting.sky, size, interpolation=cv2.INTER_AREA))
    weight *= 0.05 + light @ SEEN_AS
    spread = (0, 0), 18.0
    total = cv2.GaussianBlur(weight, *spread)
    colour = cv2.GaussianBlur(light * weight[..., None], *spread) / np.maximum(total, 1e-6)[..., None]
    mean = np.average(light.reshape(-1, 3), axis=0, weights=weight.ravel())
    colour = 0.5 * colour + 0.5 * mean
    grey = (colour @ SEEN_AS)[..., None]
    return np.asarray(
        cv2.resize(grey + (colour - grey) * (1 - plain), (9, 5), interpolation=cv2.INTER_AREA), np.float32
    )


def away(setting: Setting, clear: float) -> Plane:
    """(256,) how far things of each disparity are: 1 the farthest of the picture, 0 from the nearness `clear` on (a
    fraction of the picture's range of depth)."""
    far, near = np.quantile(setting.disparity, (0.02, 0.97))
    edge = far + max(clear, 0.02) * max(near - far, 0.05)
    distance = (edge - np.arange(256) / 255) / (edge - far)
    return smooth(distance.astype(np.float32))


def sky_of(setting: Setting) -> Plane:
    """Where sky is, (h, w) 0 .. 1: without the holes that were not recognised, and soft, since `away` has the edges.

    Where no sky was recognised it is what is far in the upper part of the picture.
    """
    sky = setting.sky
    height = len(sky)
    if float(sky.mean()) < 0.03:
        far = smooth((np.quantile(setting.disparity, 0.3) + 0.08 - setting.disparity) / np.float32(0.08))
        return np.asarray(far * np.clip(np.linspace(1.6, -0.6, height), 0, 1)[:, None], np.float32)
    whole = cv2.morphologyEx(sky, cv2.MORPH_CLOSE, np.ones((2 * round(height / 14) + 1,) * 2, np.uint8))
    return np.asarray(cv2.GaussianBlur(whole, (0, 0), min(sky.shape) / 28), np.float32)


def stretched(map_: Plane, size: Size) -> Plane:
    """A map enlarged softly to `size`."""
    return np.asarray(cv2.resize(map_, size, interpolation=cv2.INTER_CUBIC), np.float32)


def smooth(value: NDArray[np.float32]) -> Plane:
    """An S from 0 to 1 over 0 .. 1, flat at both ends."""
    v = np.clip(value, 0, 1)
    return np.asarray(v * v * (3 - 2 * v), np.float32)


def wander(clock: Clock, rng: Generator, low_hz: float, high_hz: float, n: int = 5) -> Callable[[int], float]:
    """A number that wanders about 0 by the frame, mostly between -1 and 1: `n` sine waves whose rates do not fit."""
    rates = low_hz * (high_hz / low_hz) ** ((np.arange(n) + rng.random(n)) / n)
    if clock.loop:
        rates = np.maximum(1, np.round(rates * clock.duration_s)) / clock.duration_s
    start = rng.random(n)
    weight = rates**-0.5 / np.sqrt((rates**-1.0).sum())

    def at(i: int) -> float:
        return float((weight * np.sin(2 * np.pi * (rates * clock.time_s(i) + start))).sum())

    return at
