"""Writes films: whole and in place, or not at all.

Not for choosing sizes, rates or qualities. A film is written beside its target under a hidden name and renamed when it
is complete, so that neither an error nor an interruption leaves half a file or harms an older one.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from vivant.errors import OutputError, UsageError
from vivant.media.captions import Caption
from vivant.media.encode import FilmStream, available, has_encoder
from vivant.media.gif import GifStream
from vivant.media.pictures import PictureStream, numbered
from vivant.media.recipes import CODECS, CONTAINERS, PNG, QUALITIES, SOUND_BITS, SOUNDS, Quality, Recipe, recipe
from vivant.media.soundtrack import Source
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
    """The endings of names of films that can be written, such as ".mp4"."""
    return tuple(CONTAINERS)


def encoders() -> dict[str, bool]:
    """The encoders that Vivant uses, by their FFmpeg names, and whether this machine has them."""
    return available()


class VideoWriter:
    """A film being written; the suffix of `path` says what kind.

        with VideoWriter("out.mp4", (1920, 1080), Fraction(30)) as film:
            film.add(frame)

    `size` is (width, height); all but gif, webp and png need both even. `quality` is "high", "medium" or "low". `codec`
    is one that the container carries, such as "hevc"; None takes the usual one. With `alpha`, frames have a fourth
    channel. `sound` is blocks of (n, 2) float32 at 48 kHz, drawn on as the frames come, cut or filled with silence to
    the length of the pictures. `captions` become a track that players can show. A name such as "frame-%05d.png" writes
    one picture per frame.

    Raises UsageError for an unknown suffix, codec, size, rate or quality, OutputError if the file cannot be written.
    """

    def __init__(
        self, path: str | Path, size: Size, rate: Fraction, *, quality: Quality = "high", codec: str | None = None,
        alpha: bool = False, sound: Source | None = None, captions: Sequence[Caption] = (),
    ) -> None:  # fmt: skip
        self.path = Path(path)
        self.size = size
        self.rate = Fraction(rate)
        self._quality = quality
        self._channels = 4 if alpha else 3
        self._recipe = film_recipe(self.path, codec, alpha=alpha)
        self._sound, self._captions = sound, tuple(captions)
        self._n_frames = 0
        self._stream: FilmStream | GifStream | PictureStream | None = None
        _check(self._recipe, self.path, size, self.rate, quality)
        check_extras(self._recipe, self.path, self._sound is not None, bool(self._captions))
        check_target(self.path)
        self._place = hidden_place(self.path)

    def __enter__(self) -> Self:
        try:
            with told(self.path):
                self._stream = self._opened(str(self._place.absolute()))
        except BaseException:
            self._give_up()
            raise
        return self

    def _opened(self, place: str) -> FilmStream | GifStream | PictureStream:
        options = self._recipe.encoder_options(self._quality)
        if self._recipe.codec == "png":
            return PictureStream(place, self.path, int(options["compression_level"]))
        if self._recipe.codec == "gif":
            return GifStream(place, self._recipe, self.size, self.rate, options["dither"])
        bits = SOUND_BITS.get(self._recipe.sound, {}).get(self._quality, 0)
        return FilmStream(place, self._recipe, self.size, self.rate, options, self._sound, bits, self._captions)

    def add(self, frame: Frame) -> None:
        """The next frame, (H, W, 3) uint8 RGB of the film's size, (H, W, 4) with alpha; it may be reused as soon as
        this returns."""
        if self._stream is None:
            raise ValueError("the film is not open; use VideoWriter in a with statement")
        if frame.shape != (self.size[1], self.size[0], self._channels) or frame.dtype != np.uint8:
            raise ValueError(f"a frame of {frame.dtype} {frame.shape} does not fit a film of size {self.size}")
        with told(self.path):
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
        with told(self.path):
            self._stream.finish()
            if not isinstance(self._stream, PictureStream):
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


def film_recipe(path: Path, codec: str | None = None, *, alpha: bool = False) -> Recipe:
    """How a film of that name is made. Raises UsageError where its suffix, the codec or alpha do not go together, or
    where this machine lacks the encoder."""
    suffix = path.suffix.lower()
    if suffix not in CONTAINERS and not (suffix == PNG and numbered(path.name)):
        known = ", ".join(CONTAINERS)
        raise UsageError(f"{path} does not say what to write. End the name with one of {known}, or with a number and "
                         ".png such as frame-%05d.png.", place="output", value=path.suffix,
                         limit=list(CONTAINERS))  # fmt: skip
    made = recipe(suffix, codec, alpha=alpha)
    for encoder in (made.codec, made.sound):
        if encoder and not has_encoder(encoder):
            other = next((s for s, c in CONTAINERS.items() if all_there(CODECS[c.codecs[0]].encoder, c.sound)), ".gif")
            raise UsageError(f"This machine has no encoder {encoder}, which {path.name} needs. Install the av package "
                             f"from its wheel, or end the name in {other}.", place="codec", value=encoder)  # fmt: skip
    return made


def check_film(path: str | Path, codec: str | None = None, *, alpha: bool = False) -> None:
    """What can be told of a film, numbered pictures or a sound before there is a frame. Raises UsageError."""
    path = Path(path)
    if path.suffix.lower() not in SOUNDS:
        film_recipe(path, codec, alpha=alpha)
    elif codec or alpha:
        raise UsageError(f"{path.name} is a sound; a codec and alpha are for films.", place="codec", value=codec)


def all_there(*names: str) -> bool:
    """Whether this machine has all of these encoders."""
    return all(has_encoder(name) for name in names if name)


def _check(made: Recipe, path: Path, size: Size, rate: Fraction, quality: str) -> None:
    if quality not in QUALITIES:
        raise UsageError(f"There is no quality {quality!r}. Use high, medium or low.", place="quality", value=quality,
                         limit=list(QUALITIES))  # fmt: skip
    if rate <= 0:
        raise UsageError(f"A film needs more than {rate} frames per second.", place="fps", value=str(rate))
    if min(size) < 1 or max(size) > LONGEST_SIDE:
        raise UsageError(f"A film cannot be {size[0]}x{size[1]}; each side may have 1 to {LONGEST_SIDE} pixels.",
                         place="size", value=list(size), limit=LONGEST_SIDE)  # fmt: skip
    if made.needs_even_size and (size[0] % 2 or size[1] % 2):
        even = f"{size[0] + size[0] % 2}x{size[1] + size[1] % 2}"
        raise UsageError(f"A {path.suffix} film needs an even width and height, not {size[0]}x{size[1]}. Use {even}.",
                         place="size", value=list(size))  # fmt: skip


def check_extras(made: Recipe, path: Path, sound: bool, captions: bool) -> None:
    if sound and not made.sound:
        raise UsageError(f"A {path.suffix} cannot have sound. Use mp4, mov, mkv, webm or avi.", place="sound")
    if captions and not made.captions:
        able = ", ".join(suffix for suffix, container in CONTAINERS.items() if container.captions)
        raise UsageError(f"A {path.suffix} cannot have a track of captions. Use {able}, or draw them into the picture.",
                         place="captions", limit=able)  # fmt: skip


def hidden_place(path: Path) -> Path:
    """A hidden name beside the file, unlike any other, under which it is written."""
    return path.parent / f".{path.stem[:40]}.{os.urandom(4).hex()}.part"


def check_target(path: Path) -> None:
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
def told(path: Path) -> Iterator[None]:
    """What the encoder or the system reports, as one sentence about `path`."""
    from av.error import FFmpegError

    try:
        yield
    except (FFmpegError, OSError) as error:
        raise _failure(path, error.errno, str(error.strerror or error)) from error


def _failure(path: Path, number: int | None, words: str) -> OutputError:
    reason = _REASONS.get(number or 0) or f"{words}. Check the folder, or choose another"
    return OutputError(f"{path} cannot be written: {reason}.", place=str(path), value=number)
