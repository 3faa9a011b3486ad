"""Edits of what a segment's picture looks like: where it lies, how the camera moves, what lives in it, its effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from vivant.timeline.board import Board
from vivant.timeline.edits.contract import Edit
from vivant.timeline.layout import Data
from vivant.timeline.schema import Length, Ms, Number, Unit
from vivant.timeline.values import HOLD, Applied, Fit, Motion, Place

PLACEMENT_KEYS = {
    "x": "x", "y": "y", "scale": "sc", "rotation_deg": "rot", "opacity": "op", "fit": "fit", "cutout": "cut",
}  # fmt: skip
Amount = Annotated[float, Field(ge=0, le=10)]


@dataclass(frozen=True, slots=True)
class SetPlacement(Edit):
    """Set how a picture lies on the frame: its middle, size, turn, opacity, fit, and whether only its subject is shown,
    cut out; what is None stays."""

    segment: str
    x: Number | None = None
    y: Number | None = None
    scale: Annotated[float, Field(gt=0)] | None = None
    rotation_deg: Number | None = None
    opacity: Unit | None = None
    fit: Fit | None = None
    cutout: bool | None = None

    def change(self, board: Board) -> None:
        said = {key: getattr(self, name) for name, key in PLACEMENT_KEYS.items()}
        for spot in board.each(self.segment):
            kept = {key: value for key, value in said.items() if value is not None}
            spot.segment["tr"] = spot.segment.get("tr", {}) | kept


@dataclass(frozen=True, slots=True)
class Crop(Edit):
    """Use only a part of a picture: left, top, right and bottom in fractions of it; without numbers all of it again."""

    segment: str
    left: Unit = 0.0
    top: Unit = 0.0
    right: Unit = 1.0
    bottom: Unit = 1.0

    def change(self, board: Board) -> None:
        for low, high, edge in ((self.left, self.right, "right"), (self.top, self.bottom, "bottom")):
            if low >= high:
                sentence = f"A crop from {low} to {high} leaves nothing of the picture."
                board.refuse("range", edge, high, low, sentence)
        edges = [self.left, self.top, self.right, self.bottom]
        for spot in board.each(self.segment):
            placement = spot.segment.setdefault("tr", {})
            placement.pop("crop", None)
            if edges != [0.0, 0.0, 1.0, 1.0]:
                placement["crop"] = edges


@dataclass(frozen=True, slots=True)
class SetPrompt(Edit):
    """Note the words that a segment was made from."""

    segment: str
    prompt: str

    def change(self, board: Board) -> None:
        for spot in board.each(self.segment):
            spot.segment["m"] = spot.segment.get("m", {}) | {"prompt": self.prompt}


@dataclass(frozen=True, slots=True)
class SetMove(Edit):
    """Set all camera moves of a segment at once; the first is the main one, none lets the camera stand."""

    segment: str
    motions: tuple[Motion, ...]

    def change(self, board: Board) -> None:
        for spot in board.each(self.segment):
            written = _motion(self.motions, spot.segment.get("mo") or {})
            spot.segment.pop("mo", None)
            if written:
                spot.segment["mo"] = written


@dataclass(frozen=True, slots=True)
class SetApplied(Edit):
    """Set all flows and effects of a segment at once."""

    segment: str
    applied: tuple[Applied, ...]

    def change(self, board: Board) -> None:
        for spot in board.each(self.segment):
            spot.segment["fx"] = _fx(self.applied, spot.segment.get("fx", []))


@dataclass(frozen=True, slots=True)
class AddFlow(Edit):
    """Let a part of the picture live (water, clouds, leaves ...); it takes the place of the same flow there."""

    segment: str
    flow: Annotated[str, Field(min_length=1)]
    amount: Amount = 1.0
    knobs: Mapping[str, bool | float | str] = field(default_factory=dict)
    place: Place | None = None
    direction_deg: float | None = None
    start_ms: Ms = 0
    duration_ms: Length | None = None
    fade_in_ms: Ms = 0
    fade_out_ms: Ms = 0

    def change(self, board: Board) -> None:
        flow = Applied(
            self.flow, self.amount, self.knobs, self.start_ms, self.duration_ms, self.fade_in_ms, self.fade_out_ms,
            self.place, self.direction_deg,
        )  # fmt: skip
        for spot in board.each(self.segment):
            _apply(spot.segment, flow)


@dataclass(frozen=True, slots=True)
class AddEffect(Edit):
    """Lay an effect over a picture (snow, fog, grain ...); it takes the place of the same effect there."""

    segment: str
    effect: Annotated[str, Field(min_length=1)]
    amount: Amount = 1.0
    knobs: Mapping[str, bool | float | str] = field(default_factory=dict)
    start_ms: Ms = 0
    duration_ms: Length | None = None
    fade_in_ms: Ms = 0
    fade_out_ms: Ms = 0

    def change(self, board: Board) -> None:
        effect = Applied(
            self.effect, self.amount, self.knobs, self.start_ms, self.duration_ms, self.fade_in_ms, self.fade_out_ms
        )
        for spot in board.each(self.segment):
            _apply(spot.segment, effect)


@dataclass(frozen=True, slots=True)
class Grade(Edit):
    """Give a picture a look (noir, warm, vintage ...) in place of the one it has, or "" for none; `adjust` sets
    brightness, contrast and the like beside a look."""

    segment: str
    look: str = ""
    amount: Amount = 1.0
    knobs: Mapping[str, bool | float | str] = field(default_factory=dict)

    def change(self, board: Board) -> None:
        from vivant import effects

        looks = {name for name, effect in effects.catalogue().items() if effect.kind == "tone"} - {"adjust"}
        for spot in board.each(self.segment):
            if self.look != "adjust":
                spot.segment["fx"] = [fx for fx in spot.segment.get("fx", []) if fx["k"] not in looks]
            if self.look:
                _apply(spot.segment, Applied(self.look, self.amount, self.knobs))


@dataclass(frozen=True, slots=True)
class RemoveEffect(Edit):
    """Take a flow or effect off a segment, or all of them for ""."""

    segment: str
    effect: str = ""

    def change(self, board: Board) -> None:
        spots = board.each(self.segment)
        there = {fx["k"] for spot in spots for fx in spot.segment.get("fx", [])}
        if self.effect and self.effect not in there:
            sentence = f"There is no {self.effect} to take off."
            board.refuse("unknown_effect", "effect", self.effect, sorted(there), sentence)
        for spot in spots:
            listed = spot.segment.get("fx", [])
            spot.segment["fx"] = [fx for fx in listed if self.effect and fx["k"] != self.effect]


def _apply(segment: Data, applied: Applied) -> None:
    """Put a flow or effect where one of its kind is, else behind the others. What holds still is never replaced."""
    listed = segment.setdefault("fx", [])
    at = next((n for n, fx in enumerate(listed) if fx["k"] == applied.kind and applied.kind != HOLD), len(listed))
    listed[at : at + 1] = _fx((applied,), listed[at : at + 1])


def _fx(applied: tuple[Applied, ...], earlier: list[Data]) -> list[Data]:
    """The draft form of what is applied; keys of an earlier entry of the same kind that Vivant does not know are
    kept."""
    ours = {"k", "s", "d", "p", "fi", "fo", "area", "dir"}
    extra = {fx["k"]: {k: v for k, v in fx.items() if k not in ours} for fx in reversed(earlier)}
    return [extra.get(one.kind, {}) | one.to_dict() for one in applied]


def _motion(motions: tuple[Motion, ...], earlier: Data) -> Data:
    """The draft form of the moves; keys of the earlier motion that Vivant does not know are kept."""
    ours = {"p", "i", "e", "sp", "s", "d", "k", "seamless", "hold_subject", "aim", "with", "kf", "dir"}
    if not motions:
        return {}
    first, *more = motions
    written: dict[str, Any] = {k: v for k, v in earlier.items() if k not in ours} | first.to_dict()
    return written | ({"with": [m.to_dict() for m in more]} if more else {})
