"""What a segment shows: the frames of a scene that is filmed, or of a film that is shown.

Not for when it is shown or where on the frame (plan.py, spot.py), nor for how a scene is filmed (shot.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from typing import Any, Protocol

import numpy as np

from vivant.render.filming import seen_of, shown, view_of
from vivant.render.footage import Footage, make_footage
from vivant.render.kept import on_sheets
from vivant.render.material import Film, Material, is_film, scene_of
from vivant.render.shot import Shot, framed, shoot
from vivant.scene import Scene
from vivant.timeline import Segment
from vivant.transitions import Seen
from vivant.units import Clock, Frame, Plane, Size


class Content(Protocol):
    """The frames of one segment."""

    @property
    def subject(self) -> Plane | None:
        """(h, w) 0 .. 1: what it is about, as its first frame shows it; None where nobody knows."""
        ...

    @property
    def cut_out(self) -> bool:
        """Whether only its subject is there, and what is below is seen beside it."""
        ...

    def read(self, i: int) -> float | None:
        """The moment of its film that frame `i` needs, in seconds; None where it needs none."""
        ...

    def seen(self, i: int, raw: Frame | None) -> Seen:
        """Frame `i` and what is where in it; `raw` is its film at that moment."""
        ...


def content_of(segment: Segment, material: Material, size: Size, clock: Clock) -> Content:
    """The content of a segment at a size (width, height)."""
    if is_film(material):
        return Shown(make_footage(segment, material, size, clock))
    scene = cropped(scene_of(material), segment.placement.crop)
    return Filmed(segment, scene, size, clock)


class Filmed:
    """A scene, filmed by a moving camera."""

    def __init__(self, segment: Segment, scene: Scene, size: Size, clock: Clock) -> None:
        self.shot: Shot = shoot(segment, scene, size, clock)
        self._segment, self._scene, self._clock = segment, scene, clock

    @cached_property
    def subject(self) -> Plane | None:
        framing = framed(self._segment, self._scene, self.shot.stage.size, self._clock)
        plane = framing.seen(self._scene.subject)
        return plane if plane.max() > 0.5 else None

    @property
    def cut_out(self) -> bool:
        return self._segment.placement.cutout and self.subject is not None

    def read(self, i: int) -> float | None:
        return None

    def seen(self, i: int, raw: Frame | None) -> Seen:
        shot, pose = self.shot, self.shot.poses[i]
        if shot.ground is not None:
            return Seen(shown(shot, i))
        return Seen(shown(shot, i), lambda: view_of(shot, pose).disparity, partial(self._alpha, i))

    @cached_property
    def _subject_maps(self) -> tuple[Plane, ...]:
        framing = framed(self._segment, self._scene, self.shot.stage.size, self._clock)
        return on_sheets(self._scene.subject, self.shot.stage.sheets, framing)

    def _alpha(self, i: int) -> np.ndarray:
        return seen_of(self.shot, self.shot.poses[i], self._subject_maps)


class Shown:
    """A film, shown as it is or moved, graded and cut to shape. One that can be seen through is its own subject."""

    def __init__(self, footage: Footage) -> None:
        self._footage = footage
        self.film: Film = footage.film
        self.read_size = footage.read_size

    @property
    def subject(self) -> Plane | None:
        return None

    @property
    def cut_out(self) -> bool:
        return self._footage.see_through

    def read(self, i: int) -> float | None:
        return self._footage.moments_s[i]

    def seen(self, i: int, raw: Frame | None) -> Seen:
        assert raw is not None
        frame = self._footage.developed(raw, i)
        if not self.cut_out:
            return Seen(frame)
        return Seen(np.ascontiguousarray(frame[..., :3]), subject_of=lambda: np.ascontiguousarray(frame[..., 3]))


def cropped(scene: Scene, crop: tuple[float, float, float, float] | None) -> Scene:
    """The part of a scene inside left, top, right, bottom (fractions)."""
    if crop is None:
        return scene
    h, w = scene.image.shape[:2]
    rows = slice(round(crop[1] * h), max(round(crop[1] * h) + 2, round(crop[3] * h)))
    columns = slice(round(crop[0] * w), max(round(crop[0] * w) + 2, round(crop[2] * w)))
    cut: Callable[[np.ndarray], np.ndarray] = lambda plane: np.ascontiguousarray(plane[rows, columns])  # noqa: E731
    planes: dict[str, Any] = {
        name: cut(getattr(scene, name)) for name in ("image", "disparity", "subject", "sky", "water", "ground")
    }
    horizon = scene.horizon_h
    if horizon is not None:
        horizon = (horizon - crop[1]) / max(crop[3] - crop[1], 1e-3)
        horizon = horizon if 0 <= horizon <= 1 else None
    return replace(scene, **planes, horizon_h=horizon)
