"""Frames of a plan, each from the plan and its number alone.

Not for deciding anything (plan.py) and not for files (film.py).
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from vivant.moves.contract import Pose
from vivant.render.camera import numbers
from vivant.render.kernels import warp
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
    stage = shot.stage
    if pose == PHOTO:
        return stage.photo.copy()
    width, height = stage.size
    rows, columns = -(-height // warp.CELL), -(-width // warp.CELL)
    camera = numbers(pose)
    covered = np.zeros((rows, columns), np.bool_)
    ready = []
    for k in range(len(stage.sheets) - 1, -1, -1):
        sheet = stage.sheets[k]
        lattice = np.empty((rows + 1, columns + 1, 2), np.int64)
        warp.solve_lattice(shot.nearness[k], sheet.place, camera, sheet.view, lattice)
        ready.append((sheet, lattice, covered.copy(), k > 0))
        if k > 0:
            warp.cover_cells(sheet.tiles, lattice, covered)
    frame = np.empty((height, width, 3), np.uint8)
    for sheet, lattice, hidden, over in reversed(ready):
        warp.draw_layer(sheet.plate, sheet.tiles, lattice, hidden, over, frame)
    return frame
