"""From the checked shape of a draft to the values that everyone works with. Not for checking (schema.py, checks.py)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

from vivant.timeline import schema as shapes
from vivant.timeline.schema import PICTURE, SOUND, TEXT, placed
from vivant.timeline.values import (
    FULL_AMOUNT,
    Applied,
    Asset,
    Motion,
    Place,
    Placement,
    Role,
    Segment,
    Source,
    Text,
    Track,
    TrackKind,
    Transition,
)

_KINDS: dict[int, tuple[TrackKind, Role]] = {
    PICTURE: ("picture", "overlay"),
    SOUND: ("sound", "music"),
    TEXT: ("text", "title"),
}


def read_track(shape: shapes.TrackShape, n: int, taken: Set[str], *, main: bool) -> Track:
    """The n-th track. Where the draft gives no id, the number does, and none of those that are `taken`."""
    name = shape.id or _free(f"t{n}", taken)
    kind, role = _KINDS.get(shape.tt, ("other", "overlay"))
    known = () if kind == "other" else tuple(_segments(shape, name, taken))
    role = "main" if main else shape.r or role
    return Track(name, kind, role, known, shape.n, shape.mu, shape.vol, shape.duck)


def read_asset(name: str, shape: shapes.Asset) -> Asset:
    return Asset(name, shape.k, shape.n, shape.w, shape.h, shape.d, dict(shape.gen))


def _free(name: str, taken: Set[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _segments(track: shapes.TrackShape, name: str, taken: Set[str]) -> Iterator[Segment]:
    for n, (start, seg) in enumerate(placed(track), 1):
        yield Segment(
            seg.id or _free(f"{name}s{n}", taken),
            start,
            seg.d,
            seg.m.name,
            seg.m.prompt,
            seg.m.seed,
            _source(seg.src) if seg.src else None,
            seg.vol,
            seg.fi,
            seg.fo,
            _placement(seg.tr),
            () if seg.mo is None else tuple(_motions(seg.mo)),
            tuple(map(_applied, seg.fx)),
            _text(seg.txt) if seg.txt else None,
            Transition(seg.tn.k, seg.tn.d, dict(seg.tn.p)) if seg.tn else None,
        )


def read_source(data: Mapping[str, Any]) -> Source:
    """The source of plain data that has been checked."""
    return _source(shapes.Source.model_validate(data))


def _source(s: shapes.Source) -> Source:
    return Source(s.a, s.in_ or 0, s.out, s.sp, s.loop, s.rev, s.off, s.fz)


def _placement(s: shapes.Placement) -> Placement:
    crop = None
    if s.crop is not None:
        left, top, right, bottom = s.crop
        crop = left, top, right, bottom
    return Placement(s.x, s.y, s.sc, s.rot, s.op, s.fit, crop, s.cut)


def _text(s: shapes.Text) -> Text:
    more = dict(s.model_extra or {})
    return Text(s.c, s.f, s.sz, s.w, s.col, s.bg, s.st, s.sh, s.al, s.pos, s.x, s.y, s.in_, s.out, s.ms, more)


def _applied(shape: shapes.Effect) -> Applied:
    place = None if shape.area is None else _place(shape.area)
    knobs = dict(shape.p)
    amount = float(knobs.pop("amount", 1.0))
    return Applied(shape.k, amount, knobs, shape.s, shape.d, shape.fi, shape.fo, place, shape.dir, shape.to)


def _place(shape: shapes.AreaShape) -> Place:
    return Place(shape.name, shape.side, tuple((x, y) for x, y in shape.polygon), shape.mask)


def _motions(shape: shapes.MotionShape) -> Iterator[Motion]:
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
        None if shape.aim is None else _place(shape.aim),
    )
    for more in shape.with_:
        yield from _motions(more)
