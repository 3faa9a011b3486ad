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
"""Sound files that do not say how long they are; FFmpeg guesses from their size."""
EIGHT_BITS = 8


def look(request: dict[str, Any]) -> dict[str, Any]:
    """Everything that the other side's MediaInfo holds, as plain data."""
    with opened(request) as film:
        pictures, sound = seen_streams(film)
        if pictures is None and sound is None:
            raise Refusal("unsupported", "has neither pictures nor sound in it. Give a film or a sound.")
        facts = {"kind": "video" if pictures else "sound", "container": film.format.name}
        facts |= _of_sound(sound)
        length_s = (film.duration or 0) / av.time_base
        known_s = max((float(s.duration * s.time_base) for s in (pictures, sound) if s and s.duration), default=0.0)
        times = _times(film, pictures) if pictures else np.zeros(0)
    if facts["kind"] == "sound":
        if length_s <= 0 or facts["container"] in GUESSING:
            length_s = _sound_s(request) or known_s or length_s
        if length_s <= 0:
            raise Refusal("unreadable", "has no sound in it: it lasts 0 seconds. Record or save it again.")
        return facts | {"duration_s": length_s}
    with contextlib.ExitStack() as stack:
        reel = Reel(request, stack)
        first = reel.at(0.0)
        shown = _of_pictures(first, reel.stream, times, length_s or known_s)
    rate = Fraction(*shown["rate"])
    shown_s = float(times[-1] - times[0] + 1 / rate if shown["variable"] else shown["n_frames"] / rate)
    if length_s <= 0 or abs(shown_s - length_s) < TAIL_S:
        length_s = shown_s
    return facts | shown | {"duration_s": length_s}


def _of_sound(stream: Any) -> dict[str, Any]:
    if stream is None:
        return {"sound_rate": 0, "channels": 0, "sound_codec": ""}
    context = stream.codec_context
    return {
        "sound_rate": context.sample_rate,
        "channels": context.layout.nb_channels,
        "sound_codec": context.codec.canonical_name,
    }


def _of_pictures(first: VideoFrame, stream: Any, times: Any, length_s: float) -> dict[str, Any]:
    turns, _ = turn_of(first)
    aspect = stream.sample_aspect_ratio or stream.codec_context.sample_aspect_ratio
    size = square_size(first, aspect)
    rate, variable = _rate(stream, times, length_s)
    n_frames = len(times) or round(length_s * rate)
    return {
        "size": size[::-1] if turns % 2 else size, "stored_size": (first.width, first.height),
        "turned_deg": turns * 90, "rate": (rate.numerator, rate.denominator), "variable": variable,
        "n_frames": n_frames, "codec": stream.codec_context.codec.canonical_name, "hdr": transfer_of(first),
        "bits": max((c.bits for c in first.format.components), default=EIGHT_BITS), "alpha": has_alpha(first),
        "interlaced": bool(first.interlaced_frame),
    }  # fmt: skip


def _times(film: Any, stream: Any) -> Any:
    """When every frame is decoded, in seconds, rising: from the index if it is whole, else from the packets."""
    index = stream.index_entries
    if stream.frames and len(index) >= stream.frames:
        stamps = [entry.timestamp for entry in index if entry.size]
    else:
        stamps, until = [], time.monotonic() + COUNTING_S
        with contextlib.suppress(av.FFmpegError):
            for packet in film.demux(stream):
                if packet.size:
                    stamps.append(packet.pts if packet.pts is not None else packet.dts)
                if time.monotonic() > until:
                    return np.zeros(0)
    if any(stamp is None for stamp in stamps):
        return np.zeros(len(stamps))
    return np.sort(np.array(stamps, np.float64)) * float(stream.time_base)


def _rate(stream: Any, times: Any, length_s: float) -> tuple[Fraction, bool]:
    """Frames per second, a standard rate where one is near, and whether the steps between frames differ."""
    told = stream.average_rate or stream.guessed_rate or Fraction(25)
    steps = np.diff(times)
    variable = False
    if len(steps) > 1 and steps.max() > 0:
        usual = float(np.median(steps))
        grain = 2 * max(float(stream.time_base), 0.0)  # files round their times
        variable = bool((np.abs(steps - usual) > max(UNEVEN * usual, grain)).mean() > FEW)
        standard = any(abs(float(told / rate) - 1) < CLOSE for rate in STANDARD)
        told = told if standard and not variable else Fraction(len(steps) / float(times[-1] - times[0]))
    elif len(times) == 1 and length_s > 0 and told > FASTEST:
        told = Fraction(1 / length_s)
    told = min(max(told, Fraction(1, 100)), Fraction(FASTEST))
    near = min(STANDARD, key=lambda rate: abs(rate - told))
    if abs(float(told / near) - 1) < (0.02 if variable else CLOSE):
        return near, variable
    return Fraction(told).limit_denominator(1001), variable


def _sound_s(request: dict[str, Any]) -> float:
    """How long a sound lasts that does not say so: by its packets."""
    with opened(request) as film:
        _, stream = seen_streams(film)
        ticks = 0
        with contextlib.suppress(av.FFmpegError):
            ticks = sum(packet.duration or 0 for packet in film.demux(stream) if packet.size)
        return float(ticks * stream.time_base)
