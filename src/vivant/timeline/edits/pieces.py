"""Edits of where segments are and how long: adding, cutting, moving, joining. Not for what they look or sound like."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from vivant.timeline.board import Board, Spot
from vivant.timeline.cutting import is_moving, part, stretch
from vivant.timeline.edits.contract import Edit
from vivant.timeline.layout import Data, end_of
from vivant.timeline.schema import Length, Ms
from vivant.timeline.values import Role

STILL_MS = 5000
"""How long a picture is shown where nobody says."""

Index = Annotated[int, Field(ge=0)]


@dataclass(frozen=True, slots=True)
class AddSegment(Edit):
    """Add a picture, video or sound: to the main track at `index` (None: at the end), or to a track of another role at
    `start_ms`."""

    asset: str
    duration_ms: Length | None = None
    role: Role = "main"
    index: Index | None = None
    start_ms: Ms = 0
    in_ms: Ms = 0
    out_ms: Ms | None = None
    name: str = ""
    prompt: str = ""
    seed: int = 0
    id: str = ""

    def change(self, board: Board) -> None:
        if self.role in ("title", "caption"):
            board.refuse("choice", "role", self.role, None, "Words are added with add_title or add_captions.")
        meta = {"name": self.name, "prompt": self.prompt, "seed": self.seed}
        source = {"a": self.asset, "in": self.in_ms, "out": self.out_ms}
        segment = {
            "id": self.id or board.new_id("s"),
            "s": self.start_ms,
            "d": self.duration_ms or self._length(board),
            "m": {key: value for key, value in meta.items() if value},
            "src": {key: value for key, value in source.items() if value},
        }
        if self.role == "main":
            board.insert(segment, self.index)
        else:
            board.lay(segment, self.role)

    def _length(self, board: Board) -> int:
        asset = board.data.get("a", {}).get(self.asset, {})
        last = self.out_ms or (asset.get("d") if asset.get("k") != "image" else None)
        return max(1, last - self.in_ms) if last else STILL_MS


@dataclass(frozen=True, slots=True)
class Remove(Edit):
    """Remove a segment, or a track by its id or role ("music"); the main track closes up."""

    target: str

    def change(self, board: Board) -> None:
        tracks = board.tracks_of(self.target)
        for track in tracks:
            if track is board.main:
                track["sg"].clear()
            else:
                board.tracks.remove(track)
        if not tracks:
            spot = board.spot(self.target)
            listed = spot.track["sg"]
            before = listed[spot.n - 1] if spot.n and spot.n + 1 == len(listed) else {}
            before.pop("tn", None)  # a transition needs something to go to
            board.take(spot)


@dataclass(frozen=True, slots=True)
class Trim(Edit):
    """Keep only a part of a segment, from `from_ms` to `to_ms` inside it (None: to its end); the rest is cut off."""

    segment: str
    from_ms: Ms = 0
    to_ms: Ms | None = None

    def change(self, board: Board) -> None:
        spot = board.spot(self.segment)
        length = spot.segment["d"]
        end = length if self.to_ms is None else min(self.to_ms, length)
        if self.from_ms >= end:
            sentence = f"To keep {self.from_ms} to {end} ms of a segment of {length} ms leaves nothing of it."
            board.refuse("range", "from_ms", self.from_ms, end - 1, sentence)
        transition = spot.segment.get("tn")
        kept = _parts(board, spot, [self.from_ms, end])
        if transition:
            kept[0]["tn"] = transition


@dataclass(frozen=True, slots=True)
class SetDuration(Edit):
    """Set how long a segment is shown; moves and effects inside keep their share of it. To cut is `trim`."""

    segment: str
    duration_ms: Length

    def change(self, board: Board) -> None:
        for spot in board.each(self.segment):
            segment = spot.segment
            stretch(segment, self.duration_ms)
            source, asset = segment.get("src") or {}, board.asset_of(segment)
            if source.get("out") is not None and source.get("loop", "none") == "none" and is_moving(source, asset):
                reach = (source.get("in") or 0) + max(1, round(self.duration_ms * source.get("sp", 1.0)))
                source["out"] = min(reach, (asset or {}).get("d") or reach)


@dataclass(frozen=True, slots=True)
class Split(Edit):
    """Cut a segment in two, `at_ms` inside it."""

    segment: str
    at_ms: Length

    def change(self, board: Board) -> None:
        spot = board.spot(self.segment)
        length = spot.segment["d"]
        if self.at_ms >= length:
            sentence = f"A segment of {length} ms cannot be cut at {self.at_ms} ms; choose less."
            board.refuse("range", "at_ms", self.at_ms, length - 1, sentence)
        _parts(board, spot, [0, self.at_ms, length])


@dataclass(frozen=True, slots=True)
class Move(Edit):
    """Move a segment to another time. On the main track it goes to the nearest cut: see `reorder`."""

    segment: str
    start_ms: Ms

    def change(self, board: Board) -> None:
        spot = board.spot(self.segment)
        if spot.track is not board.main:
            segment = board.take(spot)
            board.lay(segment | {"s": self.start_ms}, board.role(spot.track))
            return
        others = [s for n, s in enumerate(spot.track["sg"]) if n != spot.n]
        ends = [0]
        for other in others:
            ends.append(ends[-1] + other["d"])
        _reorder(spot, min(range(len(ends)), key=lambda n: abs(ends[n] - self.start_ms)))


@dataclass(frozen=True, slots=True)
class Reorder(Edit):
    """Give a segment of the main track another place, 0 for the first; transitions stay at their cuts."""

    segment: str
    index: Index

    def change(self, board: Board) -> None:
        spot = board.spot(self.segment)
        if spot.track is not board.main:
            sentence = f"{self.segment!r} is not on the main track; only that has an order. Use move."
            board.refuse("kind", "segment", self.segment, None, sentence)
        _reorder(spot, min(self.index, len(spot.track["sg"]) - 1))


@dataclass(frozen=True, slots=True)
class Duplicate(Edit):
    """Add a copy of a segment right behind it."""

    segment: str

    def change(self, board: Board) -> None:
        spot = board.spot(self.segment)
        twin = board.named(copy.deepcopy(spot.segment)) | {"s": end_of(spot.segment)}
        if spot.track is board.main:
            spot.segment.pop("tn", None)
            board.insert(twin, spot.n + 1)
        else:
            twin.pop("tn", None)
            board.lay(twin, board.role(spot.track))


def _reorder(spot: Spot, index: int) -> None:
    listed = spot.track["sg"]
    transitions = [s.pop("tn", None) for s in listed]
    listed.insert(index, listed.pop(spot.n))
    for segment, transition in zip(listed, transitions, strict=True):
        if transition:
            segment["tn"] = transition


def _parts(board: Board, spot: Spot, cuts: list[int]) -> list[Data]:
    """Put the parts between cuts, ms inside a segment, in its place; the first keeps its id."""
    whole = spot.segment
    found = [part(whole, a, b, board.asset_of(whole)) for a, b in pairwise(cuts)]
    spot.track["sg"][spot.n : spot.n + 1] = found[:1]
    for n, piece in enumerate(found[1:], 1):
        spot.track["sg"].insert(spot.n + n, board.named(piece))
    return found
