"""Edits of how media play and go over into one another: speed, direction, standing still, transitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from vivant.timeline.board import EVERY, Board, Spot
from vivant.timeline.cutting import is_moving, part, span_ms
from vivant.timeline.edits.contract import Edit
from vivant.timeline.layout import Data, end_of, overlap_of
from vivant.timeline.reading import read_source
from vivant.timeline.schema import Length, Ms
from vivant.timeline.values import Loop


@dataclass(frozen=True, slots=True)
class Speed(Edit):
    """Play a video or sound faster or slower, 1 as recorded; it gets shorter or longer accordingly."""

    segment: str
    speed: Annotated[float, Field(ge=0.1, le=10)]

    def change(self, board: Board) -> None:
        for segment in _playing(self, board, self.segment):
            before = segment["src"].get("sp", 1.0)
            segment["d"] = max(1, round(segment["d"] * before / self.speed))
            segment["src"]["sp"] = self.speed


@dataclass(frozen=True, slots=True)
class SetLoop(Edit):
    """Set what a video or sound does at its end: none, loop, or boomerang (there and back)."""

    segment: str
    loop: Loop

    def change(self, board: Board) -> None:
        for segment in _playing(self, board, self.segment):
            source, asset = segment["src"], board.asset_of(segment) or {}
            reach = (source.get("in") or 0) + span_ms(source, segment["d"], asset)
            if self.loop != "none" and source.get("out") is None and reach < (asset.get("d") or 0):
                source["out"] = reach  # it is this part that comes round, and not all that follows
            source["loop"] = self.loop


@dataclass(frozen=True, slots=True)
class Reverse(Edit):
    """Play a video or sound backwards, or forwards again."""

    segment: str
    reverse: bool = True

    def change(self, board: Board) -> None:
        for segment in _playing(self, board, self.segment):
            source = segment["src"]
            if source.get("out") is None and source.get("loop", "none") == "none":
                asset = board.asset_of(segment) or {}
                first = source.get("in") or 0
                reach = first + span_ms(source, segment["d"], asset)
                source["out"] = max(first + 1, min(reach, asset.get("d") or reach))
            source["rev"] = self.reverse


@dataclass(frozen=True, slots=True)
class Freeze(Edit):
    """Stop a video for a while: the picture `at_ms` inside the segment is held for `duration_ms`, then it goes on."""

    segment: str
    at_ms: Ms
    duration_ms: Length

    def change(self, board: Board) -> None:
        spot = board.spot(self.segment)
        segment, asset = spot.segment, board.asset_of(spot.segment)
        if not (segment.get("src") and is_moving(segment["src"], asset)):
            _refuse_still(board, self.segment)
        if self.at_ms > segment["d"]:
            sentence = f"A segment of {segment['d']} ms cannot stop at {self.at_ms} ms; choose less."
            board.refuse("range", "at_ms", self.at_ms, segment["d"], sentence)
        pieces = [part(segment, 0, self.at_ms, asset)] if self.at_ms else []
        pieces.append(self._held(segment, asset))
        if self.at_ms < segment["d"]:
            pieces.append(part(segment, self.at_ms, segment["d"], asset))
        elif segment.get("tn"):
            pieces[-1]["tn"] = segment["tn"]
        spot.track["sg"][spot.n : spot.n + 1] = pieces[:1]
        for n, piece in enumerate(pieces[1:], 1):
            spot.track["sg"].insert(spot.n + n, board.named(piece))

    def _held(self, segment: Data, asset: Data | None) -> Data:
        source = read_source(segment["src"])
        moment = round(source.moment_ms(self.at_ms, span_ms(segment["src"], segment["d"], asset)))
        at = min(self.at_ms, segment["d"] - 1)
        held = part(segment, at, at + 1, asset) | {"d": self.duration_ms, "s": segment["s"] + self.at_ms}
        kept = {k: v for k, v in segment["src"].items() if k not in ("in", "out", "sp", "loop", "rev", "off")}
        return held | {"src": kept | {"fz": moment}}


@dataclass(frozen=True, slots=True)
class SetTransition(Edit):
    """Set how a segment goes over into the next one; "cut" or 0 ms for none. It takes at most half of the shorter."""

    segment: str
    kind: Annotated[str, Field(min_length=1)]
    duration_ms: Ms = 500
    knobs: Mapping[str, bool | float | str] = field(default_factory=dict)

    def change(self, board: Board) -> None:
        for spot in board.each(self.segment):
            last = spot.n + 1 == len(spot.track["sg"])
            if last and self.segment != EVERY:
                sentence = f"{spot.segment['id']!r} is the last of its track: there is nothing to go over to."
                board.refuse("kind", "segment", self.segment, None, sentence)
            _join(board, spot, self.kind, 0 if last else self.duration_ms, dict(self.knobs))


@dataclass(frozen=True, slots=True)
class SetTransitionAll(Edit):
    """Set how every segment of the main track goes over into the next one; "cut" or 0 ms for none."""

    kind: Annotated[str, Field(min_length=1)]
    duration_ms: Ms = 500
    knobs: Mapping[str, bool | float | str] = field(default_factory=dict)

    def change(self, board: Board) -> None:
        SetTransition(EVERY, self.kind, self.duration_ms, self.knobs).change(board)


def _join(board: Board, spot: Spot, kind: str, length: int, knobs: dict[str, Any]) -> None:
    """Write a transition. Off the main track the next segment stays where it is: this one reaches over it."""
    segment, listed = spot.segment, spot.track["sg"]
    following = listed[spot.n + 1] if spot.n + 1 < len(listed) else segment
    alone = segment["d"]
    if spot.track is not board.main:
        lasts = end_of(segment) - following["s"]
        if lasts != overlap_of(segment):
            sentence = f"{segment['id']!r} does not touch the next of its track, so that it cannot go over into it."
            board.refuse("gap", "segment", segment["id"], None, sentence)
        alone -= lasts
    length = 0 if kind == "cut" else min(length, alone // 2, following["d"] // 2)
    if spot.track is not board.main:
        segment["d"] = max(1, alone + length)
    segment.pop("tn", None)
    if length:
        segment["tn"] = {"k": kind, "d": length} | ({"p": knobs} if knobs else {})


def _playing(edit: Edit, board: Board, segment: str) -> list[Data]:
    """The segments that play; a picture cannot, but is passed over where all are meant."""
    found = [spot.segment for spot in board.each(segment)]
    playing = [s for s in found if s.get("src") and is_moving(s["src"], board.asset_of(s) or {"k": "video"})]
    if not playing and segment != EVERY:
        _refuse_still(board, segment)
    return playing


def _refuse_still(board: Board, segment: str) -> None:
    sentence = f"{segment or 'The segment'} is a still picture or a text, which does not play."
    board.refuse("kind", "segment", segment, ["video", "audio"], sentence)
