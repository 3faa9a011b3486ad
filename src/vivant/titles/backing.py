"""What stands behind letters so that they can be read: shadow, outline, shade or plate; the least that is enough.

Not for measuring contrast (contrast.py). What somebody asked for is always drawn; only what is still missing is added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.titles.contrast import INK_BLACK, WHITE, opposite
from vivant.titles.kernels import stack
from vivant.titles.shaping import Ink, tinted
from vivant.titles.text import Colour, Text

PLATE_PAD_EM = (0.42, 0.3)
"""Room between the letters and the edge of their plate, across and down."""
_PLATE_ROUND_EM = 0.16
_SHADE_SOFT_EM = 1.3
"""How far the shade behind letters fades; it is a plate without an edge."""
_SHADOW_REACH_EM = 0.42
_THIN_EM = 0.035


@dataclass(frozen=True, slots=True)
class Backing:
    """The colour of the letters and what stands behind them; None where there is none."""

    colour: Colour
    shadow: Colour | None = None
    stroke: Colour | None = None
    stroke_em: float = 0.0
    plate: Colour | None = None
    shade: Colour | None = None

    @property
    def pad_em(self) -> tuple[float, float]:
        """How far it reaches beyond the letters in a way that must stay inside the safe area."""
        rim = self.stroke_em if self.stroke else 0.0
        return PLATE_PAD_EM if self.plate else (rim, rim)

    @property
    def reach_em(self) -> float:
        """How far any of it is seen beyond the letters."""
        soft = _SHADE_SOFT_EM + 0.2 if self.shade else _SHADOW_REACH_EM if self.shadow else 0.05
        return max(*self.pad_em, soft)

    @property
    def names(self) -> list[str]:
        """What helps, in words."""
        found = {"shadow": self.shadow, "outline": self.stroke, "plate": self.plate, "shade": self.shade}
        return [name for name, colour in found.items() if colour]


def backings(text: Text, known: bool) -> Iterator[Backing]:
    """Ways to write a text, the plainest first, the last readable on anything. `known`: what is behind is measured."""
    asked = Backing(
        text.colour or WHITE, _seen(text.shadow), _seen(text.stroke), text.stroke_em if _seen(text.stroke) else 0.0,
        _seen(text.plate),
    )  # fmt: skip
    if known or asked.plate:
        yield asked
        if not text.colour and not asked.plate and not asked.stroke:
            yield replace(asked, colour=INK_BLACK)
    dark = opposite(asked.colour)
    bright = dark[0] == 0  # bright letters; dark ones get no halo of light, which would look like a mistake
    if text.shadow is None and known and bright:
        for strength in (0.4, 0.6, 0.8):
            yield replace(asked, shadow=_as_solid(dark, strength))
    if text.stroke is None and (bright or not known):
        shadow = asked.shadow if text.shadow else _as_solid(dark, 0.7)
        yield replace(asked, stroke=_as_solid(dark, 0.9), stroke_em=_THIN_EM, shadow=shadow)
    if text.plate is None:
        for strength in (0.25, 0.35):
            yield replace(asked, shade=_as_solid(dark, strength))
        for strength in (0.5, 0.6, 0.75, 1.0):  # a darker shade looks like dirt on a bright picture, a plate is calm
            yield replace(asked, plate=_as_solid(dark, strength))
    if asked.plate:
        for colour, strength in ((asked.plate, 0.6), (asked.plate, 0.8), (asked.plate, 1.0), (dark, 1.0)):
            yield replace(asked, plate=_as_solid(colour, max(strength, asked.plate[3] / 255)))


def _seen(colour: Colour | None) -> Colour | None:
    return colour if colour and colour[3] else None


def _as_solid(colour: Colour, alpha: float) -> Colour:
    return colour[0], colour[1], colour[2], round(255 * alpha)


def backed(
    letters: Ink, backing: Backing, size_px: float, plate: tuple[float, float, float, float], there: float
) -> Ink:
    """Letters on a canvas with what stands behind them, (h, w, 4) premultiplied.

    plate  left, top, right, bottom of the plate on the canvas; `there` 0 .. 1 is how far it has come
    """
    out = beneath(letters, backing, size_px, plate, there)
    stack(out, letters)
    return out


def beneath(
    letters: Ink, backing: Backing, size_px: float, plate: tuple[float, float, float, float], there: float
) -> Ink:
    """What stands behind the letters, without them."""
    out = np.zeros_like(letters)
    cover = np.ascontiguousarray(letters[..., 3])
    if backing.plate:
        stack(out, tinted(_rounded(cover.shape, plate, _PLATE_ROUND_EM * size_px, there), backing.plate))
    if backing.shade:
        stack(out, tinted(_shade(cover.shape, plate, size_px, there), backing.shade))
    if backing.shadow:
        stack(out, tinted(_shadow(cover, size_px), backing.shadow))
    if backing.stroke and backing.stroke_em:
        stack(out, tinted(_thicker(cover, backing.stroke_em * size_px), backing.stroke))
    return out


def _shadow(cover: NDArray[np.uint8], size_px: float) -> NDArray[np.uint8]:
    """Two soft shadows in one, a little below: a close one that parts letter and picture, and a wide one."""
    thick = _thicker(cover, 0.03 * size_px)
    close = cv2.GaussianBlur(thick, (0, 0), max(0.4, 0.07 * size_px)).astype(np.float32)
    wide = cv2.GaussianBlur(cover, (0, 0), max(0.6, 0.2 * size_px)).astype(np.float32)
    both = 255 - (255 - np.minimum(close * 1.35, 255)) * (255 - np.minimum(wide * 0.8, 255)) / 255
    shift = np.array([[1, 0, 0], [0, 1, 0.025 * size_px]], np.float32)
    return np.asarray(cv2.warpAffine(both.astype(np.uint8), shift, (cover.shape[1], cover.shape[0])), np.uint8)


def _thicker(cover: NDArray[np.uint8], radius_px: float) -> NDArray[np.uint8]:
    """Letters grown by a radius that need not be whole pixels."""
    low = int(radius_px)
    part = radius_px - low
    small = cv2.dilate(cover, _disc(low)) if low else cover
    large = cv2.dilate(cover, _disc(low + 1))
    return np.asarray(cv2.addWeighted(small, 1 - part, large, part, 0), np.uint8)


def _disc(radius: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1)), np.uint8)


def _rounded(
    shape: tuple[int, ...], box: tuple[float, float, float, float], radius: float, there: float
) -> NDArray[np.uint8]:
    """A rectangle with round corners, (h, w) uint8, exact to a fraction of a pixel."""
    return np.asarray(np.rint(np.clip(0.5 - _outside(shape, box, radius), 0, 1) * there * 255), np.uint8)


def _shade(
    shape: tuple[int, ...], box: tuple[float, float, float, float], size_px: float, there: float
) -> NDArray[np.uint8]:
    """A rectangle that fades away with distance, (h, w) uint8: whole as far as letters reach and a little beyond."""
    near, soft = 0.16 * size_px, _SHADE_SOFT_EM * size_px
    wide = (box[0] - near, box[1] - near, box[2] + near, box[3] + near)
    seen = np.clip(1 - np.maximum(_outside(shape, wide, 0.5 * size_px), 0) / soft, 0, 1)
    seen = seen * seen * (3 - 2 * seen)
    return np.asarray(np.rint(seen * there * 255), np.uint8)


def _outside(shape: tuple[int, ...], box: tuple[float, float, float, float], radius: float) -> NDArray[np.float32]:
    """How far each pixel is outside a rectangle with round corners; less than nothing inside."""
    left, top, right, bottom = box
    radius = min(radius, (right - left) / 2, (bottom - top) / 2)
    x = np.abs(np.arange(shape[1], dtype=np.float32) + 0.5 - (left + right) / 2) - ((right - left) / 2 - radius)
    y = np.abs(np.arange(shape[0], dtype=np.float32) + 0.5 - (top + bottom) / 2) - ((bottom - top) / 2 - radius)
    x, y = x[None, :], y[:, None]
    far = np.hypot(np.maximum(x, 0), np.maximum(y, 0)) + np.minimum(np.maximum(x, y), 0) - radius
    return np.asarray(far, np.float32)
