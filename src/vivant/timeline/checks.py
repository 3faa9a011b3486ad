"""What types cannot say of a draft: what a track needs, order, overlap, parts of media that are not there.

All problems are found at once, each with code, place, value and limit. Not for mending them (repair.py), nor for names
of moves, effects and transitions: who draws knows those. Tracks of types that Vivant does not know are let through.
"""

from __future__ import annotations

from collections.abc import Iterator

from vivant.errors import Problem
from vivant.timeline.schema import PICTURE, SOUND, TEXT, Asset, DraftShape, SegmentShape, TrackShape, placed

SUITING = {PICTURE: ("image", "video"), SOUND: ("audio", "video")}
"""The kinds of asset that a track of a type can take."""


def problems(shape: DraftShape) -> Iterator[Problem]:
    """Everything that is wrong with a draft whose shape is right, in the order of the document."""
    seen: set[str] = set()
    for t, track in enumerate(shape.t):
        yield from _repeated(f"t[{t}].id", track.id, seen)
        if track.tt not in (PICTURE, SOUND, TEXT):
            continue
        yield from _order(f"t[{t}]", track)
        for n, seg in enumerate(track.sg):
            here = f"t[{t}].sg[{n}]"
            yield from _repeated(f"{here}.id", seg.id, seen)
            yield from _needs(here, track.tt, seg)
            yield from _media(here, track.tt, seg, shape.a)


def _repeated(place: str, name: str, seen: set[str]) -> Iterator[Problem]:
    if name and name in seen:
        yield Problem(
            "duplicate", place, name, None, f"In the draft, {place} is {name!r}, which something else is too."
        )
    seen.add(name)


def _needs(here: str, kind: int, seg: SegmentShape) -> Iterator[Problem]:
    needed = "txt" if kind == TEXT else "src"
    if getattr(seg, needed) is None:
        sentence = f"In the draft, {here} needs {needed}, because its track has type {kind}."
        yield Problem("missing", f"{here}.{needed}", None, None, sentence)


def _media(here: str, kind: int, seg: SegmentShape, assets: dict[str, Asset]) -> Iterator[Problem]:
    """The part of the media is there: checked as far as the draft tells of its assets."""
    if seg.src is None or kind == TEXT:
        return
    first, last, asset = seg.src.in_ or 0, seg.src.out, assets.get(seg.src.a)
    if last is not None and last <= first:
        sentence = f"In the draft, {here} ends at {last} ms of its source, but begins at {first}."
        yield Problem("range", f"{here}.src.out", last, first + 1, sentence)
    if asset is None:
        return
    if asset.k not in SUITING[kind]:
        suiting = " or ".join(SUITING[kind])
        sentence = f"In the draft, {here} has an asset of kind {asset.k}, but its track takes {suiting}."
        yield Problem("kind", f"{here}.src.a", seg.src.a, list(SUITING[kind]), sentence)
    elif asset.k != "image" and asset.d:
        for key, value, limit in (("in", first, asset.d - 1), ("out", last, asset.d), ("fz", seg.src.fz, asset.d)):
            if value is not None and value > limit:
                sentence = f"In the draft, {here}.src.{key} is {value} ms, but the asset has {asset.d} ms."
                yield Problem("range", f"{here}.src.{key}", value, limit, sentence)


def _order(place: str, track: TrackShape) -> Iterator[Problem]:
    """Segments follow one another; with a transition the next starts before this one ends, and just so long before."""
    earliest, before = 0, 0
    listed = placed(track)
    for n, (start, seg) in enumerate(listed):
        here = f"{place}.sg[{n}]"
        overlap = seg.tn.d if seg.tn else 0
        if start < earliest:
            sentence = f"In the draft, {here} starts at {start} ms, but the segment before it ends at {earliest}."
            yield Problem("overlap", f"{here}.s", start, earliest, sentence)
        elif before and start > earliest:
            sentence = (
                f"In the draft, {here} starts at {start} ms, but the transition into it begins at {earliest}: "
                "both must be the same."
            )
            yield Problem("gap", f"{here}.s", start, earliest, sentence)
        if overlap > seg.d:
            sentence = f"In the draft, the transition of {here} takes {overlap} ms, but the segment only {seg.d} ms."
            yield Problem("range", f"{here}.tn.d", overlap, seg.d, sentence)
        elif overlap and n + 1 < len(listed):
            room = min(seg.d - before, listed[n + 1][1].d)
            if overlap > room:
                sentence = (
                    f"In the draft, the transition of {here} takes {overlap} ms, but only {max(0, room)} ms are free "
                    "of other transitions."
                )
                yield Problem("range", f"{here}.tn.d", overlap, max(0, room), sentence)
        earliest, before = start + seg.d - overlap, overlap
