"""What an effect is: typed knobs, and a picture laid over a picture.

An effect is one file of this folder. It holds, in this order:

    \"\"\"One sentence that says what the viewer sees.\"\"\"       -> the effect's sentence
    KIND = "particles"                                        -> where it comes in the order of ORDER
    WORDS = ("snow", "snowfall", "下雪", ...)                  -> what people call it, English and Chinese
    class Params(EffectParams): ...                           -> its knobs, each with default, range, unit, sentence
    def prepare(setting, clock, p, rng) -> Draw: ...          -> anything costly once; the drawing many times

An effect that changes the light of the whole scene, as night does, says FIRST = True: it is laid on before all others,
which then find the scene in that light. One that is the same in every frame, as a tone is, says STEADY = True: where
nothing moves it is laid on once.

Or, for an effect of the lens alone, instead of `prepare`

    def lens(p, aim) -> Path: ...                             -> poses that join the camera's (moves/contract.py)

What every effect keeps (tests/effects holds it):
- `draw(frame, view, i, level)` returns a new (H, W, 3) uint8 frame and leaves its input as it was. It depends on its
  arguments alone: frames may be drawn in any order, on any thread.
- `amount` 0 and `level` 0 give back the frame exactly; half an amount is seen as less than all of it.
- In a loop (`clock.loop`) frame `clock.n_frames` is frame 0 again. The clock is not wrapped for you: `turns` gives
  whole numbers of rounds.
- The picture looks the same at every size: lengths are in short sides (units.py), chance is drawn without the size.
- What stands in space has a disparity, is hidden by what is nearer (`view.disparity`) and goes where the camera's
  move takes it (`view.place`).
- Light is added in linear light and gradients are dithered (kernels.py does both).
- Nothing flashes more than three times a second (WCAG 2.3.1).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vivant.effects.view import View
from vivant.knobs import Knobs, number
from vivant.units import Clock, Frame, Plane, Size, short_side, turns

__all__ = ["ORDER", "Clock", "Draw", "EffectParams", "Kind", "Setting", "turns"]

Kind = Literal["atmosphere", "particles", "light", "lens", "tone", "film"]
ORDER: tuple[Kind, ...] = ("atmosphere", "particles", "light", "lens", "tone", "film")
"""From the air in the scene to the film in the camera: effects are laid on in this order."""


class EffectParams(Knobs):
    """The knobs every effect has."""

    amount: float = number(1.0, 0.0, 3.0, "times")
    """How much of it there is; 1 is the tasteful default, 0 nothing at all."""


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What an effect may know before the first frame: the picture as frame 0 shows it, and what is where in it.

    photo       (H, W, 3) uint8
    disparity   (h, w) float32, 0 far .. 1 near, at about a quarter of the size or less; so are the regions
    subject, sky, water, ground    (h, w) float32, 0 .. 1
    aim         place of what the camera looks at, short sides from the centre, and its disparity
    """

    photo: Frame
    disparity: Plane
    subject: Plane
    sky: Plane
    water: Plane
    ground: Plane
    aim: tuple[float, float, float] = (0.0, 0.0, 0.5)

    @property
    def size(self) -> Size:
        return self.photo.shape[1], self.photo.shape[0]

    @property
    def short(self) -> int:
        """The shorter side in pixels."""
        return short_side(self.size)

    @property
    def half(self) -> tuple[float, float]:
        """Half the width and half the height in short sides: the frame spans -half .. half."""
        return self.size[0] / 2 / self.short, self.size[1] / 2 / self.short


Draw: TypeAlias = Callable[[Frame, View, int, float], Frame]
"""(frame, what the camera sees, frame number, level) -> a new frame; level 0 .. 1 is how far the effect is faded in."""
