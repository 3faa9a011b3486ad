"""The virtual camera: poses over time, and the numbers that the kernels need for one pose.

Not for what a move looks like (moves) or for pixels (draw.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from vivant.errors import Problem
from vivant.moves import catalogue, combine, ease
from vivant.moves.contract import FOCAL, Aim, Pose, shift_to_turn
from vivant.moves.easing import EASINGS
from vivant.timeline import Motion, Segment
from vivant.units import Clock

CYCLE_S = 6.0
"""How long one round of a cycle takes at speed 1."""

PoseAt = Callable[[int], Pose]


def poses(segment: Segment, clock: Clock, aim: Aim) -> tuple[Pose, ...]:
    """The pose of every frame of a segment. Frame 0 of most moves is the photo itself."""
    moving = [_poses_of(motion, clock, aim) for motion in segment.motions]

    def at(i: int) -> Pose:
        pose = combine([partial(_at, one, i) for one in moving])(0.0) if moving else Pose()
        return _held(pose, aim) if segment.hold_subject else pose

    return tuple(at(i) for i in range(clock.n_frames))


def motion_problems(motion: Motion) -> list[Problem]:
    """What keeps a motion from being drawn: a move, an easing or a knob that does not exist, a value out of range."""
    move = catalogue().get(motion.move)
    if move is None:
        sentence = f"There is no move called {motion.move!r}; `vivant catalogue moves` lists them."
        return [Problem("unknown_move", "mo.p", motion.move, sorted(catalogue()), sentence)]
    problems = []
    if motion.easing and motion.easing not in EASINGS:
        sentence = f"There is no easing called {motion.easing!r}; choose one of {', '.join(EASINGS)}."
        problems.append(Problem("unknown_easing", "mo.e", motion.easing, sorted(EASINGS), sentence))
    try:
        move.params(amount=motion.amount, **dict(motion.knobs))
    except ValidationError as failure:
        for error in failure.errors():
            knob = ".".join(map(str, error["loc"]))
            sentence = f"The move {motion.move} cannot take {knob} = {error['input']!r}: {error['msg'].lower()}."
            problems.append(Problem("knob", f"mo.k.{knob}", error["input"], error.get("ctx"), sentence))
    return problems


def _at(poses_of: PoseAt, i: int, _u: float) -> Pose:
    return poses_of(i)


def _poses_of(motion: Motion, clock: Clock, aim: Aim) -> PoseAt:
    move = catalogue()[motion.move]
    path = move.path(move.params(amount=motion.amount, **dict(motion.knobs)), aim)
    first = float(motion.start_ms / 1000 * clock.rate)
    whole = clock.n_frames if clock.loop else max(1, clock.n_frames - 1)
    length = whole - first if motion.duration_ms is None else float(motion.duration_ms / 1000 * clock.rate)
    length = max(1.0, min(length, whole - first) if clock.loop else length)  # a cut move goes on behind the end
    if move.cycle:
        rounds = max(1, round(motion.speed * length / float(clock.rate) / CYCLE_S))
        return lambda i: path(min(max((i - first) / length, 0.0), 1.0) * rounds)
    if clock.loop:
        return lambda i: path(_there_and_back((i - first) / length))
    sooner = length / max(1.0, motion.speed)
    return lambda i: path(ease(motion.easing or "in_out_sine", (i - first) / sooner))


def _there_and_back(u: float) -> float:
    return 0.5 - 0.5 * math.cos(2.0 * math.pi * min(max(u, 0.0), 1.0))


def _held(pose: Pose, aim: Aim) -> Pose:
    """The pose turned and zoomed so that the aim keeps its place and its size."""
    scale = 1.0 - pose.dolly * aim.w
    x, y = (aim.x - pose.truck * aim.w) / scale, (aim.y - pose.pedestal * aim.w) / scale
    pan, tilt = shift_to_turn(x - aim.x / scale), shift_to_turn(y - aim.y / scale)
    return replace(pose, zoom=scale, pan_deg=pan, tilt_deg=tilt, roll_deg=0.0)


def numbers(pose: Pose) -> NDArray[np.float64]:
    """truck, pedestal, dolly, then row by row the matrix from seen places to places before rotation and zoom."""
    pan, tilt, roll = (math.radians(a) for a in (pose.pan_deg, pose.tilt_deg, pose.roll_deg))
    cp, sp, ct, st, cr, sr = (
        math.cos(pan),
        math.sin(pan),
        math.cos(tilt),
        math.sin(tilt),
        math.cos(roll),
        math.sin(roll),
    )
    turn_pan = np.array([[cp, 0.0, sp], [0.0, 1.0, 0.0], [-sp, 0.0, cp]])
    turn_tilt = np.array([[1.0, 0.0, 0.0], [0.0, ct, st], [0.0, -st, ct]])
    turn_roll = np.array([[cr, -sr, 0.0], [sr, cr, 0.0], [0.0, 0.0, 1.0]])
    seen_to_ray = np.diag([1.0 / (FOCAL * pose.zoom), 1.0 / (FOCAL * pose.zoom), 1.0])
    matrix = np.diag([FOCAL, FOCAL, 1.0]) @ turn_pan @ turn_tilt @ turn_roll @ seen_to_ray
    return np.concatenate([[pose.truck, pose.pedestal, pose.dolly], matrix.ravel()])
