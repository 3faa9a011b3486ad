"""Is what is heard still heard when it is seen, after ten minutes? Clicks and flashes in every container.

A tiny film flashes white and clicks at the same moments; it is edited (a look over all of it, so that every frame is
drawn) and written. When frames and samples are due is read from the written files packet by packet, not by Vivant.
Sources are written here too, by their time stamps: even ones, frames whose distances vary as in films of phones, and a
sound whose clock is a little slow.
"""

from __future__ import annotations

import math
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from record import Record, options

import vivant

WIDTH, HEIGHT = 64, 36
RATE = 48_000
MINUTES, QUICK_MINUTES = 10, 1
FIRST_S = 2.5
"""When it first flashes and clicks; then every half of the time, the last time after the whole of it."""
FLASH_S, CLICK_S = 0.1, 0.004
KEY = 50
"""Frames from one key frame to the next."""
SLOW = 1.0005
STEPS_MS = (17, 33, 33, 34, 50)
"""Between frames of a phone's film."""
TAIL_S = 3.0
LOUD = 0.75
"""Of the loudest sample: only clicks are."""
LATE = "the last click after its flash"


@dataclass(frozen=True, slots=True)
class Film:
    """A source: its ending, how it is encoded, and its rate; None for frames at uneven times."""

    name: str
    ending: str
    pictures: str
    sound: str
    rate: Fraction | None
    clock: float = 1.0


SOURCES = (
    Film("mp4 29.97", ".mp4", "libx264", "aac", Fraction(30_000, 1001)),
    Film("mov 25", ".mov", "libx264", "pcm_s16le", Fraction(25)),
    Film("mkv 23.976", ".mkv", "libx264", "libopus", Fraction(24_000, 1001)),
    Film("webm 30", ".webm", "libvpx-vp9", "libopus", Fraction(30)),
    Film("avi 30", ".avi", "mpeg4", "libmp3lame", Fraction(30)),
    Film("mp4 uneven", ".mp4", "libx264", "aac", None),
    Film("mkv, slow sound", ".mkv", "libx264", "aac", Fraction(30), SLOW),
)
UNEVEN = SOURCES[5]
USUAL = Fraction(30)
WAYS: dict[str, dict[str, Any]] = {
    "mp4 in two parts": {"workers": 2},
    "mp4, 0.3 s cut away": {"cut_ms": 300},
    "mp4 at 1.25 times": {"speed": 1.25},
    "mp4 from its second key frame, copied": {"cut_ms": round(KEY * 1001 / 30), "look": ()},
}
ENDINGS = (".mp4", ".mov", ".mkv", ".webm", ".avi")


def main() -> None:
    asked = options("Measures whether sound and pictures stay together over ten minutes.", only="what its line says")
    record = Record("sync", asked.quick)
    minutes = QUICK_MINUTES if asked.quick else MINUTES
    with tempfile.TemporaryDirectory() as name:
        for source in SOURCES:
            path = Path(name) / f"{source.name}{source.ending}"
            endings = ENDINGS if source is UNEVEN else (source.ending,)
            films = {f"{source.name} to {ending[1:]}": (ending, {}) for ending in endings}
            films |= {title: (source.ending, how) for title, how in WAYS.items() if source is SOURCES[0]}
            for title, (ending, how) in films.items():
                if not asked.only or any(part in title for part in asked.only):
                    path = path if path.exists() else written(path, source, minutes)
                    _judge(record, title, _drawn(path, Path(name) / f"out{ending}", source, minutes, **how), source)
    record.close()


def _judge(record: Record, title: str, path: Path, source: Film) -> None:
    """Both may be early together, where time was cut away or goes faster; they may not be apart."""
    flashes, clicks = flashes_of(path), clicks_of(path)
    assert len(flashes) == len(clicks) == 3, (title, flashes, clicks)
    apart = [1000 * (click - flash) for flash, click in zip(flashes, clicks, strict=True)]
    note = ", ".join(f"{ms:.1f}" for ms in apart)
    record.add(f"{title}: {LATE}", abs(apart[-1]), "ms", at_most=float(1000 / (source.rate or USUAL)), note=note)
    record.details[title] = {"flashes_s": flashes, "clicks_s": clicks}


def _drawn(
    path: Path, out: Path, source: Film, minutes: float, *, workers: int = 1, cut_ms: int = 0, speed: float = 1.0,
    look: tuple[str, ...] = ("warm",),
) -> Path:  # fmt: skip
    length = round((1000 * (60 * minutes + TAIL_S) - cut_ms) / speed)
    played: dict[str, Any] = {"a": "v", "in": cut_ms, "sp": speed}
    segment = {"d": length, "src": played, "fx": [{"k": kind} for kind in look]}
    draft = {
        "v": 1, "m": {"width": WIDTH, "height": HEIGHT, "fps": float(source.rate or USUAL)},
        "t": [{"tt": 0, "r": "main", "sg": [segment]}], "a": {"v": {"k": "video", "n": path.name}},
    }  # fmt: skip
    vivant.export(vivant.Draft.from_dict(draft), {"v": path}, out, workers=workers)
    return out


# --- sources ---------------------------------------------------------------------------------------------------------


def moments(minutes: float, rate: Fraction) -> tuple[float, ...]:
    """When it flashes and clicks, in seconds; there is a frame then."""
    return tuple(float(math.ceil((FIRST_S + part * 60 * minutes) * rate) / rate) for part in (0, 0.5, 1))


def written(path: Path, source: Film, minutes: float) -> Path:
    """A film as somebody else's program writes it."""
    length_s = 60 * minutes + TAIL_S
    at = moments(minutes, source.rate or Fraction(1000))
    base = Fraction(1, 1000) if source.rate is None else 1 / source.rate
    with av.open(str(path), "w") as film:
        seen: Any = film.add_stream(source.pictures, rate=source.rate or USUAL)
        heard: Any = film.add_stream(source.sound, rate=RATE, layout="stereo")
        seen.width, seen.height, seen.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        seen.codec_context.time_base = base
        if source.pictures == "libx264":
            seen.options = {"preset": "ultrafast", "g": str(KEY)}
        sound = _sound(heard, length_s, at, source.clock)
        waiting = next(sound, None)
        for stamp in _stamps(source.rate, length_s, at):
            picture = av.VideoFrame.from_ndarray(_picture(float(stamp * base), at), format="rgb24")
            picture.pts, picture.time_base = stamp, base
            film.mux(seen.encode(picture))
            while waiting is not None and float(waiting[0].pts * waiting[0].time_base) <= stamp * base:
                film.mux(waiting[1])
                waiting = next(sound, None)
        film.mux(seen.encode(None))
        while waiting is not None:
            film.mux(waiting[1])
            waiting = next(sound, None)
    return path


def _stamps(rate: Fraction | None, length_s: float, at: tuple[float, ...]) -> Iterator[int]:
    """When frames are shown, in ticks; of an uneven film one is where it flashes."""
    if rate is not None:
        yield from range(int(length_s * rate))
        return
    rng, now = random.Random(7), 0
    flashes = [round(1000 * moment) for moment in at]
    while now < 1000 * length_s:
        yield now
        then = now + rng.choice(STEPS_MS)
        now = next((flash for flash in flashes if now < flash <= then), then)


def _picture(time_s: float, at: tuple[float, ...]) -> NDArray[np.uint8]:
    """Dark, white for FLASH_S from a moment on."""
    lit = any(0 <= time_s - moment + 1e-6 < FLASH_S for moment in at)
    return np.full((HEIGHT, WIDTH, 3), 235 if lit else 40, np.uint8)


def _sound(heard: Any, length_s: float, at: tuple[float, ...], clock: float) -> Iterator[tuple[Any, Any]]:
    """Frames of sound and their packets: a soft tone and clicks; time stamps go `clock` times as fast as samples."""
    for start in range(0, round(length_s * RATE / clock), RATE):
        t = np.arange(start, start + RATE) / RATE * clock
        wave = 0.05 * np.sin(2 * np.pi * 330 * t)
        for moment in at:
            wave[(t >= moment) & (t < moment + CLICK_S)] = 0.9
        block = np.repeat(wave.astype(np.float32)[:, None], 2, axis=1)
        frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        packets = heard.encode(frame)
        if start + RATE >= length_s * RATE / clock:
            packets += heard.encode(None)
        for packet in packets:
            if clock != 1.0 and packet.pts is not None:
                packet.pts = packet.dts = round(packet.pts * clock)
        yield frame, packets


# --- what was written ------------------------------------------------------------------------------------------------


def flashes_of(path: Path) -> list[float]:
    """When the picture turns white, in seconds of the file."""
    found, before = [], False
    with av.open(str(path)) as film:
        for frame in film.decode(video=0):
            lit = float(frame.to_ndarray(format="gray").mean()) > 128
            if lit and not before:
                found.append(float(frame.pts * frame.time_base))
            before = lit
    return found


def clicks_of(path: Path) -> list[float]:
    """When a click begins, in seconds of the file."""
    begins, waves = [], []
    with av.open(str(path)) as film:
        resampler = av.AudioResampler(format="flt", layout="mono")
        for frame in film.decode(audio=0):
            at = float(frame.pts * frame.time_base)
            for part in resampler.resample(frame):
                waves.append(np.abs(part.to_ndarray()[0]))
                begins.append(at + np.arange(len(waves[-1])) / frame.sample_rate)
    wave = np.concatenate(waves)
    times = np.concatenate(begins)[wave > LOUD * wave.max()]
    return [float(group[0]) for group in np.split(times, np.flatnonzero(np.diff(times) > 0.2) + 1) if len(group)]


if __name__ == "__main__":
    main()
