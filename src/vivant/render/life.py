"""What lives in the picture, set up on its layers: which pixels of which layer move, and along what.

An area belongs to the layers on which it is seen; under what is nearer it goes on, so that nothing stands still where a
moving camera looks behind. Not for how an area moves (flows) or for pixels (kernels/living.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.flows import Area, Draw, Motion
from vivant.render.framing import Framing
from vivant.render.kernels.cells import ROOM, four_in_one
from vivant.render.kernels.lattice import CELL
from vivant.render.kernels.living import GAIN, LEVEL, MASK_TILE, ONE_COPY, WHOLE, two_copies
from vivant.render.stage import OVERSAMPLE, Sheet, doubled, tile_alpha
from vivant.units import Frame, Plane, short_side

OWN = 0.05
"""Share of an area that a layer must show, to live there."""
BEHIND = 0.04
"""How far an area goes on under what is nearer, in sides of the map."""
RIM = 2
"""Pixels at the rim of an area whose colours are mixed with what is beside it and are not carried along."""

FARTHEST = 0.14
"""How far from the core copies may come from, in shorter sides of the sheet."""
NEARBY = 2.5
"""Places of the map over which the mean about a place is taken."""

AROUND = 2
"""Places of the map beside an area that its rim may still ask for."""
FRAMES = 16
"""Frames that may be drawn at once without reckoning their motion again for every sheet."""

Level = Callable[[int], float]


@dataclass(frozen=True, slots=True, eq=False)
class Flowing:
    """One flow of a segment: its area over the whole stage, how it moves, and how far it is faded in at frame i.

    inside  (h, w) float32 at the size of the stage's picture
    area    the same on the small map
    """

    inside: Plane
    area: Area
    carries: bool
    draw: Draw
    level: Level


@dataclass(frozen=True, slots=True, eq=False)
class Life:
    """What lives on one sheet.

    moved   (2h, 2w) uint32: what travels
    inside  (h, w) uint32, of every place four bytes: see `four_in_one`
    tiles   smallest and largest `inside` of every tile, see `living_cells`
    place   plate pixel of the motion's first place and plate pixels between its places
    part    rows and columns of the flows' maps that are about the area; all that follows is of these alone
    scale   plate pixels to a short side
    mean    (rows, columns) uint32: the colour about each place of the map, R | G << 8 | B << 16
    """

    moved: NDArray[np.uint32]
    inside: NDArray[np.uint32]
    tiles: NDArray[np.uint8]
    place: NDArray[np.float64]
    part: tuple[slice, slice]
    flows: tuple[Flowing, ...]
    scale: float
    mean: NDArray[np.uint32]

    def grid(self, i: int) -> NDArray[np.float32]:
        """The motion of frame i, (rows, columns, ROOM or 2) float32 as the kernel wants it."""
        found = [(flow.area.inside[self.part], flow.draw(i), flow.level(i)) for flow in self.flows]
        room = max(_room(motion) for _, motion, _ in found)
        grids = [_grid(motion, self.part, level, self.scale * 65536, room) for _, motion, level in found]
        if len(grids) == 1:
            return grids[0]
        shares = [inside + np.float32(1e-6) for inside, _, _ in found]
        weight = sum(shares[1:], shares[0])
        total = np.zeros_like(grids[0])
        for share, grid in zip(shares, grids, strict=True):
            total += grid * (share / weight)[..., None]
        return total


@dataclass(frozen=True, slots=True, eq=False)
class Still:
    """Where nothing lives.

    pixels  (H, W) uint8: 255 where the frame shows nothing that lives, 0 elsewhere
    cells   (rows, columns) bool: the frame's cells that are such all over
    """

    pixels: NDArray[np.uint8]
    cells: NDArray[np.bool_]


def _room(motion: Motion) -> int:
    """How many numbers a place of the motion's grid needs."""
    return ONE_COPY + 2 if motion.gain is None and motion.other is None else ROOM


def _grid(motion: Motion, part: tuple[slice, slice], level: float, reach: float, room: int) -> NDArray[np.float32]:
    """Part of a motion as a grid; one copy is faded in by moving less far, two by being seen less."""
    shift = motion.shift[part]
    if room == ONE_COPY + 2:
        return shift * np.float32(reach * level)
    grid = np.zeros((*shift.shape[:2], room), np.float32)
    if motion.other is not None and motion.mix is not None:
        one, other, mix = (np.ascontiguousarray(plane) for plane in (motion.shift, motion.other, motion.mix))
        two_copies(one, other, mix, (part[0].start, part[1].start), reach, level, grid)
    else:
        grid[..., ONE_COPY : ONE_COPY + 2] = shift * np.float32(reach * level)
        grid[..., LEVEL] = WHOLE
    levels = 0.0 if motion.gain is None else cv2.pow(motion.gain[part], 1 / 2.2) - 1
    grid[..., GAIN] = WHOLE + np.float32(WHOLE * level) * levels
    return grid


def enliven(sheets: Sequence[Sheet], size: tuple[int, int], flows: Sequence[Flowing]) -> tuple[Life | None, ...]:
    """What lives on every sheet, far to near; `size` is the frame's (width, height)."""
    if not flows:
        return (None,) * len(sheets)
    # Sheet after sheet of a frame asks for the same motion; other threads draw other frames meanwhile.
    flows = [replace(flow, draw=lru_cache(maxsize=FRAMES)(flow.draw)) for flow in flows]
    shape = flows[0].inside.shape
    alphas = [spread(sheet, shape) for sheet in sheets]
    found: list[Life | None] = []
    for k, sheet in enumerate(sheets):
        hidden = np.clip(sum(alphas[k + 1 :], np.zeros(shape, np.float32)), 0, 1)
        seen = np.minimum(alphas[k], 1 - hidden)
        here = [f for f in flows if _owns(f, seen)]
        inside = [_behind(np.asarray(f.inside, np.float32), hidden) for f in here]
        # What is carried stays on its sheet: where the sheet is clear, the area lives on another one.
        inside = [plane * alphas[k] if f.carries else plane for f, plane in zip(here, inside, strict=True)]
        found.append(_life(sheet, short_side(size), here, inside) if here else None)
    return tuple(found)


def still_part(framing: Framing, flows: Sequence[Flowing]) -> Still | None:
    """What stays of the frame of a camera that has not moved; None where nothing lives at all."""
    if not flows:
        return None
    lives = [framing.window((flow.inside > 0).astype(np.uint8)) for flow in flows]
    pixels = np.where(np.max(lives, axis=0) > 0, 0, 255).astype(np.uint8)
    rows, columns = (-(-side // CELL) for side in pixels.shape)
    down, right = rows * CELL - pixels.shape[0], columns * CELL - pixels.shape[1]
    whole = cv2.copyMakeBorder(pixels, 0, down, 0, right, cv2.BORDER_CONSTANT, value=(255,))
    return Still(pixels, np.asarray(cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA) == 255))


def spread(sheet: Sheet, shape: tuple[int, int]) -> Plane:
    """A sheet's alpha over the whole picture, 0 .. 1."""
    alpha = (sheet.plate[::OVERSAMPLE, ::OVERSAMPLE] >> 24).astype(np.float32) / 255
    out = np.zeros(shape, np.float32)
    x, y = sheet.corner
    top, left = max(y, 0), max(x, 0)
    bottom, right = min(y + alpha.shape[0], shape[0]), min(x + alpha.shape[1], shape[1])
    out[top:bottom, left:right] = alpha[top - y : bottom - y, left - x : right - x]
    return out


def _owns(flow: Flowing, seen: Plane) -> bool:
    mass = float(flow.inside.sum())
    return mass > 0 and float((flow.inside * seen).sum()) > OWN * mass


def _behind(inside: Plane, hidden: Plane) -> Plane:
    """The area where it is seen, and going on under what hides it."""
    if not (hidden > 0.5).any():
        return inside
    h, w = inside.shape
    small = (max(2, w // 4), max(2, h // 4))
    free = cv2.resize((hidden < 0.02).astype(np.float32), small, interpolation=cv2.INTER_AREA)
    mass = cv2.resize(inside * (hidden < 0.02), small, interpolation=cv2.INTER_AREA)
    reach = BEHIND * max(small) / 2
    soft = cv2.GaussianBlur(mass, (0, 0), reach) / (cv2.GaussianBlur(free, (0, 0), reach) + 1e-3)
    under = cv2.resize(np.clip(soft, 0, 1), (w, h), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.where(hidden >= 0.02, np.maximum(under, inside), inside), np.float32)


def _life(sheet: Sheet, short: int, flows: Sequence[Flowing], inside: Sequence[Plane]) -> Life:
    goes, sways = (_under(sheet, flows, inside, carries) for carries in (True, False))
    moved, seen = sheet.plate, sways
    core = _core(sheet, goes)
    if core.any():
        moved = _beyond(sheet, core, goes, sways)
        # Seen only within the core: what goes on beyond it comes in with the motion, and is not there before it moves.
        seen = np.maximum(sways, goes * cv2.blur(cv2.erode(core, np.ones((3, 3), np.uint8)).astype(np.float32), (3, 3)))
    mask = np.rint(seen * 255).astype(np.uint8)
    scale = OVERSAMPLE * short
    place = np.concatenate([sheet.place[:2] * sheet.view[2] + sheet.view[:2], sheet.place[2:] * sheet.view[2]])
    part = _part(mask, place, flows[0].area.inside.shape)
    place[:2] += place[2:] * (part[1].start, part[0].start)
    mean = _mean(flows[0].area.picture)[part]
    tiles = tile_alpha(mask, mask, MASK_TILE)
    return Life(
        moved, four_in_one(mask), tiles, place, part, tuple(flows), float(scale),
        np.ascontiguousarray(mean),
    )  # fmt: skip


def _part(mask: NDArray[np.uint8], place: NDArray[np.float64], shape: tuple[int, ...]) -> tuple[slice, slice]:
    """Rows and columns of a map that are about a mask on a sheet."""
    x, y, w, h = cv2.boundingRect(mask)
    found = []
    for axis, first, size in ((1, y, h), (0, x, w)):
        ends = (np.array([first, first + size]) * OVERSAMPLE - place[axis]) / place[axis + 2]
        low, high = int(np.floor(ends[0])) - AROUND, int(np.ceil(ends[1])) + AROUND
        most = shape[1 - axis]
        low = min(max(low, 0), most - 2)
        found.append(slice(low, max(min(high + 1, most), low + 2)))
    return found[0], found[1]


def _under(sheet: Sheet, flows: Sequence[Flowing], inside: Sequence[Plane], carries: bool) -> Plane:
    """(h, w) 0 .. 1: all that is carried on a sheet, or all that sways on it."""
    shape = sheet.plate.shape[0] // OVERSAMPLE, sheet.plate.shape[1] // OVERSAMPLE
    planes = [plane for flow, plane in zip(flows, inside, strict=True) if flow.carries == carries]
    return _cut(np.clip(sum(planes, np.zeros_like(inside[0])), 0, 1).astype(np.float32), sheet, shape)


def _core(sheet: Sheet, carried: Plane) -> NDArray[np.uint8]:
    """(h, w) 1 where only what is carried is seen, 0 at its rim and beyond."""
    alpha = sheet.plate[::OVERSAMPLE, ::OVERSAMPLE] >> 24
    solid = ((carried > 0.5) & (alpha > 250)).astype(np.uint8)
    return np.asarray(cv2.erode(solid, np.ones((2 * RIM + 1,) * 2, np.uint8)), np.uint8)


def _mean(picture: Frame) -> NDArray[np.uint32]:
    red, green, blue = np.moveaxis(cv2.GaussianBlur(picture, (0, 0), NEARBY).astype(np.uint32), 2, 0)
    return np.asarray(red | green << 8 | blue << 16, np.uint32)


def _cut(plane: Plane, sheet: Sheet, shape: tuple[int, int]) -> Plane:
    """The part of a plane over the whole picture that lies under a sheet, continued where the sheet reaches beyond."""
    (x, y), (h, w) = sheet.corner, shape
    bottom, right = max(0, y + h - plane.shape[0]), max(0, x + w - plane.shape[1])
    wide = cv2.copyMakeBorder(plane, max(0, -y), bottom, max(0, -x), right, cv2.BORDER_REPLICATE)
    return np.asarray(wide[max(y, 0) : max(y, 0) + h, max(x, 0) : max(x, 0) + w], np.float32)


def _beyond(sheet: Sheet, core: NDArray[np.uint8], carried: Plane, sways: Plane) -> NDArray[np.uint32]:
    """The sheet's plate with the colours of what is carried going on beyond its core, mirrored at it; not over what
    sways beside it, which is seen on the same plate."""
    rgba = np.ascontiguousarray(sheet.plate[::OVERSAMPLE, ::OVERSAMPLE]).view(np.uint8).reshape(*core.shape, 4)
    apart, labels = cv2.distanceTransformWithLabels(1 - core, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    rows, columns = np.nonzero(core)
    nearest = np.zeros((2, int(labels.max()) + 1), np.int32)
    nearest[:, labels[rows, columns]] = rows, columns
    outside = ((carried > 0) | (apart <= FARTHEST * min(core.shape))) & (sways <= carried)
    y, x = np.nonzero(outside & (core == 0))
    ny, nx = nearest[:, labels[y, x]]
    my, mx = np.clip(2 * ny - y, 0, core.shape[0] - 1), np.clip(2 * nx - x, 0, core.shape[1] - 1)
    mirrored = core[my, mx] > 0
    filled = rgba.copy()
    filled[y, x] = rgba[np.where(mirrored, my, ny), np.where(mirrored, mx, nx)]
    return doubled(filled)
