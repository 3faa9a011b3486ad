"""Frames of a plan, each from the plan and its number alone.

Not for deciding anything (plan.py) and not for files (film.py).
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from vivant.moves.contract import Pose
from vivant.render.camera import numbers
from vivant.render.defocus import draw_soft
from vivant.render.kernels import warp
from vivant.render.kernels.lattice import CELL, solve_lattice
from vivant.render.plan import Plan, Shot
from vivant.units import Frame

PHOTO = Pose()


def draw(plan: Plan, i: int) -> Frame:
    """Frame `i` of the plan: (H, W, 3) uint8, a new array."""
    shot = plan.shot(i)
    picture = _film(shot, shot.poses[i - shot.start])
    if shot.ground is None:
        return picture
    frame = shot.ground.copy()
    x, y = shot.corner
    frame[y : y + picture.shape[0], x : x + picture.shape[1]] = picture
    return frame


def frames(plan: Plan, start: int = 0, stop: int | None = None, *, threads: int | None = None) -> Iterator[Frame]:
    """Frames start .. stop (half-open) in order, drawn on `threads` threads (default: one a core)."""
    stop = plan.clock.n_frames if stop is None else min(stop, plan.clock.n_frames)
    threads = threads or os.cpu_count() or 1
    if threads == 1:
        yield from (draw(plan, i) for i in range(start, stop))
        return
    with ThreadPoolExecutor(threads, thread_name_prefix="draw") as pool:
        waiting: deque[Future[Frame]] = deque()
        for i in range(start, stop):
            waiting.append(pool.submit(draw, plan, i))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _film(shot: Shot, pose: Pose) -> Frame:
    if pose == PHOTO:
        return shot.stage.photo.copy()
    width, height = shot.stage.size
    frame = np.empty((height, width, 3), np.uint8)
    if pose.blur > 0.0 and shot.soft:
        _film_soft(shot, pose, frame)
    else:
        _film_sharp(shot, pose, frame)
    return frame


def _film_sharp(shot: Shot, pose: Pose, frame: Frame) -> None:
    rows, columns = -(-frame.shape[0] // CELL), -(-frame.shape[1] // CELL)
    hidden_by_nearer = np.zeros((rows, columns), np.bool_)
    ready = []
    for k in range(len(shot.stage.sheets) - 1, -1, -1):
        sheet, lattice = shot.stage.sheets[k], _lattice(shot, k, pose)
        ready.append((sheet, lattice, hidden_by_nearer.copy(), k > 0))
        if k > 0:
            warp.cover_cells(sheet.tiles, lattice, hidden_by_nearer)
    for sheet, lattice, hidden, over in reversed(ready):
        warp.draw_layer(sheet.plate, sheet.tiles, lattice, hidden, over, frame)


def _film_soft(shot: Shot, pose: Pose, frame: Frame) -> None:
    for k, (sheet, soft) in enumerate(zip(shot.stage.sheets, shot.soft, strict=True)):
        places = np.concatenate([sheet.place[:2] * sheet.view[2] + sheet.view[:2], sheet.place[2:] * sheet.view[2]])
        draw_soft(soft, shot.nearness[k], _lattice(shot, k, pose), places, pose.focus, pose.blur, k > 0, frame)


def _lattice(shot: Shot, k: int, pose: Pose) -> NDArray[np.int64]:
    width, height = shot.stage.size
    lattice = np.empty((-(-height // CELL) + 1, -(-width // CELL) + 1, 2), np.int64)
    sheet = shot.stage.sheets[k]
    solve_lattice(shot.nearness[k], sheet.place, numbers(pose), sheet.view, lattice)
    return lattice
