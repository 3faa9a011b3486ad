"""What a draft is made of, as frozen values with the names that people use.

The draft's own short keys stand in schema.py; `to_dict` writes them, reading.py reads them. Not for the draft as a
whole (draft.py) or for changing it (edits). Times are whole milliseconds, places are fractions of the frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, TypeAlias

from pydantic import ConfigDict

Knobs: TypeAlias = Mapping[str, bool | float | str]
Fit: TypeAlias = Literal["cover", "contain", "blur"]
Loop: TypeAlias = Literal["none", "loop", "boomerang"]
Side: TypeAlias = Literal["", "left", "right", "top", "bottom", "middle"]
Role: TypeAlias = Literal["main", "overlay", "music", "voice", "sfx", "title", "caption"]
TrackKind: TypeAlias = Literal["picture", "sound", "text", "other"]
AssetKind: TypeAlias = Literal["image", "video", "audio"]
Decoration: TypeAlias = bool | float | str | Mapping[str, Any] | None

HOLD = "hold"
"""What is applied to an area that must stay still."""

STEADY = "steady"
"""What takes the shake out of a film; photos do not shake."""

FULL_AMOUNT = 2.0
"""The amount of a move at strength 1: strength 0.5 is the tasteful amount 1."""


_STRICT = ConfigDict(extra="forbid", strict=True)
"""Values that stand in the JSON form of edits are read as strictly as those."""


@dataclass(frozen=True, slots=True)
class Motion:
    """One camera move of a segment.

    move            name in the catalogue of moves
    amount          0 does not move, 1 is the tasteful default, at most 2
    easing          name of an easing, "" for the default
    speed           1 is normal: how often a cycle comes round
    start_ms        when it starts, inside the segment; below 0 where a cut took its beginning away
    duration_ms     how long it takes, None to the end of the segment; it may go on behind the end, and is then cut off
    knobs           values for the move's own knobs
    seamless        the last frame must lead back to the first
    hold_subject    the subject keeps its place and size
    aim             where the camera looks, None for the subject; the first of a segment's motions that has one says it
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    move: str
    amount: float = 1.0
    easing: str = ""
    speed: float = 1.0
    start_ms: int = 0
    duration_ms: int | None = None
    knobs: Knobs = field(default_factory=dict)
    seamless: bool = False
    hold_subject: bool = False
    aim: Place | None = None

    def to_dict(self) -> dict[str, Any]:
        """The motion as the draft writes it; what has its default is left out, except strength."""
        full = {
            "p": self.move,
            "i": round(min(1.0, max(0.0, self.amount / FULL_AMOUNT)), 4),
            "e": self.easing,
            "sp": self.speed if self.speed != 1.0 else None,
            "s": self.start_ms,
            "d": self.duration_ms,
            "k": dict(self.knobs),
            "seamless": self.seamless,
            "hold_subject": self.hold_subject,
            "aim": self.aim.to_dict() if self.aim else None,
        }
        return {key: value for key, value in full.items() if value or key in ("p", "i")}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the picture a flow happens, what must hold still, or where the camera looks.

    name     a named area (scene/areas.py), "" for the flow's own
    side     only this side of it: left, right, top, bottom, middle, or "" for all
    polygon  an outline in fractions of the photo (x, y), instead of a name
    mask     a mask over the photo as text (masks.py), instead of a name
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    name: str = ""
    side: str = ""
    polygon: tuple[tuple[float, float], ...] = ()
    mask: str = ""

    def to_dict(self) -> dict[str, Any]:
        full = {"name": self.name, "side": self.side, "polygon": [list(p) for p in self.polygon], "mask": self.mask}
        return {key: value for key, value in full.items() if value}


@dataclass(frozen=True, slots=True)
class Applied:
    """A flow or an effect that is applied to a segment. Times are inside the segment.

    kind            name in the catalogue of flows or of effects, or HOLD
    amount          0 nothing, 1 the tasteful default
    knobs           values for its other knobs
    start_ms        when it starts
    duration_ms     how long it is there, None to the end of the segment
    fade_in_ms, fade_out_ms    how long it takes to come and to go
    place           where, None for the flow's own area or, of an effect, the whole picture
    direction_deg   which way it goes: 0 to the right, 90 up; None for its own way
    to              the amount at the end of its time, where it grows or shrinks; None where it stays
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    kind: str
    amount: float = 1.0
    knobs: Knobs = field(default_factory=dict)
    start_ms: int = 0
    duration_ms: int | None = None
    fade_in_ms: int = 0
    fade_out_ms: int = 0
    place: Place | None = None
    direction_deg: float | None = None
    to: float | None = None

    @property
    def most(self) -> float:
        """The largest amount that it ever has."""
        return self.amount if self.to is None else max(self.amount, self.to)

    def share(self, part: float) -> float:
        """How much of `most` there is after so large a part of its time."""
        if self.to is None or not self.most:
            return 1.0
        return (self.amount + (self.to - self.amount) * min(max(part, 0.0), 1.0)) / self.most

    def to_dict(self) -> dict[str, Any]:
        """The entry of `fx` in the draft; what has its default is left out."""
        knobs = {"amount": self.amount, **self.knobs} if self.amount != 1.0 else dict(self.knobs)
        full = {
            "s": self.start_ms,
            "d": self.duration_ms,
            "p": knobs,
            "fi": self.fade_in_ms,
            "fo": self.fade_out_ms,
            "area": self.place.to_dict() if self.place else None,
        }
        written = {"k": self.kind} | {key: value for key, value in full.items() if value}
        numbers = {"dir": self.direction_deg, "to": self.to}
        return written | {key: value for key, value in numbers.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Source:
    """Which part of which picture, video or sound a segment shows or plays.

    asset            id of the asset
    in_ms, out_ms    the part of the media; out_ms None for as far as the segment reaches
    speed            0.1 .. 10, 1 is as recorded
    loop             what happens after out_ms: none (the last picture stays, sound ends), loop, boomerang
    reverse          the part is played backwards
    offset_ms        a looping part begins so far inside (ms of the media)
    freeze_ms        this moment of the media is held for the whole segment, silently
    """

    asset: str
    in_ms: int = 0
    out_ms: int | None = None
    speed: float = 1.0
    loop: Loop = "none"
    reverse: bool = False
    offset_ms: int = 0
    freeze_ms: int | None = None

    def moment_ms(self, t_ms: float, span_ms: float) -> float:
        """The moment of the media that is shown `t_ms` after the segment begins, in ms.

        `span_ms` is the length of the part, `out_ms - in_ms` where that is known.
        """
        if self.freeze_ms is not None:
            return float(self.freeze_ms)
        played = self.offset_ms + t_ms * self.speed
        if self.loop == "loop":
            played %= span_ms
        elif self.loop == "boomerang":
            played = span_ms - abs(played % (2 * span_ms) - span_ms)
        played = min(max(played, 0.0), span_ms)
        return self.in_ms + (span_ms - played if self.reverse else played)


@dataclass(frozen=True, slots=True)
class Placement:
    """How a picture lies on the frame.

    x, y            its middle, fractions of the frame
    scale           1 fills the frame as `fit` says
    rotation_deg    clockwise
    opacity         0 .. 1
    fit             cover, contain, or blur (contain over a blurred copy)
    crop            left, top, right, bottom of the part that is used, fractions of the picture; None for all of it
    cutout          only the subject of a picture is shown, without what is behind it
    """

    x: float = 0.5
    y: float = 0.5
    scale: float = 1.0
    rotation_deg: float = 0.0
    opacity: float = 1.0
    fit: Fit = "cover"
    crop: tuple[float, float, float, float] | None = None
    cutout: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a title or caption, and how they look.

    content              up to 2000 characters; line breaks count
    font, weight         a family or a kind (sans, serif, mono); 100 .. 900
    size_h               height of the letters, fraction of the frame's height
    colour               "#rrggbb" or a plain name; "" for what reads well
    plate, stroke, shadow    what stands behind the letters: a colour, true, false, or {"c": colour, "w": width}, for a
                         stroke its width too; None for what reads well
    align                left, center, right, "" for what suits the place
    position             bottom-center, top-left, ...; x, y (fractions of the frame) win over it
    enter, leave         names of animations, and `animation_ms`, how long each takes, 0 for their own time
    more                 what the draft says besides, under its own keys
    """

    content: str
    font: str = ""
    size_h: float = 0.06
    weight: int = 400
    colour: str = ""
    plate: Decoration = None
    stroke: Decoration = None
    shadow: Decoration = None
    align: str = ""
    position: str = ""
    x: float | None = None
    y: float | None = None
    enter: str = ""
    leave: str = ""
    animation_ms: int = 0
    more: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The `txt` of the draft, which titles are made of; what has its default is left out."""
        said = {key: getattr(self, name) for name, key in TEXT_KEYS.items()}
        usual = {key: getattr(Text(""), name) for name, key in TEXT_KEYS.items() if name != "content"}
        return dict(self.more) | {key: value for key, value in said.items() if key == "c" or value != usual[key]}


TEXT_KEYS = {
    "content": "c", "font": "f", "size_h": "sz", "weight": "w", "colour": "col", "plate": "bg", "stroke": "st",
    "shadow": "sh", "align": "al", "position": "pos", "x": "x", "y": "y", "enter": "in", "leave": "out",
    "animation_ms": "ms",
}  # fmt: skip
"""Fields of a Text and the draft's keys for them."""


@dataclass(frozen=True, slots=True)
class Transition:
    """How a segment goes over into the next of its track, which starts `duration_ms` before this one ends."""

    kind: str
    duration_ms: int
    knobs: Knobs = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a track: what is shown, heard or written, when, and how.

    fade_in_ms, fade_out_ms    of its sound, and of its picture
    gain                       of its sound, 0 .. 4; the track's gain is another factor
    """

    id: str
    start_ms: int
    duration_ms: int
    name: str = ""
    prompt: str = ""
    seed: int = 0
    source: Source | None = None
    gain: float = 1.0
    fade_in_ms: int = 0
    fade_out_ms: int = 0
    placement: Placement = Placement()
    motions: tuple[Motion, ...] = ()
    applied: tuple[Applied, ...] = ()
    text: Text | None = None
    transition: Transition | None = None

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.duration_ms

    @property
    def asset(self) -> str:
        """Id of its asset, "" for a text."""
        return self.source.asset if self.source else ""

    @property
    def fit(self) -> Fit:
        return self.placement.fit

    @property
    def seamless(self) -> bool:
        """Whether the segment must loop."""
        return any(m.seamless for m in self.motions)

    @property
    def hold_subject(self) -> bool:
        return any(m.hold_subject for m in self.motions)

    @property
    def aim(self) -> Place | None:
        """Where the camera looks, None for the subject."""
        return next((m.aim for m in self.motions if m.aim is not None), None)


@dataclass(frozen=True, slots=True)
class Track:
    """A track and its segments, in order of time.

    kind       picture, sound, text; other where Vivant does not know the type
    role       as the draft says, else main (the first picture track), overlay, music or title
    gain       0 .. 4; `muted` silences pictures' sound and sounds
    duck_db    how far its sound goes down while somebody speaks on a voice track
    """

    id: str
    kind: TrackKind
    role: Role
    segments: tuple[Segment, ...]
    name: str = ""
    muted: bool = False
    gain: float = 1.0
    duck_db: float = 0.0


@dataclass(frozen=True, slots=True)
class Asset:
    """What the draft knows of a picture, video or sound.

    width, height, duration_ms    None where it was not said
    recipe                        how Vivant makes it (music, sound beds), empty for what comes from a file
    """

    id: str
    kind: AssetKind
    name: str = ""
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None
    recipe: Mapping[str, Any] = field(default_factory=dict)
