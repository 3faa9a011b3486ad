"""A quick look at a film: a sheet of moments at once, a small clip while the person reads and types.

The clip is drawn in a thread of its own; a newer one stops it. Not for the film itself.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from vivant.errors import OutputError, VivantError
from vivant.units import Frame, Progress, Size

if TYPE_CHECKING:
    from vivant.talks import Talk

_TILE_PX = 200
"""Shorter side of a moment on the sheet."""
_CLIP_PX, _CLIP_FPS = 320, 12
_GAP_PX = 6
_UNASKED_S = 45
"""A longer film is drawn small only when somebody asks."""


class _Stopped(Exception):
    """Nobody waits for this clip any more."""


class Previews:
    """The latest preview of a conversation, in its folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._done, self._total = 0, 0
        self._trouble: VivantError | None = None

    def sheet(self, talk: Talk) -> tuple[Frame, bytes, Path]:
        """Moments of the film as one picture, the same as a PNG, and its file. Raises VivantError."""
        draft = talk.draft
        assert draft is not None
        n = min(12, max(6, 3 * -(-len(draft.main_segments()) // 3)))
        size = smaller(draft.size, _TILE_PX)
        tiles = list(talk.frames(size=size, fps=n / (draft.duration_ms / 1000)))[:n]
        picture = _grid(tiles, columns=3 if size[0] > size[1] else 6)
        png = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))[1].tobytes()
        path = self._folder / "preview.png"
        _write(path, png)
        return picture, png, path

    def begin(self, talk: Talk, *, asked: bool = False) -> None:
        """Draw the clip beside everything else; long films only when `asked` for."""
        self.stop()
        draft = talk.draft
        if draft is None or (draft.duration_ms > _UNASKED_S * 1000 and not asked):
            return
        self._stop, self._done, self._total = threading.Event(), 0, 0
        self._thread = threading.Thread(target=self._draw, args=(talk, draft.size, self._stop), name="preview")
        self._thread.start()

    def stop(self) -> None:
        """Leave the clip that is being drawn; none counts as drawn after this."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
        self._thread, self._trouble = None, None

    def clip(self, talk: Talk, progress: Progress) -> Path:
        """The clip, once it is drawn. Raises VivantError, and KeyboardInterrupt while waiting."""
        if self._thread is None:
            self.begin(talk, asked=True)
        thread = self._thread
        while thread is not None and thread.is_alive():
            thread.join(0.1)
            if self._total:
                progress(self._done, self._total)
        if self._trouble is not None:
            raise self._trouble
        return self._folder / "preview.mp4"

    def _draw(self, talk: Talk, size: Size, stop: threading.Event) -> None:
        def heard(done: int, total: int) -> None:
            if stop.is_set():
                raise _Stopped
            self._done, self._total = done, total

        try:
            talk.export(
                self._folder / "preview.mp4", size=smaller(size, _CLIP_PX), fps=_CLIP_FPS, quality="low", progress=heard
            )
        except _Stopped:
            pass
        except VivantError as error:
            self._trouble = error


def smaller(size: Size, short_px: int) -> Size:
    """A size of the same shape, even, whose shorter side has at most so many pixels."""
    scale = min(1.0, short_px / min(size))
    width, height = (max(2, round(side * scale / 2) * 2) for side in size)
    return width, height


def _grid(tiles: list[Frame], columns: int) -> Frame:
    height, width = tiles[0].shape[:2]
    rows = -(-len(tiles) // columns)
    columns = min(columns, len(tiles))
    sheet = np.full((rows * (height + _GAP_PX) - _GAP_PX, columns * (width + _GAP_PX) - _GAP_PX, 3), 24, np.uint8)
    for n, tile in enumerate(tiles):
        y, x = n // columns * (height + _GAP_PX), n % columns * (width + _GAP_PX)
        sheet[y : y + height, x : x + width] = tile
    return sheet


def _write(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as failure:
        beside.unlink(missing_ok=True)
        raise OutputError(f"Cannot write {path}: {failure.strerror}.", place=str(path)) from None
