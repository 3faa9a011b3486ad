"""How a photo sits in the frame: scale, crop and slack.

Not for pixels of a moving camera. `cover` fills the frame and cuts as little of the subject as possible, `contain` and
`blur` show the whole photo on a plain or blurred ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vivant.units import Frame, Plane, Size, short_side

Map = TypeVar("Map", bound=NDArray[Any])

Travel: TypeAlias = tuple[float, float, float, float]
"""How far the view reaches beyond its start: left (<= 0), right, up (<= 0), down, in short sides."""

SLACK = 0.3
"""How much of the picture beyond the frame is kept for the camera, in short sides on each side."""


@dataclass(frozen=True, slots=True)
class Framing:
    """The picture scaled to the frame, cut to what the camera can reach.

    size    frame (W, H) in pixels
    part    what is used of the photo: left, top, right, bottom as fractions
    scaled  size in pixels of that part in frame pixels
    offset  frame pixel (0, 0) lies on this pixel of the scaled part
    """

    size: Size
    part: tuple[float, float, float, float]
    scaled: Size
    offset: tuple[int, int]

    def picture(self, image: Frame) -> Frame:
        """The used part of the photo at frame scale."""
        return _resized(image, self.part, self.scaled)

    def cut(self, plane: Plane) -> Plane:
        """The used part of a map, at the map's own scale."""
        return np.ascontiguousarray(self._cut(plane))

    def cut_picture(self, image: Frame) -> Frame:
        """The used part of the photo, at the photo's own scale."""
        return np.ascontiguousarray(self._cut(image))

    def sized(self, plane: Plane) -> Plane:
        """The used part of a map, at frame scale."""
        return np.asarray(cv2.resize(self.cut(plane), self.scaled, interpolation=cv2.INTER_LINEAR), np.float32)

    def seen(self, plane: Plane) -> Plane:
        """What the frame shows of a map when the camera has not moved, at the map's own scale."""
        part = self.cut(plane)
        kx, ky = part.shape[1] / self.scaled[0], part.shape[0] / self.scaled[1]
        (x, y), (w, h) = self.offset, self.size
        rows = slice(round(y * ky), max(round(y * ky) + 1, round((y + h) * ky)))
        columns = slice(round(x * kx), max(round(x * kx) + 1, round((x + w) * kx)))
        return np.ascontiguousarray(part[rows, columns])

    def window(self, picture: Frame) -> Frame:
        """What the frame shows of the scaled part."""
        (x, y), (w, h) = self.offset, self.size
        return np.ascontiguousarray(picture[y : y + h, x : x + w])

    def frame_place(self, x: float, y: float) -> tuple[float, float]:
        """Frame coordinates (short sides from the centre) of a pixel of the scaled part."""
        short = short_side(self.size)
        return (
            (x - self.offset[0] + 0.5 - self.size[0] / 2) / short,
            (y - self.offset[1] + 0.5 - self.size[1] / 2) / short,
        )

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Frame coordinates of the outermost pixel centres of the scaled part: left, top, right, bottom."""
        return *self.frame_place(0, 0), *self.frame_place(self.scaled[0] - 1, self.scaled[1] - 1)

    def _cut(self, array: Map) -> Map:
        h, w = array.shape[:2]
        left, top, right, bottom = self.part
        part: Map = array[round(top * h) : round(bottom * h), round(left * w) : round(right * w)]  # type: ignore[assignment]
        return part


def cover(photo: Size, size: Size, subject: Plane, travel: Travel = (0.0, 0.0, 0.0, 0.0)) -> Framing:
    """The framing that fills the frame, placed on the subject, as far as the camera's way leaves it the choice.

    photo (width, height); subject (h, w) float32 over the photo, all 0 for none; travel how far the
    view reaches beyond where it starts.
    """
    scale = max(size[0] / photo[0], size[1] / photo[1])
    full = max(size[0], round(photo[0] * scale)), max(size[1], round(photo[1] * scale))
    left, x0, x1 = _span(subject.sum(axis=0), full[0], size[0], 0.5, travel[:2], short_side(size))
    top, y0, y1 = _span(subject.sum(axis=1), full[1], size[1], 0.42, travel[2:], short_side(size))
    part = (x0 / full[0], y0 / full[1], x1 / full[0], y1 / full[1])
    return Framing(size, part, (x1 - x0, y1 - y0), (left - x0, top - y0))


def _span(
    weight: Plane, full: int, seen: int, default: float, travel: tuple[float, float], short: int
) -> tuple[int, int, int]:
    """Along one axis of `full` pixels: where the frame of `seen` pixels starts, and first and last pixel to keep."""
    room = full - seen
    low, high = round(-travel[0] * short), round(room - travel[1] * short)
    start = round(_place(weight, seen / full, default) * room)
    start = min(max(start, low), high) if low <= high else (low + high) // 2
    start = min(max(start, 0), room)
    first = start + round((travel[0] - SLACK) * short)
    last = start + seen + round((travel[1] + SLACK) * short)
    return start, max(0, first), min(full, last)


def inner_size(photo: Size, size: Size) -> Size:
    """The largest even size of the photo's shape that fits in the frame."""
    scale = min(size[0] / photo[0], size[1] / photo[1])
    width, height = (max(2, round(side * scale / 2) * 2) for side in photo)
    return min(width, size[0]), min(height, size[1])


def _place(weight: Plane, share: float, default: float) -> float:
    """Where the crop lies along one axis, 0 .. 1 of its room, so that it holds most of the subject's weight."""
    room = 1.0 - share
    total = float(weight.sum())
    if room <= 0.0:
        return 0.0
    if total < 1e-3 * len(weight):
        return default
    sums = np.concatenate([[0.0], np.cumsum(weight, dtype=np.float64)]) / total
    low, high = (float(np.searchsorted(sums, q)) / len(weight) for q in (0.01, 0.99))
    # All of it fits: centre it. Else keep the upper or left part, which carries the head.
    start = (low + high - share) / 2 if high - low <= share else low - 0.04 * share
    return min(1.0, max(0.0, start / room))


def _resized(image: Frame, part: tuple[float, float, float, float], size: Size) -> Frame:
    """A part of the picture (fractions) at another size by Lanczos filtering, which neither aliases nor blurs."""
    h, w = image.shape[:2]
    box = (part[0] * w, part[1] * h, part[2] * w, part[3] * h)
    if (w, h) == size and box == (0.0, 0.0, w, h):
        return np.ascontiguousarray(image)
    return np.asarray(Image.fromarray(image).resize(size, Image.Resampling.LANCZOS, box=box))


def blurred_ground(image: Frame, size: Size) -> Frame:
    """The photo as a dim, blurred ground that fills the frame."""
    small = (max(2, size[0] // 8), max(2, size[1] // 8))
    h, w = image.shape[:2]
    scale = max(small[0] / w, small[1] / h)
    full = cv2.resize(
        image, (max(small[0], round(w * scale)), max(small[1], round(h * scale))), interpolation=cv2.INTER_AREA
    )
    y, x = (full.shape[0] - small[1]) // 2, (full.shape[1] - small[0]) // 2
    soft = cv2.GaussianBlur(full[y : y + small[1], x : x + small[0]], (0, 0), 0.05 * short_side(small))
    large = cv2.resize(soft, size, interpolation=cv2.INTER_CUBIC)
    return np.asarray((large.astype(np.float32) * 0.7).round(), np.uint8)
