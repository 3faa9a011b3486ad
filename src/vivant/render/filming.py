"""Frames of a shot, each from the shot and its number alone.

Not for deciding anything (shot.py) and not for the film that the shot is part of (reel.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.effects import View
from vivant.moves.contract import Pose
from vivant.render.applied import turn_of
from vivant.render.camera import numbers
from vivant.render.defocus import degrees, draw_soft
from vivant.render.kernels import living, warp
from vivant.render.kernels.lattice import CELL, solve_lattice
from vivant.render.life import Life
from vivant.render.shot import Shot
from vivant.render.stage import Sheet
from vivant.units import Frame, Plane

PHOTO = Pose()

Lattice: TypeAlias = Callable[[int], NDArray[np.int64]]
"""Where the camera of one frame sees sheet k."""
Moving: TypeAlias = tuple[Life, NDArray[np.float32]]
"""What lives on a sheet, and the motion of one frame."""


def shown(shot: Shot, i: int) -> Frame:
    """Frame `i` of a shot: (H, W, 3) uint8, a new array."""
    picture = _finished(shot, i)
    if shot.ground is None:
        return picture
    frame = shot.ground.copy()
    x, y = shot.corner
    frame[y : y + picture.shape[0], x : x + picture.shape[1]] = picture
    return frame


def _finished(shot: Shot, i: int) -> Frame:
    """Frame `i` of a shot: what the camera films, with the effects over it."""
    pose = shot.poses[i]
    lattice = cache(partial(_lattice, shot, pose))
    picture = _film(shot, pose, i, lattice)
    if not shot.overlays:
        return picture
    view = view_of(shot, pose, lattice)
    for overlay in shot.overlays:
        picture = overlay.over(picture, view, i, partial(seen_of, shot, pose, lattice=lattice))
    return picture


def _film(shot: Shot, pose: Pose, i: int, lattice: Lattice) -> Frame:
    if pose == PHOTO and (i == 0 or not any(shot.life)):
        return shot.stage.photo.copy()
    width, height = shot.stage.size
    frame = np.empty((height, width, 3), np.uint8)
    sheets = shot.stage.sheets
    blurred = pose.blur > 0.0 and bool(shot.soft)
    lattices = [lattice(k) for k in range(len(sheets))]
    seen = (
        [places + (soft.margin << 16) for places, soft in zip(lattices, shot.soft, strict=True)]
        if blurred
        else lattices
    )
    tiles = [sheet.tiles for sheet in (shot.soft if blurred else sheets)]
    moving = [None if life is None or blurred else (life, life.grid(i)) for life in shot.life or (None,) * len(sheets)]
    opaque = [t if m is None else m[0].hiding(t, m[1]) for t, m in zip(tiles, moving, strict=True)]
    still = shot.still if pose == PHOTO else None
    for k, hidden in enumerate(_hidden(opaque, seen, still)):
        if blurred:
            degree = degrees(shot.nearness[k], lattices[k], sheets[k], pose.focus, pose.blur)
            draw_soft(shot.soft[k], degree, seen[k], hidden, k > 0, frame)
        else:
            _draw_sheet(sheets[k], moving[k], lattices[k], hidden, k > 0, frame)
    if still is not None:
        cv2.copyTo(shot.stage.photo, still, frame)  # what nothing moves is the photo itself, rims of layers too
    return frame


def _draw_sheet(
    sheet: Sheet, moving: Moving | None, lattice: NDArray[np.int64], hidden: NDArray[np.bool_], over: bool, frame: Frame
) -> None:
    """One sheet into the frame, and what lives on it."""
    if moving is None:
        warp.draw_layer(sheet.plate, sheet.tiles, lattice, hidden, over, frame)
        return
    life, grid = moving
    lively, whole = np.empty(hidden.shape, np.bool_), np.empty(hidden.shape, np.bool_)
    living.living_cells(life.tiles, lattice, lively, whole)
    lively &= ~hidden
    warp.draw_layer(sheet.plate, sheet.tiles, lattice, hidden | lively, over, frame)
    living.draw_living(
        sheet.plate, life.moved, life.inside, lattice, lively, whole, over, grid, life.mean, life.place, frame
    )  # fmt: skip


def view_of(shot: Shot, pose: Pose, lattice: Lattice | None = None) -> View:
    """What effects may know of the camera of one frame; `lattice` is that frame's, where somebody has it."""
    camera = numbers(pose)
    disparity = partial(seen_of, shot, pose, [sheet.disparity for sheet in shot.stage.sheets], lattice)
    shift = (pose.truck, pose.pedestal, pose.dolly)
    return View(shot.stage.size, disparity, shift=shift, turn=turn_of(camera), near=shot.near)


def seen_of(shot: Shot, pose: Pose, maps: Sequence[Plane], lattice: Lattice | None = None) -> NDArray[np.uint8]:
    """(H, W) uint8: what the camera sees of maps 0 .. 1 that lie on the sheets as their disparities do."""
    width, height = shot.stage.size
    out = np.empty((height, width), np.uint8)
    for k, (sheet, plane) in enumerate(zip(shot.stage.sheets, maps, strict=True)):
        place = np.concatenate([sheet.place[:2] * sheet.view[2] + sheet.view[:2], sheet.place[2:] * sheet.view[2]])
        places = lattice(k) if lattice else _lattice(shot, pose, k)
        living.draw_depth(plane, place, sheet.plate, sheet.tiles, places, k > 0, out)
    return out


def _hidden(
    tiles: list[NDArray[np.uint8]], lattices: list[NDArray[np.int64]], still: NDArray[np.uint8] | None
) -> list[NDArray[np.bool_]]:
    """For every sheet, far to near, the cells that nearer ones hide wholly, and those in which the whole frame is
    `still` (255), if anything is: they are not drawn."""
    rows, columns, _ = lattices[0].shape
    covered = np.zeros((rows - 1, columns - 1), np.bool_)
    if still is not None:
        down, right = (rows - 1) * CELL - still.shape[0], (columns - 1) * CELL - still.shape[1]
        whole = cv2.copyMakeBorder(still, 0, down, 0, right, cv2.BORDER_CONSTANT, value=(255,))
        covered |= cv2.resize(whole, (columns - 1, rows - 1), interpolation=cv2.INTER_AREA) == 255
    found = []
    for k in range(len(tiles) - 1, -1, -1):
        found.append(covered.copy())
        if k > 0:
            warp.cover_cells(tiles[k], lattices[k], covered)
    return found[::-1]


def _lattice(shot: Shot, pose: Pose, k: int) -> NDArray[np.int64]:
    width, height = shot.stage.size
    lattice = np.empty((-(-height // CELL) + 1, -(-width // CELL) + 1, 2), np.int64)
    sheet = shot.stage.sheets[k]
    solve_lattice(shot.nearness[k], sheet.place, numbers(pose), sheet.view, lattice)
    return lattice
