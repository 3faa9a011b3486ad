"""From a text to a title: fonts, lines, place, contrast, in this order. Not for drawing it (title.py)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from vivant.errors import UsageError
from vivant.moves.easing import EASINGS
from vivant.titles.backing import Backing, backings, beneath
from vivant.titles.contrast import LEAST, measured
from vivant.titles.fonts import Fonts, installed
from vivant.titles.kernels import over
from vivant.titles.layout import Block, lay_out
from vivant.titles.motion import Piece, Stage, on_canvas
from vivant.titles.placing import PLACES, Spot, emptiest, place_named, room_for, safe_area, side_of
from vivant.titles.register import animation_named
from vivant.titles.shaping import Sprite, Typesetter, joined
from vivant.titles.text import Colour, Text, clean
from vivant.titles.title import Report, Title
from vivant.units import Clock, Frame, Plane, Size, short_side

_MOTION_EM = 1.5
"""Room around a block for what its animations move."""
_MOST_SAMPLES = 8
_MEASURED_PX = 40.0


@dataclass(frozen=True, slots=True)
class _Standing:
    """A block at its place: the corner of its ink and its plate, in pixels."""

    block: Block
    x: float
    y: float
    pad: tuple[float, float]
    letters: Sprite

    @property
    def plate(self) -> tuple[float, float, float, float]:
        wide, high = self.block.width_px + self.pad[0], self.block.height_px + self.pad[1]
        return self.x - self.pad[0], self.y - self.pad[1], self.x + wide, self.y + high


def prepare(
    text: Text,
    size: Size,
    clock: Clock,
    behind: Sequence[Frame] | None = None,
    subject: Plane | None = None,
    fonts: Fonts | None = None,
) -> Title:
    """A title of `clock.n_frames` frames of `size`.

    behind   some of the frames that the words will lie on, (H, W, 3) uint8; None where they are not known
    subject  (h, w) float32, 0 .. 1: what is to be left free where the text has no place
    Raises UsageError for a name that there is not, InputError where no font has a letter.
    """
    check(text)
    words = clean(text.content)
    enter, leave = animation_named(text.enter), animation_named(text.leave)
    setter = Typesetter(fonts or installed(), text.font, text.weight, text.italic, words)
    desk = _Desk(text, words, setter, size, _samples(behind, size), subject)
    standing, backing, contrast = desk.readable()
    report = desk.report(standing, backing, contrast)
    stage = _stage(standing, backing, size, desk.align(desk.place))

    def cut(unit: str) -> list[Piece]:
        return desk.pieces(standing, backing, unit)

    title = Title(size, clock, backing, standing.letters, stage, standing.plate, cut, report)
    return title.animated(enter, leave, text.ms, text.easing)


def check(text: Text) -> None:
    """Raises UsageError for a name that there is not, of an easing, an animation or a place, or for too many words."""
    if text.easing not in EASINGS:
        raise UsageError(f'"{text.easing[:40]}" is no easing: say {", ".join(EASINGS)}.', code="choice", place="txt.e")
    clean(text.content)
    animation_named(text.enter)
    animation_named(text.leave)
    if isinstance(text.place, str) and text.place:
        place_named(text.place)


def _samples(frames: Sequence[Frame] | None, size: Size) -> list[Frame]:
    """A few of the frames, all of the title's size."""
    if not frames:
        return []
    chosen = frames if len(frames) <= _MOST_SAMPLES else [
        frames[round(k * (len(frames) - 1) / (_MOST_SAMPLES - 1))] for k in range(_MOST_SAMPLES)
    ]  # fmt: skip
    return [
        frame if frame.shape[1::-1] == size else np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA))
        for frame in chosen
    ]


class _Desk:
    """One text on the way to its place: tries ways to write it until it can be read."""

    def __init__(
        self, text: Text, words: str, setter: Typesetter, size: Size, frames: list[Frame], subject: Plane | None
    ) -> None:
        self.text, self.words, self.setter, self.size = text, words, setter, size
        self.frames, self.subject = frames, subject
        self.asked_px = text.size_h * size[1]
        self._stood: dict[tuple[tuple[float, float], Colour], _Standing] = {}
        self.place = self._place()

    def _place(self) -> str:
        """The name of the place; "" where it is given as x and y."""
        place = self.text.place
        if not isinstance(place, str):
            return ""
        if place:
            return place_named(place)
        block = self._lay_out("bottom-center", (0.0, 0.0))
        return emptiest(self.size, (block.width_px, block.height_px), self.subject, self.frames)

    def align(self, place: str) -> str:
        """How lines are aligned at a place: as asked, else as it is. The lower third of a language that runs to the
        left is on the right."""
        if self.text.align or not place:
            return self.text.align or "center"
        mirrored = place == "lower-third" and self.setter.leftward
        return "right" if mirrored else side_of(place)

    def _lay_out(self, place: str, pad: tuple[float, float]) -> Block:
        width, height = room_for(place, self.size)
        room = (width - 2 * pad[0] * self.asked_px, height - 2 * pad[1] * self.asked_px)
        room = max(room[0], 0.5 * width), max(room[1], 0.5 * height)
        short, lines = short_side(self.size), self.text.lines
        return lay_out(self.setter, self.words, self.asked_px, room, short, lines, self.align(place))

    def standing(self, backing: Backing) -> _Standing:
        """The block at its place; drawn again only where the way it is written moves or colours the letters."""
        key = (backing.pad_em, backing.colour)
        if key not in self._stood:
            self._stood[key] = self._stand(backing)
        return self._stood[key]

    def _stand(self, backing: Backing) -> _Standing:
        block = self._lay_out(self.place, backing.pad_em)
        pad = backing.pad_em[0] * block.size_px, backing.pad_em[1] * block.size_px
        spot = self._spot()
        x, y = spot.corner(self.size, block.width_px + 2 * pad[0], block.height_px + 2 * pad[1])
        x, y = x + pad[0], self._on_a_row(y + pad[1], pad[1], block)
        letters = [self.setter.draw(one.line, (0, one.line.n_clusters), block.size_px, at, backing.colour)
                   for one in block.lines
                   for at in [(x + one.x_em * block.size_px, y + one.y_em * block.size_px)]]  # fmt: skip
        return _Standing(block, x, y, pad, joined(letters))

    def _on_a_row(self, y: float, pad: float, block: Block) -> float:
        """The top of a block, moved by part of a pixel so that its last baseline is on a row: one caption after another
        stands on the same one, and level strokes are sharp."""
        baseline = y + block.lines[-1].y_em * block.size_px
        up = baseline - math.floor(baseline + 1e-3)
        _, top, _, bottom = safe_area(self.size)
        if y - up - pad >= top - 1e-6:
            return y - up
        return y + 1 - up if y + 1 - up + block.height_px + pad <= bottom else y

    def _spot(self) -> Spot:
        if not isinstance(self.text.place, str):
            x, y = self.text.place
            return Spot(middle=(x * self.size[0], y * self.size[1]))
        x, y = PLACES[self.place]
        return Spot((1 - x if self.place == "lower-third" and self.setter.leftward else x, y))

    def readable(self) -> tuple[_Standing, Backing, float | None]:
        """The plainest way to write it that can be read, and its contrast; the best one where none is enough."""
        best: tuple[_Standing, Backing, float | None] | None = None
        for backing in backings(self.text, bool(self.frames)):
            standing = self.standing(backing)
            if not self.frames or not standing.letters.ink.size:
                return standing, backing, None
            contrast = self._contrast(standing, backing)
            if best is None or contrast > (best[2] or 0.0):
                best = standing, backing, contrast
            if contrast >= LEAST:
                break
        assert best is not None  # there is always a first way
        return best

    def _contrast(self, standing: _Standing, backing: Backing) -> float:
        """The contrast of the letters with what is behind, measured where letters are _MEASURED_PX large."""
        size_px = standing.block.size_px
        canvas = _around(standing.plate, backing.reach_em * size_px + 2, 0.0, self.size)
        small = min(1.0, _MEASURED_PX / size_px)
        size = tuple(max(4, round(small * (far - near))) for near, far in zip(canvas[:2], canvas[2:], strict=True))

        def shrunk(part: Frame) -> Frame:
            return np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)

        letters = shrunk(on_canvas(standing.letters, canvas))
        plate = [small * (side - canvas[k % 2]) for k, side in enumerate(standing.plate)]
        under = beneath(letters, backing, small * size_px, (plate[0], plate[1], plate[2], plate[3]), 1.0)
        grounds = [shrunk(frame[canvas[1] : canvas[3], canvas[0] : canvas[2]]) for frame in self.frames]
        for ground in grounds:
            over(ground, under, 0, 0)
        return measured(backing.colour, np.ascontiguousarray(letters[..., 3]), grounds, small * size_px)

    def pieces(self, standing: _Standing, backing: Backing, unit: str) -> list[Piece]:
        """The pieces of a unit in reading order."""
        if unit == "block":
            left, top, right, bottom = standing.plate
            return [Piece(standing.letters, 0, 1, (top, left, bottom, right), self.setter.leftward)]
        size_px, found = standing.block.size_px, []
        for one in standing.block.lines:
            x, y = standing.x + one.x_em * size_px, standing.y + one.y_em * size_px
            left, top, right, bottom = one.line.ink
            box = (y + (top - 0.04) * size_px, x + left * size_px, y + (bottom + 0.04) * size_px, x + right * size_px)
            spans = one.line.pieces(unit)
            for k, span in enumerate(spans):
                sprite = self.setter.draw(one.line, span, size_px, (x, y), backing.colour)
                found.append(Piece(sprite, k, len(spans), box, one.line.leftward))
        return found

    def report(self, standing: _Standing, backing: Backing, contrast: float | None) -> Report:
        notes = list(self.setter.notes)
        size_px, lines = standing.block.size_px, standing.block.lines
        if size_px < 0.8 * self.asked_px:
            notes.append(f"The words are {size_px / self.asked_px:.0%} of the size asked for, so that all of them fit.")
        if contrast is not None and contrast < LEAST:
            notes.append(
                f"The words may be hard to read: their contrast is {contrast:.1f} and {LEAST} is the least that is "
                "comfortable. Allow a shadow, an outline or a plate, or take another colour."
            )
        used = dict.fromkeys(run.face.name for one in lines for run in one.line.runs)
        return Report(
            self.place or "given", size_px, tuple(one.line.text for one in lines), contrast, tuple(backing.names),
            tuple(used), tuple(notes),
        )  # fmt: skip


def _stage(standing: _Standing, backing: Backing, size: Size, align: str) -> Stage:
    size_px, safe, plate = standing.block.size_px, safe_area(size), standing.plate
    left, top, right, bottom = plate
    around = (backing.reach_em + _MOTION_EM) * size_px + 2
    canvas = _around(plate, around, 0.5 * (right - left), size)
    share = [
        (near - low) / room if (room := (high - low) - (far - near)) > 1 else 0.5
        for low, high, near, far in ((safe[0], safe[2], left, right), (safe[1], safe[3], top, bottom))
    ]
    pivot = left + share[0] * (right - left), top + share[1] * (bottom - top)
    return Stage(canvas, safe, pivot, size_px, {"left": 0.0, "right": 1.0}.get(align, 0.5))


def _around(box: Sequence[float], by: float, across: float, size: Size) -> tuple[int, int, int, int]:
    """A box made larger by `by` on each side, and by `across` more at its left and right, in whole pixels."""
    left, top, right, bottom = box
    return (
        max(0, int(left - by - across)), max(0, int(top - by)),
        min(size[0], int(right + by + across) + 1), min(size[1], int(bottom + by) + 1),
    )  # fmt: skip
