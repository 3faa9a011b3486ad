"""The board: the working copy of a draft that edits change, as plain data, and the rules that hold whatever they do.

- The main track is magnetic: its segments follow one another, and what is longer, shorter, new or gone moves the rest.
  A pause that was there stays before its segment.
- All other tracks are anchored to time. What would lie over something of its track goes to a track beside it.
- What ended with the pictures still does: sound is shortened or goes on as far as it can, texts and overlays are moved.

Not for what each edit does (edits) or for checking the result (draft.py).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from vivant.errors import DraftError, Problem
from vivant.timeline.draft import Draft
from vivant.timeline.layout import (
    Data,
    close_up,
    end_of,
    gaps_of,
    is_free,
    part_transitions,
    put,
    shorten_transitions,
    spread,
)
from vivant.timeline.schema import PICTURE, SOUND, TEXT

EVERY = "*"
"""Instead of a segment's id: every segment of the main track."""

ROLES = {"main": PICTURE, "overlay": PICTURE, "music": SOUND, "voice": SOUND, "sfx": SOUND, "title": TEXT,
         "caption": TEXT}  # fmt: skip
"""Roles and the type of track that each stands on."""


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """Where a segment is."""

    track: Data
    n: int

    @property
    def segment(self) -> Data:
        found: Data = self.track["sg"][self.n]
        return found


class Board:
    """A draft in the making. `place` says where problems are told to be, `edits[2]` for the third edit."""

    def __init__(self, draft: Draft) -> None:
        self.data = draft.to_dict()
        self.place = "edits"
        self.tracks: list[Data] = self.data["t"]
        index = draft.main_track()
        self._main = None if index is None else self.tracks[index]
        for data, track in zip(self.tracks, draft.tracks(), strict=True):
            if track.kind == "other":
                continue
            data["id"] = track.id
            for segment, known in zip(data["sg"], track.segments, strict=False):
                segment |= {"id": known.id, "s": known.start_ms}
        self.keep()

    def keep(self) -> None:
        """Remember what `settle` holds: pauses on the main track, and what ends with the pictures."""
        self._gaps = gaps_of(self._main["sg"]) if self._main else {}
        self._end = self.pictures_end
        others = (spot.segment for spot in self.spots() if spot.track is not self._main)
        self._joined = [s for s in others if self._end and end_of(s) == self._end]

    # --- finding ------------------------------------------------------------------------------------------------------

    @property
    def main(self) -> Data:
        """The main track, made if there is none."""
        if self._main is None:
            self._main = next((t for t in self.tracks if t["tt"] == PICTURE), None)
        if self._main is None:
            self._main = {"id": self.new_id("t"), "tt": PICTURE, "r": "main", "n": "Main", "sg": []}
            self.tracks.insert(0, self._main)
        return self._main

    @property
    def pictures_end(self) -> int:
        """When the main track ends, in ms."""
        return max((end_of(s) for s in self._main["sg"]), default=0) if self._main else 0

    def known(self) -> Iterator[Data]:
        """All tracks that Vivant knows the type of."""
        return (t for t in self.tracks if t["tt"] in (PICTURE, SOUND, TEXT))

    def spots(self) -> Iterator[Spot]:
        """All segments of all known tracks."""
        return (Spot(track, n) for track in self.known() for n in range(len(track["sg"])))

    def spot(self, segment: str) -> Spot:
        """Where one segment is. "" is the only one of the main track."""
        if not segment and len(self.main["sg"]) == 1:
            return Spot(self.main, 0)
        for spot in self.spots():
            if spot.segment["id"] == segment:
                return spot
        ids = [spot.segment["id"] for spot in self.spots()]
        self.refuse("unknown_segment", "segment", segment, ids, f"There is no segment {segment!r} in the draft.")

    def each(self, segment: str) -> list[Spot]:
        """The spot of one segment, or of every segment of the main track for `*`."""
        if segment == EVERY:
            return [Spot(self.main, n) for n in range(len(self.main["sg"]))]
        return [self.spot(segment)]

    def tracks_of(self, target: str) -> list[Data]:
        """The tracks with this id or role; none if it is neither."""
        named = [t for t in self.known() if t["id"] == target]
        return named or [t for t in self.known() if self.role(t) == target]

    def role(self, track: Data) -> str:
        """A track's role, the usual one of its type where the draft does not say."""
        if track is self._main:
            return "main"
        usual = {PICTURE: "overlay", SOUND: "music", TEXT: "title"}
        return str(track.get("r") or usual.get(track["tt"], ""))

    def asset_of(self, segment: Data) -> Data | None:
        """What the draft tells of a segment's asset."""
        found: Data | None = self.data.get("a", {}).get((segment.get("src") or {}).get("a"))
        return found

    # --- adding -------------------------------------------------------------------------------------------------------

    def new_id(self, letter: str) -> str:
        """The first of s1, s2, ... (t1, t2, ...) that nothing has yet."""
        taken = {t.get("id") for t in self.tracks} | {s.get("id") for t in self.tracks for s in t["sg"]}
        return next(name for n in itertools.count(1) if (name := f"{letter}{n}") not in taken)

    def named(self, segment: Data) -> Data:
        """The segment as a new one: with an id that nothing has."""
        return segment | {"id": self.new_id("s")}

    def insert(self, segment: Data, index: int | None) -> None:
        """Put a segment on the main track, at the end for None."""
        listed = self.main["sg"]
        listed.insert(len(listed) if index is None else min(max(0, index), len(listed)), segment)

    def lay(self, segment: Data, role: str) -> None:
        """Put a segment on a track of this role that is free then; a new one if need be."""
        like = next((t for t in self.known() if self.role(t) == role and t is not self._main), None)
        if like is None:
            like = {"id": self.new_id("t"), "tt": ROLES[role], "r": role, "sg": []}
            self.tracks.insert(self._room_for(ROLES[role]), like)
        put(segment, like, self.tracks)

    def _room_for(self, kind: int) -> int:
        """Texts are drawn over everything; sounds and pictures come before them."""
        if kind == TEXT:
            return len(self.tracks)
        pictures = [n for n, t in enumerate(self.tracks) if t["tt"] == PICTURE]
        sounds = [n for n, t in enumerate(self.tracks) if t["tt"] == SOUND]
        return 1 + max(pictures if kind == PICTURE else [*pictures, *sounds], default=-1)

    def take(self, spot: Spot) -> Data:
        """Take a segment off its track; a track that is empty then goes too, unless it is the main one."""
        segment: Data = spot.track["sg"].pop(spot.n)
        if not spot.track["sg"] and spot.track is not self._main:
            self.tracks.remove(spot.track)
        return segment

    # --- holding the rules --------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Hold the rules after an edit."""
        if self._main:
            close_up(self._main["sg"], self._gaps)
        for segment in self._joined if self.pictures_end else ():
            if end_of(segment) == self._end:
                self._follow(segment, self.pictures_end - self._end)
        for track in [t for t in self.known() if t is not self._main]:
            shorten_transitions(track["sg"])
            part_transitions(track["sg"])
            spread(track, self.tracks)
        for track in self.known():
            track.setdefault("id", self.new_id("t"))
        self.keep()

    def _follow(self, segment: Data, moved: int) -> None:
        """What ended with the pictures ends with them again, `moved` ms later."""
        spot = next((spot for spot in self.spots() if spot.segment is segment), None)
        if spot is None or not moved:
            return
        start, length = segment["s"] + moved, segment["d"] + moved
        if spot.track["tt"] == SOUND and length < 1:
            self.take(spot)
        elif spot.track["tt"] == SOUND:
            segment["d"] = min(length, max(segment["d"], self._playable(segment)))
        elif not segment["s"] and length > 0:  # what is there all the time
            segment["d"] = length
        elif start >= 0 and is_free(spot.track, start, start + segment["d"], besides=segment):
            segment["s"] = start

    def _playable(self, segment: Data) -> int:
        """How long a sound can go on, in ms: for ever if it loops or is composed."""
        source, asset = segment.get("src") or {}, self.asset_of(segment) or {}
        if source.get("loop", "none") != "none" or asset.get("gen"):
            return 7_200_000
        last = source.get("out") or asset.get("d")
        return round((last - (source.get("in") or 0)) / source.get("sp", 1.0)) if last else int(segment["d"])

    # --- refusing -----------------------------------------------------------------------------------------------------

    def refuse(self, code: str, field: str, value: object, limit: object, sentence: str) -> NoReturn:
        """Raise the one problem of an edit that cannot be made."""
        raise DraftError((Problem(code, f"{self.place}.{field}", value, limit, sentence),))
