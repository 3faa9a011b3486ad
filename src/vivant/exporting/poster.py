"""The poster of a film: the picture that is shown before it plays. Not for writing pictures (media)."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from vivant.media import Clip, open_clip, write_picture
from vivant.units import Frame

MOMENTS = 9
"""So many frames are looked at, evenly over the film."""
_LOOKED_AT = (192, 108)


def write_poster(poster: str | Path, film: Path) -> None:
    """Write the frame of a finished film that shows the most. Raises OutputError, UsageError."""
    write_picture(poster, best_frame(open_clip(film)))


def best_frame(film: Clip) -> Frame:
    """The frame with the most detail of some that are spread over the film: none that is fading, blurred or empty."""
    lasts_s = film.info.duration_s
    return max(film.frames_at([lasts_s * (k + 0.5) / MOMENTS for k in range(MOMENTS)]), key=_detail)


def _detail(frame: Frame) -> float:
    small = cv2.resize(frame, _LOOKED_AT, interpolation=cv2.INTER_AREA)
    return float(np.std(cv2.Laplacian(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), cv2.CV_32F)))
