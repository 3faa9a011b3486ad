"""Edits of what is written: titles and captions. Not for how letters are set and drawn (titles)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from vivant.timeline.board import Board
from vivant.timeline.edits.contract import Edit
from vivant.timeline.schema import Length, Ms, Number
from vivant.timeline.values import TEXT_KEYS, Decoration

Words = Annotated[str, Field(min_length=1, max_length=2000)]
SizeH = Annotated[float, Field(gt=0, le=1)]


@dataclass(frozen=True, slots=True)
class AddTitle(Edit):
    """Write words over the film from `start_ms` on."""

    content: Words
    start_ms: Ms = 0
    duration_ms: Length = 3000
    font: str | None = None
    size_h: SizeH | None = None
    weight: int | None = None
    colour: str | None = None
    position: str | None = None
    enter: str | None = "fade"
    leave: str | None = "fade"

    def change(self, board: Board) -> None:
        lines = {"id": board.new_id("s"), "s": self.start_ms, "d": self.duration_ms, "txt": _written(self)}
        board.lay(lines, "title")


@dataclass(frozen=True, slots=True)
class SetText(Edit):
    """Change the words of a title or caption, or how they look; what is None stays."""

    segment: str
    content: Words | None = None
    font: str | None = None
    size_h: SizeH | None = None
    weight: int | None = None
    colour: str | None = None
    plate: Decoration = None
    stroke: Decoration = None
    shadow: Decoration = None
    align: str | None = None
    position: str | None = None
    x: Number | None = None
    y: Number | None = None
    enter: str | None = None
    leave: str | None = None
    animation_ms: Ms | None = None

    def change(self, board: Board) -> None:
        segment = board.spot(self.segment).segment
        if not segment.get("txt"):
            board.refuse("kind", "segment", self.segment, "text", f"{self.segment or 'The segment'} has no words.")
        written = _written(self)
        if self.position is not None:
            segment["txt"] = {k: v for k, v in segment["txt"].items() if k not in ("x", "y")}
        segment["txt"] = segment["txt"] | written


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said from one time to another."""

    start_ms: Ms
    end_ms: Length
    content: Words


@dataclass(frozen=True, slots=True)
class AddCaptions(Edit):
    """Write what is said, line by line."""

    captions: tuple[Caption, ...]
    position: str | None = "bottom-center"
    size_h: SizeH | None = 0.05
    colour: str | None = None

    def change(self, board: Board) -> None:
        look = _written(self)
        for n, caption in enumerate(self.captions):
            length = caption.end_ms - caption.start_ms
            if length < 1:
                sentence = f"The caption {caption.content!r} ends at {caption.end_ms} ms, before it begins."
                board.refuse("range", f"captions[{n}].end_ms", caption.end_ms, caption.start_ms + 1, sentence)
            words = {"id": board.new_id("s"), "s": caption.start_ms, "d": length}
            board.lay(words | {"txt": {"c": caption.content} | look}, "caption")


def _written(edit: Edit) -> dict[str, Any]:
    """The text keys that an edit sets."""
    said = {key: getattr(edit, name, None) for name, key in TEXT_KEYS.items()}
    return {key: value for key, value in said.items() if value is not None}
