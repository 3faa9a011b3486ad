"""Writes films: whole and in place, or not at all.

Not for choosing sizes, rates or qualities. A film is written beside its target under a hidden name and renamed when it
is complete, so that neither an error nor an interruption leaves half a file or harms an older one.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from vivant.errors import OutputError, UsageError
from vivant.media.encode import QUALITIES, RECIPES, FilmStream, Quality, Recipe, available
from vivant.media.gif import GifStream
from vivant.units import Frame, Size

LONGEST_SIDE = 16_384
_REASONS = {
    errno.ENOSPC: "the disk is full. Make room, or choose another folder",
    errno.EDQUOT: "your disk quota is used up. Make room, or choose another folder",
    errno.EFBIG: "the file became larger than the system allows. Choose a shorter film or a lower quality",
    errno.EACCES: "you may not write in this folder. Choose another folder",
    errno.EPERM: "you may not write in this folder. Choose another folder",
    errno.EROFS: "this folder is on a read-only disk. Choose another folder",
    errno.ENAMETOOLONG: "the name is too long. Choose a shorter one",
}


def suffixes() -> tuple[str, ...]:
    """The endings of file names that can be written, such as ".mp4"."""
    return tuple(RECIPES)


def encoders() -> dict[str, bool]:
    """The encoders that Vivant uses, by their FFmpeg names, and whether this machine has them."""
    return available()


class VideoWriter:
    """A film being written; the suffix of `path` says what kind.

        with VideoWriter("out.mp4", (1920, 1080), Fraction(30)) as film:
            film.add(frame)

    `size` is (width, height); mp4, mov, mkv, webm and avi need both even. `quality` is "high", "medium" or "low".
    Raises UsageError for an unknown suffix, size, rate or quality, OutputError if the file cannot be written.
    """

    def __init__(self, path: str | Path, size: Size, rate: Fraction, *, quality: Quality = "high") -> None:
        self.path = Path(path)
        self.size = size
        self.rate = Fraction(rate)
        self._quality = quality
        self._recipe = _recipe(self.path)
        self._n_frames = 0
        self._stream: FilmStream | GifStream | None = None
        _check(self._recipe, self.path, size, self.rate, quality)
        _check_target(self.path)
        name = f".{self.path.stem[:40]}.{os.urandom(4).hex()}.part"
        self._place = self.path.parent / name

    def __enter__(self) -> Self:
        options = self._recipe.encoder_options(self._quality)
        place = str(self._place.absolute())
        try:
            with _told(self.path):
                if self._recipe.codec == "gif":
                    self._stream = GifStream(place, self._recipe, self.size, self.rate, options["dither"])
                else:
                    self._stream = FilmStream(place, self._recipe, self.size, self.rate, options)
        except BaseException:
            self._give_up()
            raise
        return self

    def add(self, frame: Frame) -> None:
        """The next frame, (H, W, 3) uint8 RGB of the film's size; it may be reused as soon as this returns."""
        if self._stream is None:
            raise ValueError("the film is not open; use VideoWriter in a with statement")
        if frame.shape != (self.size[1], self.size[0], 3) or frame.dtype != np.uint8:
            raise ValueError(f"a frame of {frame.dtype} {frame.shape} does not fit a film of size {self.size}")
        with _told(self.path):
            self._stream.add(np.ascontiguousarray(frame))
        self._n_frames += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._give_up()
            return
        try:
            self._complete()
        except BaseException:
            self._give_up()
            raise

    def _complete(self) -> None:
        if self._stream is None or self._n_frames == 0:
            raise OutputError(f"{self.path} would have no frames. Add at least one.", place=str(self.path))
        with _told(self.path):
            self._stream.finish()
            os.replace(self._place, self.path)
        self._stream = None

    def _give_up(self) -> None:
        """Leave nothing behind; what went wrong is already on its way up."""
        if self._stream is not None:
            with contextlib.suppress(Exception):
                self._stream.drop()
        self._stream = None
        with contextlib.suppress(OSError):
            self._place.unlink()


def _recipe(path: Path) -> Recipe:
    recipe = RECIPES.get(path.suffix.lower())
    if recipe is None:
        known = ", ".join(RECIPES)
        raise UsageError(f"{path} does not say what to write. End the name with one of {known}.",
                         place="output", value=path.suffix, limit=list(RECIPES))  # fmt: skip
    return recipe


def _check(recipe: Recipe, path: Path, size: Size, rate: Fraction, quality: str) -> None:
    if quality not in QUALITIES:
        raise UsageError(f"There is no quality {quality!r}. Use high, medium or low.", place="quality", value=quality,
                         limit=list(QUALITIES))  # fmt: skip
    if rate <= 0:
        raise UsageError(f"A film needs more than {rate} frames per second.", place="fps", value=str(rate))
    if min(size) < 1 or max(size) > LONGEST_SIDE:
        raise UsageError(f"A film cannot be {size[0]}x{size[1]}; each side may have 1 to {LONGEST_SIDE} pixels.",
                         place="size", value=list(size), limit=LONGEST_SIDE)  # fmt: skip
    if recipe.needs_even_size and (size[0] % 2 or size[1] % 2):
        even = f"{size[0] + size[0] % 2}x{size[1] + size[1] % 2}"
        raise UsageError(f"A {path.suffix} film needs an even width and height, not {size[0]}x{size[1]}. Use {even}.",
                         place="size", value=list(size))  # fmt: skip


def _check_target(path: Path) -> None:
    """Problems that can be told before any work is done."""
    folder = path.parent
    try:
        if path.is_dir():
            raise OutputError(f"{path} is a folder. Give a file name inside it.", place=str(path))
        if path.exists() and not path.is_file():
            raise OutputError(f"{path} is not an ordinary file. Choose another name.", place=str(path))
        if not folder.is_dir():
            raise OutputError(f"The folder {folder} does not exist. Make it first, or choose another.", place=str(path))
    except OSError as error:
        raise _failure(path, error.errno, str(error.strerror)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"{path} cannot be written: {_REASONS[errno.EACCES]}.", place=str(path))


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the encoder or the system reports, as one sentence about `path`."""
    from av.error import FFmpegError

    try:
        yield
    except (FFmpegError, OSError) as error:
        raise _failure(path, error.errno, str(error.strerror or error)) from error


def _failure(path: Path, number: int | None, words: str) -> OutputError:
    reason = _REASONS.get(number or 0) or f"{words}. Check the folder, or choose another"
    return OutputError(f"{path} cannot be written: {reason}.", place=str(path), value=number)
