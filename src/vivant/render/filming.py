"""Frames of a shot, each from the shot and its number alone.

Not for deciding anything (shot.py) and not for the film that the shot is part of (reel.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import takewhile
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.effects import View
from vivant.moves.contract import Pose
from vivant.render.alive import Alive
from vivant.render.applied import Overlay, turn_of
from vivant.render.camera import numbers
from vivant.render.defocus import degrees, draw_soft
from vivant.render.kernels import living, warp
from vivant.render.kernels.lattice import CELL, solve_lattice
from vivant.render.shot import Shot
from vivant.render.sight import Sight
from vivant.render.stage import Sheet
from vivant.units import Frame, Plane

PHOTO = Pose()

Cover: TypeAlias = Callable[[NDArray[np.bool_]], NDArray[np.bool_]]
"""From the cells that are hidden from a sheet to those hidden from the next one farther away."""


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
    sight = _sight(shot, i)
    if not shot.overlays:
        return _film(shot, sight, i)
    view, seen = view_of(shot, sight.pose, sight), partial(seen_of, shot, sight.pose, sight=sight)
    steady = () if any(shot.life) else tuple(takewhile(lambda overlay: overlay.steady, shot.overlays))

    def laid(picture: Frame, overlays: Sequence[Overlay]) -> Frame:
        for overlay in overlays:
            picture = overlay.over(picture, view, i, seen)
        return picture

    levels = tuple(overlay.level(i) for overlay in steady)
    return laid(sight.lit(levels, lambda: laid(_film(shot, sight, i), steady)), shot.overlays[len(steady) :])


def _sight(shot: Shot, i: int) -> Sight:
    """What the camera of frame `i` sees: what is kept of it where the camera stands still there."""
    pose = shot.poses[i]
    stands = pose in (*shot.poses[max(0, i - 1) : i], *shot.poses[i + 1 : i + 2])
    return shot.kept.at(pose) if stands else Sight(pose, passing=True)


def _film(shot: Shot, sight: Sight, i: int) -> Frame:
    """What the camera films, without effects: a new array."""
    pose = sight.pose
    if pose == PHOTO and (i == 0 or not any(shot.life)):
        return shot.stage.photo.copy()
    if pose.blur > 0.0 and shot.soft:
        return sight.film(lambda: _out_of_focus(shot, sight))  # what is out of focus does not live
    if not any(shot.life):
        return sight.film(lambda: _in_focus(shot, sight, i))
    return _in_focus(shot, sight, i)


def _in_focus(shot: Shot, sight: Sight, i: int) -> Frame:
    frame, sheets, lattices = _empty(shot), shot.stage.sheets, _lattices(shot, sight)
    lives = zip(sheets, shot.life or (None,) * len(sheets), lattices, strict=True)
    alive = [None if life is None else Alive(sheet, life, i, lattice) for sheet, life, lattice in lives]
    still = shot.still if sight.pose == PHOTO else None
    covers = [partial(_covered, s, a, lattice, frame) for s, a, lattice in zip(sheets, alive, lattices, strict=True)]
    for k, hidden in enumerate(_hidden(covers, lattices[0], None if still is None else still.cells)):
        _draw_sheet(sheets[k], alive[k], lattices[k], hidden, k > 0, frame)
    if still is not None:
        cv2.copyTo(shot.stage.photo, still.pixels, frame)  # what nothing moves is the photo itself, rims of layers too
    return frame


def _covered(
    sheet: Sheet, alive: Alive | None, lattice: NDArray[np.int64], frame: Frame, covered: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """`covered`, and the cells that a sheet hides wholly; those that live are drawn."""
    return _with_hidden(sheet.tiles, lattice, covered) if alive is None else alive.cover(covered, frame)


def _out_of_focus(shot: Shot, sight: Sight) -> Frame:
    frame, pose = _empty(shot), sight.pose
    lattices = _lattices(shot, sight)
    seen = [places + (soft.margin << 16) for places, soft in zip(lattices, shot.soft, strict=True)]
    covers = [partial(_with_hidden, soft.tiles, places) for soft, places in zip(shot.soft, seen, strict=True)]
    for k, hidden in enumerate(_hidden(covers, lattices[0], None)):
        degree = degrees(shot.nearness[k], lattices[k], shot.stage.sheets[k], pose.focus, pose.blur)
        draw_soft(shot.soft[k], degree, seen[k], hidden, k > 0, frame)
    return frame


def _empty(shot: Shot) -> Frame:
    width, height = shot.stage.size
    return np.empty((height, width, 3), np.uint8)


def _lattices(shot: Shot, sight: Sight) -> list[NDArray[np.int64]]:
    """Where the camera sees every sheet."""
    return [sight.lattice(k, partial(_lattice, shot, sight.pose, k)) for k in range(len(shot.stage.sheets))]


def _draw_sheet(
    sheet: Sheet, alive: Alive | None, lattice: NDArray[np.int64], hidden: NDArray[np.bool_], over: bool, frame: Frame
) -> None:
    """One sheet into the frame, and what lives on it."""
    if alive is None:
        warp.draw_layer(sheet.plate, sheet.tiles, lattice, hidden, over, frame)
    else:
        alive.draw(hidden, frame, over=over)


def view_of(shot: Shot, pose: Pose, sight: Sight | None = None) -> View:
    """What effects may know of the camera of one frame; `sight` is that frame's, where somebody has it."""
    camera, sight = numbers(pose), sight or Sight(pose)
    maps = [sheet.disparity for sheet in shot.stage.sheets]
    shift = (pose.truck, pose.pedestal, pose.dolly)
    return View(
        shot.stage.size, lambda: sight.disparity(lambda: seen_of(shot, pose, maps, sight)),
        shift=shift, turn=turn_of(camera), near=shot.near,
    )  # fmt: skip


def seen_of(shot: Shot, pose: Pose, maps: Sequence[Plane], sight: Sight | None = None) -> NDArray[np.uint8]:
    """(H, W) uint8: what the camera sees of maps 0 .. 1 that lie on the sheets as their disparities do."""
    width, height = shot.stage.size
    out = np.empty((height, width), np.uint8)
    lattices = _lattices(shot, sight or Sight(pose))
    for k, (sheet, plane) in enumerate(zip(shot.stage.sheets, maps, strict=True)):
        place = np.concatenate([sheet.place[:2] * sheet.view[2] + sheet.view[:2], sheet.place[2:] * sheet.view[2]])
        living.draw_depth(plane, place, sheet.plate, sheet.tiles, lattices[k], k > 0, out)
    return out


def _hidden(
    covers: Sequence[Cover], lattice: NDArray[np.int64], still: NDArray[np.bool_] | None
) -> list[NDArray[np.bool_]]:
    """For every sheet, far to near, the cells that are not to be drawn: those that are still, and those that nearer
    sheets hide wholly."""
    found = [np.zeros((lattice.shape[0] - 1, lattice.shape[1] - 1), np.bool_) if still is None else still]
    for cover in covers[:0:-1]:
        found.append(cover(found[-1]))
    return found[::-1]


def _with_hidden(tiles: NDArray[np.uint8], lattice: NDArray[np.int64], covered: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """`covered`, and the cells that a sheet with these tiles hides wholly."""
    found = covered.copy()
    warp.cover_cells(tiles, lattice, found)
    return found


def _lattice(shot: Shot, pose: Pose, k: int) -> NDArray[np.int64]:
    width, height = shot.stage.size
    lattice = np.empty((-(-height // CELL) + 1, -(-width // CELL) + 1, 2), np.int64)
    sheet = shot.stage.sheets[k]
    solve_lattice(shot.nearness[k], sheet.place, numbers(pose), sheet.view, lattice)
    return lattice
