"""Films that people have, shown in a film: cut to shape, moved, steadied, with effects over them.

Frames come from outside, one by one, at the moments that are asked for here. Not for reading them (media) or for
photos (shot.py). A film has no depth here: whatever stands in space is laid over it half-way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.effects import Setting, View
from vivant.moves.contract import Aim, Pose
from vivant.render.applied import Overlay, laid_over, turn_of, with_lenses
from vivant.render.camera import numbers, poses
from vivant.render.following import follow
from vivant.render.framing import blurred_ground, inner_size
from vivant.render.material import Film
from vivant.render.steady import STEADY, steadied
from vivant.render.translucent import multiplied, straight
from vivant.render.where import where
from vivant.scene import Scene
from vivant.timeline import Place, Segment, Source
from vivant.units import Clock, Frame, Plane, Size, short_side

HALF_WAY = 0.5
"""Disparity of a film, whose depth nobody knows."""
MAP_SIDE = 240
MOST_ZOOM = 4.0
ASIDE = 0.02
"""A film whose shape differs from the frame's by more than this is cut, and the cut follows what matters."""

Way = NDArray[np.float64]
"""(3, 3) from pixels of the frame to pixels of what was read."""


@dataclass(frozen=True, slots=True, eq=False)
class Footage:
    """A film, ready to be shown.

    moments_s   the moment of the film for every frame
    read_size   (width, height) at which it is read
    inner       size of the picture on the frame; `corner` its place, `blurred` whether a blurred copy lies around it
    ways        how every frame is sampled from what was read
    overlays    effects over it
    """

    film: Film
    moments_s: tuple[float, ...]
    read_size: Size
    size: Size
    inner: Size
    blurred: bool
    ways: tuple[Way, ...]
    overlays: tuple[Overlay, ...]

    @property
    def see_through(self) -> bool:
        """Whether what is below can be seen through it."""
        return bool(self.film.info.alpha)

    def developed(self, raw: Frame, i: int) -> Frame:
        """Frame `i`, (H, W, 3) uint8, a new array, from what was read at its moment; (H, W, 4) where it is
        `see_through`."""
        picture = _sampled(raw, self.ways[i], self.inner)
        if not self.see_through:
            return self._finished(picture, raw, i)
        frame = self._finished(np.ascontiguousarray(picture[..., :3]), np.ascontiguousarray(raw[..., :3]), i)
        (width, height), (across, down) = self.inner, self._corner
        alpha = np.full(frame.shape[:2], 255 if self.blurred else 0, np.uint8)
        alpha[down : down + height, across : across + width] = picture[..., 3]
        return np.dstack([frame, alpha])

    @property
    def _corner(self) -> tuple[int, int]:
        return (self.size[0] - self.inner[0]) // 2, (self.size[1] - self.inner[1]) // 2

    def _finished(self, picture: Frame, raw: Frame, i: int) -> Frame:
        """A picture with the effects over it, and what lies around it."""
        if self.overlays:
            flat = np.full((2, 2), HALF_WAY, np.float32)
            view = View.still(self.inner, flat)
            for overlay in self.overlays:
                picture = overlay.over(picture, view, i, self._seen)
        if self.inner == self.size:
            return picture
        width, height = self.size
        frame = blurred_ground(raw, self.size) if self.blurred else np.zeros((height, width, 3), np.uint8)
        x, y = self._corner
        frame[y : y + self.inner[1], x : x + self.inner[0]] = picture
        return frame

    def _seen(self, maps: Sequence[Plane]) -> NDArray[np.uint8]:
        whole = cv2.resize(maps[0], self.inner, interpolation=cv2.INTER_LINEAR)
        return np.rint(np.clip(whole, 0, 1) * 255).astype(np.uint8)


def make_footage(segment: Segment, film: Film, size: Size, clock: Clock) -> Footage:
    """A segment's film at a frame size; `clock` counts the segment's frames."""
    source = segment.source
    assert source is not None
    moments = moments_of(source, film, clock)
    crop = segment.placement.crop or (0.0, 0.0, 1.0, 1.0)
    part = film.info.size[0] * (crop[2] - crop[0]), film.info.size[1] * (crop[3] - crop[1])
    shape = max(2, round(part[0])), max(2, round(part[1]))
    inner = size if segment.fit == "cover" else inner_size(shape, size)
    scale = max(inner[0] / part[0], inner[1] / part[1])
    read = tuple(max(2, round(side * scale)) for side in film.info.size)
    corner = crop[0] * read[0], crop[1] * read[1]
    room = (crop[2] - crop[0]) * read[0] - inner[0], (crop[3] - crop[1]) * read[1] - inner[1]
    places = _places(film, moments, room, inner, corner, (read[0], read[1]), clock.rate)
    bounds = (corner[0], corner[1], corner[0] + room[0] + inner[0], corner[1] + room[1] + inner[1])
    ways = _ways(segment, clock, inner, places, bounds)
    if any(applied.kind == STEADY and applied.amount > 0 for applied in segment.applied):
        ways = steadied(film, moments, (read[0], read[1]), ways, inner, bounds)
    first = _sampled(next(read_frames(film, [moments[0]], (read[0], read[1]))), ways[0], inner)
    overlays = _overlays(segment, np.ascontiguousarray(first[..., :3]), clock)
    return Footage(film, moments, (read[0], read[1]), size, inner, segment.fit == "blur", ways, overlays)


def read_frames(film: Film, moments_s: Iterable[float], size: Size) -> Iterator[Frame]:
    """A film's frames at these moments, with a fourth channel where it can be seen through."""
    if film.info.alpha:
        return iter(film.frames_at(moments_s, size=size, alpha=True))
    return iter(film.frames_at(moments_s, size=size))


def moments_of(source: Source, film: Film, clock: Clock) -> tuple[float, ...]:
    """The moment of the film, in seconds, that every frame shows."""
    length_ms = 1000 * film.info.duration_s
    out = length_ms if source.out_ms is None else min(source.out_ms, length_ms)
    span = max(out - source.in_ms, 1.0)
    last = max(0.0, film.info.duration_s - 1e-3)
    return tuple(min(source.moment_ms(1000 * clock.time_s(i), span) / 1000, last) for i in range(clock.n_frames))


def _places(
    film: Film, moments: tuple[float, ...], room: tuple[float, float], inner: Size, corner: tuple[float, float],
    read: Size, rate: Fraction,
) -> NDArray[np.float64]:  # fmt: skip
    """(n, 2): the corner of what every frame shows, in pixels of what is read."""
    middle = np.array(corner) + np.array(room) / 2
    still = np.repeat(middle[None], len(moments), 0)
    if max(room[0] / inner[0], room[1] / inner[1]) <= ASIDE:
        return still
    found = follow(film, moments, rate, read)
    if found is None:
        return still
    low, high = np.array(corner), np.array(corner) + np.array(room)
    return np.asarray(np.clip(found * np.array(read) - np.array(inner) / 2, low, high), np.float64)


def _ways(
    segment: Segment, clock: Clock, inner: Size, places: NDArray[np.float64], bounds: tuple[float, float, float, float]
) -> tuple[Way, ...]:
    """How every frame is sampled, with the camera's moves on a flat picture, zoomed in until its edges do not show."""
    aim = Aim(w=HALF_WAY)
    path = with_lenses(poses(segment, clock, aim), segment, clock, aim)
    return tuple(_covering(pose, inner, place, bounds) for pose, place in zip(path, places, strict=True))


def _covering(pose: Pose, inner: Size, place: NDArray[np.float64], bounds: tuple[float, float, float, float]) -> Way:
    shift = np.array([[1, 0, place[0]], [0, 1, place[1]], [0, 0, 1.0]])
    if pose == Pose():
        return shift
    zoom = 1.0
    while True:
        way = shift @ _flat(pose.zoomed(zoom), inner)
        if zoom >= MOST_ZOOM or _inside(way, inner, bounds):
            return way
        zoom *= 1.01


def _flat(pose: Pose, inner: Size) -> Way:
    """From pixels of the frame to pixels of a flat picture, half-way into the scene, of the same size."""
    w, short = HALF_WAY, short_side(inner)
    grown = 1 / max(1 - pose.dolly * w, 0.05)
    moved = np.array([[grown, 0, -pose.truck * w * grown], [0, grown, -pose.pedestal * w * grown], [0, 0, 1]])
    units = np.array([[short, 0, (inner[0] - 1) / 2], [0, short, (inner[1] - 1) / 2], [0, 0, 1.0]])
    return np.asarray(units @ np.linalg.inv(turn_of(numbers(pose)) @ moved) @ np.linalg.inv(units), np.float64)


def _inside(way: Way, inner: Size, bounds: tuple[float, float, float, float]) -> bool:
    """Whether all corners of the frame are seen inside the picture."""
    w, h = inner[0] - 1, inner[1] - 1
    corners = way @ np.array([[0, w, w, 0], [0, 0, h, h], [1, 1, 1, 1.0]])
    x, y = corners[:2] / corners[2]
    slack = 0.5
    return bool(
        x.min() >= bounds[0] - slack and y.min() >= bounds[1] - slack
        and x.max() <= bounds[2] - 1 + slack and y.max() <= bounds[3] - 1 + slack
    )  # fmt: skip


def _sampled(raw: Frame, way: Way, inner: Size) -> Frame:
    """A frame of `inner` size out of what was read, 3 or 4 channels; a plain cut where nothing else is asked for."""
    x, y = round(way[0, 2]), round(way[1, 2])
    plain = np.allclose(way[:, :2], np.eye(3)[:, :2], atol=1e-9)
    h, w = raw.shape[:2]
    if plain and abs(way[0, 2] - x) + abs(way[1, 2] - y) < 0.02 and x + inner[0] <= w and y + inner[1] <= h:
        return np.ascontiguousarray(raw[y : y + inner[1], x : x + inner[0]])
    if raw.shape[2] == 4:
        return straight(_warped(multiplied(raw), way, inner))
    return _warped(raw, way, inner)


def _warped(raw: Frame, way: Way, inner: Size) -> Frame:
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    if np.allclose(way[2], (0, 0, 1)):
        return np.asarray(cv2.warpAffine(raw, way[:2], inner, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.uint8)
    return np.asarray(cv2.warpPerspective(raw, way, inner, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _overlays(segment: Segment, first: Frame, clock: Clock) -> tuple[Overlay, ...]:
    h, w = first.shape[:2]
    scale = min(1.0, MAP_SIDE / max(h, w))
    small = max(2, round(h * scale)), max(2, round(w * scale))
    nothing = np.zeros(small, np.float32)
    depth = np.full(small, HALF_WAY, np.float32)
    setting = Setting(first, depth, nothing, nothing, nothing, nothing, aim=(0.0, 0.0, HALF_WAY))
    flat = Scene(np.zeros((*small, 3), np.uint8), depth, nothing, nothing)

    def maps(place: Place) -> tuple[Plane, ...] | None:
        inside = where(flat, place, side_soft=0.25)
        return None if inside is None else (inside,)

    return laid_over(segment, setting, clock, maps)
