"""Single pictures out: one file, or one numbered PNG for every frame of a film.

Not for reading pictures (read.py). Files are written under hidden names and renamed when complete.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vivant.errors import OutputError, UsageError

_NUMBER = re.compile(r"%0?\d*d")
_QUALITY = {"high": 92, "medium": 82, "low": 65}
PNG_LEVEL = 4
OPAQUE = 3


def numbered(name: str) -> bool:
    """Whether the name has exactly one place for a number, such as "frame-%05d.png"."""
    return len(_NUMBER.findall(name)) == 1 and name.count("%") == 1


class PictureStream:
    """One PNG per frame, numbered from 1. Like FilmStream; the files appear together when it is finished."""

    def __init__(self, place: str, path: Path, level: int) -> None:
        self._place, self._path, self._level = Path(place), path, level
        self._n = 0
        self._place.mkdir()

    def add(self, frame: NDArray[np.uint8]) -> None:
        """Write the next frame, (H, W, 3 or 4) uint8."""
        self._n += 1
        (self._place / (self._path.name % self._n)).write_bytes(_encoded(frame, ".png", self._level))

    def finish(self) -> None:
        """Give the pictures their names; older ones with the same names are replaced."""
        for n in range(1, self._n + 1):
            os.replace(self._place / (self._path.name % n), self._path.parent / (self._path.name % n))
        self._place.rmdir()

    def drop(self) -> None:
        """Remove what there is."""
        shutil.rmtree(self._place, ignore_errors=True)


def write_picture(path: str | Path, frame: NDArray[np.uint8], quality: str = "high") -> None:
    """Write a frame, (H, W, 3) uint8 RGB or (H, W, 4) with alpha, as png, jpg or webp, such as the poster of a film.

    A jpg of what can be seen through lies over black. Raises UsageError for another suffix, OutputError if it cannot
    be written.
    """
    from vivant.media.write import hidden_place, told

    path = Path(path)
    check_picture(path, quality)
    suffix = path.suffix.lower()
    data = _encoded(frame, suffix, PNG_LEVEL if suffix == ".png" else _QUALITY[quality])
    place = hidden_place(path)
    try:
        with told(path):
            place.write_bytes(data)
            os.replace(place, path)
    finally:
        with contextlib.suppress(OSError):
            place.unlink()


def check_picture(path: str | Path, quality: str = "high") -> None:
    """What `write_picture` can tell before there is a picture. Raises UsageError, OutputError."""
    from vivant.media.write import check_target

    path = Path(path)
    if path.suffix.lower() not in (".png", ".jpg", ".jpeg", ".webp") or quality not in _QUALITY:
        raise UsageError(f"{path} does not say what to write. End the name with .png, .jpg or .webp; quality is high, "
                         "medium or low.", place="output", value=path.suffix)  # fmt: skip
    check_target(path)


def _encoded(frame: NDArray[np.uint8], suffix: str, level: int) -> bytes:
    import cv2

    if frame.shape[2] > OPAQUE and suffix in (".jpg", ".jpeg"):
        frame = (frame[..., :3].astype(np.uint16) * frame[..., 3:] // 255).astype(np.uint8)
    order = cv2.COLOR_RGBA2BGRA if frame.shape[2] > OPAQUE else cv2.COLOR_RGB2BGR
    knob = {".png": cv2.IMWRITE_PNG_COMPRESSION, ".webp": cv2.IMWRITE_WEBP_QUALITY}.get(
        suffix, cv2.IMWRITE_JPEG_QUALITY
    )
    good, data = cv2.imencode(suffix, cv2.cvtColor(frame, order), [knob, level])
    if not good:
        raise OutputError(f"A picture of {frame.shape[1]}x{frame.shape[0]} cannot be written as {suffix}.")
    return data.tobytes()
