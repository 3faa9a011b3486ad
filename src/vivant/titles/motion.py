"""Pieces of a text on their way: moved, scaled, blurred and uncovered as an animation's looks say.

Not for when (title.py) nor for what stands behind the letters (backing.py). Everything stays inside the safe area.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.moves.easing import ease
from vivant.titles.contract import REST, Look
from vivant.titles.kernels import stack
from vivant.titles.register import Animation
from vivant.titles.shaping import Ink, Sprite

_LONGEST_MS = 2600
"""A long text is not spelled out for longer than this."""
_Soft = NDArray[np.float32]
_SOFT_EM = 0.5
_GLOW_EM = 0.22


@dataclass(frozen=True, slots=True)
class Piece:
    """Ink that moves as one: its place in its line (`k` of `n`), and the top, left, bottom, right of the line."""

    sprite: Sprite
    k: int
    n: int
    line: tuple[float, float, float, float]
    leftward: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """Where pieces move, in pixels: the canvas, the safe area, the point that stays when all is scaled."""

    canvas: tuple[int, int, int, int]
    safe: tuple[int, int, int, int]
    pivot: tuple[float, float]
    size_px: float
    anchor: float

    def blank(self) -> Ink:
        left, top, right, bottom = self.canvas
        return np.zeros((bottom - top, right - left, 4), np.uint8)


def length_ms(animation: Animation, n: int, asked_ms: int) -> float:
    """How long all of `n` pieces take: what was asked for, else the animation's own, held to _LONGEST_MS."""
    return asked_ms or min(animation.ms + animation.each_ms * (n - 1), max(_LONGEST_MS, animation.ms))


def away(animation: Animation, t: float, k: int, n: int, easing: str) -> float:
    """How far piece `k` of `n` is from rest, eased, when all are at `t`: -1 before, 0 at rest, 1 gone."""
    whole = animation.ms + animation.each_ms * (n - 1)
    start, window = k * animation.each_ms / whole, animation.ms / whole
    progress = min(max((1 - abs(t) - start) / window, 0.0), 1.0)
    return math.copysign(1 - ease(easing, progress), t) if progress < 1 else 0.0


def staged(pieces: Sequence[Piece], looks: Sequence[Look], stage: Stage) -> Ink:
    """The letters of one moment on the stage's canvas, (h, w, 4) premultiplied."""
    out = stage.blank()
    for piece, look in zip(pieces, looks, strict=True):
        sprite = piece.sprite if look == REST else _looking(piece, look, stage)
        if sprite is not None:
            _add(out, sprite, stage.canvas)
    _keep_safe(out, stage)
    glow = max((look.glow for look in looks), default=0.0)
    return _glowing(out, glow, stage) if glow > 0 else out


def _looking(piece: Piece, look: Look, stage: Stage) -> Sprite | None:
    if look.alpha <= 0 or look.shown <= 0 or look.turn <= 0.01 or not piece.sprite.ink.size:
        return None
    ink = piece.sprite.ink
    if look.alpha < 1:
        ink = np.asarray(cv2.convertScaleAbs(ink, alpha=look.alpha), np.uint8)
    x, y = float(piece.sprite.x), float(piece.sprite.y)
    if look.shown < 1:
        ink = np.asarray(np.rint(ink * _uncovered(piece, look.shown, stage.size_px)), np.uint8)
    if look.blur > 0:
        ink, x, y = _blurred(ink, look.blur * stage.size_px, x, y)
    x += look.right * stage.size_px + _spread(piece, look.spread, stage)
    y += look.down * stage.size_px
    still = look.scale == look.turn == 1 and x.is_integer() and y.is_integer()
    sprite = Sprite(int(x), int(y), ink) if still else _moved(ink, x, y, look, stage)
    return _masked(sprite, piece) if look.masked else sprite


def _uncovered(piece: Piece, shown: float, size_px: float) -> _Soft:
    """How much of each column of a piece is seen, (1, w, 1): all of it behind an edge that moves along its line."""
    _, left, _, right = piece.line
    along = piece.sprite.x + 0.5 + np.arange(piece.sprite.ink.shape[1]) - left
    along = (right - left) - along if piece.leftward else along
    soft = _SOFT_EM * size_px
    edge = shown * (right - left + soft)
    seen = np.clip((edge - along) / soft, 0, 1)
    return np.asarray(seen * seen * (3 - 2 * seen), np.float32)[None, :, None]


def _blurred(ink: Ink, sigma: float, x: float, y: float) -> tuple[Ink, float, float]:
    pad = math.ceil(3 * sigma)
    wide = cv2.copyMakeBorder(ink, pad, pad, pad, pad, cv2.BORDER_CONSTANT)
    return np.asarray(cv2.GaussianBlur(wide, (0, 0), sigma), np.uint8), x - pad, y - pad


def _spread(piece: Piece, spread: float, stage: Stage) -> float:
    """How far a letter is moved when all of its line stand farther apart, as far as the safe area has room."""
    if not spread or piece.n < 2:
        return 0.0
    _, left, _, right = piece.line
    before, after = stage.anchor, 1 - stage.anchor
    room = [(gap / share) for gap, share in ((left - stage.safe[0], before), (stage.safe[2] - right, after)) if share]
    extra = max(0.0, min(spread * stage.size_px * (piece.n - 1), *room))
    place = piece.k / (piece.n - 1)
    return extra * ((1 - place if piece.leftward else place) - before)


def _moved(ink: Ink, x: float, y: float, look: Look, stage: Stage) -> Sprite:
    """The ink at a place between pixels, scaled about the stage's pivot and turned about its own axis."""
    height, width = ink.shape[:2]
    wide = look.scale
    tall = look.scale * look.turn
    px, py = stage.pivot
    left = px + (x - px) * wide
    middle = py + (y + height / 2 - py) * look.scale
    top = middle - height / 2 * tall
    x0, y0 = math.floor(left) - 1, math.floor(top) - 1
    size = math.ceil(width * wide) + 3, math.ceil(height * tall) + 3
    # pixel centres: a pixel at u is drawn at left + (u + 0.5) * scale - 0.5
    where = np.array([[wide, 0, left - x0 + 0.5 * wide - 0.5], [0, tall, top - y0 + 0.5 * tall - 0.5]], np.float32)
    moved = cv2.warpAffine(ink, where, size, flags=cv2.INTER_LINEAR)
    return Sprite(x0, y0, np.asarray(moved, np.uint8))


def _masked(sprite: Sprite, piece: Piece) -> Sprite:
    top, _, bottom, _ = piece.line
    rows = np.arange(sprite.ink.shape[0]) + sprite.y + 0.5
    seen = np.clip(np.minimum(rows - top, bottom - rows) + 0.5, 0, 1)
    return sprite._replace(ink=np.asarray(np.rint(sprite.ink * seen[:, None, None]), np.uint8))


def on_canvas(sprite: Sprite, canvas: tuple[int, int, int, int]) -> Ink:
    """A sprite on an empty canvas (left, top, right, bottom)."""
    out = np.zeros((canvas[3] - canvas[1], canvas[2] - canvas[0], 4), np.uint8)
    _add(out, sprite, canvas)
    return out


def _add(out: Ink, sprite: Sprite, canvas: tuple[int, int, int, int]) -> None:
    left, top = canvas[:2]
    x0, y0 = max(sprite.x - left, 0), max(sprite.y - top, 0)
    x1 = min(sprite.x - left + sprite.ink.shape[1], out.shape[1])
    y1 = min(sprite.y - top + sprite.ink.shape[0], out.shape[0])
    if x0 < x1 and y0 < y1:
        dx, dy = left - sprite.x, top - sprite.y
        part = out[y0:y1, x0:x1]
        part[...] = cv2.add(part, np.ascontiguousarray(sprite.ink[y0 + dy : y1 + dy, x0 + dx : x1 + dx]))


def _keep_safe(out: Ink, stage: Stage) -> None:
    left, top, right, bottom = stage.canvas
    safe = stage.safe
    out[: max(0, safe[1] - top)] = 0
    out[:, : max(0, safe[0] - left)] = 0
    out[max(0, min(bottom, safe[3]) - top) :] = 0
    out[:, max(0, min(right, safe[2]) - left) :] = 0


def _softened(ink: Ink, sigma: float) -> Ink:
    """A wide blur, made on a smaller copy."""
    times = max(1, int(sigma / 3))
    height, width = ink.shape[:2]
    small = cv2.resize(ink, (-(-width // times), -(-height // times)), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), sigma / times)
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def _glowing(letters: Ink, glow: float, stage: Stage) -> Ink:
    """Letters with light around them that fades with distance."""
    wide, near = _softened(letters, _GLOW_EM * stage.size_px), _softened(letters, 0.3 * _GLOW_EM * stage.size_px)
    out = np.asarray(cv2.addWeighted(wide, 1.1 * glow, near, 0.5 * glow, 0), np.uint8)
    stack(out, letters)
    _keep_safe(out, stage)
    return out
