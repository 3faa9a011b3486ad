"""Edits of the draft as a whole: its frame, its name, its assets, going back. Not for segments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field

from vivant.timeline.board import Board
from vivant.timeline.edits.contract import Edit
from vivant.timeline.schema import Fps, Length, Pixels
from vivant.timeline.values import AssetKind
from vivant.units import Size


@dataclass(frozen=True, slots=True)
class SetCanvas(Edit):
    """Set the film's size in pixels, its frames per second, or its shape ("9:16"; the shorter side stays); what is
    None or "" stays."""

    size: tuple[Pixels, Pixels] | None = None
    fps: Fps | None = None
    aspect: Annotated[str, Field(pattern=r"^$|^[1-9]\d{0,3}:[1-9]\d{0,3}$")] = ""

    def change(self, board: Board) -> None:
        meta = board.data.setdefault("m", {})
        if self.size is not None:
            meta["width"], meta["height"] = self.size
        elif self.aspect:
            meta["width"], meta["height"] = _shaped(self.aspect, (meta.get("width", 1920), meta.get("height", 1080)))
        if self.fps is not None:
            meta["fps"] = self.fps


def _shaped(aspect: str, size: Size) -> Size:
    """A size of this shape whose shorter side is that of `size`, with even sides."""
    width, height = map(int, aspect.split(":"))
    short, ratio = min(size), Fraction(max(width, height), min(width, height))
    sides = 2 * round(short * ratio / 2), 2 * round(short / 2)
    return sides if width >= height else sides[::-1]


@dataclass(frozen=True, slots=True)
class SetBackground(Edit):
    """Set the colour behind everything, "#rrggbb"."""

    colour: Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$")]

    def change(self, board: Board) -> None:
        board.data.setdefault("m", {})["bg"] = self.colour


@dataclass(frozen=True, slots=True)
class SetTitle(Edit):
    """Set the film's name; words on the picture are `add_title`."""

    title: Annotated[str, Field(max_length=200)]

    def change(self, board: Board) -> None:
        board.data.setdefault("m", {})["title"] = self.title


@dataclass(frozen=True, slots=True)
class AddAsset(Edit):
    """Tell the draft of a picture, video or sound, or how Vivant makes one (`recipe`)."""

    asset: Annotated[str, Field(min_length=1)]
    kind: AssetKind
    name: str = ""
    width: int | None = None
    height: int | None = None
    duration_ms: Length | None = None
    recipe: Mapping[str, Any] = field(default_factory=dict)

    def change(self, board: Board) -> None:
        told = {"n": self.name, "w": self.width, "h": self.height, "d": self.duration_ms, "gen": dict(self.recipe)}
        assets = board.data.setdefault("a", {})
        assets[self.asset] = (
            assets.get(self.asset, {}) | {"k": self.kind} | {key: value for key, value in told.items() if value}
        )


@dataclass(frozen=True, slots=True)
class Undo(Edit):
    """Go back to the version before. Only a history can (history.py)."""

    def change(self, board: Board) -> None:
        board.refuse("history", "op", "undo", None, "To undo needs the history of the draft: give it to History.edit.")


@dataclass(frozen=True, slots=True)
class Redo(Edit):
    """Go forward again to the version that was left by undo. Only a history can (history.py)."""

    def change(self, board: Board) -> None:
        board.refuse("history", "op", "redo", None, "To redo needs the history of the draft: give it to History.edit.")
