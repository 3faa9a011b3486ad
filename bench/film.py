"""What does a finished film cost? A story of 12 pictures over encoding alone, and memory against length.

The story has a move and an effect a picture, transitions, a title and music; `vivant export` makes it in a process of
its own, looking at the pictures included. Encoding alone is timed on some seconds of the same film.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from pictures import pictures
from record import Record, options
from speed import Cost, run

from vivant.media import VideoWriter, read_frames
from vivant.units import Size

SIZE = (1920, 1080)
SMALL = (640, 360)
FPS, SMALL_FPS = 30, 12
N_PICTURES = 12
STORY_S = 40
JOINT_MS = 600
MOVES = ("dolly_in", "truck_right", "orbit_left", "dolly_out", "pan_left", "crane_up")
EFFECTS = ("warm", "vignette", "grain", "fog")
TRANSITIONS = ("dissolve", "near_to_far", "wipeleft", "push_through")
PIECES = 8
"""Stretches of a second on which encoding is timed."""


def main() -> None:
    quick = options("Measures the time and the memory that finished films take.").quick
    record = Record("film", quick)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for n, (_, picture) in enumerate(pictures(N_PICTURES, max_side=2560)):
            cv2.imwrite(str(folder / f"{n}.jpg"), picture[..., ::-1])
        _story(record, folder, rounds=1 if quick else 3)
        _memory(record, folder)
    record.close()


def _story(record: Record, folder: Path, rounds: int) -> None:
    draft = _draft(STORY_S, SIZE, FPS)
    _export(folder, _draft(2, SIZE, FPS))  # fills the caches of kernels and files
    films = [_export(folder, draft) for _ in range(rounds)]
    alone = [_encoding_alone(folder / "out.mp4") for _ in range(rounds)]
    title = f"story of {N_PICTURES} pictures, {STORY_S} s of 1080p30, whole process over encoding alone"
    pairs = list(zip(films, alone, strict=True))
    record.add(f"{title}, clock", [f.wall_s / e.wall_s for f, e in pairs], "times", at_most=1.8)
    record.add("  processor time", [f.cpu_s / e.cpu_s for f, e in pairs], "times")
    record.add("  story: clock", [f.wall_s for f in films], "s")
    record.add("  encoding alone: clock (baseline)", [e.wall_s for e in alone], "s")
    record.add("  story: peak memory", [f.peak_gb for f in films], "GB")


def _memory(record: Record, folder: Path) -> None:
    minute, ten = (_export(folder, _draft(60 * n, SMALL, SMALL_FPS)) for n in (1, 10))
    record.add("peak memory, 10 minutes over 1 minute", ten.peak_gb / minute.peak_gb, "times", at_most=1.2)
    record.add("  1 minute", minute.peak_gb, "GB")
    record.add("  10 minutes", ten.peak_gb, "GB")
    record.add("  10 minutes: clock", ten.wall_s, "s")


def _export(folder: Path, draft: dict[str, Any]) -> Cost:
    (folder / "draft.json").write_text(json.dumps(draft))
    command = [sys.executable, "-m", "vivant", "export", str(folder / "draft.json"), "-o", str(folder / "out.mp4")]
    return run(command)


def _draft(seconds: int, size: Size, fps: int) -> dict[str, Any]:
    """A story: the pictures again and again, each for about three and a half seconds."""
    count = max(1, round(N_PICTURES * seconds / STORY_S))
    length = round((1000 * seconds + (count - 1) * JOINT_MS) / count)
    shown = []
    for n in range(count):
        segment: dict[str, Any] = {
            "d": length, "s": n * (length - JOINT_MS), "src": {"a": f"p{n % N_PICTURES}"},
            "mo": {"p": MOVES[n % len(MOVES)], "i": 0.5}, "fx": [{"k": EFFECTS[n % len(EFFECTS)]}],
        }  # fmt: skip
        if n + 1 < count:
            segment["tn"] = {"k": TRANSITIONS[n % len(TRANSITIONS)], "d": JOINT_MS}
        shown.append(segment)
    music = {"tt": 1, "r": "music", "sg": [{"d": 1000 * seconds, "src": {"a": "m"}}]}
    title = {"tt": 7, "r": "title", "sg": [{"s": 300, "d": 1500, "txt": {"c": "Twelve pictures"}}]}
    assets: dict[str, Any] = {f"p{n}": {"k": "image", "n": f"{n}.jpg"} for n in range(N_PICTURES)}
    assets["m"] = {"k": "audio", "gen": {"style": "piano", "seed": 1}}
    meta = {"width": size[0], "height": size[1], "fps": fps}
    return {"v": 1, "m": meta, "t": [{"tt": 0, "r": "main", "sg": shown}, music, title], "a": assets}


def _encoding_alone(film: Path) -> Cost:
    """Encoding the whole film, from what it takes for some stretches of it."""
    starts = {round(k * STORY_S / PIECES) * FPS for k in range(PIECES)}
    kept = [
        frame.copy() for i, frame in enumerate(read_frames(film)) if any(start <= i < start + FPS for start in starts)
    ]
    wall, cpu = time.perf_counter(), time.process_time()
    with VideoWriter(film.with_name("alone.mp4"), SIZE, Fraction(FPS)) as writer:
        for frame in kept:
            writer.add(np.ascontiguousarray(frame))
    times = STORY_S * FPS / len(kept)
    return Cost((time.perf_counter() - wall) * times, (time.process_time() - cpu) * times)


if __name__ == "__main__":
    main()
