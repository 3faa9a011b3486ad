"""Looks at what was sent: is it a picture, video or sound that can be used, and what is known about it.

Not for receiving (bodies.py, fetching.py) and not for keeping it. The content decides, not the name: it is sniffed,
then decoded in a child process with limits. A name that promises another kind of file is refused as well.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vivant.errors import InputError, OversizedInput, UndersizedInput
from vivant.server import answers, strip, strip_played

if TYPE_CHECKING:
    from vivant.media import MediaInfo

SUPPORTED = (
    "mp4", "mov", "avi", "webm", "mkv", "jpg", "png", "gif", "webp", "mp3", "wav", "m4a", "aac", "heic", "avif", "tiff",
)  # fmt: skip
MAX_MEGAPIXELS = 100
STRIP_S = 120
_LOOK_PX = 512
_PICTURES = {"jpeg": "jpg", "png": "png", "gif": "gif", "webp": "webp", "heif": "heic", "avif": "avif", "tiff": "tiff"}
_FILMS = {"mov": "mp4", "matroska": "mkv", "avi": "avi"}
_SOUNDS = {"mp3": "mp3", "wav": "wav", "aac": "aac", "mov": "m4a"}
_MIME = {
    "jpg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp", "heic": "image/heic",
    "avif": "image/avif", "tiff": "image/tiff", "mp4": "video/mp4", "mov": "video/quicktime", "avi": "video/x-msvideo",
    "webm": "video/webm", "mkv": "video/x-matroska", "mp3": "audio/mpeg", "wav": "audio/wav", "m4a": "audio/mp4",
    "aac": "audio/aac",
}  # fmt: skip
_KIND_OF_NAME = {name: mime.partition("/")[0] for name, mime in _MIME.items()}
_KIND_OF_NAME |= {"jpeg": "image", "jpe": "image", "heif": "image", "tif": "image", "m4v": "video"}
_BY_NAME_TOO = {"webm", "mkv", "mp4", "mov", "m4a"}
"""Where one container has several names, the file's own name chooses among them."""


class Limits(Protocol):
    """The settings that matter here."""

    @property
    def max_image_mb(self) -> int: ...
    @property
    def max_video_mb(self) -> int: ...
    @property
    def min_image_px(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that can be used, without metadata. `kind` is video, image or audio, `ending` what its name should end
    with."""

    path: Path
    filename: str
    kind: str
    mime_type: str
    size: int
    digest: str
    duration_s: float | None
    width: int | None
    height: int | None
    fps: float | None
    ending: str


def look(path: Path, filename: str, limits: Limits, *, name_counts: bool = True) -> Looked:
    """What the file at `path` is. The file loses its metadata.

    name_counts  whether the ending of `filename` must fit the content; names made of addresses often have none

    Raises the failures 4001 and 4002.
    """
    from vivant import media
    from vivant.media import formats

    with path.open("rb") as file:
        picture = formats.recognise(file.read(formats.HEAD_BYTES))
    try:
        if picture and picture != "gif":
            shown = media.read_image(path, max_side=_LOOK_PX)
            return _picture(path, filename, picture, shown.source_size, limits, name_counts=name_counts)
        info = media.probe(path)
        if picture:
            return _picture(path, filename, picture, info.size, limits, name_counts=name_counts)
    except InputError as error:
        raise _refused(error, path, filename, limits) from None
    return _played(path, filename, info, limits, name_counts=name_counts)


def _picture(
    path: Path, filename: str, found: str, size: tuple[int, int], limits: Limits, *, name_counts: bool
) -> Looked:
    if found not in _PICTURES:
        raise answers.unsupported(filename, f"format_{found}", SUPPORTED)
    ending = _PICTURES[found]
    _check_name(filename, "image", name_counts=name_counts)
    _check_size(path, filename, limits.max_image_mb)
    if size[0] * size[1] > MAX_MEGAPIXELS * 1_000_000:
        raise answers.too_large(filename, limits.max_image_mb * 1_000_000, f"{filename} has over 100 megapixels.")
    if min(size) < limits.min_image_px:
        message = f"{filename} is {size[0]}x{size[1]}; its shorter side needs {limits.min_image_px} pixels."
        raise answers.unsupported(filename, "image_too_small", SUPPORTED, message)
    _strip(found, path, filename)
    return Looked(
        path,
        _named(filename, ending),
        "image",
        _MIME[ending],
        path.stat().st_size,
        _digest(path),
        None,
        *size,
        None,
        ending,
    )


def _played(path: Path, filename: str, info: MediaInfo, limits: Limits, *, name_counts: bool) -> Looked:
    container = info.container.partition(",")[0]
    kind = "audio" if info.kind == "sound" else "video"
    ending = (_SOUNDS if kind == "audio" else _FILMS).get(container)
    if ending is None or info.kind == "picture":
        raise answers.unsupported(filename, f"format_{container or info.codec}", SUPPORTED)
    _check_name(filename, kind, name_counts=name_counts)
    _check_size(path, filename, limits.max_video_mb)
    _run(strip_played.__file__, container, path, filename=filename)
    own = _ending(filename)
    if own in _BY_NAME_TOO and _KIND_OF_NAME[own] == kind and (own in ("webm", "mkv")) == (ending == "mkv"):
        ending = own
    is_film = kind == "video"
    return Looked(
        path, _named(filename, ending), kind, _MIME[ending], path.stat().st_size, _digest(path),
        round(info.duration_s, 3), info.size[0] if is_film else None, info.size[1] if is_film else None,
        round(float(info.rate), 3) if is_film and info.rate else None, ending,
    )  # fmt: skip


def _check_name(filename: str, kind: str, *, name_counts: bool) -> None:
    """A name may lack an ending or have any ending of its kind, not that of another kind of file."""
    ending = _ending(filename)
    if not ending or not name_counts:
        return
    if ending not in _KIND_OF_NAME:
        raise answers.unsupported(filename, "extension", SUPPORTED, f"Files named .{ending} cannot be used.")
    if _KIND_OF_NAME[ending] != kind:
        raise answers.unsupported(filename, "content_is_not_what_the_name_says", SUPPORTED)


def _ending(filename: str) -> str:
    return filename.rpartition(".")[2].lower() if "." in filename.strip(".") else ""


def _named(filename: str, ending: str) -> str:
    return filename if _ending(filename) in _KIND_OF_NAME else f"{filename or 'file'}.{ending}"


def _check_size(path: Path, filename: str, most_mb: int) -> None:
    if path.stat().st_size > most_mb * 1_000_000:
        raise answers.too_large(filename, most_mb * 1_000_000)


def _refused(error: InputError, path: Path, filename: str, limits: Limits) -> answers.Failure:
    message = error.sentence.replace(str(path), filename or "The file")
    if str(path.parent) in message:
        message = ""
    if isinstance(error, OversizedInput):
        return answers.too_large(filename, limits.max_image_mb * 1_000_000, message)
    reason = "image_too_small" if isinstance(error, UndersizedInput) else error.code
    return answers.unsupported(filename, reason, SUPPORTED, message)


def _strip(found: str, path: Path, filename: str) -> None:
    """Replace a picture by itself without metadata."""
    target = path.with_name(path.name + ".bare")
    try:
        _run(strip.__file__, found, path, target, filename=filename)
    except answers.Failure:
        target.unlink(missing_ok=True)
        raise
    target.replace(path)


def _run(script: str, *words: str | Path, filename: str) -> None:
    """Run one of the scripts that take metadata out, as a child process. Raises the failure 4001."""
    command = [sys.executable, "-I", script, *map(str, words)]
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    try:
        subprocess.run(command, check=True, timeout=STRIP_S, capture_output=True, stdin=subprocess.DEVNULL, env=kept)
    except (subprocess.SubprocessError, OSError):
        raise answers.unsupported(filename, "unreadable", SUPPORTED, f"{filename} is damaged.") from None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
