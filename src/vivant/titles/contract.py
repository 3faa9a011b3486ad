"""What an animation of words is: how one piece of a text stands on its way in and on its way out.

An animation is one file of the folder `animations`. It holds

    \"\"\"One sentence that says what the viewer sees.\"\"\"     -> the animation's sentence
    WORDS = ("fade", "fade in", "淡入", ...)                -> what people call it, English and Chinese
    UNIT = "block"                                          -> what moves as one: "block", "line", "word" or "letter"
    MS = 450                                                -> how long a piece takes, in milliseconds
    EACH_MS = 0                                             -> how much later each next piece starts
    def look(s: float) -> Look: ...                         -> how a piece stands

`s` is how far a piece is from rest, eased: -1 before it comes, 0 at rest, 1 when it is gone. What moves to the left
both when it comes and when it goes has a sign; what only fades is the same on both sides.

What every animation keeps (tests/titles holds it):
- `look(0.0)` is `Look()`: at rest the words are the same pixels in every frame.
- At -1 and 1 nothing is seen: the first frame of a title that comes is empty, and the last of one that goes.
- A piece depends on `s` alone: frames may be drawn in any order, and the words look the same at every size.
- Nothing is drawn outside the safe area, and nothing flashes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["block", "line", "word", "letter"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece stands; the defaults are rest. Lengths are in ems.

    alpha       how solid, 0 .. 1
    right, down how far it is moved
    scale       size about its middle
    turn        its height when turned about a level axis, 0 edge on .. 1
    blur        sigma of the blur
    shown       share uncovered in reading direction, 0 .. 1, with a soft edge
    spread      what is added between its letters, for the unit "letter"
    glow        light around it, 0 .. 1
    masked      seen only inside the line where it stands at rest
    """

    alpha: float = 1.0
    right: float = 0.0
    down: float = 0.0
    scale: float = 1.0
    turn: float = 1.0
    blur: float = 0.0
    shown: float = 1.0
    spread: float = 0.0
    glow: float = 0.0
    masked: bool = False


REST = Look()
