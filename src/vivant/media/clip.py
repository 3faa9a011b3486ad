"""Opens films, sounds and pictures that people give: what they are, their frames by time, their sound in blocks.

Not for decoding, which happens in a child process with limits (child.py), and not for writing. Time is seconds from the
start of the file; pictures and sound count from the same start, so that what belongs together stays together.
"""

from __future__ import annotations

import mmap
import os
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vivant.errors import UnreadableInput, UnsupportedInput
from vivant.media import formats
from vivant.media.inside import Child
from vivant.media.read import name_of, opened, read_image
from vivant.units import Frame, Size

Sound: TypeAlias = NDArray[np.float32]
Kind: TypeAlias = Literal["video", "sound", "picture"]

SOUND_RATE = 48_000
"""Samples per second of all sound inside Vivant."""
AHEAD = 4
"""Frames that the child may decode ahead of the one that is drawn."""
BLOCK = 4096
"""Samples in a block of sound."""
_ANIMATED_WEBP = 0x02


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What a film, a sound or a picture is.

    kind         "video", "sound" or "picture"
    size         (width, height) upright and with square pixels; (0, 0) for a sound
    rate         frames per second, the average where it varies; 0 for sounds and pictures
    variable     whether the time between frames varies
    duration_s   length in seconds; 0 for a picture
    n_frames     frames in the file, as far as its index tells
    codec        of the pictures, by FFmpeg's name; `sound_codec` of the sound
    sound_rate   samples per second in the file; 0 without sound. `channels` likewise
    hdr          "pq", "hlg", or "" for an ordinary film
    bits         per channel
    alpha        whether it can be seen through
    interlaced   whether frames are joined from two half pictures
    turned_deg   how far the rotation mark turns it to the left
    stored_size  (width, height) of what is in the file
    container    FFmpeg's name of the file format
    note         a short sentence if something is missing, else empty
    """

    kind: Kind
    size: Size = (0, 0)
    rate: Fraction = Fraction(0)
    variable: bool = False
    duration_s: float = 0.0
    n_frames: int = 0
    codec: str = ""
    sound_codec: str = ""
    sound_rate: int = 0
    channels: int = 0
    hdr: str = ""
    bits: int = 8
    alpha: bool = False
    interlaced: bool = False
    turned_deg: int = 0
    stored_size: Size = (0, 0)
    container: str = ""
    note: str = ""

    @property
    def has_sound(self) -> bool:
        return self.sound_rate > 0

    @property
    def duration_ms(self) -> int:
        return round(self.duration_s * 1000)


@dataclass(frozen=True, slots=True)
class Clip:
    """A film, sound or picture that can be read as often as wished; nothing is held open between readings."""

    path: Path
    info: MediaInfo

    def frames_at(self, times_s: Iterable[float], *, size: Size | None = None, alpha: bool = False) -> Iterator[Frame]:
        """The frames shown at these times, (H, W, 3) uint8 RGB each, the reader's own to change.

        Rising times are decoded onwards, falling ones by stretches in bounded memory, far ones are sought. Before the
        film its first frame is shown, behind it its last. `size` (width, height) is what they are scaled to, in the
        decoder; with `alpha` they have a fourth channel. Without it what can be seen through lies over black. A file
        that breaks off shows its last frame from there on. Raises UnreadableInput or UnsupportedInput.
        """
        size = size or self.info.size
        if self.info.kind == "picture":
            return _still(self.path, times_s, size, alpha=alpha)
        if self.info.kind == "sound":
            raise UnsupportedInput(f"{self.path} has no pictures in it. Give a video.", place=str(self.path))
        return _moving(self.path, self.info, times_s, size, 4 if alpha else 3)

    def frames(self, *, size: Size | None = None) -> Iterator[Frame]:
        """Every frame at the film's own rate, in order."""
        count = max(1, round(self.info.duration_s * self.info.rate))
        return self.frames_at((float(i / self.info.rate) for i in range(count)), size=size)

    def sound(self, start_s: float = 0.0, end_s: float | None = None) -> Iterator[Sound]:
        """The sound from `start_s` to `end_s`, in blocks of (n, 2) float32 at SOUND_RATE, -1 .. 1.

        Exactly as many samples as the stretch is long, silence where there is none; without `end_s` to the end of the
        track. A film without sound is silent.
        """
        if not self.info.has_sound:
            return _silence(round(((end_s if end_s is not None else self.info.duration_s) - start_s) * SOUND_RATE))
        return _heard(self.path, max(0.0, start_s), end_s)


def open_clip(path: str | Path) -> Clip:
    """The film, sound or picture at `path`.

    Raises MissingInput, UnreadableInput, UnsupportedInput or OversizedInput, each naming the file and what to do.
    """
    return Clip(Path(path), probe(path))


def probe(path: str | Path) -> MediaInfo:
    """What the film, sound or picture at `path` is. Raises as `open_clip`."""
    name = name_of(path)
    with opened(path, name) as file:
        head = file.read(formats.HEAD_BYTES)
        file.seek(0)
        if not head:
            raise UnreadableInput(f"{name} is empty. Give a film, a sound or a picture.", place=name)
        picture = formats.recognise(head)
        webp = head[12:16] == b"VP8X" and bool(head[20] & _ANIMATED_WEBP)
        if picture and not (picture == "gif" or webp or (picture == "png" and b"acTL" in head)):
            return _picture_info(path)
        with Child(file, name, {"want": "look", "webp": webp}) as child:
            try:
                found = child.hear()["info"]
            except UnreadableInput:
                if not picture:
                    raise
                return _picture_info(path)
    if picture and found["n_frames"] <= 1:
        return _picture_info(path)
    return _info(found)


def _info(found: dict[str, Any]) -> MediaInfo:
    for pair in ("size", "stored_size"):
        if pair in found:
            found[pair] = (int(found[pair][0]), int(found[pair][1]))
    if "rate" in found:
        found["rate"] = Fraction(*found["rate"])
    return MediaInfo(**found)


def _picture_info(path: str | Path) -> MediaInfo:
    picture = read_image(path)
    return MediaInfo("picture", picture.source_size, n_frames=1, codec=picture.format, alpha=picture.alpha is not None,
                     stored_size=picture.source_size, container=picture.format, note=picture.note)  # fmt: skip


# --- frames ------------------------------------------------------------------------------------------------------


def _still(path: Path, times_s: Iterable[float], size: Size, *, alpha: bool) -> Iterator[Frame]:
    import cv2

    picture = read_image(path)
    smaller = size[0] < picture.image.shape[1]
    way = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    frame = np.asarray(cv2.resize(picture.image, size, interpolation=way), np.uint8)
    if alpha:
        plane = np.ones(picture.image.shape[:2], np.float32) if picture.alpha is None else picture.alpha
        shown = np.rint(np.clip(cv2.resize(plane, size, interpolation=way), 0, 1) * 255).astype(np.uint8)
        frame = np.dstack([frame, shown])
    for _ in times_s:
        yield frame.copy()


def _moving(path: Path, info: MediaInfo, times_s: Iterable[float], size: Size, channels: int) -> Iterator[Frame]:
    """Asks for up to AHEAD frames before it hands out the first, so that decoding and drawing overlap."""
    name = name_of(path)
    width, height = size
    shape = (AHEAD + 1, height, width, channels)
    wish = {
        "want": "frames",
        "size": size,
        "alpha": channels == 4,
        "slots": AHEAD + 1,
        "webp": info.container == "webp",
    }
    n_bytes = int(np.prod(shape))
    with opened(path, name) as file, _shared(n_bytes) as shared, mmap.mmap(shared.fileno(), n_bytes) as memory:
        wish["memory"] = shared.fileno()
        with Child(file, name, wish, shared=shared.fileno()) as child:
            yield from _asked(child, iter(times_s), memory, shape)


def _asked(child: Child, times_s: Iterator[float], memory: mmap.mmap, shape: tuple[int, ...]) -> Iterator[Frame]:
    waiting: deque[float] = deque()
    n_bytes = int(np.prod(shape[1:]))
    last: Frame | None = None
    while True:
        while len(waiting) < AHEAD and (time_s := next(times_s, None)) is not None:
            waiting.append(time_s)
            child.tell(repr(float(time_s)))
        if not waiting:
            return
        waiting.popleft()
        reply = child.hear()
        if "same" in reply and last is not None:
            last = last.copy()
        else:
            start = int(reply["slot"]) % shape[0] * n_bytes
            last = np.frombuffer(memory[start : start + n_bytes], np.uint8).reshape(shape[1:]).copy()
        yield last


def _shared(n_bytes: int) -> Any:
    """A nameless file in memory, or where there is none, on disk."""
    if hasattr(os, "memfd_create"):
        file: Any = os.fdopen(os.memfd_create("frames"), "w+b", buffering=0)
    else:
        file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  the caller closes it
    file.truncate(n_bytes)
    return file


# --- sound -------------------------------------------------------------------------------------------------------


def _heard(path: Path, start_s: float, end_s: float | None) -> Iterator[Sound]:
    name = name_of(path)
    wish = {"want": "sound", "start_s": start_s, "end_s": end_s}
    n_wanted = None if end_s is None else max(0, round(end_s * SOUND_RATE) - round(start_s * SOUND_RATE))
    n_given, held = 0, b""
    with opened(path, name) as file, Child(file, name, wish) as child:
        child.hear()
        for data in child.pour():
            held += data
            while len(held) >= BLOCK * 8:
                block, held = held[: BLOCK * 8], held[BLOCK * 8 :]
                n_given += BLOCK
                yield _samples(block)
    if len(held) >= 8:
        n_given += len(held) // 8
        yield _samples(held[: len(held) // 8 * 8])
    if n_wanted is not None:
        yield from _silence(n_wanted - n_given)


def _samples(data: bytes) -> Sound:
    block = np.frombuffer(data, np.float32).reshape(-1, 2).copy()
    return np.nan_to_num(block, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)


def _silence(n: int) -> Iterator[Sound]:
    for start in range(0, n, BLOCK):
        yield np.zeros((min(BLOCK, n - start), 2), np.float32)
