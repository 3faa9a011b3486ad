"""A title that is ready: one cached picture at rest, and its moments of coming and going.

Not for how it was laid out (prepare.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from vivant.titles.backing import Backing, backed
from vivant.titles.contract import REST
from vivant.titles.kernels import over
from vivant.titles.motion import Piece, Stage, away, length_ms, staged
from vivant.titles.register import Animation
from vivant.titles.shaping import Ink, Sprite, joined
from vivant.units import Clock, Frame, Size

_LONGEST_SHARE = 0.45
"""Coming takes at most this much of a title's time, and going too."""
_MOST_PIECES = 240


@dataclass(frozen=True, slots=True)
class Report:
    """What was decided, in words and numbers.

    place     name of the place, or "given"
    size_px   of the letters
    lines     the text of each line
    contrast  with what is behind, measured; None where nothing behind was given
    help      what was added so that the words can be read: "shadow", "outline", "shade", "plate"
    fonts     families that were used
    notes     sentences for the user
    """

    place: str = ""
    size_px: float = 0.0
    lines: tuple[str, ...] = ()
    contrast: float | None = None
    help: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Title:
    """Words over a picture: `title(frame, i)` is a new frame, `title.layer(i)` the words alone.

    `i` counts from the title's first frame; before that, and after its last, there is nothing. Frames may be drawn in
    any order and on any thread.
    """

    def __init__(
        self, size: Size, clock: Clock, backing: Backing, letters: Sprite, stage: Stage,
        plate: tuple[float, float, float, float], cut: Callable[[str], list[Piece]], report: Report,
    ) -> None:  # fmt: skip
        self.size, self.clock, self.report = size, clock, report
        self._backing, self._stage, self._plate = backing, stage, plate
        self._pieces = lru_cache(maxsize=4)(lambda unit: _few(cut, unit))
        self._rest = self._finished(staged([Piece(letters, 0, 1, (0, 0, 0, 0), False)], [REST], stage), 1.0)
        self._enter: Animation | None = None
        self._leave: Animation | None = None
        self._easing, self._n_enter, self._n_leave = "out_cubic", 0, 0

    def animated(self, enter: Animation | None, leave: Animation | None, ms: int, easing: str) -> Title:
        """This title, coming and going by these animations; `ms` 0 is their own length."""
        self._enter, self._leave, self._easing = enter, leave, easing
        self._n_enter, self._n_leave = self._n_frames(enter, ms), self._n_frames(leave, ms)
        return self

    def _n_frames(self, animation: Animation | None, ms: int) -> int:
        if animation is None:
            return 0
        wanted = round(length_ms(animation, len(self._pieces(animation.unit)), ms) / 1000 * self.clock.rate)
        return max(min(1, self.clock.n_frames // 3), min(wanted, int(_LONGEST_SHARE * self.clock.n_frames)))

    def __call__(self, frame: Frame, i: int) -> Frame:
        """The (H, W, 3) uint8 frame with the words of frame `i` on it, a new one."""
        out = frame.copy()
        x, y, ink = self.layer(i)
        if ink.size:
            over(out, ink, x, y)
        return out

    def layer(self, i: int) -> Sprite:
        """(x, y, ink): where the corner of the words of frame `i` is, and they, (h, w, 4) uint8 RGBA premultiplied."""
        if not 0 <= i < self.clock.n_frames:
            return Sprite(0, 0, np.zeros((0, 0, 4), np.uint8))
        last = self.clock.n_frames - 1
        if i < self._n_enter and self._enter:
            return self._moment(self._enter, i / self._n_enter - 1)
        if last - i < self._n_leave and self._leave:
            return self._moment(self._leave, 1 - (last - i) / self._n_leave)
        return self._rest

    def _moment(self, animation: Animation, t: float) -> Sprite:
        pieces = self._pieces(animation.unit)
        looks = [
            animation.look(s) if (s := away(animation, t, k, len(pieces), self._easing)) else REST
            for k in range(len(pieces))
        ]
        there = min(1.0, 2.5 * (1 - abs(t)))
        return self._finished(staged(pieces, looks, self._stage), there * there * (3 - 2 * there))

    def _finished(self, letters: Ink, there: float) -> Sprite:
        left, top, right, bottom = self._used(letters)
        x0, y0, x1, y1 = self._plate
        at_x, at_y = left - self._stage.canvas[0], top - self._stage.canvas[1]
        part = np.ascontiguousarray(letters[at_y : at_y + bottom - top, at_x : at_x + right - left])
        ink = backed(part, self._backing, self._stage.size_px, (x0 - left, y0 - top, x1 - left, y1 - top), there)
        return joined([Sprite(left, top, ink)])

    def _used(self, letters: Ink) -> tuple[int, int, int, int]:
        """The part of the canvas, in pixels of the frame, where there are letters or what stands behind them."""
        left, top, right, bottom = self._stage.canvas
        x, y, wide, high = cv2.boundingRect(np.ascontiguousarray(letters[..., 3]))
        box: list[float] = [left + x, top + y, left + x + wide, top + y + high] if wide else [right, bottom, left, top]
        if self._backing.plate or self._backing.shade:
            box = [*map(min, box[:2], self._plate[:2]), *map(max, box[2:], self._plate[2:])]
        by = int(self._backing.reach_em * self._stage.size_px) + 3
        x0, y0 = max(left, int(box[0]) - by), max(top, int(box[1]) - by)
        return x0, y0, max(x0 + 1, min(right, int(box[2]) + by)), max(y0 + 1, min(bottom, int(box[3]) + by))


def _few(cut: Callable[[str], list[Piece]], unit: str) -> list[Piece]:
    """The pieces of a unit; of a larger one where there would be too many to move."""
    pieces = cut(unit)
    larger = {"letter": "word", "word": "line", "line": "block"}
    while len(pieces) > _MOST_PIECES and unit in larger:
        unit = larger[unit]
        pieces = cut(unit)
    return pieces
