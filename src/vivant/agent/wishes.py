"""What a person may wish for, as small values. Each carries the words it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Span:
    """When something happens: a part of the clip, or seconds; a negative start counts from the end."""

    part: tuple[float, float] | None = None
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A camera move. `amount` and `speed` are factors of the normal, None where nothing was said.

    stage     0 for what comes first, 1 for what comes "then", ...
    lasts_s   how long it should take
    degrees, percent, times    numbers said with the move, which its knobs may take
    """

    name: str
    amount: float | None = None
    speed: float | None = None
    easing: str = ""
    stage: int = 0
    span: Span | None = None
    lasts_s: float | None = None
    degrees: float | None = None
    percent: float | None = None
    times: float | None = None
    knobs: Mapping[str, str] = field(default_factory=dict)
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Speed:
    """All moves quicker (> 1) or slower (< 1)."""

    factor: float
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Strength:
    """All moves go further (> 1) or less far (< 1)."""

    factor: float
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Duration:
    seconds: float
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Longer (> 1) or shorter (< 1) than it is."""

    factor: float
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Loop:
    on: bool
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Size:
    """Pixels of the video."""

    width: int
    height: int
    cause: str = ""


@dataclass(frozen=True, slots=True)
class ShortSide:
    """Pixels of the shorter side: 1080p, 4k."""

    pixels: int
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Aspect:
    """The shape of the video, width to height; 0 to 0 is the photo's own."""

    width: float
    height: float
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Fps:
    rate: float
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Ease:
    """An easing for all moves."""

    name: str
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """How the picture fills the frame: cover, contain or blur."""

    name: str
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """The subject keeps its place and size."""

    subject: str
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Avoid:
    """Moves that must not happen."""

    moves: tuple[str, ...]
    cause: str = ""


Wish: TypeAlias = (
    Move | Speed | Strength | Duration | Stretch | Loop | Size | ShortSide | Aspect | Fps | Ease | Fit | Hold | Avoid
)
