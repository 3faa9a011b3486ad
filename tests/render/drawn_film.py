"""A film that is drawn: what the renderer takes for one. Not for files (tests/media)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import cv2
import numpy as np

from vivant.render.translucent import multiplied, straight
from vivant.units import Frame, Size

COLOURS = ((200, 40, 40), (40, 200, 40), (40, 40, 200), (200, 200, 40), (40, 200, 200), (200, 40, 200))


@dataclass(frozen=True)
class Info:
    """What a film is."""

    size: Size
    duration_s: float
    kind: str = "video"
    has_sound: bool = False
    rate: Fraction = Fraction(12)
    alpha: bool = False


def stamped(t_s: float) -> Frame:
    """A frame whose grey says the moment, 100 levels a second, over a coloured foot."""
    frame = np.full((72, 128, 3), round(100 * t_s) % 256, np.uint8)
    frame[60:] = COLOURS[int(t_s) % len(COLOURS)]
    return frame


@dataclass
class DrawnFilm:
    """Frames drawn at any moment; counts how often it was opened."""

    info: Info = Info((128, 72), 2.0)
    draw: Callable[[float], Frame] = stamped
    opened: int = 0

    def frames_at(self, times_s: Iterable[float], *, size: Size | None = None, alpha: bool = False) -> Iterator[Frame]:
        self.opened += 1
        for time_s in times_s:
            frame = self.draw(float(time_s))
            if alpha:
                yield straight(cv2.resize(multiplied(frame), size, interpolation=cv2.INTER_AREA))
                continue
            frame = frame[..., :3]
            yield np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA)) if size else frame

    def sound(self, start_s: float = 0.0, end_s: float | None = None) -> Iterator[np.ndarray]:
        yield np.zeros((0, 2), np.float32)
