"""Films put together or cut out without encoding them again.

Not for films that must be drawn again: `copy_range` says so and leaves them alone. Parts that are joined are our own,
carry pictures only and were written with the same settings; sound and captions are added in one piece at the join.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vivant.errors import UnreadableInput, UsageError
from vivant.media.captions import Caption, CaptionTrack
from vivant.media.frames import read_frames
from vivant.media.inside import Child
from vivant.media.read import name_of, opened
from vivant.media.recipes import CONTAINERS, PNG, SOUND_BITS, Quality, Recipe
from vivant.media.soundtrack import SoundTrack, Source
from vivant.media.write import VideoWriter, check_extras, check_target, film_recipe, hidden_place, told

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.video.stream import VideoStream

_DRAWN_ANEW = (".gif", ".webp", PNG)
"""Films whose parts cannot be laid end to end: they share a palette, or are no single stream."""


def chunk_kind(path: str | Path, codec: str | None = None) -> tuple[str, str | None]:
    """The suffix and codec that the parts of a film of that name are to be written with, for `join`."""
    suffix = Path(path).suffix.lower()
    return (".mkv", "ffv1") if suffix in _DRAWN_ANEW else (suffix, codec)


def join(
    parts: Sequence[str | Path], out: str | Path, rate: Fraction, *, codec: str | None = None, alpha: bool = False,
    quality: Quality = "high", sound: Source | None = None, captions: Sequence[Caption] = (),
) -> int:  # fmt: skip
    """Lay parts end to end as one film of `rate` frames per second; the number of frames.

    Every frame of every part is there once, at its whole number. Parts come from VideoWriter with the suffix and codec
    that `chunk_kind` names and the same size, rate, quality, codec and alpha. Raises UnreadableInput for a part that is
    broken or was written otherwise, OutputError if the film cannot be written.
    """
    out = Path(out)
    if not parts:
        raise UsageError(f"There is nothing to join into {out}. Give at least one part.", place="parts")
    if out.suffix.lower() in _DRAWN_ANEW:
        return _drawn(parts, out, rate, quality, alpha)
    recipe = film_recipe(out, codec, alpha=alpha)
    check_extras(recipe, out, sound is not None, bool(captions))
    check_target(out)
    place = hidden_place(out)
    try:
        with told(out):
            bits = SOUND_BITS.get(recipe.sound, {}).get(quality, 0)
            n = _joined(parts, str(place.absolute()), recipe, rate, sound, bits, captions)
            os.replace(place, out)
    finally:
        with contextlib.suppress(OSError):
            place.unlink()
    return n


def _drawn(parts: Sequence[str | Path], out: Path, rate: Fraction, quality: Quality, alpha: bool) -> int:
    n, writer = 0, None
    with contextlib.ExitStack() as stack:
        for part in parts:
            for frame in read_frames(part, alpha=alpha):
                if writer is None:
                    size = frame.shape[1], frame.shape[0]
                    writer = stack.enter_context(VideoWriter(out, size, rate, quality=quality, alpha=alpha))
                writer.add(frame)
                n += 1
    return n


def _joined(
    parts: Sequence[str | Path], place: str, recipe: Recipe, rate: Fraction, sound: Source | None, bits: int,
    captions: Sequence[Caption],
) -> int:  # fmt: skip
    import av

    reach = max(_reach(part, rate) for part in parts)
    with av.open(f"file:{place}", "w", format=recipe.muxer, container_options=dict(recipe.file_options)) as film:
        stream, others = _streams(film, parts[0], recipe, rate)
        tracks: list[SoundTrack | CaptionTrack] = []
        if sound is not None:
            tracks.append(SoundTrack(film, recipe.sound, sound, bits))
        if captions:
            tracks.append(CaptionTrack(film, recipe.captions, captions))
        n = 0
        for part in parts:
            first, own = n, bytes(others)
            for packet, number in _packets(part, rate, own):
                packet.stream, packet.time_base = stream, 1 / rate
                packet.pts, packet.dts, packet.duration = first + number, n - reach, 1
                film.mux(packet)
                n += 1
                for track in tracks:
                    track.go_on_to(n / rate)
        for track in tracks:
            track.end_at(n / rate)
    return n


def _streams(film: OutputContainer, part: str | Path, recipe: Recipe, rate: Fraction) -> tuple[VideoStream, bytes]:
    """The stream of the joined film, made as that of its first part, and the headers that all parts must share."""
    with _own(part) as source:
        given = source.streams.video[0]
        stream: VideoStream = film.add_stream_from_template(given, opaque=True)
        stream.time_base = 1 / rate
        if recipe.tag:
            stream.codec_context.codec_tag = recipe.tag
        if recipe.pixels.startswith("yuva") and recipe.muxer in ("webm", "matroska"):
            stream.metadata["alpha_mode"] = "1"
        return stream, bytes(given.codec_context.extradata or b"")


@contextlib.contextmanager
def _own(part: str | Path) -> Iterator[Any]:
    import av

    try:
        film = av.open(f"file:{Path(part).absolute()}")
    except (av.FFmpegError, OSError) as error:
        raise UnreadableInput(f"The part {part} is not there or broken. Draw it again.", place=str(part)) from error
    with film:
        if not film.streams.video:
            raise UnreadableInput(f"The part {part} has no pictures in it. Draw it again.", place=str(part))
        yield film


def _packets(part: str | Path, rate: Fraction, headers: bytes | None = None) -> Iterator[tuple[Any, int]]:
    """The packets of a part in decoding order, each with the number of its frame within the part."""
    with _own(part) as film:
        stream = film.streams.video[0]
        if headers is not None and bytes(stream.codec_context.extradata or b"") != headers:
            raise UnreadableInput(f"The part {part} was written with other settings than the first. Draw all parts "
                                  "with the same size, rate, quality and codec.", place=str(part))  # fmt: skip
        start = None
        for packet in film.demux(stream):
            if not packet.size:
                continue
            stamp = packet.pts if packet.pts is not None else packet.dts
            if stamp is None:
                raise UnreadableInput(f"The part {part} does not say when its frames are shown. Draw it again.",
                                      place=str(part))  # fmt: skip
            start = stamp if start is None else start
            yield packet, round((stamp - start) * packet.time_base * rate)


def _reach(part: str | Path, rate: Fraction) -> int:
    """How many frames a part is decoded ahead of what it shows; its frames must be 0, 1, 2 ... without a gap."""
    numbers = [number for _, number in _packets(part, rate)]
    if sorted(numbers) != list(range(len(numbers))) or not numbers:
        raise UnreadableInput(f"The part {part} lacks frames. Draw it again.", place=str(part), value=len(numbers))
    return max(i - number for i, number in enumerate(numbers))


# --- cutting out -------------------------------------------------------------------------------------------------


def copy_range(source: str | Path, out: str | Path, start_s: float = 0.0, end_s: float | None = None) -> bool:
    """Copy a stretch of a film into another file, or another kind of file, without encoding it again.

    True if it is done: then every frame from `start_s` to before `end_s` is there and no other. False, and nothing is
    written, where that is not possible: a cut that is not at a key frame, or a codec that the other kind of file
    cannot carry. Raises MissingInput, UnreadableInput, UsageError for an unknown suffix or OutputError.
    """
    out, name = Path(out), name_of(source)
    suffix = out.suffix.lower()
    if suffix not in CONTAINERS:
        raise UsageError(f"{out} does not say what to write. End the name with one of {', '.join(CONTAINERS)}.",
                         place="output", value=out.suffix)  # fmt: skip
    check_target(out)
    place = hidden_place(out)
    container = CONTAINERS[suffix]
    wish = {"want": "copy", "place": str(place.absolute()), "muxer": container.muxer, "start_s": start_s,
            "end_s": end_s, "options": dict(container.options)}  # fmt: skip
    try:
        with opened(source, name) as file, Child(file, name, wish) as child:
            done = bool(child.hear()["copied"])
        if done:
            with told(out):
                os.replace(place, out)
    finally:
        with contextlib.suppress(OSError):
            place.unlink()
    return done
