"""Does the film do what was asked? Optical flow on the encoded file names the camera's move.

Every directional move on every picture goes through the real writer, is decoded again, tracked (tracking.py) and
classified. A plain pan-and-scan of the same pictures goes the same way: what it misses, the measurement misses.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import tracking
from pictures import ASSET, film, pictures, share_stages
from record import Record, options

from vivant.media import VideoWriter, read_frames
from vivant.render import frames, make_plan
from vivant.scene import look
from vivant.units import Frame

SIZE = (640, 360)
RATE = 30
DURATION_S = 3.0
WANTED = {
    "static": "static", "pan_left": "pan_left", "pan_right": "pan_right", "tilt_up": "tilt_up",
    "tilt_down": "tilt_down", "zoom_in": "zoom_in", "zoom_out": "zoom_out", "dolly_in": "zoom_in",
    "dolly_out": "zoom_out", "truck_left": "pan_left", "truck_right": "pan_right", "pedestal_up": "tilt_up",
    "pedestal_down": "tilt_down", "crane_up": "tilt_up", "crane_down": "tilt_down",
}  # fmt: skip
PLAIN = ("static", "pan_left", "pan_right", "tilt_up", "tilt_down", "zoom_in", "zoom_out")
WAYS = {"pan_right": (1, 0), "pan_left": (-1, 0), "tilt_down": (0, 1), "tilt_up": (0, -1)}
SHIFT, GROWTH = 0.1, 0.2
MIXED = ("crane_up", "crane_down")
"""Moves that close in while they rise or sink: no part of them has to be the largest."""

Case = dict[str, Any]


def main() -> None:
    quick = options("Measures whether encoded films show the camera move that was asked for.").quick
    record = Record("camera", quick)
    share_stages()
    shown = list(pictures(4 if quick else 14, max_side=1280))
    ours = [case for name, picture in shown for case in _ours(name, picture)]
    plain = [case for name, picture in shown for case in _plain(name, picture)]
    _judge(record, "ours", ours, at_least=95.0, goal=100.0)
    _judge(record, "pan-and-scan", plain)
    record.add("pictures", len(shown))
    record.details = {"ours": ours, "pan-and-scan": plain, "size": SIZE, "duration_s": DURATION_S, "fps": RATE}
    _print_moves(ours)
    _print_losses(ours + plain)
    record.close()


def _ours(name: str, picture: Frame) -> Iterator[Case]:
    scene = look(picture)
    for move, wanted in WANTED.items():
        plan = make_plan(film(move, SIZE, duration_s=DURATION_S, fps=RATE), {ASSET: scene})
        yield _case("ours", name, move, wanted, frames(plan))


def _plain(name: str, picture: Frame) -> Iterator[Case]:
    for move in PLAIN:
        yield _case("pan-and-scan", name, move, move, _pan_and_scan(picture, move))


def _case(maker: str, name: str, move: str, wanted: str, shown: Iterable[Frame]) -> Case:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        with VideoWriter(path, SIZE, Fraction(RATE)) as writer:
            for frame in shown:
                writer.add(frame)
        first, last, size = tracking.follow(read_frames(path))
    found = tracking.by_rule(first, last, size)
    fitted, parts = tracking.by_fit(first, last, size)
    return {
        "maker": maker, "picture": name, "move": move, "wanted": wanted, "found": sorted(found), "fitted": fitted,
        "parts": {key: round(value, 4) for key, value in parts.items()},
        "rule": wanted in found, "alone": found == {wanted}, "strict": fitted == wanted,
    }  # fmt: skip


def _pan_and_scan(picture: Frame, move: str) -> Iterator[Frame]:
    """The usual crop that slides or grows over the picture: no depth."""
    h, w = picture.shape[:2]
    fit = max(SIZE[0] / w, SIZE[1] / h)
    room = 1.0 + 2.0 * SHIFT * SIZE[1] / min(SIZE)
    total = round(DURATION_S * RATE)
    for n in range(total):
        u = n / (total - 1)
        eased = 0.5 - 0.5 * np.cos(np.pi * u)
        x, y = eased * WAYS.get(move, (0, 0))[0], eased * WAYS.get(move, (0, 0))[1]
        grown = {"zoom_in": 1.0 + GROWTH * eased, "zoom_out": 1.0 + GROWTH * (1.0 - eased)}.get(move, 1.0)
        scale = fit * (room if move in WAYS else 1.0) * grown
        centre = w / 2 + (x * SHIFT * SIZE[1]) / scale, h / 2 + (y * SHIFT * SIZE[1]) / scale
        offset = (SIZE[0] / 2 - scale * centre[0], SIZE[1] / 2 - scale * centre[1])
        matrix = np.array([[scale, 0.0, offset[0]], [0.0, scale, offset[1]]])
        moved = cv2.warpAffine(picture, matrix, SIZE, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        yield np.asarray(moved, np.uint8)


def _judge(record: Record, name: str, cases: list[Case], **bar: float) -> None:
    strict = [case for case in cases if case["move"] not in MIXED]
    record.add(f"{name}: asked class among those of VBench's rule", _share(cases, "rule"), "%", **bar)
    record.add(f"{name}: asked class alone by that rule", _share(strict, "alone"), "%")
    record.add(f"{name}: largest part of shift and growth", _share(strict, "strict"), "%")


def _share(cases: list[Case], key: str) -> float:
    return 100.0 * sum(bool(case[key]) for case in cases) / len(cases)


def _print_moves(cases: list[Case]) -> None:
    print(f"\n{'move':16} {'rule':>5} {'alone':>6} {'strict':>7}   of {len({c['picture'] for c in cases})} pictures")
    for move in WANTED:
        own = [case for case in cases if case["move"] == move]
        counts = [sum(case[key] for case in own) for key in ("rule", "alone", "strict")]
        print(f"{move:16} {counts[0]:5} {counts[1]:6} {counts[2]:7}")


def _print_losses(cases: list[Case]) -> None:
    for key in ("rule", "strict"):
        lost = [case for case in cases if not case[key] and not (key == "strict" and case["move"] in MIXED)]
        print(f"\nlost by {key}: {len(lost)}")
        for case in lost:
            parts = " ".join(f"{name} {value:+.3f}" for name, value in case["parts"].items())
            found = ",".join(case["found"]) or "nothing"
            name = f"{case['maker']:12} {case['picture']:18} {case['move']:14}"
            print(f"  {name} found {found}, fitted {case['fitted']} ({parts})")


if __name__ == "__main__":
    main()
