"""In the child process: what a film or sound is, told from its headers, its index and a first frame.

Not for people's sentences about it (clip.py). Without an index, packets are counted for a limited time.
"""

from __future__ import annotations

import contextlib
import time
from fractions import Fraction
from typing import Any

import av
import numpy as np
from av import VideoFrame

from vivant.media.child_frames import Reel
from vivant.media.child_open import opened, seen_streams
from vivant.media.decode import Refusal
from vivant.media.developed import has_alpha, square_size, transfer_of, turn_of

COUNTING_S = 20.0
STANDARD = (Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(30), Fraction(48),
            Fraction(50), Fraction(60000, 1001), Fraction(60), Fraction(100), Fraction(120))  # fmt: skip
CLOSE = 0.0006
"""How near a measured rate must lie to a standard one: less than the distance of 29.97 from 30."""
UNEVEN, FEW = 0.35, 0.01
"""A rate varies if more than FEW of the steps between frames differ from the usual one by more than UNEVEN of it."""
TAIL_S = 0.5
"""A film lasts as long as its pictures, unless its sound goes on for longer than this."""
FASTEST = 1000
GUESSING = ("aac", "ac3", "eac3", "amr", "mp3")
"""Sound files that need not say how long they are; FFmpeg guesses from their size."""
GUESS_S = 0.1
EIGHT_BITS = 8


def look(request: dict[str, Any]) -> dict[str, Any]:
    """Everything that the other side's MediaInfo holds, as plain data."""
    with opened(request) as film:
        pictures, sound = seen_streams(film)
        if pictures is None and sound is None:
            raise Refusal("unsupported", "has neither pictures nor sound in it. Give a film or a sound.")
        facts = {"kind": "video" if pictures else "sound", "container": film.format.name} | _of_sound(sound)
        length_s = (film.duration or 0) / av.time_base
        own_s = _own_s(pictures or sound)
        times = _times(film, pictures) if pictures else np.zeros(0)
    if pictures is None:
        return facts | {"duration_s": _sound_s(request, facts["container"], length_s or own_s)}
    with contextlib.ExitStack() as stack:
        reel = Reel(request, stack)
        shown = _of_pictures(reel.at(0.0), reel.stream, times, own_s) | {"interlaced": reel.interlaced}
    rate = Fraction(*shown["rate"])
    shown_s = float(times[-1] - times[0] + 1 / rate if shown["variable"] else shown["n_frames"] / rate)
    if length_s <= 0 or abs(shown_s - length_s) < TAIL_S:
        length_s = shown_s
    return facts | shown | {"duration_s": length_s}


def _own_s(stream: Any) -> float:
    return float(stream.duration * stream.time_base) if stream.duration and stream.time_base else 0.0


def _of_sound(stream: Any) -> dict[str, Any]:
    if stream is None:
        return {"sound_rate": 0, "channels": 0, "sound_codec": ""}
    context = stream.codec_context
    return {
        "sound_rate": context.sample_rate,
        "channels": context.layout.nb_channels,
        "sound_codec": context.codec.canonical_name,
    }


def _of_pictures(first: VideoFrame, stream: Any, times: Any, own_s: float) -> dict[str, Any]:
    turns, _ = turn_of(first)
    aspect = stream.sample_aspect_ratio or stream.codec_context.sample_aspect_ratio
    size = square_size(first, aspect)
    rate, variable = _rate(stream, times, own_s)
    n_frames = len(times) or max(1, round(own_s * rate))
    return {
        "size": size[::-1] if turns % 2 else size, "stored_size": (first.width, first.height),
        "turned_deg": turns * 90, "rate": (rate.numerator, rate.denominator), "variable": variable,
        "n_frames": n_frames, "codec": stream.codec_context.codec.canonical_name, "hdr": transfer_of(first),
        "bits": max((c.bits for c in first.format.components), default=EIGHT_BITS), "alpha": has_alpha(first),
    }  # fmt: skip


def _times(film: Any, stream: Any) -> Any:
    """When every frame is shown, in seconds, rising: from the index if it is whole and even, else from the packets."""
    index = stream.index_entries
    if stream.frames and len(index) >= stream.frames:
        times = _rising([entry.timestamp for entry in index if entry.size], stream)
        if not _uneven(times, stream):  # the index tells when frames are decoded: the same but for a constant
            return times
    stamps, until = [], time.monotonic() + COUNTING_S
    with contextlib.suppress(av.FFmpegError):
        for packet in film.demux(stream):
            if packet.size:
                stamps.append(packet.pts if packet.pts is not None else packet.dts)
            if time.monotonic() > until:
                return np.zeros(0)
    return np.zeros(len(stamps)) if any(stamp is None for stamp in stamps) else _rising(stamps, stream)


def _rising(stamps: list[int], stream: Any) -> Any:
    return np.sort(np.array(stamps, np.float64)) * float(stream.time_base)


def _uneven(times: Any, stream: Any) -> bool:
    steps = np.diff(times)
    if len(steps) < 2 or steps.max() <= 0:
        return False
    usual = float(np.median(steps))
    grain = 2 * float(stream.time_base)  # files round their times
    return bool((np.abs(steps - usual) > max(UNEVEN * usual, grain)).mean() > FEW)


def _rate(stream: Any, times: Any, own_s: float) -> tuple[Fraction, bool]:
    """Frames per second, a standard rate where one is near, and whether the steps between frames differ."""
    told = stream.average_rate or stream.guessed_rate or Fraction(25)
    variable = _uneven(times, stream)
    standard = any(abs(float(told / rate) - 1) < CLOSE for rate in STANDARD)
    if len(times) > 1 and times[-1] > times[0] and (variable or not standard):
        told = Fraction((len(times) - 1) / float(times[-1] - times[0]))
    elif len(times) == 1 and own_s > 0:
        told = Fraction(1 / own_s)
    told = min(max(told, Fraction(1, 100)), Fraction(FASTEST))
    near = min(STANDARD, key=lambda rate: abs(rate - told))
    if abs(float(told / near) - 1) < (0.02 if variable else CLOSE):
        return near, variable
    return Fraction(told).limit_denominator(1001), variable


def _sound_s(request: dict[str, Any], container: str, told_s: float) -> float:
    """How long a sound lasts: as it says, or where it only seems to, by its packets."""
    if told_s > 0 and container not in GUESSING:
        return told_s
    with opened(request) as film:
        _, stream = seen_streams(film)
        ticks = 0
        with contextlib.suppress(av.FFmpegError):
            ticks = sum(packet.duration or 0 for packet in film.demux(stream) if packet.size)
        counted_s = float(ticks * stream.time_base)
    if counted_s <= 0:
        raise Refusal("unreadable", "has no sound in it: it lasts 0 seconds. Record or save it again.")
    return told_s if abs(told_s - counted_s) < GUESS_S else counted_s
