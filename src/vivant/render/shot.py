"""A Shot: everything decided before the first frame of a filmed scene is drawn.

A segment and its scene become a stage and one pose per frame. Two decisions are made here for the whole shot: how much
of the depth is used (`gain`: so much that nothing uncovered or bent looks wrong, so that a bad guess of the depth gives
a gentle video) and how far the camera must zoom in so that the edge of the picture never shows.
Not for pixels (filming.py) or for the film that the shot is part of (plan.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from vivant.moves.contract import Aim, Pose
from vivant.render.applied import Overlay, flowing, overlays, with_lenses
from vivant.render.camera import numbers, poses
from vivant.render.defocus import SoftSheet, soften
from vivant.render.framing import Framing, blurred_ground, cover, inner_size
from vivant.render.kernels.lattice import cover_zoom
from vivant.render.life import Life, Still, enliven, still_part
from vivant.render.sight import Kept
from vivant.render.stage import Sheet, Stage, build_stage, look_at
from vivant.scene import Scene
from vivant.timeline import Segment
from vivant.units import Clock, Frame, Plane, Size, short_side

FAR, NEAR = 0.25, 1.0
"""Nearness of disparity 0 and 1: how much of the nearest plane's shift the horizon and the nearest plane make."""

UNCOVER = 0.04
"""The widest strip, in short sides, that a move may uncover beside a near thing when the depth is fully trusted."""

STRETCH = 0.30
"""The most that a layer may be stretched or squeezed by its own change of disparity."""

MOST_ZOOM = 6.0

TRUST = {"photo": 1.0, "drawing": 0.6, "texture": 0.2, "text": 0.1}
"""Share of the depth used by kind of picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """Frames 0 .. len(poses) that show one stage.

    nearness  one (h, w) float32 map per sheet
    soft      the sheets at every degree of blur, if any pose blurs
    corner    where the stage's picture lies on the frame (x, y), (0, 0) if it fills the frame
    ground    what surrounds it, None if it fills the frame
    near      nearness of a disparity d is near[0] + near[1] * d
    life      what lives on every sheet
    overlays  the effects over its frames
    still     where nothing lives while the camera has not moved; None where nothing lives at all
    kept      what the camera sees where it stands still; a shot that is changed begins anew
    """

    stage: Stage
    nearness: tuple[Plane, ...]
    poses: tuple[Pose, ...]
    soft: tuple[SoftSheet, ...] = ()
    corner: tuple[int, int] = (0, 0)
    ground: Frame | None = None
    near: tuple[float, float] = (FAR, NEAR - FAR)
    life: tuple[Life | None, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    still: Still | None = None
    kept: Kept = field(default_factory=Kept, init=False, repr=False)


def shoot(segment: Segment, scene: Scene, size: Size, clock: Clock) -> Shot:
    """A scene, set up to be filmed as a segment says, at a size (width, height)."""
    h, w = scene.image.shape[:2]
    inner = size if segment.fit == "cover" else inner_size((w, h), size)
    framing = framed(segment, scene, inner, clock)
    stage = build_stage(scene, framing, segment.aim)
    aim, gain = _aim(stage.aim, stage.aim_disparity, 1.0), 1.0
    for _ in range(2):  # the poses depend on how near the aim is, which depends on how far the poses go
        path = poses(segment, clock, aim)
        gain = _gain(stage, path)
        aim = _aim(stage.aim, stage.aim_disparity, gain)
    path = with_lenses(poses(segment, clock, aim), segment, clock, aim)
    nearness = tuple(_nearness(sheet.disparity, stage, gain) for sheet in stage.sheets)
    path = _covering(stage, nearness, path, loop=clock.loop)
    soft: tuple[SoftSheet, ...] = ()
    if any(pose.blur > 0.0 for pose in path):
        soft = tuple(soften(sheet, short_side(inner), lowest=not k) for k, sheet in enumerate(stage.sheets))
    corner, ground = (0, 0), None
    if inner != size:
        corner = (size[0] - inner[0]) // 2, (size[1] - inner[1]) // 2
        blurred = segment.fit == "blur"
        ground = blurred_ground(scene.image, size) if blurred else np.zeros((size[1], size[0], 3), np.uint8)
    living = flowing(segment, scene, framing, stage, clock)
    return Shot(
        stage, nearness, path, soft, corner, ground,
        near=(FAR + (NEAR - FAR) * stage.aim_disparity * (1 - gain), (NEAR - FAR) * gain),
        life=enliven(stage.sheets, inner, living), still=still_part(framing, living),
        overlays=overlays(segment, scene, framing, stage, clock),
    )  # fmt: skip


def framed(segment: Segment, scene: Scene, size: Size, clock: Clock) -> Framing:
    """The crop that the whole way of the camera has room in: a long way starts at the picture's far side."""
    photo = scene.image.shape[1], scene.image.shape[0]
    framing = cover(photo, size, scene.subject)
    aim = _aim(*look_at(scene, framing, segment.aim), 1.0)
    x, y = (side / 2 / short_side(size) for side in size)
    path = poses(segment, clock, aim)
    left = min(0.0, *(_seen(pose, aim.w, -x, 0.0)[0] + x for pose in path))
    right = max(0.0, *(_seen(pose, aim.w, x, 0.0)[0] - x for pose in path))
    up = min(0.0, *(_seen(pose, aim.w, 0.0, -y)[1] + y for pose in path))
    down = max(0.0, *(_seen(pose, aim.w, 0.0, y)[1] - y for pose in path))
    return cover(photo, size, scene.subject, (left, right, up, down))


def _seen(pose: Pose, w: float, x: float, y: float) -> tuple[float, float]:
    """The place of the photo, at nearness w, that the camera sees at frame place (x, y)."""
    camera = numbers(pose)
    ray = camera[3:].reshape(3, 3) @ np.array([x, y, 1.0])
    u, v = ray[0] / ray[2], ray[1] / ray[2]
    return u * (1.0 - pose.dolly * w) + pose.truck * w, v * (1.0 - pose.dolly * w) + pose.pedestal * w


# --- how much depth ---------------------------------------------------------------------------------------------------


def _nearness(disparity: Plane, stage: Stage, gain: float) -> Plane:
    """Nearness of disparity, squeezed by `gain` about the aim so that the aim moves as asked."""
    middle = stage.aim_disparity
    return (FAR + (NEAR - FAR) * (middle + gain * (disparity - middle))).astype(np.float32)


def _aim(aim: Aim, middle: float, gain: float) -> Aim:
    far, w, near = (FAR + (NEAR - FAR) * (middle + gain * (d - middle)) for d in (0.0, middle, 1.0))
    return replace(aim, w=w, near=near, far=far)


def _gain(stage: Stage, path: tuple[Pose, ...]) -> float:
    """The share of the depth, 0 .. 1, at which nothing is uncovered too widely or bent too much."""
    trusted = TRUST.get(stage.kind, 1.0) * (0.45 + 0.55 * stage.confidence)
    travel = max(max(abs(p.truck), abs(p.pedestal)) + 0.5 * abs(p.dolly) for p in path) * (NEAR - FAR)
    limits = [trusted]
    if travel * stage.jump > 0.0:
        limits.append(UNCOVER * stage.confidence / (travel * stage.jump))
    if travel * stage.slope > 0.0:
        limits.append(STRETCH / (travel * stage.slope))
    return min(limits)


# --- how much zoom ----------------------------------------------------------------------------------------------------


def _covering(stage: Stage, nearness: tuple[Plane, ...], path: tuple[Pose, ...], *, loop: bool) -> tuple[Pose, ...]:
    """The path, zoomed in so far that the picture's edge never shows, and smoothly."""
    border = _border(stage)
    need = np.array([_needed(stage, nearness, border, pose) for pose in path])
    zoom = need if _one_hump(need) else _swell(need, loop=loop)
    return tuple(pose.zoomed(float(z)) if z > 1.0 else pose for pose, z in zip(path, zoom, strict=True))


def _needed(stage: Stage, nearness: tuple[Plane, ...], border: NDArray[np.float64], pose: Pose) -> float:
    camera = numbers(pose)
    bounds = np.array(stage.bounds) + np.array([-1e-6, -1e-6, 1e-6, 1e-6])
    return max(
        cover_zoom(w, sheet.place, camera, border, bounds, np.array(_fixed(sheet, i)), MOST_ZOOM)
        for i, (w, sheet) in enumerate(zip(nearness, stage.sheets, strict=True))
    )


def _fixed(sheet: Sheet, i: int) -> tuple[bool, bool, bool, bool]:
    return (True, True, True, True) if i == 0 else sheet.edges


def _border(stage: Stage) -> NDArray[np.float64]:
    """Points along the frame's border, in frame coordinates."""
    short = short_side(stage.size)
    x, y = (stage.size[0] - 1) / 2 / short, (stage.size[1] - 1) / 2 / short
    across, down = np.linspace(-x, x, 17), np.linspace(-y, y, 17)
    ones = np.ones(17)
    sides = [(across, -y * ones), (across, y * ones), (-x * ones, down), (x * ones, down)]
    return np.concatenate([np.stack(side, axis=-1) for side in sides])


def _one_hump(need: NDArray[np.float64]) -> bool:
    """Whether the zoom rises once and falls once at most: then following it exactly looks smooth."""
    steps = np.diff(need)
    signs = np.sign(steps[np.abs(steps) > 1e-6])
    return int((np.diff(signs) != 0).sum()) <= 1


def _swell(need: NDArray[np.float64], *, loop: bool) -> NDArray[np.float64]:
    """A smooth zoom that is never less than needed: the mean of the largest needs nearby.

    The neighbourhood shrinks towards the start, and towards the end of a loop, where the photo itself is shown.
    """
    moving = np.flatnonzero(need > 1.0)
    frames = np.arange(len(need))
    apart = frames - moving[0] + 1.0
    if loop or need[-1] <= 1.0:
        apart = np.minimum(apart, moving[-1] + 1.0 - frames)
    reach = np.clip(0.7 * apart, 0.0, len(need) / 6)
    below = np.floor(reach).astype(int)
    zoom = np.empty_like(need)
    smoothed = {r: _mean_of_peaks(need, r) for r in {*below.tolist(), *(below + 1).tolist()}}
    for i, (r, share) in enumerate(zip(below, reach - below, strict=True)):
        zoom[i] = smoothed[r][i] * (1.0 - share) + smoothed[r + 1][i] * share
    return zoom


def _mean_of_peaks(need: NDArray[np.float64], r: int) -> NDArray[np.float64]:
    """For every frame the Hann-weighted mean, over `r` frames about it, of the largest need within `r` of each."""
    wide = np.pad(need, 2 * r, mode="edge")
    peaks = np.lib.stride_tricks.sliding_window_view(wide, 2 * r + 1).max(axis=1)
    weights = np.hanning(2 * r + 3)[1:-1]
    return np.convolve(peaks, weights / weights.sum(), mode="valid")
