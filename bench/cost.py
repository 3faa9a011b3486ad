"""What flows and effects cost beside encoding, in processor time. Not for whole processes (speed.py).

Every thing is drawn in turns with the same film without it, and its own frames are encoded; the start of the encoder,
which a film pays once, is measured apart and taken off. A film that stands still is encoded two or three times as
quickly as one that moves, so that the same thing weighs more in it.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

from lively import DAY, NIGHT, Thing, lively_plan, things
from record import Record

from vivant.media import VideoWriter
from vivant.render import Plan, frames
from vivant.units import Frame

SIZE = (1920, 1080)
FPS = 30
DURATION_S = 2.0
CAMERAS = ("static", "dolly_in")
DEAREST = {"depth_of_field": 1.5}
"""Bars above 1: a lens that blurs draws every layer at several degrees."""
TOGETHER = 1.5
TOGETHERS = ("water_ripple", "clouds")
SHOWN = 40
"""Rows of the printed table."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of processor time a 1080p frame: drawn with the thing, without it, and encoding what was drawn."""

    name: str
    kind: str
    camera: str
    with_ms: float
    without_ms: float
    encode_ms: float

    @property
    def added_ms(self) -> float:
        return self.with_ms - self.without_ms

    @property
    def times(self) -> float:
        return self.added_ms / self.encode_ms

    @property
    def bar(self) -> float:
        return DEAREST.get(self.name, 1.0)


def measure(record: Record, only: Collection[str] = ()) -> None:
    rounds, each = (2, 2) if record.quick else (3, 2)
    found: list[Cost] = []
    for camera in CAMERAS[1:] if record.quick else CAMERAS:
        for picture in (DAY, NIGHT):
            none = lively_plan([], picture, SIZE, move=camera, duration_s=DURATION_S, fps=FPS)
            start_ms = statistics.median(_encoding([none.shots[0].stage.photo]) for _ in range(3))
            own = [thing for thing in things(only) if thing.picture == picture]
            found += [_cost(thing, none, camera, rounds, each, start_ms) for thing in own]
    _judge(record, found)
    for flow in () if only else TOGETHERS:
        _together(record, flow, rounds, each, start_ms)
    _print_table(found)


def _cost(thing: Thing, none: Plan, camera: str, rounds: int, each: int, start_ms: float) -> Cost:
    one = lively_plan([thing], thing.picture, SIZE, move=camera, duration_s=DURATION_S, fps=FPS)
    drawn, bare, shown = _in_turns(one, none, rounds, each)
    encode_ms = (_encoding(shown) - start_ms) / (len(shown) - 1)
    return Cost(thing.name, thing.kind, camera, statistics.median(drawn), statistics.median(bare), encode_ms)


def _in_turns(one: Plan, none: Plan, rounds: int, each: int) -> tuple[list[float], list[float], list[Frame]]:
    """ms a frame with and without, and the frames with."""
    first = one.clock.n_frames // 2 - 1
    for plan in (one, none):  # compile or load the kernels
        list(frames(plan, first - 1, first, threads=1))
    drawn, bare, shown = [], [], []
    for k in range(first, first + rounds * each, each):
        drawn.append(_cpu_ms(lambda k=k: shown.extend(frames(one, k, k + each, threads=1))) / each)
        bare.append(_cpu_ms(lambda k=k: list(frames(none, k, k + each, threads=1))) / each)
    return drawn, bare, shown


def _encoding(shown: Sequence[Frame]) -> float:
    """ms of processor time for a film of these frames."""
    with tempfile.TemporaryDirectory() as folder:
        return _cpu_ms(partial(_encode, shown, Path(folder) / "f.mp4"))


def _encode(shown: Sequence[Frame], path: Path) -> None:
    with VideoWriter(path, SIZE, Fraction(FPS)) as writer:
        for frame in shown:
            writer.add(frame)


def _cpu_ms(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return 1e3 * (time.process_time() - started)


def _together(record: Record, flow: str, rounds: int, each: int, start_ms: float) -> None:
    """Everything at once beside encoding it: the whole drawing, not what is added."""
    wanted = [Thing(flow, "flow"), Thing("snow", "particles"), Thing("cinematic", "tone")]
    one = lively_plan(wanted, DAY, SIZE, move="dolly_in", duration_s=DURATION_S, fps=FPS)
    drawn, _, shown = _in_turns(one, one, rounds, each)
    encode_ms = (_encoding(shown) - start_ms) / (len(shown) - 1)
    name = f"dolly_in, {flow}, snow and cinematic together over encoding"
    record.add(name, [ms / encode_ms for ms in drawn], "times", at_most=TOGETHER)


def _judge(record: Record, found: list[Cost]) -> None:
    record.details["cost"] = [asdict(c) | {"added_ms": c.added_ms, "times": c.times} for c in found]
    for what, kept in {"flow": lambda c: c.kind == "flow", "effect": lambda c: c.kind != "flow"}.items():
        for camera in CAMERAS:
            own = [c for c in found if kept(c) and c.camera == camera]
            if own:
                record.add(f"{what}s, {camera}: added to drawing over encoding", [c.times for c in own], "times")
    for camera in dict.fromkeys(c.camera for c in found):
        own = [c for c in found if c.camera == camera]
        missed = [c for c in own if c.times > c.bar]
        record.add(f"dearer than their bar, {camera}", len(missed), f"of {len(own)}", at_most=0, note=_named(missed))
    record.add("encoding a frame, processor time (baseline)", [c.encode_ms for c in found], "ms")
    record.add("drawing a frame without, processor time (baseline)", [c.without_ms for c in found], "ms")


def _named(missed: list[Cost]) -> str:
    return ", ".join(f"{c.name} {c.camera} {c.times:.2f}" for c in sorted(missed, key=lambda c: -c.times))


def _print_table(found: list[Cost]) -> None:
    rows = sorted(found, key=lambda c: -c.times / c.bar)
    print(f"\n{'what':24} {'camera':9} {'with':>7} {'without':>8} {'added':>7} {'encode':>7} {'times':>6}   (ms)")
    for c in rows[:SHOWN] if len(rows) > 3 * SHOWN else rows:
        part = f"{c.with_ms:7.1f} {c.without_ms:8.1f} {c.added_ms:7.1f} {c.encode_ms:7.1f} {c.times:6.2f}"
        print(f"{c.name:24} {c.camera:9} {part}{'  MISSED' if c.times > c.bar else ''}")
