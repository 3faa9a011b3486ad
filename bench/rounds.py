"""Loops and flashes: how well films of one flow or effect close, and how often they flash.

One film of each serves both: four seconds that loop, drawn small. Frame n is drawn by the clock as it runs on, so that
a seam shows. Not for camera moves (fidelity.py).
"""

from __future__ import annotations

import itertools
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace

import cv2
import numpy as np
from lively import DAY, NIGHT, Thing, apart, lively_plan, things
from numpy.typing import NDArray
from record import Record

from vivant import effects
from vivant.effects.kernels import LIGHT
from vivant.moves import Pose
from vivant.render import frames
from vivant.render.filming import shown as shown_at
from vivant.render.shot import Shot
from vivant.units import Frame

SIZE = (320, 180)
MAX_SIDE = 800
DURATION_S = 4.0
SEAM = 1.2
"""The step from the last frame of a loop to its first over its median step."""
STILL = 0.02
"""Mean change, in levels, that counts as one step where a film hardly moves."""
SWING, MOST = 0.1, 3
"""WCAG 2.3.1: a flash is there and back by a tenth of white's luminance; a second has no more than three."""
DARK = 0.8
"""The darker side of a flash is below this."""
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Round:
    """What the loop of one thing showed.

    closing   mean difference of frame n and frame 0 in levels
    seam      the last step over the median step; 0 where nothing moves
    flashes   the most in any second, over the whole frame or a quarter of it
    swing     the largest change of luminance, there or back, in a quarter
    """

    name: str
    kind: str
    picture: str
    closing: float
    seam: float
    step: float
    flashes: int
    swing: float


def measure(record: Record, only: Collection[str] = ()) -> None:
    fps = 15 if record.quick else 30
    found = [_round(thing, thing.picture, fps) for thing in things(only)]
    if not record.quick:
        other = {DAY: NIGHT, NIGHT: DAY}
        found += [_round(t, other[t.picture], fps // 2) for t in things(only) if t.kind in ("light", "film", "lens")]
    record.details["rounds"] = [asdict(r) for r in found]
    _judge(record, found)
    _print_table(found)


def _round(thing: Thing, picture: str, fps: int) -> Round:
    settings = {"duration_s": DURATION_S, "fps": fps, "loop": True, "max_side": MAX_SIDE}
    plan = lively_plan([thing], picture, SIZE, **settings)
    shown = list(frames(plan, threads=1))
    again = shown_at(_running_on(plan.shots[0], thing), plan.clock.n_frames)
    steps = [apart(a, b) for a, b in itertools.pairwise([*shown, shown[0]])]
    moves = max(steps) > STILL
    step = float(np.median(steps))
    seam = steps[-1] / max(step, STILL) if moves else 0.0
    light = np.array([brightness(frame) for frame in shown]).T
    most = max(flashes(part, fps) for part in light)
    swing = float((light.max(axis=1) - light.min(axis=1)).max())
    return Round(thing.name, thing.kind, picture, apart(again, shown[0]), seam, step, most, swing)


def _running_on(shot: Shot, thing: Thing) -> Shot:
    """The shot with one more frame, whose clock has not wrapped; the camera stands there as it began, unless the thing
    is a lens that has not come back."""
    pose = shot.poses[0]
    lens = None if thing.flows else effects.catalogue()[thing.name].lens
    if lens is not None:
        path = lens(effects.catalogue()[thing.name].params(**thing.knobs), shot.stage.aim)
        pose = pose if path(1.0) == path(0.0) else Pose().then(path(1.0))
    return replace(shot, poses=(*shot.poses, pose))


def brightness(frame: Frame) -> NDArray[np.float64]:
    """Relative luminance of the whole frame and of each quarter of it, (5,)."""
    light = LIGHT[frame] @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    quarters = cv2.resize(light, (2, 2), interpolation=cv2.INTER_AREA)
    return np.array([light.mean(), *quarters.ravel()], np.float64)


def flashes(light: NDArray[np.float64], fps: int) -> int:
    """The most flashes, pairs of opposing changes, in any second of a run of luminances."""
    turns: list[int] = []
    way, extreme = 0, float(light[0])
    for i, now in enumerate(map(float, light)):
        if way * (now - extreme) > 0:
            extreme = now
        elif abs(now - extreme) >= SWING and min(now, extreme) < DARK:
            way, extreme = (1 if now > extreme else -1), now
            turns.append(i)
    return max((sum(start <= turn < start + fps for turn in turns) // 2 for start in turns), default=0)


def _judge(record: Record, found: list[Round]) -> None:
    own = {what: [r for r in found if (r.kind == "flow") == (what == "flow") and r.seam] for what in ("flow", "effect")}
    for what, rounds in own.items():
        if not rounds:
            continue
        bar = {"at_most": SEAM} if what == "flow" else {}
        worst = max(rounds, key=lambda r: r.seam)
        record.add(f"last step of a loop over its median, worst {what}", worst.seam, "times", note=worst.name, **bar)
        record.add(f"  {what}s", [r.seam for r in rounds], "times")
        open_ = max(rounds, key=lambda r: r.closing)
        record.add(f"  frame n and frame 0 of a loop, worst {what}", open_.closing, "levels", note=open_.name)
    most = max(found, key=lambda r: (r.flashes, r.swing))
    note = f"{most.name}, largest swing {most.swing:.2f} of white"
    record.add("flashes in any second, whole frame or a quarter, worst", most.flashes, "", at_most=MOST, note=note)


def _print_table(found: list[Round]) -> None:
    moving = sorted((r for r in found if r.seam), key=lambda r: (r.kind != "flow", -r.seam))
    print(f"\n{'what':24} {'picture':14} {'seam':>6} {'step':>6} {'n to 0':>7} {'flashes':>8} {'swing':>6}")
    bright = sorted(found, key=lambda r: (-r.flashes, -r.swing))[:SHOWN]
    for r in [*moving, *(r for r in bright if r not in moving)]:
        missed = "  MISSED" if (r.kind == "flow" and r.seam > SEAM) or r.flashes > MOST else ""
        row = f"{r.seam:6.2f} {r.step:6.2f} {r.closing:7.3f} {r.flashes:8d} {r.swing:6.3f}"
        print(f"{r.name:24} {r.picture.partition('.')[0]:14} {row}{missed}")
