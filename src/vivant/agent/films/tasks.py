"""Tasks: the single things that people want done to films, as small values. Not for how they are said or done.

`which` names one film by its place, 0 the first, -1 the last, None for all of them; times are of the draft as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from vivant.agent.films.lengths import ALL, When
from vivant.agent.films.regions import Box

Which: TypeAlias = int | None


@dataclass(frozen=True, slots=True)
class Keep:
    """Only this stretch stays."""

    when: When
    which: Which = None


@dataclass(frozen=True, slots=True)
class Drop:
    """This stretch goes. `unsure` where the words could also have meant to keep it."""

    when: When
    which: Which = None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class SplitAt:
    at_s: float
    which: Which = None


@dataclass(frozen=True, slots=True)
class Hold:
    """The film stops at a moment (None: its last) for a while."""

    at_s: float | None
    lasts_s: float = 2.0
    which: Which = None


@dataclass(frozen=True, slots=True)
class Pace:
    """`factor` 2 is twice as fast; `guessed` where nobody said how much; `anew` where it is beside the usual speed and
    not beside the one there is."""

    factor: float
    when: When = ALL
    which: Which = None
    guessed: bool = False
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Backwards:
    """Backwards, or forwards again where it is not `on`."""

    when: When = ALL
    which: Which = None
    on: bool = True


@dataclass(frozen=True, slots=True)
class Again:
    """The film plays several times, or there and back."""

    times: float
    boomerang: bool = False
    which: Which = None
    when: When = ALL


@dataclass(frozen=True, slots=True)
class Steady:
    which: Which = None
    on: bool = True


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Pictures are shown for so many times as long as they are."""

    factor: float


@dataclass(frozen=True, slots=True)
class Order:
    """Films in another order: reversed, by time taken, one of them first or last, `which` before or behind `other`, or
    two of them swapped; all are turned round where none are named. Or those of the listed
    `places` before all others."""

    how: Literal["reversed", "taken", "first", "last", "before", "behind", "swapped", "listed"]
    which: Which = None
    other: Which = None
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OnBeats:
    """Pictures change on the beats of the music."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Films one after the other, as they are already."""


@dataclass(frozen=True, slots=True)
class Without:
    """A film that goes."""

    which: int


@dataclass(frozen=True, slots=True)
class Platform:
    """A place to post to, by its name in platforms.py."""

    name: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape, width to height, and how the film fills it; cover follows what matters."""

    width: float
    height: float
    fit: Literal["", "cover", "contain", "blur"] = ""


@dataclass(frozen=True, slots=True)
class CropTo:
    """The part of the picture that is used."""

    box: Box
    which: Which = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn clockwise."""

    degrees: float
    which: Which = None


@dataclass(frozen=True, slots=True)
class Inset:
    """A film lies small over the others, its middle nearest to a position such as "bottom-right"."""

    which: int
    position: str = "bottom-right"
    scale: float = 0.3


@dataclass(frozen=True, slots=True)
class Hide:
    """A part of the frame is blurred or made of blocks; all of it without a box. `said` is a thing whose place nobody
    knows."""

    kind: Literal["blur", "mosaic"]
    box: Box | None = None
    when: When = ALL
    which: Which = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A title: what it says, from when (below 0: before the end, None: in the middle), for how long, where, in which
    colour, how much larger than usual, how it comes ("" for softly) and whether its words should stand one below the
    other; or one for each picture, as they are `listed`."""

    content: str
    start_s: float | None = 0.0
    lasts_s: float | None = None
    position: str = ""
    which: Which = None
    colour: str = ""
    size: float = 1.0
    enter: str = ""
    upright: bool = False
    listed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Words that are written already: what they say now, a factor of their size, how they look, where, when, how much
    `later_s` they come and how much `longer_s` they stand, how they `enter`, which way they `shift` (up, down, left,
    right); or they are `gone`. From below 0: before the end. Only those that read as they `was`, or the `nth`, where
    that is said. What is empty, 1, 0 or None stays."""

    content: str = ""
    size: float = 1.0
    colour: str = ""
    position: str = ""
    gone: bool = False
    start_s: float | None = None
    lasts_s: float | None = None
    later_s: float = 0.0
    shift: str = ""
    was: str = ""
    longer_s: float = 0.0
    nth: int | None = None
    enter: str = ""


@dataclass(frozen=True, slots=True)
class Captions:
    position: str = ""


@dataclass(frozen=True, slots=True)
class Music:
    """Music that Vivant composes, or of one's own. No style: one that suits. `instead` of what is heard: of other music
    or, where there is none, of the films' own sound. `unheard`: an instrument that was named and nobody has.
    `louder` than it is by that factor, where such music is there; it begins at `start_s`."""

    style: str = ""
    mood: str = ""
    own: str = ""
    tempo_bpm: float | None = None
    key: str = ""
    gain: float | None = None
    instead: bool = False
    unheard: str = ""
    louder: float | None = None
    start_s: float | None = None


@dataclass(frozen=True, slots=True)
class Bed:
    """The sound of rain, sea, wind, ... under the film, or instead of its own sound; `louder` than it is by that
    factor, 0 where it shall go."""

    kind: str
    gain: float | None = None
    instead: bool = False
    louder: float | None = None


@dataclass(frozen=True, slots=True)
class NoMusic:
    """`told` that there is none, also where there was none."""

    told: bool = True


@dataclass(frozen=True, slots=True)
class Ducked:
    """Music goes down while somebody speaks, or not."""

    on: bool = True


@dataclass(frozen=True, slots=True)
class Loudness:
    """A gain of the films' own sound, of the music or of all that is added; `relative` to what it is."""

    gain: float
    target: Literal["main", "music", "all"] = "main"
    relative: bool = False
    which: Which = None


@dataclass(frozen=True, slots=True)
class FadeTo:
    """Coming and going softly; None where nothing was said of an end."""

    in_s: float | None = None
    out_s: float | None = None
    target: Literal["main", "music"] = "main"


@dataclass(frozen=True, slots=True)
class Over:
    """How films go over into each other: a transition and its length, after one film or after each; `pace` is a factor
    of how long pictures are shown, for fast cuts."""

    kind: str
    lasts_s: float | None = None
    which: Which = None
    pace: float = 1.0


@dataclass(frozen=True, slots=True)
class Beyond:
    """Something that is understood and that nobody can do here, in the user's own words; `key` is the note."""

    said: str
    key: str = "beyond"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something that is asked for in another way than with words here: a note tells how."""

    key: str


Task: TypeAlias = (
    Keep | Drop | SplitAt | Hold | Pace | Backwards | Again | Steady | Rhythm | Order | OnBeats | Joined | Without
    | Platform | Shape | CropTo | Turn | Inset | Hide | Words | Rewrite | Captions | Music | Bed | NoMusic
    | Ducked | Loudness | FadeTo | Over | Elsewhere | Beyond
)  # fmt: skip
