"""The Draft: what was asked for, as one frozen value around the draft JSON of the HTTP contract.

It keeps everything it was given, unknown keys and reserved track types included, and offers typed access to what Vivant
renders. Not for changing a draft (edits.py), and not for drawing: nothing here knows a picture.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from vivant.errors import DraftError, Problem
from vivant.timeline.schema import DraftShape, Effect, MotionShape, SegmentShape, TrackShape, placed, shape_problems
from vivant.timeline.summary import summary_line
from vivant.units import Size

PICTURE, SOUND, TEXT = 0, 1, 7
FULL_AMOUNT = 2.0
"""The amount of a move at strength 1: strength 0.5 is the tasteful amount 1."""


@dataclass(frozen=True, slots=True)
class Motion:
    """One camera move of a segment.

    move            name in the catalogue of moves
    amount          0 does not move, 1 is the tasteful default, at most 2
    easing          name of an easing, "" for the default
    speed           1 is normal: how often a cycle comes round
    start_ms        when it starts, inside the segment
    duration_ms     how long it takes, None to the end of the segment
    knobs           values for the move's own knobs
    seamless        the last frame must lead back to the first
    hold_subject    the subject keeps its place and size
    """

    move: str
    amount: float = 1.0
    easing: str = ""
    speed: float = 1.0
    start_ms: int = 0
    duration_ms: int | None = None
    knobs: Mapping[str, bool | float | str] = field(default_factory=dict)
    seamless: bool = False
    hold_subject: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The motion as the draft writes it; what has its default is left out, except strength."""
        full = {
            "p": self.move,
            "i": round(min(1.0, max(0.0, self.amount / FULL_AMOUNT)), 4),
            "e": self.easing,
            "sp": self.speed if self.speed != 1.0 else None,
            "s": self.start_ms,
            "d": self.duration_ms,
            "k": dict(self.knobs),
            "seamless": self.seamless,
            "hold_subject": self.hold_subject,
        }
        return {key: value for key, value in full.items() if value or key in ("p", "i")}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the picture a flow happens, or what must hold still.

    name     a named area (scene/areas.py), "" for the flow's own
    side     only this side of it: left, right, top, bottom, middle, or "" for all
    polygon  an outline in fractions of the photo (x, y), instead of a name
    mask     a mask over the photo as a data URL of a PNG, instead of a name
    """

    name: str = ""
    side: str = ""
    polygon: tuple[tuple[float, float], ...] = ()
    mask: str = ""

    def to_dict(self) -> dict[str, Any]:
        full = {"name": self.name, "side": self.side, "polygon": [list(p) for p in self.polygon], "mask": self.mask}
        return {key: value for key, value in full.items() if value}


HOLD = "hold"
"""What is applied to an area that must stay still."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A flow or an effect that is applied to a segment. Times are in milliseconds, inside the segment.

    kind            name in the catalogue of flows or of effects, or HOLD
    amount          0 nothing, 1 the tasteful default
    knobs           values for its other knobs
    start_ms        when it starts
    duration_ms     how long it is there, None to the end of the segment
    fade_in_ms, fade_out_ms    how long it takes to come and to go
    place           where, None for the flow's own area
    direction_deg   which way it goes: 0 to the right, 90 up; None for its own way
    """

    kind: str
    amount: float = 1.0
    knobs: Mapping[str, bool | float | str] = field(default_factory=dict)
    start_ms: int = 0
    duration_ms: int | None = None
    fade_in_ms: int = 0
    fade_out_ms: int = 0
    place: Place | None = None
    direction_deg: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """The entry of `fx` in the draft; what has its default is left out."""
        knobs = {"amount": self.amount, **self.knobs} if self.amount != 1.0 else dict(self.knobs)
        full = {
            "s": self.start_ms,
            "d": self.duration_ms,
            "p": knobs,
            "fi": self.fade_in_ms,
            "fo": self.fade_out_ms,
            "area": self.place.to_dict() if self.place else None,
        }
        written = {"k": self.kind} | {key: value for key, value in full.items() if value}
        return written if self.direction_deg is None else written | {"dir": self.direction_deg}


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a picture track: which asset, when, how placed and how moved. Times are in milliseconds."""

    id: str
    asset: str
    start_ms: int
    duration_ms: int
    name: str = ""
    prompt: str = ""
    seed: int = 0
    fit: str = "cover"
    motions: tuple[Motion, ...] = ()
    applied: tuple[Applied, ...] = ()

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.duration_ms

    @property
    def seamless(self) -> bool:
        """Whether the segment must loop."""
        return any(m.seamless for m in self.motions)

    @property
    def hold_subject(self) -> bool:
        return any(m.hold_subject for m in self.motions)


@dataclass(frozen=True, eq=False, repr=False)
class Draft:
    """A draft whose shape has been checked. Make one with `from_dict`."""

    _data: dict[str, Any]
    _shape: DraftShape

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Draft:
        """The draft of plain JSON data, which is copied. Raises DraftError that lists every problem at once."""
        if not isinstance(data, Mapping):
            kind = type(data).__name__
            raise DraftError((Problem("type", "the draft", kind, "object", "A draft must be a JSON object."),))
        try:
            shape = DraftShape.model_validate(dict(data))
        except ValidationError as failure:
            raise DraftError(shape_problems(failure)) from None
        problems = tuple(_timing_problems(shape))
        if problems:
            raise DraftError(problems)
        return cls(copy.deepcopy(dict(data)), shape)

    def to_dict(self) -> dict[str, Any]:
        """A deep copy of the draft, exactly as it was given."""
        return copy.deepcopy(self._data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Draft) and self._data == other._data

    def __hash__(self) -> int:
        return hash((self.rev, self.duration_ms, self.size))

    def __repr__(self) -> str:
        return f"<Draft rev {self.rev}: {self.summary()}>"

    @property
    def rev(self) -> int:
        return self._shape.rev

    @property
    def title(self) -> str:
        return self._shape.m.title

    @property
    def size(self) -> Size:
        """(width, height) in pixels; 1920x1080 if the draft does not say."""
        return self._shape.m.width, self._shape.m.height

    @property
    def fps(self) -> float:
        return self._shape.m.fps

    @property
    def background(self) -> str:
        """The colour behind everything, #rrggbb."""
        return self._shape.m.bg

    @property
    def duration_ms(self) -> int:
        """The end of the last segment of all tracks, in milliseconds."""
        ends = [start + seg.d for track in self._shape.t for start, seg in placed(track)]
        return max(ends, default=0)

    @property
    def ready(self) -> bool:
        """Whether there is anything to export."""
        return any(track.sg for track in self._shape.t)

    def main_track(self) -> int | None:
        """Index of the main picture track: the one with that role, else the first picture track with segments."""
        pictures = [i for i, t in enumerate(self._shape.t) if t.tt == PICTURE and t.sg]
        named = [i for i in pictures if self._shape.t[i].r == "main"]
        return next(iter(named + pictures), None)

    def main_segments(self) -> tuple[Segment, ...]:
        """The segments of the main picture track, in order; none if there is no such track."""
        index = self.main_track()
        return () if index is None else tuple(_segment(s, seg) for s, seg in placed(self._shape.t[index]))

    def summary(self) -> str:
        """One line for people: the tracks and what is on them."""
        return summary_line(self._shape)


def _segment(start: int, seg: SegmentShape) -> Segment:
    motions = () if seg.mo is None else tuple(_motions(seg.mo))
    asset = seg.src.a if seg.src else ""
    applied = tuple(_applied(fx) for fx in seg.fx)
    return Segment(seg.id, asset, start, seg.d, seg.m.name, seg.m.prompt, seg.m.seed, seg.tr.fit, motions, applied)


def _applied(shape: Effect) -> Applied:
    place = None
    if shape.area is not None:
        outline = tuple((x, y) for x, y in shape.area.polygon)
        place = Place(shape.area.name, shape.area.side, outline, shape.area.mask)
    knobs = dict(shape.p)
    amount = float(knobs.pop("amount", 1.0))
    return Applied(shape.k, amount, knobs, shape.s, shape.d, shape.fi, shape.fo, place, shape.dir)


def _motions(shape: MotionShape) -> Iterator[Motion]:
    """The motion and all that run with it, flat."""
    yield Motion(
        shape.p,
        shape.i * FULL_AMOUNT,
        shape.e,
        shape.sp,
        shape.s,
        shape.d,
        dict(shape.k),
        shape.seamless,
        shape.hold_subject,
    )
    for more in shape.with_:
        yield from _motions(more)


def _timing_problems(shape: DraftShape) -> Iterator[Problem]:
    """What types cannot say: parts that a track type needs, order, overlap. Reserved track types are let through."""
    for t, track in enumerate(shape.t):
        if track.tt in (PICTURE, SOUND, TEXT):
            yield from _track_problems(f"t[{t}]", track)


def _track_problems(place: str, track: TrackShape) -> Iterator[Problem]:
    earliest = 0
    needed = "txt" if track.tt == TEXT else "src"
    for n, (start, seg) in enumerate(placed(track)):
        here = f"{place}.sg[{n}]"
        if getattr(seg, needed) is None:
            sentence = f"In the draft, {here} needs {needed}, because its track has type {track.tt}."
            yield Problem("missing", f"{here}.{needed}", None, None, sentence)
        if start < earliest:
            sentence = f"In the draft, {here} starts at {start} ms, but the segment before it ends at {earliest}."
            yield Problem("overlap", f"{here}.s", start, earliest, sentence)
        overlap = seg.tn.d if seg.tn else 0
        if overlap > seg.d:
            sentence = f"In the draft, the transition of {here} takes {overlap} ms, but the segment only {seg.d} ms."
            yield Problem("range", f"{here}.tn.d", overlap, seg.d, sentence)
        earliest = start + seg.d - overlap
