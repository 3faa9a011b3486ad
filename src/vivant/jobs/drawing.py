"""The picture work of jobs: a draft of a project becomes a file among the objects. It can be stopped between frames.

Not for what is drawn (front.export) or for rows and events.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from vivant import front, media
from vivant.jobs.objects import Objects, key_of
from vivant.timeline import Draft
from vivant.units import Size

SIDES = {"720p": 720, "1080p": 1080, "1440p": 1440, "2160p": 2160}
FORMATS = ("mp4", "mov", "avi", "webm", "mkv", "gif")
MIME = {
    "mp4": "video/mp4", "mov": "video/quicktime", "avi": "video/x-msvideo", "webm": "video/webm",
    "mkv": "video/x-matroska", "gif": "image/gif",
}  # fmt: skip
_EVERY_S = 1.0


class Stopped(Exception):
    """The job ended while it was drawn: it was cancelled."""


class Overdue(Exception):
    """The job takes longer than it may."""


def draw(
    objects: Objects, draft: Mapping[str, Any], files: Mapping[str, Path], file_id: str, *, format: str = "mp4",
    quality: media.Quality = "high", side_px: int | None = None, fps: float | None = None, folder: str = "renders",
    told: Callable[[float], bool], max_s: float,
) -> dict[str, Any]:  # fmt: skip
    """Draw a draft into the object of `file_id`; what it is, as plain data with its `key`.

    files    the assets' files by id
    side_px  of the shorter side; None for the draft's own size
    told     called with the share that is done, 0 .. 1, at most once a second; False stops the drawing

    What an earlier try has drawn is used. Raises Stopped, Overdue, DraftError, InputError, OutputError.
    """
    suffix = f".{format}"
    out = objects.tmp / f"{file_id}{suffix}"
    read = Draft.from_dict(draft)
    watched = _watched(told, time.monotonic() + max_s)
    size = None if side_px is None else scaled(read.size, side_px)
    try:
        made = front.export(
            read, files, out, quality=quality, size=size, fps=fps, resume=format != "gif", progress=watched
        )
    except (Stopped, Overdue):
        _clear(objects.tmp, out.name)
        raise
    n_bytes = out.stat().st_size
    key = key_of(folder, file_id, suffix)
    objects.put(key, out)
    width, height = made.report.size
    return {
        "key": key, "duration": round(made.report.duration_s, 3), "size": n_bytes, "width": width, "height": height,
        "fps": round(made.report.fps, 3), "format": format, "notes": list(made.report.notes),
    }  # fmt: skip


def scaled(size: Size, side_px: int) -> Size:
    """A size whose shorter side has so many pixels, at most twice the size's own; even."""
    scale = min(2.0, side_px / min(size))
    width, height = (max(2, round(side * scale / 2) * 2) for side in size)
    return width, height


def _watched(told: Callable[[float], bool], until_s: float) -> Callable[[int, int], None]:
    last = [0.0]

    def progress(done: int, total: int) -> None:
        now = time.monotonic()
        if now > until_s:
            raise Overdue
        if now - last[0] >= _EVERY_S:
            last[0] = now
            if not told(done / max(1, total)):
                raise Stopped

    return progress


def _clear(tmp: Path, name: str) -> None:
    """Remove what a job that is not wanted any more has left."""
    for left in tmp.glob(f"*{name}*"):
        with suppress(OSError):
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()
