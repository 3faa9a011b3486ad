"""One line of text, shaped: which font each part has, where it stands, and its ink.

Pillow shapes with Raqm (HarfBuzz and FriBidi). Without FriBidi on the machine it cannot, and letters that join come out
apart: `shapes` says which. Where a line ends is layout.py's. Lengths are in ems, so that a line is the same at any
size; letters are drawn several times too large and made smaller, so that they stand right to a fraction of a pixel.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont, features

from vivant.errors import InputError
from vivant.titles import fonts
from vivant.titles.direction import in_sight, levels, runs_left
from vivant.titles.fonts import Face, Fonts
from vivant.titles.letters import EAST_ASIAN, JOINED, SHAPED, cluster_script, clusters
from vivant.titles.letters import words as cut
from vivant.titles.text import Colour

_MEASURED_PX = 256.0
_DRAWN_PX = 320.0
_EMOJI_EM = 0.94
"""Height of an emoji's em to the letters' em: bitmaps fill more of theirs."""
_SYNTHETIC_BOLD_EM = 0.022
"""Outline that makes a regular face bold where a family has no bold one."""

Ink = NDArray[np.uint8]
"""(h, w, 4) uint8 RGBA, premultiplied."""


class Sprite(NamedTuple):
    """Ink and where its upper left corner stands, in pixels."""

    x: int
    y: int
    ink: Ink


@cache
def shapes() -> bool:
    """Whether letters that change with their neighbours are shaped on this machine."""
    return bool(features.check("raqm"))


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a line in one font and direction. `x_em` is its left edge, `first` its first cluster in the line."""

    parts: tuple[str, ...]
    face: Face
    leftward: bool
    first: int
    x_em: float
    width_em: float

    def said(self, end: int) -> str:
        """Its text up to cluster `end`; a letter that joins the next one keeps the form that it has there."""
        text = "".join(self.parts[:end])
        joins = 0 < end < len(self.parts) and all(cluster_script(c) in JOINED for c in self.parts[end - 1 : end + 1])
        return text + "\u200d" if joins else text


@dataclass(frozen=True, slots=True)
class Line:
    """A shaped line. The origin is its left end on the baseline; `ink` is left, top, right, bottom of what is drawn."""

    text: str
    runs: tuple[Run, ...]
    width_em: float
    ink: tuple[float, float, float, float]
    leftward: bool
    n_clusters: int

    def pieces(self, unit: str) -> list[tuple[int, int]]:
        """The clusters of its "letter"s, "word"s or of the "line", as ranges in reading order, spaces left out."""
        if unit == "line":
            return [(0, self.n_clusters)]
        parts = clusters(self.text)
        if unit == "letter":
            return [(i, i + 1) for i, part in enumerate(parts) if part.strip()]
        found, at = [], 0
        for word in cut(self.text):
            n = len(clusters(word.text))
            found += [(at, at + n)] if n else []
            at += n
            while at < len(parts) and not parts[at].strip(" \u200b\u3000"):
                at += 1
        return found


class Typesetter:
    """Shapes lines in a family, weight and slope, with other fonts where it lacks letters.

    `notes` says what stood in for what. Raises InputError where no font has a letter.
    """

    def __init__(self, known: Fonts, family: str, weight: int, italic: bool, text: str) -> None:
        self.known, self.weight, self.italic = known, weight, italic
        self.generic = family.casefold() if family.casefold() in fonts.GENERIC else "sans"
        self.notes: list[str] = []
        self._chosen: dict[str, Face] = {}
        self._measured: dict[tuple[Face, str, bool], tuple[float, tuple[float, float, float, float]]] = {}
        scripts = {cluster_script(c) for c in clusters(text)}
        self.leftward = runs_left(text)
        self.east_asian = bool(scripts & set(EAST_ASIAN))
        self.tall = bool(scripts & {"Arabic", "Thai", "Devanagari", *EAST_ASIAN})
        self._base = self._usual(family, text, scripts)
        if not shapes() and scripts & set(SHAPED):
            self.notes.append(
                "Letters that join are not joined here: install FriBidi "
                '("sudo apt install libfribidi0" or "brew install fribidi").'
            )

    def _usual(self, family: str, text: str, scripts: set[str]) -> Face:
        """The face that everything stands in which it has: an East Asian one for text that is, to be of one piece."""
        if self.east_asian and family.casefold() in fonts.GENERIC:
            script = next(s for s in ("Kana", "Hangul", "Han", "Bopomofo") if s in scripts)
            letter = next(c for c in clusters(text) if cluster_script(c) == script)
            face = self.known.having(letter, script, self.generic, self.weight, self.italic)
            if face:
                return face
        face = self.known.choice(family, self.weight, self.italic)
        if face:
            return face
        stand_in = self.known.choice("sans", self.weight, self.italic)
        assert stand_in is not None  # Aileron is always there
        if family.casefold() not in fonts.GENERIC:
            self.notes.append(f'There is no font "{family[:40]}" here: {stand_in.name} stands in for it.')
        return stand_in

    def faces(self, parts: Sequence[str]) -> list[Face]:
        """The face of every cluster; what all scripts share goes with what stands before it."""
        found: list[Face] = []
        for part in parts:
            script = cluster_script(part)
            before = found[-1] if found else self._base
            keeps = not script and not before.label.in_colour and (fonts.has(before, part) or not part.strip())
            found.append(before if keeps else self._face(part, script))
        return found

    def _face(self, part: str, script: str) -> Face:
        if part not in self._chosen:
            face: Face | None = self._base
            if script == "Emoji" or not fonts.has(self._base, part):
                face = self.known.having(part, script, self.generic, self.weight, self.italic)
                face = face or self.known.having(part[0], script, self.generic, self.weight, self.italic)
            if face is None:
                shown = script if script and script != "Emoji" else "emoji" if script else "symbol"
                raise InputError(
                    f'No font on this machine has "{part}" ({shown}): install one with {fonts.advice(script)}.',
                    code="font", place="txt.c", value=part,
                )  # fmt: skip
            self._chosen[part] = face
        return self._chosen[part]

    def line(self, text: str, leftward: bool | None = None) -> Line:
        """A line of text, shaped. `leftward`: its paragraph reads to the left; None: as the line itself begins."""
        parts = clusters(text)
        leftward = runs_left(text) if leftward is None else leftward
        depth = levels(text, leftward)
        starts = [sum(map(len, parts[:i])) for i in range(len(parts))]
        ranks, kinds = [depth[at] for at in starts], self.faces(parts)
        bounds = [i for i in range(len(parts)) if not i or (ranks[i], kinds[i]) != (ranks[i - 1], kinds[i - 1])]
        spans = list(zip(bounds, [*bounds[1:], len(parts)][: len(bounds)], strict=True))
        runs: list[Run] = []
        x, ink = 0.0, (math.inf, math.inf, -math.inf, -math.inf)
        for first, end in in_sight(spans, [ranks[first] for first, _ in spans]):
            to_left = bool(ranks[first] % 2)
            width, box = self._measure(kinds[first], "".join(parts[first:end]), to_left)
            runs.append(Run(tuple(parts[first:end]), kinds[first], to_left, first, x, width))
            if box[2] > box[0]:
                ink = (min(ink[0], x + box[0]), min(ink[1], box[1]), max(ink[2], x + box[2]), max(ink[3], box[3]))
            x += width
        if ink[0] > ink[2]:
            ink = (0.0, 0.0, 0.0, 0.0)
        return Line(text, tuple(runs), x, ink, leftward, len(parts))

    def width_em(self, text: str) -> float:
        """The length of a text in ems, as if it stood on one line."""
        parts = clusters(text)
        kinds = self.faces(parts)
        total, first = 0.0, 0
        for i in range(1, len(parts) + 1):
            if i == len(parts) or kinds[i] != kinds[first]:
                total += self._measure(kinds[first], "".join(parts[first:i]), self.leftward)[0]
                first = i
        return total

    def _measure(self, face: Face, text: str, leftward: bool) -> tuple[float, tuple[float, float, float, float]]:
        key = (face, text, leftward)
        if key not in self._measured:
            font = fonts.opened(face, _MEASURED_PX, self.weight)
            scale = _em_scale(face, font)
            kept = _shaped(leftward)
            box = font.getbbox(text, anchor="ls", stroke_width=_bolder(face, self.weight, font.size), **kept)
            left, top, right, bottom = (scale * side for side in box)
            self._measured[key] = scale * font.getlength(text, **kept), (left, top, right, bottom)
        return self._measured[key]

    def draw(self, line: Line, piece: tuple[int, int], size_px: float, at: tuple[float, float], c: Colour) -> Sprite:
        """The ink of some clusters of a line whose origin is at `at`, cut to what is drawn."""
        found = [
            self._drawn(run, max(piece[0] - run.first, 0), min(piece[1] - run.first, len(run.parts)), size_px, at, c)
            for run in line.runs
            if piece[0] < run.first + len(run.parts) and piece[1] > run.first
        ]
        return joined(found)

    def _drawn(self, run: Run, a: int, b: int, size_px: float, at: tuple[float, float], c: Colour) -> Sprite:
        x, y = at[0] + run.x_em * size_px, at[1]
        if run.face.label.in_colour:
            font = fonts.opened(run.face, _MEASURED_PX, self.weight)
            ink, (left, top) = _bitmap(run, a, b, font, size_px)
            return Sprite(round(x + left), round(y + top), ink)
        times = max(1, min(8, round(_DRAWN_PX / size_px)))
        font = fonts.opened(run.face, size_px * times, self.weight)
        mask, (left, top) = _mask(run, (a, b), font, (x * times, y * times), times, self.weight)
        return Sprite(left, top, tinted(mask, c))


def _shaped(leftward: bool) -> dict[str, Any]:
    return {"direction": "rtl" if leftward else "ltr"} if shapes() else {}


def _in_order(text: str, leftward: bool) -> str:
    """Without shaping, what runs to the left is at least put in the order in which it is seen."""
    return text if shapes() or not leftward else "".join(reversed(clusters(text)))


def _em_scale(face: Face, font: ImageFont.FreeTypeFont) -> float:
    return (_EMOJI_EM if face.label.in_colour else 1.0) / font.size


def _bolder(face: Face, weight: int, size_px: float) -> float:
    lacking = (weight - face.label.weights[1]) / 300
    return 0.0 if lacking < 0.5 or face.label.in_colour else _SYNTHETIC_BOLD_EM * min(lacking, 1.2) * size_px


def _mask(
    run: Run, span: tuple[int, int], font: ImageFont.FreeTypeFont, at: tuple[float, float], times: int, weight: int
) -> tuple[Ink, tuple[int, int]]:
    """Coverage of some clusters of a run, drawn `times` too large, and where it stands at its own size."""
    kept, bolder = _shaped(run.leftward), _bolder(run.face, weight, font.size)
    whole = _in_order("".join(run.parts), run.leftward)
    left, top, right, bottom = font.getbbox(whole, anchor="ls", stroke_width=bolder, **kept)
    room = round(0.3 * font.size) + times  # a part may reach farther than the whole
    x0, y0 = (math.floor((base + low - room) / times) for base, low in zip(at, (left, top), strict=True))
    x1, y1 = (math.ceil((base + high + room) / times) for base, high in zip(at, (right, bottom), strict=True))
    size = ((x1 - x0) * times, (y1 - y0) * times)
    right_edge = at[0] + font.getlength(whole, **kept)

    def up_to(end: int) -> NDArray[np.int16]:
        picture = Image.new("L", size)
        anchor, x = ("rs", right_edge) if run.leftward else ("ls", at[0])
        text, where = _in_order(run.said(end), run.leftward), (x - x0 * times, at[1] - y0 * times)
        ImageDraw.Draw(picture).text(where, text, 255, font, anchor=anchor, stroke_width=bolder, **kept)
        small = cv2.resize(np.asarray(picture), (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA)
        return np.asarray(small, np.int16)

    cover = up_to(span[1]) - (up_to(span[0]) if span[0] else 0)
    return np.clip(cover, 0, 255).astype(np.uint8), (x0, y0)


def _bitmap(run: Run, a: int, b: int, font: ImageFont.FreeTypeFont, size_px: float) -> tuple[Ink, tuple[float, float]]:
    """Emoji from a font of bitmaps, made as large as the letters; where they stand from the run's origin."""
    scale = _em_scale(run.face, font) * size_px
    kept = _shaped(run.leftward)
    whole, text = "".join(run.parts), "".join(run.parts[a:b])
    before = font.getlength("".join(run.parts[b:] if run.leftward else run.parts[:a]), **kept)
    left, top, right, bottom = font.getbbox(text or whole, anchor="ls", **kept)
    picture = Image.new("RGBA", (max(1, round(right - left)), max(1, round(bottom - top))))
    ImageDraw.Draw(picture).text((-left, -top), text, "white", font, anchor="ls", embedded_color=True, **kept)
    ink = np.asarray(picture, np.float32)
    ink[..., :3] *= ink[..., 3:] / 255
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    small = cv2.resize(ink, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    drawn = np.asarray(np.clip(np.rint(small), 0, 255), np.uint8)
    lift = 0.02 * size_px
    return drawn, ((before + left) * scale, top * scale + lift)


def tinted(mask: NDArray[np.uint8], colour: Colour) -> Ink:
    """A mask in a colour, premultiplied."""
    tint = np.array([*colour[:3], 255]) * (colour[3] / 255 / 255)
    table = np.rint(np.arange(256)[:, None] * tint[None]).astype(np.uint8)
    return table[mask]


def joined(sprites: Sequence[Sprite]) -> Sprite:
    """Sprites added up to one, cut to what is drawn."""
    if not sprites:
        return Sprite(0, 0, np.zeros((0, 0, 4), np.uint8))
    if len(sprites) == 1:
        return _trimmed(sprites[0])
    x0, y0 = min(s.x for s in sprites), min(s.y for s in sprites)
    x1, y1 = max(s.x + s.ink.shape[1] for s in sprites), max(s.y + s.ink.shape[0] for s in sprites)
    ink = np.zeros((y1 - y0, x1 - x0, 4), np.uint8)
    for s in sprites:
        part = ink[s.y - y0 : s.y - y0 + s.ink.shape[0], s.x - x0 : s.x - x0 + s.ink.shape[1]]
        part[...] = cv2.add(part, s.ink)
    return _trimmed(Sprite(x0, y0, ink))


def _trimmed(sprite: Sprite) -> Sprite:
    x, y, w, h = cv2.boundingRect(np.ascontiguousarray(sprite.ink[..., 3]))
    if not w:
        return Sprite(sprite.x, sprite.y, np.zeros((0, 0, 4), np.uint8))
    return Sprite(sprite.x + x, sprite.y + y, np.ascontiguousarray(sprite.ink[y : y + h, x : x + w]))
