"""Edits of what is heard: music, volume, fades, silence. Not for composing or mixing (sound)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from vivant.timeline.board import Board
from vivant.timeline.edits.contract import Edit
from vivant.timeline.layout import Data
from vivant.timeline.schema import Gain, Length, Ms

Decibels = Annotated[float, Field(ge=0, le=60)]


@dataclass(frozen=True, slots=True)
class AddMusic(Edit):
    """Put music under the film, in place of what there was: a `style` that Vivant composes (`recipe` may give key,
    tempo, mood, seed) or an `asset`. It goes down by `duck_db` while somebody speaks."""

    style: str = ""
    asset: str = ""
    start_ms: Ms = 0
    duration_ms: Length | None = None
    gain: Gain = 0.35
    fade_in_ms: Ms = 300
    fade_out_ms: Ms = 800
    duck_db: Decibels = 12.0
    recipe: Mapping[str, Any] = field(default_factory=dict)

    def change(self, board: Board) -> None:
        if bool(self.style) == bool(self.asset):
            board.refuse("choice", "style", self.style, None, "Music is either a style or an asset; give one of them.")
        for track in board.tracks_of("music"):
            board.tracks.remove(track)
        source: Data = {"a": self.asset, "loop": "loop"} if self.asset else {"a": self._composed(board)}
        length = self.duration_ms or board.pictures_end - self.start_ms
        if length < 1:
            sentence = f"Music that starts at {self.start_ms} ms has no picture to go with; say how long it is."
            board.refuse("range", "start_ms", self.start_ms, board.pictures_end - 1, sentence)
        fades = {key: min(value, length) for key, value in (("fi", self.fade_in_ms), ("fo", self.fade_out_ms)) if value}
        name = self.style or board.data.get("a", {}).get(self.asset, {}).get("n", "") or self.asset
        segment = {"id": board.new_id("s"), "s": self.start_ms, "d": length, "m": {"name": name}, "src": source}
        board.lay(segment | {"vol": self.gain} | fades, "music")
        if self.duck_db:
            board.tracks_of("music")[0]["duck"] = self.duck_db

    def _composed(self, board: Board) -> str:
        assets = board.data.setdefault("a", {})
        name = f"music_{self.style}"
        while name in assets and not assets[name].get("gen"):
            name += "_"
        assets[name] = {"k": "audio", "n": self.style, "gen": {"style": self.style, **self.recipe}}
        return name


@dataclass(frozen=True, slots=True)
class SetVolume(Edit):
    """Set how loud a segment is, or everything on a track (its id or role): 1 as recorded, 0 silent, at most 4."""

    target: str
    gain: Gain

    def change(self, board: Board) -> None:
        tracks = board.tracks_of(self.target)
        for track in tracks:
            track.pop("vol", None)  # the two would be multiplied
        listed = (
            [s for track in tracks for s in track["sg"]] if tracks else [s.segment for s in board.each(self.target)]
        )
        for segment in listed:
            segment["vol"] = self.gain


@dataclass(frozen=True, slots=True)
class Mute(Edit):
    """Silence a track, by its id or role, or let it be heard again."""

    target: str
    muted: bool = True

    def change(self, board: Board) -> None:
        tracks = board.tracks_of(self.target)
        if not tracks:
            known = sorted({board.role(t) for t in board.known()} | {t["id"] for t in board.known()})
            sentence = f"There is no track {self.target!r} in the draft."
            board.refuse("unknown_track", "target", self.target, known, sentence)
        for track in tracks:
            track["mu"] = self.muted


@dataclass(frozen=True, slots=True)
class Duck(Edit):
    """Set by how many decibels a track (its id or role) goes down while somebody speaks; 0 for not at all."""

    target: str
    by_db: Decibels = 12.0

    def change(self, board: Board) -> None:
        for track in board.tracks_of(self.target) or [board.spot(self.target).track]:
            track["duck"] = self.by_db


@dataclass(frozen=True, slots=True)
class Fade(Edit):
    """Let a segment, or a whole track by its id or role, come and go softly; None leaves what there is."""

    target: str
    in_ms: Ms | None = None
    out_ms: Ms | None = None

    def change(self, board: Board) -> None:
        tracks = board.tracks_of(self.target)
        ends = [(t["sg"][0], t["sg"][-1]) for t in tracks if t["sg"]]
        if not tracks:
            ends = [(spot.segment, spot.segment) for spot in board.each(self.target)]
        for first, last in ends:
            for segment, key, length in ((first, "fi", self.in_ms), (last, "fo", self.out_ms)):
                if length is not None:
                    segment[key] = min(length, segment["d"])
