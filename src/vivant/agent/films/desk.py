"""The desk: the draft that tasks are done on, step by step, with what was changed and what people are told.

Not for deciding what to do (do_*.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vivant.agent.facts import Facts
from vivant.agent.films.notes import note
from vivant.errors import DraftError
from vivant.timeline import Draft, Edit, Segment, apply


@dataclass(slots=True)
class Desk:
    """A draft in the making. `films` are the segments of the main track as they were, in order."""

    draft: Draft
    facts: Mapping[str, Facts]
    language: str = "en"
    edits: list[Edit] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    films: tuple[Segment, ...] = ()

    def __post_init__(self) -> None:
        self.films = self.draft.main_segments()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments of the main track as they are now."""
        return self.draft.main_segments()

    @property
    def total_ms(self) -> int:
        """When the main track ends."""
        return max((segment.end_ms for segment in self.segments), default=0)

    def do(self, *edits: Edit) -> bool:
        """Make edits, all or none; a person is told why they cannot be made."""
        try:
            self.draft = apply(self.draft, edits)
        except DraftError as failure:
            self._say(failure.problems[0].sentence)
            return False
        self.edits += edits
        return True

    def tell(self, key: str, **facts: object) -> None:
        self._say(note(key, self.language, **facts))

    def tell_order(self) -> None:
        """In which order things come now."""
        names = [s.name or s.asset for s in self.segments]
        self.tell("ordered", names=("、" if self.language == "zh" else ", ").join(names))

    def _say(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    def film(self, which: int) -> Segment | None:
        """The film of that place as it was; a person is told where there is none."""
        if -len(self.films) <= which < len(self.films):
            return self.films[which]
        self.tell("no_film", n=which + 1, count=len(self.films))
        return None

    def of(self, which: int | None) -> tuple[Segment, ...]:
        """The segments that show a film now, of all films for None."""
        if which is None:
            return self.segments
        film = self.film(which)
        return () if film is None else tuple(s for s in self.segments if s.asset == film.asset)

    def plays(self, segment: Segment) -> bool:
        """Whether a segment plays: a picture does not, nor does a moment that is held."""
        asset = self.draft.assets().get(segment.asset)
        return (
            asset is not None and asset.kind == "video"
            and segment.source is not None and segment.source.freeze_ms is None
        )  # fmt: skip

    def has_sound(self) -> bool:
        """Whether any film can be heard."""
        track = next((t for t in self.draft.tracks() if t.role == "main"), None)
        if track is None or track.muted or not track.gain:
            return False
        return any(s.gain and s.asset in self.facts and self.facts[s.asset].has_sound for s in track.segments)
