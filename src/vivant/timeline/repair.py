"""Mending drafts that came from elsewhere: what has one obvious answer is mended and recorded, the rest is reported.

Mended are: numbers that should be whole or are a little out of range, nulls for what was not said, short colours,
missing and repeated ids, order and overlap, starts that do not fit a transition, transitions that are too long, ends of
media that lie before their beginning or behind their end, the total length. Never guessed is what somebody meant: names
of moves, effects and transitions, missing media and words, lengths.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from vivant.timeline.draft import Draft
from vivant.timeline.layout import (
    Data,
    close_up,
    end_of,
    gaps_of,
    overlap_of,
    part_transitions,
    shorten_transitions,
    spread,
)
from vivant.timeline.schema import PICTURE, SOUND, TEXT, DraftShape, json_path
from vivant.timeline.upgrade import upgrade

CLAMPED = {"vol", "fi", "fo", "op", "i", "duck", "in"}
"""Keys whose values are brought into their range: nobody means more than all, or less than nothing."""
WHOLE = {"s", "d", "fi", "fo", "in", "out", "off", "fz", "ms", "rev", "seed", "w", "h", "width", "height", "tt", "v"}
"""Keys that take whole numbers; a broken one is rounded."""


@dataclass(frozen=True, slots=True)
class Mended:
    """One thing that was mended: what (`code`), where (`place`, a JSON path), from what to what."""

    code: str
    place: str
    before: object
    after: object
    sentence: str


def repair(data: object) -> tuple[Draft, tuple[Mended, ...]]:
    """The draft of data that may be broken, and what was mended; nothing for a draft that is valid.

    Raises DraftError with every problem that is left, in places of the data as mended.
    """
    bench = _Bench(copy.deepcopy(upgrade(data)))
    bench.shapes()
    try:
        DraftShape.model_validate(bench.data)
    except ValidationError:
        return Draft.from_dict(bench.data), ()  # raises what is left
    bench.names()
    bench.media()
    bench.order()
    bench.total()
    return Draft.from_dict(bench.data), tuple(bench.record)


class _Bench:
    """A draft being mended, and the record."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.record: list[Mended] = []

    def note(self, code: str, place: str, before: object, after: object, what: str) -> None:
        sentence = f"In the draft, {place} {what}."
        self.record.append(Mended(code, place, before, after, sentence))

    # --- shapes -------------------------------------------------------------------------------------------------------

    def shapes(self) -> None:
        """Values of the wrong shape that can only mean one thing, as long as there are any."""
        for _ in range(8):
            try:
                DraftShape.model_validate(self.data)
                return
            except ValidationError as failure:
                errors = failure.errors(include_url=False)
            if not any([self._reshaped(dict(error)) for error in errors]):
                return

    def _reshaped(self, error: dict[str, Any]) -> bool:
        *way, key = error["loc"] or ("",)
        holder = self._at(way)
        known = isinstance(holder, dict) and key in holder
        if error["type"] == "missing" and key == "sg" and isinstance(holder, dict):
            holder["sg"] = []
            self.note("missing", json_path(error["loc"]), None, [], "was missing and is empty now")
            return True
        if not known or not isinstance(holder, dict):
            return False
        before = holder[key]
        place = json_path(error["loc"])
        if before is None:
            del holder[key]
            self.note("null", place, None, None, "was null and is left out now")
            return True
        after = _meant(str(key), before, error)
        if after is None or after == before:
            return False
        holder[key] = after
        self.note("value", place, before, after, f"was {before!r} and is {after!r} now")
        return True

    def _at(self, way: list[Any]) -> Any:
        found: Any = self.data
        for key in way:
            if (isinstance(found, dict) and key in found) or (
                isinstance(found, list) and isinstance(key, int) and key < len(found)
            ):
                found = found[key]
            else:
                return None
        return found

    # --- names, media, order ------------------------------------------------------------------------------------------

    def names(self) -> None:
        """Ids that are missing, or that something before has."""
        tracks = [(f"t[{t}]", "t", track) for t, track in enumerate(self.data["t"])]
        segments = [(f"t[{t}].sg[{n}]", "s", seg) for t, track in self._known() for n, seg in enumerate(track["sg"])]
        everything = [*tracks, *segments]
        taken = {one.get("id") for _, _, one in everything}
        seen: set[str] = set()
        for place, letter, one in everything:
            before = one.get("id")
            if not before or before in seen:
                after = next(f"{letter}{n}" for n in range(1, 10**6) if f"{letter}{n}" not in taken)
                one["id"] = after
                taken.add(after)
                self.note("id", f"{place}.id", before, after, f"is {after} now, because " + (
                    f"{before} was there already" if before else "it had none"))  # fmt: skip
            seen.add(one["id"])

    def media(self) -> None:
        """Parts of media that end before they begin, or behind their end."""
        for t, track in self._known():
            for n, seg in enumerate(track["sg"]):
                source, here = seg.get("src") or {}, f"t[{t}].sg[{n}].src"
                first, last = source.get("in") or 0, source.get("out")
                if last is not None and last < first:
                    source |= {"in": last, "out": first}
                    self.note("range", f"{here}.out", last, first, "lay before its beginning; both are exchanged")
                elif last is not None and last == first:
                    del source["out"]
                    self.note("range", f"{here}.out", last, None, "was its beginning too and is left out now")
                self._inside(source, here)

    def _inside(self, source: Data, here: str) -> None:
        asset = self.data.get("a", {}).get(source.get("a"), {})
        length = asset.get("d") if asset.get("k") != "image" else None
        for key in ("out", "fz"):
            value = source.get(key)
            if length and value is not None and value > length > (source.get("in") or 0):
                source[key] = length
                self.note("range", f"{here}.{key}", value, length, f"lay behind the end of its media, {length} ms")

    def order(self) -> None:
        """Starts, overlaps and transitions."""
        main = self._main()
        for t, track in list(self._known()):
            before = [(dict(s), s.get("s"), overlap_of(s)) for s in track["sg"]]
            _give_starts(track["sg"])
            starts = [s["s"] for s in track["sg"]]
            track["sg"].sort(key=lambda s: s["s"])
            if starts != sorted(starts):
                self.note("order", f"t[{t}].sg", starts, sorted(starts), "is in the order of time now")
            if track is main:
                close_up(track["sg"], gaps_of(track["sg"]))
            else:
                shorten_transitions(track["sg"])
                part_transitions(track["sg"])
                for moved in spread(track, self.data["t"]):
                    self.note("overlap", f"t[{t}].sg", moved["s"], None,
                              f"had {moved['id']} over another; it is on a track of its own now")  # fmt: skip
            self._told(f"t[{t}].sg", track["sg"], {s["id"]: (start, overlap) for s, start, overlap in before})
        taken = {track.get("id") for track in self.data["t"]}
        for track in self.data["t"]:
            if not track.get("id"):
                track["id"] = next(f"t{n}" for n in range(1, 10**6) if f"t{n}" not in taken)
                taken.add(track["id"])

    def _told(self, place: str, segments: list[Data], before: dict[str, tuple[int | None, int]]) -> None:
        for n, seg in enumerate(segments):
            start, overlap = before[seg["id"]]
            if start is not None and seg["s"] != start:
                self.note("start", f"{place}[{n}].s", start, seg["s"], f"was {start} ms and is {seg['s']} now")
            if overlap != overlap_of(seg):
                told = f"took {overlap} ms and takes {overlap_of(seg)} now"
                self.note("transition", f"{place}[{n}].tn.d", overlap, overlap_of(seg), told)

    def total(self) -> None:
        """The total length, where it was said."""
        said = self.data.get("d")
        ends = [end_of(s) for _, track in self._known() for s in track["sg"]]
        length = max(ends, default=0)
        if said is not None and said != length and length <= 7_200_000:
            self.data["d"] = length
            self.note("total", "d", said, length, f"was {said} ms and is {length} now")

    def _known(self) -> Iterator[tuple[int, Data]]:
        return ((t, track) for t, track in enumerate(self.data["t"]) if track["tt"] in (PICTURE, SOUND, TEXT))

    def _main(self) -> Data | None:
        pictures = [track for _, track in self._known() if track["tt"] == PICTURE]
        named = [track for track in pictures if track.get("r") == "main"]
        return next(iter([*named, *(t for t in pictures if t["sg"])]), None)


def _give_starts(segments: list[Data]) -> None:
    """A segment without a start begins where the one before it ends."""
    earliest = 0
    for seg in segments:
        if seg.get("s") is None:
            seg["s"] = earliest
        earliest = max(0, end_of(seg) - overlap_of(seg))


def _meant(key: str, value: object, error: dict[str, Any]) -> object:
    """The one thing that a value of the wrong shape can mean, None if there are several."""
    if isinstance(value, float) and key in WHOLE and math.isfinite(value) and not value.is_integer():
        return round(value)
    context = error.get("ctx", {})
    if key in CLAMPED and isinstance(value, int | float) and not isinstance(value, bool):
        limit = context.get("le", context.get("ge"))
        return limit if limit is not None and math.isfinite(value) else None
    if key in ("bg", "col") and isinstance(value, str):
        digits = value.strip().removeprefix("#")
        if len(digits) == 3:
            digits = "".join(digit * 2 for digit in digits)
        good = len(digits) == 6 and all(d in "0123456789abcdefABCDEF" for d in digits)
        return f"#{digits}" if good else None
    return None
