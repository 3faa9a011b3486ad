"""The Draft: what was asked for, as one frozen value around the draft JSON of the HTTP contract.

It keeps everything it was given, unknown keys and reserved track types included, and offers typed access to what Vivant
renders. Not for changing a draft (edits) or mending one (repair.py), and not for drawing: nothing here knows a picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from vivant.errors import DraftError
from vivant.timeline.checks import problems
from vivant.timeline.reading import read_asset, read_track
from vivant.timeline.schema import PICTURE, VERSION, DraftShape, placed, shape_problems
from vivant.timeline.summary import summary_line
from vivant.timeline.upgrade import plain_copy, upgrade
from vivant.timeline.values import Asset, Segment, Track
from vivant.units import Size


@dataclass(frozen=True, eq=False, repr=False)
class Draft:
    """A checked draft. Make one with `from_dict`, `still` or `apply`."""

    _data: dict[str, Any]
    _shape: DraftShape

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Draft:
        """The draft of plain JSON data, which is copied. An older version is upgraded.

        Raises DraftError that lists every problem at once; a higher version than this one is one problem, "version".
        """
        return cls.of_own(plain_copy(upgrade(data)))

    @classmethod
    def of_own(cls, data: dict[str, Any]) -> Draft:
        """The draft of plain JSON data of this version that nobody else will change. Raises as `from_dict` does."""
        try:
            shape = DraftShape.model_validate(data)
        except ValidationError as failure:
            raise DraftError(shape_problems(failure)) from None
        found = tuple(problems(shape))
        if found:
            raise DraftError(found)
        return cls(data, shape)

    def to_dict(self) -> dict[str, Any]:
        """A deep copy of the draft, exactly as it was given."""
        copied: dict[str, Any] = plain_copy(self._data)
        return copied

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Draft) and self._data == other._data

    def __hash__(self) -> int:
        return hash((self.rev, self.duration_ms, self.size))

    def __repr__(self) -> str:
        return f"<Draft rev {self.rev}: {self.summary()}>"

    @property
    def rev(self) -> int:
        return self._shape.rev

    @property
    def title(self) -> str:
        return self._shape.m.title

    @property
    def size(self) -> Size:
        """(width, height) in pixels; 1920x1080 if the draft does not say."""
        return self._shape.m.width, self._shape.m.height

    @property
    def fps(self) -> float:
        return self._shape.m.fps

    @property
    def background(self) -> str:
        """The colour behind everything, #rrggbb."""
        return self._shape.m.bg

    @property
    def duration_ms(self) -> int:
        """The end of the last segment of all tracks, in milliseconds."""
        ends = [start + seg.d for track in self._shape.t for start, seg in placed(track)]
        return max(ends, default=0)

    @property
    def ready(self) -> bool:
        """Whether there is anything to export."""
        return any(track.sg for track in self._shape.t)

    def main_track(self) -> int | None:
        """Index of the main picture track: the one with that role; the first picture track that has segments and no
        role where that one is empty; an overlay only where there is no other."""
        ranked = [
            ((t.r != "main" or not t.sg, t.r == "overlay" or not t.sg, t.r != "main"), i)
            for i, t in enumerate(self._shape.t)
            if t.tt == PICTURE and (t.sg or t.r == "main")
        ]
        return min(ranked)[1] if ranked else None

    def tracks(self) -> tuple[Track, ...]:
        """All tracks in the order in which they are drawn, later ones on top; those of reserved types are empty.

        A track without an id is called t and its number, a segment without one by its track and its own: t1s2.
        """
        return self._tracks

    def main_segments(self) -> tuple[Segment, ...]:
        """The segments of the main picture track, in order; none if there is no such track."""
        index = self.main_track()
        return () if index is None else self._tracks[index].segments

    def assets(self) -> Mapping[str, Asset]:
        """What the draft tells of its assets, by id."""
        return {name: read_asset(name, shape) for name, shape in self._shape.a.items()}

    def summary(self) -> str:
        """One line for people: the tracks and what is on them."""
        return summary_line(self._shape)

    @cached_property
    def _tracks(self) -> tuple[Track, ...]:
        main = self.main_track()
        taken = {t.id for t in self._shape.t} | {seg.id for t in self._shape.t for seg in t.sg}
        return tuple(read_track(t, n + 1, taken, main=n == main) for n, t in enumerate(self._shape.t))


def still(asset: str, picture: Size, *, size: Size, fps: float, duration_ms: int, seed: int = 0) -> Draft:
    """A draft that shows one picture, of (width, height) `picture`, and does not move it yet."""
    segment = {"id": "s1", "s": 0, "d": duration_ms, "m": {"name": asset, "seed": seed}, "src": {"a": asset}}
    return Draft.from_dict(
        {
            "v": VERSION,
            "rev": 0,
            "d": duration_ms,
            "m": {"title": asset, "width": size[0], "height": size[1], "fps": fps, "bg": "#000000"},
            "t": [{"id": "t1", "tt": PICTURE, "r": "main", "n": "Main", "sg": [segment]}],
            "a": {asset: {"k": "image", "n": asset, "w": picture[0], "h": picture[1]}},
        }
    )
