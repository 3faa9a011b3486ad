"""What is applied to a segment, set up for a stage: flows on its layers, effects over its frames.

Not for camera moves (camera.py) or for drawing (draw.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from vivant import effects, flows
from vivant.effects import Setting, View
from vivant.errors import Problem
from vivant.flows import Area
from vivant.knobs import Knobs
from vivant.moves.contract import Aim, Path, Pose
from vivant.render.framing import Framing
from vivant.render.kept import on_sheets, through
from vivant.render.life import Flowing, Level
from vivant.render.stage import Stage
from vivant.render.where import place_problems, where
from vivant.scene.areas import ON_SUBJECT, off_subject
from vivant.scene.scene import Scene
from vivant.timeline import HOLD, Applied, Place, Segment
from vivant.units import Clock, Frame, Plane, derive_seed

SMALL_SIDE = 240
"""Longer side of the maps that effects are given."""
SIDE_SOFT = 0.25
"""How soft the border of an effect is that keeps to one side, in sides of the photo."""
LAST_S, LAST = 1.0, 0.25
"""How long a loop takes at its end to come back to what it began with: seconds, and the largest share of the loop."""

Seen: TypeAlias = Callable[[Sequence[Plane]], NDArray[np.uint8]]


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """One effect, ready to be laid over frames; one that keeps to a place has a map of it for every sheet. A `steady`
    one does the same to the same frame at any time."""

    draw: effects.Draw
    level: Level
    inside: tuple[Plane, ...] = ()
    steady: bool = False

    def over(self, frame: Frame, view: View, i: int, seen: Seen) -> Frame:
        """`seen` is what the camera sees of maps that lie on the sheets."""
        level = self.level(i)
        if level <= 0:
            return frame
        drawn = self.draw(frame, view, i, level)
        return through(frame, drawn, seen(self.inside)) if self.inside else drawn


def applied_problems(applied: Applied) -> list[Problem]:
    """What keeps something from being applied: a kind, a knob or an area that does not exist, a value out of range."""
    if applied.kind == HOLD:
        return place_problems(applied.place, "fx.area")
    entry = _entry(applied.kind)
    if entry is None:
        sentence = f"There is no effect or flow called {applied.kind!r}; `vivant catalogue` lists them."
        known = sorted({*flows.catalogue(), *effects.catalogue()})
        return [Problem("unknown_effect", "fx.k", applied.kind, known, sentence)]
    return [*place_problems(applied.place, "fx.area"), *_knob_problems(applied, entry.params)]


def _entry(kind: str) -> Any:
    return flows.catalogue().get(kind) or effects.catalogue().get(kind)


def _knob_problems(applied: Applied, params: type[Knobs]) -> list[Problem]:
    try:
        params(**{"amount": applied.most, **applied.knobs})
    except ValidationError as failure:
        found = []
        for error in failure.errors():
            knob = ".".join(map(str, error["loc"]))
            sentence = f"{applied.kind} cannot take {knob} = {error['input']!r}: {error['msg'].lower()}."
            found.append(Problem("knob", f"fx.p.{knob}", error["input"], error.get("ctx"), sentence))
        return found
    return []


def level_of(applied: Applied, clock: Clock, total_ms: int) -> Level:
    """How far something is faded in at frame i, 0 .. 1: smooth, and all of it where no times were said. In a loop what
    comes, goes, grows or shrinks is at the end again what it was at the start."""
    start, end = applied.start_ms, total_ms
    if applied.duration_ms is not None:
        end = min(total_ms, start + applied.duration_ms)
    if start <= 0 and end >= total_ms and not applied.fade_in_ms and not applied.fade_out_ms and applied.to is None:
        return lambda i: 1.0

    def level(now: float) -> float:
        there = now < end or end >= total_ms
        come = _smooth((now - start) / applied.fade_in_ms) if applied.fade_in_ms else float(now >= start)
        gone = _smooth((end - now) / applied.fade_out_ms) if applied.fade_out_ms else float(there)
        return min(come, gone) * applied.share((now - start) / max(1, end - start))

    if not clock.loop:
        return lambda i: level(clock.time_s(i) * 1000)
    last = min(LAST_S * 1000, LAST * total_ms)

    def looped(i: int) -> float:
        now = clock.time_s(i) * 1000
        back = _smooth((now - total_ms + last) / last)
        return level(now) * (1 - back) + level(0.0) * back

    return looped


def _smooth(x: float) -> float:
    x = min(max(x, 0.0), 1.0)
    return x * x * (3 - 2 * x)


# --- flows ------------------------------------------------------------------------------------------------------------


def flowing(segment: Segment, scene: Scene, framing: Framing, stage: Stage, clock: Clock) -> tuple[Flowing, ...]:
    """The flows of a segment on a stage; one that has no place in this picture is left out."""
    held = [where(scene, a.place) for a in segment.applied if a.kind == HOLD]
    free: Plane | None = None
    for plane in (h for h in held if h is not None):
        free = 1 - plane if free is None else free * (1 - plane)
    found = []
    for n, applied in enumerate(segment.applied):
        flow = flows.catalogue().get(applied.kind)
        if flow is None or applied.most == 0:
            continue
        inside = where(scene, applied.place, flow.areas)
        if inside is None:
            continue
        if applied.place is not None and not applied.place.name and flow.areas[0] not in ON_SUBJECT:
            inside = off_subject(scene, inside)
        whole = framing.sized(inside if free is None else inside * free)
        area = _area(whole, scene, framing, stage, applied.direction_deg)
        rng = np.random.default_rng(derive_seed(segment.seed, applied.kind, n))
        draw = flow.prepare(area, clock, flow.params(amount=applied.most, **dict(applied.knobs)), rng)
        level = level_of(applied, clock, segment.duration_ms)
        found.append(Flowing(whole, area, flow.carries, draw, level))
    return tuple(found)


def _area(whole: Plane, scene: Scene, framing: Framing, stage: Stage, direction_deg: float | None) -> Area:
    sheet = stage.sheets[0]
    h, w = sheet.disparity.shape
    inside = cv2.resize(whole, (w, h), interpolation=cv2.INTER_AREA)
    picture = cv2.resize(framing.cut_picture(scene.image), (w, h), interpolation=cv2.INTER_AREA)
    disparity = cv2.resize(framing.cut(scene.disparity), (w, h), interpolation=cv2.INTER_AREA)
    x0, y0, step, _ = (float(v) for v in sheet.place)
    horizon = None
    if scene.horizon_h is not None:
        top, bottom = framing.part[1], framing.part[3]
        horizon = (scene.horizon_h - top) / max(bottom - top, 1e-6) * h
    return Area(
        np.asarray(inside, np.float32), np.asarray(picture, np.uint8), np.asarray(disparity, np.float32),
        step, (x0, y0), horizon, direction_deg,
    )  # fmt: skip


# --- effects ----------------------------------------------------------------------------------------------------------


MapsOf: TypeAlias = Callable[[Place], tuple[Plane, ...] | None]
"""The maps of a place, one for every sheet; None where it is not in the picture."""


def overlays(segment: Segment, scene: Scene, framing: Framing, stage: Stage, clock: Clock) -> tuple[Overlay, ...]:
    """The effects of a segment that are laid over a scene's frames; one whose place is not in it is left out."""
    if not _chosen(segment):
        return ()

    def maps(place: Place) -> tuple[Plane, ...] | None:
        inside = where(scene, place, side_soft=SIDE_SOFT)
        return None if inside is None else on_sheets(inside, stage.sheets, framing)

    return laid_over(segment, _setting(scene, framing, stage), clock, maps)


def laid_over(segment: Segment, setting: Setting, clock: Clock, maps_of: MapsOf) -> tuple[Overlay, ...]:
    """The effects of a segment that are laid over frames, in the order in which they are."""
    found = []
    for n, applied, effect in _chosen(segment):
        maps = maps_of(applied.place) if applied.place else ()
        if maps is None:
            continue
        rng = np.random.default_rng(derive_seed(segment.seed, applied.kind, n))
        assert effect.prepare is not None
        params = effect.params(amount=applied.most, **dict(applied.knobs))
        drawing = effect.prepare(setting, clock, params, rng)
        found.append(Overlay(drawing, level_of(applied, clock, segment.duration_ms), maps, effect.steady))
        if effect.first and not maps:  # the others find the scene in that light
            still = View.still(setting.size, setting.disparity)
            setting = replace(setting, photo=drawing(setting.photo, still, 0, 1.0))
    return tuple(found)


def _chosen(segment: Segment) -> list[tuple[int, Applied, effects.Effect]]:
    """The effects of a segment that are laid over frames, first things first, with their numbers among all."""
    chosen = [
        (not effect.first, effects.ORDER.index(effect.kind), n, applied, effect)
        for n, applied in enumerate(segment.applied)
        if (effect := effects.catalogue().get(applied.kind)) is not None
        and effect.prepare is not None
        and applied.most > 0
    ]
    return [(n, applied, effect) for _, _, n, applied, effect in sorted(chosen, key=lambda c: c[:3])]


def _setting(scene: Scene, framing: Framing, stage: Stage) -> Setting:
    width, height = stage.size
    scale = min(1.0, SMALL_SIDE / max(stage.size))
    small = max(2, round(width * scale)), max(2, round(height * scale))

    def seen(plane: Plane) -> Plane:
        return np.asarray(cv2.resize(framing.seen(plane), small, interpolation=cv2.INTER_AREA), np.float32)

    names = ("disparity", "subject", "sky", "water", "ground")
    maps = {name: seen(getattr(scene, name)) for name in names}
    return Setting(stage.photo, **maps, aim=(stage.aim.x, stage.aim.y, stage.aim_disparity))


def with_lenses(path: tuple[Pose, ...], segment: Segment, clock: Clock, aim: Aim) -> tuple[Pose, ...]:
    """The camera's poses, joined by what effects of the lens alone ask for."""
    for applied in segment.applied:
        effect = effects.catalogue().get(applied.kind)
        if effect is None or effect.lens is None or applied.most == 0:
            continue
        lens = effect.lens(effect.params(amount=applied.most, **dict(applied.knobs)), aim)
        level = level_of(applied, clock, segment.duration_ms)
        path = tuple(pose.then(_part(lens(_way(lens, clock, i)), level(i))) for i, pose in enumerate(path))
    return path


def _way(lens: Path, clock: Clock, i: int) -> float:
    """Where a lens is on its path: one that does not come back by itself is eased, in a loop there and back."""
    u = clock.progress(i)
    if lens(0.0) == lens(1.0):
        return u
    return 0.5 - 0.5 * math.cos((2 if clock.loop else 1) * math.pi * u)


def _part(pose: Pose, level: float) -> Pose:
    """So much of a pose."""
    if level >= 1.0:
        return pose
    axes: Mapping[str, float] = {
        name: level * getattr(pose, name)
        for name in ("truck", "pedestal", "dolly", "pan_deg", "tilt_deg", "roll_deg", "blur")
    }
    return replace(pose, zoom=pose.zoom**level, **axes)


# --- what the camera sees ---------------------------------------------------------------------------------------------


def turn_of(camera: NDArray[np.float64]) -> NDArray[np.float64]:
    """From places before the camera's rotation and zoom to where they are seen, (3, 3)."""
    return np.asarray(np.linalg.inv(camera[3:].reshape(3, 3)), np.float64)
