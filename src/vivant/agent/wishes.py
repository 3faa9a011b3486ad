"""What a person may wish for, as small values. Each carries the words it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from vivant.timeline import Place


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
    aim       the side or corner at which the camera looks
    part      a part of something at which it should look, and which nobody can find
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
    aim: Place | None = None
    part: str = ""
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
    """Longer (> 1) or shorter (< 1) than it is; `more_s` longer than that."""

    factor: float
    cause: str = ""
    more_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Loop:
    on: bool
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Opposite:
    """What goes one way should go the other."""

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


@dataclass(frozen=True, slots=True)
class Add:
    """Something that should live in the picture or lie over it.

    kinds       names in the catalogues of flows and effects; the first that the picture has a place for is meant
    said        what the user called it
    amount      factor of the normal amount, None where nothing was said
    relative    whether `amount` and `speed` are beside what there is ("more snow") and not beside the normal
    speed       factor of its normal speed
    size        factor of its normal size
    way         left, right, up, down, "left up", ... or ""
    choices     words said with it that one of its knobs may take: a colour, a side
    side        the side of the picture that it should keep to: left, right, top, bottom, middle, or ""
    only        the user's own words for a place that it must not leave, or ""
    area        the named area of the picture (scene/areas.py) that an effect should keep to, or ""
    alone       nothing else should move
    span        when
    fade_in, fade_out    whether it should come and go softly
    fade_s      how long that takes, if it was said
    grows, shrinks    it becomes more and more, or less and less
    lifts       it goes so slowly that it takes all of its time
    stage       0, or how many times "then" was said before it
    quiet       whether to say nothing where the picture has no place for it
    """

    kinds: tuple[str, ...]
    said: str = ""
    amount: float | None = None
    relative: bool = False
    speed: float | None = None
    size: float | None = None
    way: str = ""
    choices: tuple[str, ...] = ()
    side: str = ""
    only: str = ""
    area: str = ""
    alone: bool = False
    span: Span | None = None
    fade_in: bool = False
    fade_out: bool = False
    fade_s: float | None = None
    grows: bool = False
    shrinks: bool = False
    lifts: bool = False
    stage: int = 0
    quiet: bool = False
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Remove:
    """Flows and effects that must not be there; none named means all of them."""

    kinds: tuple[str, ...] = ()
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Mood:
    """A set of flows and effects that belong together (moods.py)."""

    name: str
    amount: float | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Dial:
    """A dial of the darkroom, turned by `step` from where it is; in one `area` of the picture, or "" in all of it; as
    time goes on where it `grows`, and back where it `lifts`."""

    name: str
    step: float
    area: str = ""
    cause: str = ""
    grows: bool = False
    lifts: bool = False


@dataclass(frozen=True, slots=True)
class Life:
    """Whatever can move should: one of `flows` for each area of the picture, any flow if none are named."""

    flows: tuple[str, ...] = ()
    amount: float | None = None
    cause: str = ""


Living: TypeAlias = Add | Remove | Mood | Dial | Life
"""What lives in the picture or lies over it, not the camera."""

Wish: TypeAlias = (
    Move | Speed | Strength | Duration | Stretch | Loop | Opposite | Size | ShortSide | Aspect | Fps | Ease | Fit
    | Hold | Avoid | Living
)  # fmt: skip
