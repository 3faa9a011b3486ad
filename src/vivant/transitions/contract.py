"""What a transition is: typed knobs, and a frame made of two frames.

A transition is one file of this folder. It holds, in this order:

    \"\"\"One sentence that says what the viewer sees.\"\"\"       -> the transition's sentence
    KIND = "wipe"                                             -> what sort it is, see Kind
    WORDS = ("wipe", "擦除", ...)                              -> what people call it, English and Chinese
    class Params(TransitionParams): ...                       -> its knobs, each with default, range, unit, sentence
    def prepare(setting, p, rng) -> Draw: ...                 -> anything costly once; the drawing many times

A file may hold a family instead: WORDS and SENTENCES are then dicts by name, and `setting.name` says which is wanted.

What every transition keeps (tests/transitions holds it):
- `draw(a, b, t)` returns a new (H, W, 3) uint8 frame and leaves both shots as they were. It depends on its arguments
  alone: frames may be drawn in any order, on any thread.
- It begins at the old shot and ends at the new one without a jump. The register gives the very frames at t 0 and 1 and
  eases t as `ease` says (register.py), so a file draws 0 < t < 1 only and takes t as it comes.
- It is never blank on the way, unless that is what it is about.
- The picture looks the same at every size: lengths are in short sides (units.py), chance is drawn without the size.
- A wipe never gives back what it has uncovered, and edges are soft by a pixel at least.
- Light is mixed in linear light (kernels.py does it); the fades named after ffmpeg's mix levels, as ffmpeg does.
- `disparity` and `subject` of a shot cost time and are asked for by those that need them only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vivant.knobs import Knobs, number
from vivant.units import Frame, Size, short_side

Kind = Literal["cut", "fade", "wipe", "slide", "blur", "depth"]
ORDER: tuple[Kind, ...] = ("cut", "fade", "wipe", "slide", "blur", "depth")
"""The order in which people are shown them, plainest first."""

Levels: TypeAlias = NDArray[np.uint8]
"""A map (H, W) uint8 of a frame."""

UNKNOWN = 128
"""The disparity of a shot without depth."""


class TransitionParams(Knobs):
    """The knobs every transition has."""

    ease: float = number(0.0, 0.0, 1.0, "fraction")
    """How gently it starts and stops: 0 at an even pace, 1 slow at both ends and fast in the middle."""


class MovingParams(TransitionParams):
    """The same for transitions in which pictures move: what moves starts and stops gently."""

    ease: float = number(1.0, 0.0, 1.0, "fraction")
    """How gently it starts and stops: 0 at an even pace, 1 slow at both ends and fast in the middle."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a transition may know before it draws.

    size  (width, height) in pixels of both shots
    name  which one of its family is wanted; the register fills it in
    """

    size: Size
    name: str = ""

    @property
    def short(self) -> int:
        """The shorter side in pixels."""
        return short_side(self.size)

    @property
    def half(self) -> tuple[float, float]:
        """Half the width and half the height in short sides: the frame spans -half .. half."""
        return self.size[0] / 2 / self.short, self.size[1] / 2 / self.short


@dataclass(frozen=True, eq=False)
class Seen:
    """A frame of one shot, and what is where in it, found when it is first asked for.

    frame          (H, W, 3) uint8
    disparity_of   makes (H, W) uint8, 0 far .. 255 near; None where the shot has no depth: then it is flat
    subject_of     makes (H, W) uint8, the subject's alpha; None where there is none: then it is 0
    """

    frame: Frame
    disparity_of: Callable[[], Levels] | None = None
    subject_of: Callable[[], Levels] | None = None

    @cached_property
    def disparity(self) -> Levels:
        """(H, W) uint8, 0 far .. 255 near."""
        return self.disparity_of() if self.disparity_of else np.full(self.frame.shape[:2], UNKNOWN, np.uint8)

    @cached_property
    def subject(self) -> Levels:
        """(H, W) uint8, how much of each pixel belongs to the subject."""
        return self.subject_of() if self.subject_of else np.zeros(self.frame.shape[:2], np.uint8)


Draw: TypeAlias = Callable[[Seen, Seen, float], Frame]
"""(the old shot, the new shot, t in 0 .. 1) -> a new frame."""
