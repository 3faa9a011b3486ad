"""What a camera move is: typed knobs and a path of poses.

A move is one file of this folder. It holds, in this order:

    \"\"\"One sentence that says what the viewer sees.\"\"\"      -> the move's sentence
    WORDS = ("dolly in", "push in", "推近", ...)              -> what people call it, English and Chinese
    CYCLE = False                                            -> True if the path returns to its start by itself
    class Params(MoveParams): ...                            -> its knobs, each with default, range, unit, sentence
    def path(p: Params, aim: Aim) -> Path: ...               -> the poses

The folder is the register: `moves.catalogue()` finds the files, and the command line, the words people may use, the
docs and the tests read them from there. This module says what they must keep; it moves nothing itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from pydantic import Field

from vivant.knobs import Knobs

FOCAL = 1.5
"""Focal length of the virtual camera in short sides (a 61 degree horizontal view at 16:9)."""

Easing = Literal["linear", "in_sine", "out_sine", "in_out_sine", "in_quad", "out_quad", "in_out_quad",
                 "in_cubic", "out_cubic", "in_out_cubic", "in_expo", "out_expo", "in_out_expo"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pose:
    """Where the camera is, relative to the place the photo was taken from. All zero (zoom 1) shows the photo.

    A point of the photo at place (x, y) (short sides from the centre) and nearness w (1 for the nearest plane,
    a small positive number for the horizon) appears, before rotation and zoom, at
    ((x - truck * w) / (1 - dolly * w), (y - pedestal * w) / (1 - dolly * w)).

    truck      camera to the right (+) or left (-), in short sides of shift of the nearest plane
    pedestal   camera down (+) or up (-), likewise (y grows downwards)
    dolly      camera forward (+) or back (-), as a fraction of the distance to the nearest plane; < 1
    pan_deg    camera turns to the right (+) or left (-), degrees
    tilt_deg   camera turns down (+) or up (-), degrees
    roll_deg   camera turns clockwise (+), degrees, so the picture turns the other way
    zoom       focal length relative to the photo's, > 0
    focus      nearness in focus, 0 .. 1
    blur       diameter of the blur of things one whole unit of nearness out of focus, in short sides; 0 all sharp

    The camera turns by pan first, then tilt, then roll, and zooms last.
    """

    truck: float = 0.0
    pedestal: float = 0.0
    dolly: float = 0.0
    pan_deg: float = 0.0
    tilt_deg: float = 0.0
    roll_deg: float = 0.0
    zoom: float = 1.0
    focus: float = 0.0
    blur: float = 0.0

    def then(self, other: Pose) -> Pose:
        """Both poses at once: axes add, zooms multiply, the stronger blur sets the focus."""
        sharp = self.blur >= other.blur
        return Pose(
            self.truck + other.truck, self.pedestal + other.pedestal, self.dolly + other.dolly,
            self.pan_deg + other.pan_deg, self.tilt_deg + other.tilt_deg, self.roll_deg + other.roll_deg,
            self.zoom * other.zoom, self.focus if sharp else other.focus, max(self.blur, other.blur),
        )  # fmt: skip

    def zoomed(self, factor: float) -> Pose:
        return replace(self, zoom=self.zoom * factor)


@dataclass(frozen=True, slots=True)
class Aim:
    """What the camera looks at: its place (x, y) in the frame and its nearness w (see Pose), and how near and far
    the picture goes: `near` and `far` are the nearness of its nearest and farthest parts."""

    x: float = 0.0
    y: float = 0.0
    w: float = 0.6
    near: float = 1.0
    far: float = 0.2


Path: TypeAlias = Callable[[float], Pose]
"""The pose at progress u. A one-way move runs u = 0 .. 1 (eased outside the move); a cycle has path(0) == path(1)
and is periodic, with all its speed in the sine functions it is made of. It starts on the photo, and so softly that
its speed is zero there. A one-way move starts on the photo too, or ends on it where its nature asks for that."""


class MoveParams(Knobs):
    """The knobs every move has."""

    amount: float = Field(default=1.0, ge=0.0, le=3.0, json_schema_extra={"unit": "times"})
    """How far the move goes; 1 is the tasteful default, 0 does not move at all."""


def turn_to_shift(degrees: float) -> float:
    """The shift of the picture's centre, in short sides, when the camera turns by `degrees`."""
    return FOCAL * math.tan(math.radians(degrees))


def shift_to_turn(shift: float) -> float:
    """The turn in degrees that shifts the picture's centre by `shift` short sides."""
    return math.degrees(math.atan(shift / FOCAL))
