"""Where a block stands: inside the safe area, at a place that has a name, a place given, or the emptiest one.

Not for the block itself (layout.py). Lengths are in pixels of the frame.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from vivant.errors import UsageError
from vivant.units import Frame, Plane, Size

SAFE = 0.9
"""Share of width and height that words keep within: the safe area of SMPTE ST 2046-1 for titles."""
PLACES: dict[str, tuple[float, float]] = {
    "top-left": (0.0, 0.0), "top-center": (0.5, 0.0), "top-right": (1.0, 0.0),
    "center-left": (0.0, 0.5), "center": (0.5, 0.5), "center-right": (1.0, 0.5),
    "bottom-left": (0.0, 1.0), "bottom-center": (0.5, 1.0), "bottom-right": (1.0, 1.0),
    "lower-third": (0.0, 0.86),
}  # fmt: skip
"""Where the block stands in the safe area: 0 left or top, 1 right or bottom."""
_CHOICE = ("bottom-center", "lower-third", "top-center", "bottom-right", "top-left", "top-right", "bottom-left")
_LIKED = {"bottom-center": 0.0, "lower-third": 0.02, "top-center": 0.02}
_OTHERS = {
    "top": "top-center", "bottom": "bottom-center", "left": "center-left", "right": "center-right",
    "middle": "center", "center-center": "center", "bottom-third": "lower-third", "lower": "lower-third",
}  # fmt: skip
_SHARES = {"lower-third": 0.62, "left": 0.62, "right": 0.62}
"""Share of the safe width that a block at the side may take."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a frame: shares of the safe area, or the middle of the block in pixels."""

    share: tuple[float, float] = (0.5, 1.0)
    middle: tuple[float, float] | None = None

    def corner(self, size: Size, width: float, height: float) -> tuple[float, float]:
        """The upper left corner of a block of `width` x `height` pixels, inside the safe area."""
        left, top, right, bottom = safe_area(size)
        x, y = left + self.share[0] * (right - left - width), top + self.share[1] * (bottom - top - height)
        if self.middle:
            x, y = self.middle[0] - width / 2, self.middle[1] - height / 2
        return max(left, min(x, right - width)), max(top, min(y, bottom - height))


def safe_area(size: Size) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the safe area in whole pixels; nothing of a title is outside."""
    x, y = (round(side * (1 - SAFE) / 2) for side in size)
    return x, y, size[0] - x, size[1] - y


def place_named(name: str) -> str:
    """The name in PLACES of what somebody calls a place. Raises UsageError."""
    said = re.sub(r"[\s_]+", "-", name.strip().lower()).replace("centre", "center")
    said = re.sub("^middle-(?=.)", "center-", said)
    said = re.sub("(?<=.)-middle$", "-center", said)
    found = _OTHERS.get(said, said)
    if found not in PLACES:
        known = ", ".join(PLACES)
        raise UsageError(f'"{name[:40]}" is no place for words: say {known}.', code="choice", place="txt.pos")
    return found


def room_for(place: str, size: Size) -> tuple[float, float]:
    """Width and height in pixels that a block may take at a named place; the safe area where the place is not named."""
    left, top, right, bottom = safe_area(size)
    side = place.rpartition("-")[2] if place != "lower-third" else place
    share = _SHARES.get(side, 1.0) if size[0] >= size[1] else 1.0
    return (right - left) * share, float(bottom - top)


def side_of(place: str) -> str:
    """How lines are aligned at a named place."""
    x = PLACES[place][0]
    return "left" if x == 0 else "right" if x == 1 else "center"


def emptiest(size: Size, block: tuple[float, float], subject: Plane | None, behind: Sequence[Frame]) -> str:
    """The named place where a block hides least of the subject, then the one where the picture is plainest."""
    if subject is None and not behind:
        return "bottom-center"
    busy = _busyness(behind[len(behind) // 2]) if behind else None

    def cost(name: str) -> float:
        x, y = Spot(PLACES[name]).corner(size, *block)
        box = (x / size[0], y / size[1], (x + block[0]) / size[0], (y + block[1]) / size[1])
        hidden = _mean(subject, box) if subject is not None else 0.0
        return 4.0 * hidden + (_mean(busy, box) if busy is not None else 0.0) + _LIKED.get(name, 0.05)

    return min(_CHOICE, key=cost)


def _busyness(frame: Frame) -> Plane:
    """How much there is to see at each place of a frame, 0 .. 1, small."""
    width = 160
    small = cv2.resize(
        frame, (width, max(2, round(width * frame.shape[0] / frame.shape[1]))), interpolation=cv2.INTER_AREA
    )
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    edges = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    return np.asarray(np.clip(edges, 0, 1), np.float32)


def _mean(plane: Plane, box: tuple[float, float, float, float]) -> float:
    high, wide = plane.shape
    x0, x1 = int(box[0] * wide), max(int(box[0] * wide) + 1, round(box[2] * wide))
    y0, y1 = int(box[1] * high), max(int(box[1] * high) + 1, round(box[3] * high))
    return float(plane[y0:y1, x0:x1].mean())
