"""The hair and the clothes of a person: parts of the subject beside its skin. Nothing for a subject that is no person.

Not for outlines of the subject (subject.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.scene.closer import Closer, Where, grown, kept, near_to, pieces
from vivant.scene.saliency import skin
from vivant.scene.view import haze
from vivant.units import Plane

SKIN = 0.42
"""How much the colour must be that of skin."""
SKIN_DEG, SKIN_CHROMA = (15.0, 78.0), (9.0, 44.0)
OVER_FACE = 0.12
"""Share of the hair that may lie over the face: with more of it, it is a shadow."""
LEAST_SKIN, MOST_SKIN = 0.025, 0.6
"""Share of a person that shows as skin."""
HEAD = 0.55
"""The head is in the upper part of a person, down to this share of its height."""
CROWN, MOST_ABOVE = 1.9, 0.6
"""Where a head ends above the middle of its face, in sizes of the face, and how much may be above it, in its square."""
CHIN = 0.75
"""Nothing below this and under the face is hair, in sizes of the face: shaded skin is."""
ONE_SIDED = 2.5
"""How much more may lie on one side of the face than on the other."""
WIDE = 1.5
"""How far hair reaches about a face, in sizes of the face."""


@dataclass(frozen=True)
class Face:
    """The skin of a head: its middle and half its size, in pixels of the view."""

    x: float
    y: float
    size: float
    skin: Where


def hair(closer: Closer) -> Plane:
    """(h, w) the hair, and a little around it so that its outline moves too."""
    face = find_face(closer)
    if face is None:
        return closer.nothing
    strands = _strands(closer, face)
    if strands.sum() < 0.25 * face.size**2 or _is_shadow(closer, face, strands):
        return closer.nothing
    wide = grown(strands, closer.view.side / 70) & ~grown(face.skin, 1)
    return haze(wide.astype(np.float32), 1.5)


def cloth(closer: Closer) -> Plane:
    """(h, w) what a person wears."""
    face = find_face(closer)
    strands = closer.nothing > 0 if face is None else _strands(closer, face)
    if face is None or strands.sum() < 0.1 * face.size**2 or _is_shadow(closer, face, strands):
        return closer.nothing  # a head without hair is more often a cup, a ball or a peach
    y = np.arange(closer.view.shape[0])[:, None]
    bare = grown(skin(closer.view) > SKIN, 2) | (strands & (y < face.y + 2 * face.size))
    worn = (closer.subject > 0.6) & ~bare & (y > face.y + 0.9 * face.size)
    worn = kept(grown(grown(worn, -2), 2), round(0.01 * closer.view.side**2))
    return haze(worn.astype(np.float32), 1.5) if worn.any() else closer.nothing


def find_face(closer: Closer) -> Face | None:
    """The largest face-like patch of skin in the upper part of the subject: rounded, lit, with features in it."""
    person = closer.subject > 0.5
    if person.mean() < 0.02:
        return None
    bare = (skin(closer.view) > SKIN) & grown(person, 2)
    share = float(bare.sum() / person.sum())
    if not LEAST_SKIN < share < MOST_SKIN:
        return None
    rows = np.flatnonzero(person.any(axis=1))
    lowest = rows[0] + HEAD * (rows[-1] - rows[0])
    for piece, box in pieces(kept(grown(grown(bare, -1), 1), round(0.003 * closer.view.side**2)))[:4]:
        face = _as_face(closer, piece, box, float(lowest))
        if face is not None and _is_on_top(person, face):
            return face
    return None


def _as_face(closer: Closer, piece: Where, box: NDArray[Any], lowest: float) -> Face | None:
    x, y, w, h, area = (float(v) for v in box)
    h = min(h, 1.5 * w)  # a neck hangs on many faces
    middle = y + h / 2
    rounded = area > 0.4 * w * h and 0.5 < h / max(w, 1) < 2.2
    if not rounded or middle > lowest or not _like_skin(closer, piece):
        return None
    return Face(x + w / 2, middle, (w + h) / 4, piece)


def _is_on_top(person: Where, face: Face) -> bool:
    """Whether little of the subject is above the head: more is over a patch of a wall, a wheel or a flower."""
    above = person[: max(0, round(face.y - CROWN * face.size))]
    return float(above.sum()) < MOST_ABOVE * face.size**2


def _like_skin(closer: Closer, piece: Where) -> bool:
    """Whether the colour of a patch is that of skin as a whole, and it has the light and dark of a face in it."""
    hue, chroma = float(np.median(closer.hue_deg[piece])), float(np.median(closer.chroma[piece]))
    light = closer.light[piece]
    modelled = float(np.percentile(light, 90) - np.percentile(light, 10)) > 10
    return SKIN_DEG[0] < hue < SKIN_DEG[1] and SKIN_CHROMA[0] < chroma < SKIN_CHROMA[1] and modelled


def _is_shadow(closer: Closer, face: Face, strands: Where) -> bool:
    """Whether what was taken for hair is a part of the face that the light does not reach: it lies over it, or on one
    side of it far more than on the other."""
    y, x = np.mgrid[0 : strands.shape[0], 0 : strands.shape[1]]
    over = strands & (np.abs(x - face.x) < 0.8 * face.size) & (np.abs(y - face.y) < 0.75 * face.size)
    beside = strands & (np.abs(y - face.y) < CHIN * face.size)
    left, right = (int((beside & side).sum()) for side in (x < face.x, x > face.x))
    one_sided = max(left, right) > ONE_SIDED * min(left, right) and max(left, right) > 0.3 * face.size**2
    return bool(over.sum() > OVER_FACE * strands.sum()) or one_sided


def _apart(lab: Plane, colour: NDArray[Any]) -> Plane:
    """How far colours (..., 3) are from one; lightness, which shade changes, counts less."""
    return np.asarray(np.sqrt(((lab - colour) ** 2 * np.array([0.35, 1.0, 1.0])).sum(axis=-1)), np.float32)


def _strands(closer: Closer, face: Face) -> Where:
    """What lies about the face and is of the colour of the strip above the forehead."""
    lab, shape = closer.view.lab, closer.view.shape
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]]
    dx, dy = (x - face.x) / face.size, (y - face.y) / face.size
    bare = grown(face.skin, 1) | (skin(closer.view) > 0.6)
    about = (np.hypot(dx / WIDE, (dy - 0.3) / (1.35 * WIDE)) < 1) & (closer.subject > 0.3) & ~bare
    about &= (np.abs(dx) > CHIN) | (dy < CHIN)
    crown = about & (np.abs(dx) < 0.7) & (dy < -0.75) & (dy > -1.7)
    if crown.sum() < 0.1 * face.size**2:
        return np.zeros(shape, bool)
    colour = np.median(lab[crown], axis=0)
    if colour[0] > 78 or np.hypot(colour[1], colour[2]) > 45:
        return np.zeros(shape, bool)
    apart = _apart(lab, colour)
    own = lab[face.skin]
    shaded = own[own[:, 0] <= np.percentile(own[:, 0], 30)]
    nearer = np.minimum(_apart(lab, np.median(own, axis=0)), _apart(lab, np.median(shaded, axis=0)))
    alike = about & (apart < 15) & (apart < nearer)
    _, labels = cv2.connectedComponents(grown(alike, 1).astype(np.uint8))
    there = np.unique(labels[crown & alike])
    joined = alike & np.isin(labels, there[there > 0])
    return kept(joined & near_to(face.skin, 1.6 * face.size), 20)
