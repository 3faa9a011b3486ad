"""What a flow is: typed knobs, and how the picture's own pixels move in one area of it.

A flow is one file of this folder. It holds, in this order:

    \"\"\"One sentence that says what the viewer sees.\"\"\"    -> the flow's sentence
    AREAS = ("water",)                                     -> areas it lives in (scene/areas.py), likeliest first
    CARRIES = True                                         -> True if it carries, False if it sways (see below)
    WORDS = ("flowing water", "water flows", "水在流", ...)  -> what people call it, English and Chinese
    class Params(FlowParams): ...                          -> its knobs, each with default, range, unit, sentence
    def prepare(area, clock, p, rng) -> Draw: ...          -> anything costly once; the motion many times

There are two ways to move. *Carrying* (drift.py): two copies of the picture travel and take turns, so that it can go
on for ever; the colours of the area reach beyond its rim, so that nothing else is dragged along. *Swaying* (sway.py):
every place swings about where it is, and takes what is right beside it along a little, so that outlines move.

What every flow keeps (tests/flows holds it):
- Frame 0 is the photo: no shift, no other copy, gain 1. `amount` 0 is that for ever.
- Motion depends on its arguments alone; frames come in any order. In a loop frame `clock.n_frames` is frame 0 again.
- The same motion at every size: lengths are in short sides, speeds in short sides per second.
- Shifts are smooth over the map (it is enlarged bilinearly), except where a copy is not seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from vivant.knobs import Knobs, number
from vivant.units import Clock, Frame, Plane, turns

__all__ = ["Area", "Clock", "Draw", "FlowParams", "Motion", "Shift", "turns"]

Shift: TypeAlias = NDArray[np.float32]
"""(h, w, 2) float32: how far what is seen at each place has moved, x to the right and y down, in short sides."""


class FlowParams(Knobs):
    """The knobs every flow has."""

    amount: float = number(1.0, 0.0, 3.0, "times")
    """How strongly it moves; 1 is the tasteful default, 0 not at all."""


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """The area that lives, on a small map that covers the whole picture.

    inside      (h, w) float32, 0 .. 1, soft at the rim
    picture     (h, w, 3) uint8
    disparity   (h, w) float32, 0 far .. 1 near
    horizon     height of the horizon on the map, rows from the top, or None
    step        from one place of the map to the next, in short sides
    origin      place of [0, 0], short sides from the middle of the frame
    direction_deg    the direction that was asked for, 0 to the right, 90 up, or None
    """

    inside: Plane
    picture: Frame
    disparity: Plane
    step: float
    origin: tuple[float, float]
    horizon: float | None = None
    direction_deg: float | None = None

    @property
    def places(self) -> tuple[Plane, Plane]:
        """x and y of every place, (1, w) and (h, 1) float32, in short sides from the middle of the frame."""
        h, w = self.inside.shape
        x = self.origin[0] + self.step * np.arange(w, dtype=np.float32)[None, :]
        y = self.origin[1] + self.step * np.arange(h, dtype=np.float32)[:, None]
        return x, y

    def way(self, otherwise_deg: float) -> tuple[float, float]:
        """The direction asked for, or another one, as a unit vector (x to the right, y down)."""
        angle = np.radians(otherwise_deg if self.direction_deg is None else self.direction_deg)
        return float(np.cos(angle)), float(-np.sin(angle))


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """What an area does in one frame.

    shift   of the one copy of the picture
    other   of the other copy, None where there is one copy only
    mix     (h, w) float32, 0 .. 1: how much of the other copy is seen
    gain    (h, w) float32: linear light is multiplied by it; None for 1
    """

    shift: Shift
    other: Shift | None = None
    mix: Plane | None = None
    gain: Plane | None = None


Draw: TypeAlias = Callable[[int], Motion]
"""The motion of frame i."""
