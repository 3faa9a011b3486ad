"""The Plan: a whole draft, decided, and ready to be drawn frame by frame.

Picture tracks lie on each other, segments go over into each other, words lie on top. What a segment shows is made when
its turn comes and let go afterwards, so that a film of any length needs the memory of a few pictures. Not for what one
segment shows (content.py), for drawing (draw.py) or for sound (soundtrack.py).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial
from itertools import pairwise
from typing import Any, Generic, TypeVar

import numpy as np

from vivant.render.content import Content, Filmed, content_of
from vivant.render.material import Material, is_film
from vivant.render.problems import check
from vivant.render.shot import Shot
from vivant.render.spot import Spot, spot_of
from vivant.render.words import Words, words_of
from vivant.timeline import Draft, Segment, Track
from vivant.transitions import Draw, Setting, Transition, TransitionParams, catalogue
from vivant.units import Clock, Size, derive_seed

Made = TypeVar("Made")

HELD = 4
"""So many are kept ready: two that go over into each other, and what comes next."""


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """A segment on a picture track: frames first .. end (half-open) of the film."""

    number: int
    segment: Segment
    material: Material
    first: int
    end: int
    spot: Spot
    clock: Clock


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """Frames first .. end (half-open), in which one take becomes another."""

    first: int
    end: int
    before: int
    after: int
    prepare: Callable[[], Draw]

    def share(self, n: int) -> float:
        """How far it has gone at frame n, 0 .. 1 without the ends, which are the takes' own frames."""
        return (n - self.first + 1) / (self.end - self.first + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """A picture track."""

    takes: tuple[Take, ...]
    joints: tuple[Joint, ...]


class _Ready(Generic[Made]):
    """What is kept ready, by number; each is made once, by whoever asks first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: OrderedDict[int, Future[Made]] = OrderedDict()

    def get(self, number: int, make: Callable[[], Made]) -> Made:
        with self._lock:
            found = self._held.get(number)
            mine = found is None
            if found is None:
                found = self._held[number] = Future()
            self._held.move_to_end(number)
            done = [key for key, future in self._held.items() if future.done()]
            for key in done[: max(0, len(self._held) - HELD)]:
                del self._held[key]
        if mine:
            try:
                found.set_result(make())
            except BaseException as failure:
                with self._lock:
                    self._held.pop(number, None)
                found.set_exception(failure)
        return found.result()


@dataclass(frozen=True, eq=False)
class Plan:
    """A film, decided: its size, its clock, its picture tracks from below to above, and the words on top.

    `ground` lies below everything; where it is `see_through`, nothing does, and frames have a fourth channel.
    """

    size: Size
    clock: Clock
    ground: tuple[int, int, int]
    lanes: tuple[Lane, ...]
    words: tuple[Words, ...] = ()
    see_through: bool = False
    _ready: _Ready[Content] = field(default_factory=_Ready, repr=False)
    _changes: _Ready[Draw] = field(default_factory=_Ready, repr=False)

    def content(self, take: Take) -> Content:
        """What a take shows; made when it is first asked for."""
        return self._ready.get(take.number, lambda: content_of(take.segment, take.material, take.spot.size, take.clock))

    def change(self, joint: Joint) -> Draw:
        """What draws a joint; made when it is first asked for."""
        return self._changes.get(joint.before, joint.prepare)

    @property
    def shots(self) -> tuple[Shot, ...]:
        """The shots of the lowest track, for who looks closer at how a scene is filmed."""
        found = [self.content(take) for take in self.lanes[0].takes]
        return tuple(content.shot for content in found if isinstance(content, Filmed))

    @cached_property
    def takes(self) -> tuple[Take, ...]:
        return tuple(take for lane in self.lanes for take in lane.takes)


def make_plan(
    draft: Draft, materials: Mapping[str, Material], *, size: Size | None = None, fps: float | Fraction | None = None,
    see_through: bool = False,
) -> Plan:  # fmt: skip
    """The plan of a draft; `materials` are its pictures and films by asset id. Raises DraftError that lists everything
    that cannot be drawn."""
    check(draft, materials)
    size = size or draft.size
    main = draft.main_segments()
    loop = bool(main) and all(segment.seamless for segment in main)
    clock = Clock.lasting(draft.duration_ms / 1000, fps or draft.fps, loop=loop)
    lanes: list[Lane] = []
    count = 0
    index = draft.main_track()
    for k, track in enumerate(draft.tracks()):
        if track.kind != "picture" or not track.segments:
            continue
        takes = _takes(track, materials, size, clock, count, over=k != index or see_through)
        count += len(takes)
        lanes.append(Lane(takes, _joints(takes, size)))
    return Plan(size, clock, _colour(draft.background), tuple(lanes), words_of(draft, size, clock), see_through)


def _takes(
    track: Track, materials: Mapping[str, Material], size: Size, clock: Clock, count: int, *, over: bool
) -> tuple[Take, ...]:
    found = []
    for n, segment in enumerate(track.segments):
        first, end = (round(ms * clock.rate / 1000) for ms in (segment.start_ms, segment.end_ms))
        first, end = min(first, clock.n_frames - 1), min(max(first + 1, end), clock.n_frames)
        material = materials[segment.asset]
        picture = material.info.size if is_film(material) else _size_of(material, size)
        spot = spot_of(segment.placement, picture, size, over=over or segment.placement.cutout)
        local = Clock(clock.rate, max(1, end - first), segment.seamless)
        found.append(Take(count + n, segment, material, first, end, spot, local))
    return tuple(found)


def _size_of(material: Any, size: Size) -> Size:
    """The size of a picture; that of the frame where it has not been looked at and its shape does not matter."""
    image = getattr(material, "image", None)
    known = getattr(material, "size", None)
    return image.shape[1::-1] if image is not None else known or size


def _joints(takes: tuple[Take, ...], size: Size) -> tuple[Joint, ...]:
    found = []
    for before, after in pairwise(takes):
        transition = before.segment.transition
        if transition is None or before.end <= after.first:
            continue
        entry = catalogue()[transition.kind]
        seed = derive_seed(before.segment.seed, transition.kind, before.number)
        params = entry.params.model_validate(dict(transition.knobs))
        prepare = partial(_prepared, entry, size, params, seed)
        found.append(Joint(after.first, before.end, before.number, after.number, prepare))
    return tuple(found)


def _prepared(entry: Transition, size: Size, params: TransitionParams, seed: int) -> Draw:
    return entry.prepare(Setting(size), params, np.random.default_rng(seed))


def _colour(text: str) -> tuple[int, int, int]:
    red, green, blue = (int(text[k : k + 2], 16) for k in (1, 3, 5))
    return red, green, blue
