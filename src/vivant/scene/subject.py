"""What the picture is about, as soft alpha; or nothing, when no outline convinces.

Several guesses are cut out along colour and edges, the most convincing one is kept: by the trained eyes, which see
roughly what it is, and by rules, which see whether it looks like a whole thing. A wrong cut-out looks broken and none
looks fine, so doubt means none. Not for finding where the eye goes (saliency.py) or for cutting (cutout.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.scene.cutout import (
    HALF,
    Bins,
    Mask,
    bins_of,
    box_cut,
    colours,
    disc,
    fill_holes,
    open_cuts,
    outline,
    pieces,
    soft_cut,
    tidy,
)
from vivant.scene.saliency import sharpness, skin
from vivant.scene.view import View
from vivant.units import Plane

GUESS_PX = 30_000
"""Pixels of the picture on which guesses are compared."""
ENOUGH = 0.49
"""Score from which a cut-out is trusted where only the rules have looked."""
TOLD_ENOUGH = 0.06
"""The same where the trained eyes have a say."""
RULES_SAY = 0.6
"""What becomes of the weights of the rules' marks then."""
LEVELS = (0.35, 0.55, 0.75)
"""Shares of its highest likelihood at which what the trained eyes see is cut out."""
SMALLEST, LARGEST = 0.006, 0.65
"""Shares of the picture that a subject may cover."""
FACELESS = 0.75
"""The mark of a mask without a face. (No worse if it leaves one out: much that is not skin has its colour.)"""
BARE = 0.35
"""Likelihood from which a colour is taken for skin."""
LEAST_SIDE = 24
"""Pixels below which there is nothing to outline."""


@dataclass(frozen=True)
class Cut:
    """A guess at the subject: its alpha (h, w) 0 .. 1 and how convincing it is, 0 .. 1."""

    alpha: Plane
    score: float


@dataclass(frozen=True)
class Cues:
    """A small view and what is known about it; all planes (h, w) 0 .. 1."""

    view: View
    bins: Bins
    salient: Plane
    background: Plane
    sky: Plane
    face: Mask
    told: Plane | None = None


def find_subject(view: View, salient: Plane, background: Plane, sky: Plane, told: Plane | None = None) -> Cut:
    """The subject's alpha at the size of the view; all 0 when nothing convinces.

    `told` (h, w) is how likely the trained eyes hold each place for the subject, 0 .. 1.
    """
    nothing = np.zeros(view.shape, np.float32)
    if min(view.shape) < LEAST_SIDE:
        return Cut(nothing, 0.0)
    guesses = candidates(cues_of(view, salient, background, sky, told))
    best = max(guesses, key=lambda cut: cut.score, default=Cut(nothing, 0.0))
    if best.score < (ENOUGH if told is None else TOLD_ENOUGH):
        return Cut(nothing, best.score)
    return Cut(outline(view, best.alpha), best.score)


def cues_of(view: View, salient: Plane, background: Plane, sky: Plane, told: Plane | None = None) -> Cues:
    """The same cues on a smaller picture."""
    small = View.of(view.rgb, GUESS_PX)
    size = (small.shape[1], small.shape[0])
    maps = [cv2.resize(p, size, interpolation=cv2.INTER_AREA) for p in (salient, background, sky)]
    front, back, above = (np.asarray(p, np.float32) for p in maps)
    like = None if told is None else np.asarray(cv2.resize(told, size, interpolation=cv2.INTER_AREA), np.float32)
    return Cues(small, bins_of(small), front, back, above, _face(small), like)


def candidates(cues: Cues) -> list[Cut]:
    """The guesses, cut out and scored; the best two again after a graph cut in their box."""
    cuts = [_scored(cues, _cut(cues, seed, cues.sky)) for seed in _seeds(cues)]
    cuts.sort(key=lambda cut: -cut.score)
    cuts += [_scored(cues, _trimmed(cut.alpha > HALF, cues.salient)) for cut in cuts[:2] if cut.score > 0]
    cuts.sort(key=lambda cut: -cut.score)
    if cues.told is not None:  # graph cuts are dear: they go to what the trained eyes see
        return cuts + [_scored(cues, mask) for mask in _told(cues)]
    bare = skin(cues.view) > BARE
    wholes = [_with_heads(cut.alpha > HALF, bare) for cut in cuts[:2] if cut.score > 0]
    again = [box_cut(cues.view, whole, cues.sky) for whole in wholes]
    again = [_without_bays(tidy(mask, cues.salient)) for mask in again]
    softer = [_cut(cues, mask.astype(np.float32), cues.sky * ~mask) for mask in again if mask.any()]
    return cuts + [_scored(cues, mask) for mask in again + softer]


def _told(cues: Cues) -> list[Mask]:
    """What the trained eyes see, cut out at several levels, as it is and after a graph cut in its box and around it."""
    if cues.told is None or cues.told.max() < 0.02:
        return []
    like = cues.told / np.float32(max(float(np.percentile(cues.told, 99.5)), 0.02))
    masks = [tidy(like > level, like) for level in LEVELS]
    masks = [mask for mask in masks if mask.any()]
    again = [box_cut(cues.view, mask, cues.sky) for mask in masks[1:2]]
    again += [soft_cut(cues.view, cues.bins, np.clip(gain * like, 0, 1), cues.sky) > HALF for gain in (0.8, 1.3)]
    again += open_cuts(cues.view, masks[-1], cues.sky, (1.5, 2.5)) if masks else []
    return masks + [tidy(mask, like) for mask in again]


def _trimmed(mask: Mask, salient: Plane) -> Mask:
    """The most salient thick part of a mask, without what hangs on to it by a thin bridge."""
    radius = np.sqrt(mask.size) / 30
    core = cv2.erode(mask.astype(np.uint8), disc(radius))
    labels, stats = pieces(core)
    if len(stats) == 1:
        return mask
    main = labels == 1 + int(np.argmax(np.bincount(labels.ravel(), (salient**2).ravel())[1:]))
    return np.asarray(mask & (cv2.dilate(main.astype(np.uint8), disc(1.4 * radius)) > 0))


def _without_bays(mask: Mask) -> Mask:
    """The mask with narrow bays closed: where a thing has the colour of what is behind it, a bite is missing."""
    closed = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, disc(np.sqrt(mask.size) / 40)) > 0
    return fill_holes(mask | closed) if mask.any() else mask


def _cut(cues: Cues, seed: Plane, barred: Plane) -> Mask:
    return tidy(soft_cut(cues.view, cues.bins, seed, barred) > HALF, cues.salient)


def _with_heads(mask: Mask, bare: Mask) -> Mask:
    """The mask and the patches of skin right above it: faces, which clothes alone do not lead to."""
    n, labels, stats, _ = cv2.connectedComponentsWithStats((bare & ~mask).astype(np.uint8))
    out = mask.copy()
    for i in range(1, n):
        left, top, width, height, area = stats[i]
        column = np.flatnonzero(mask[:, left + width // 2])
        if area > SMALLEST / 2 * mask.size and column.size and -height < column[0] - (top + height) < height / 2:
            out |= labels == i
            # Hair, or a hat: the box has to reach above the face.
            out[max(0, top - height // 3), left + width // 2] = True
    return out


# --- guesses ---------------------------------------------------------------------------------------------------------


def _seeds(cues: Cues) -> list[Plane]:
    """Rough maps (0 .. 1) to start a cut from."""
    x, y = cues.view.place
    centre = np.exp(-(((x - 0.5) / 0.22) ** 2 + ((y - 0.55) / 0.28) ** 2) / 2).astype(np.float32)
    free = (1 - cues.sky) * (1 - cues.background)
    level = cv2.threshold(np.round(cues.salient * 255).astype(np.uint8), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0]
    seeds = [(cues.salient > share * level / 255).astype(np.float32) for share in (0.75, 1.2)]
    seeds.append(_joined(cues.view, (free > 0.45) & (centre > 0.02), cues.salient))
    seeds.append(np.clip(2.5 * sharpness(cues.view) * centre - 0.4, 0, 1))
    seeds.append(_person(cues.face))
    seeds.append(np.clip(1.8 * centre * (0.3 + 0.7 * free), 0, 1))
    return [seed for seed in seeds if seed.mean() > SMALLEST / 2]


def _joined(view: View, mask: Mask, salient: Plane) -> Plane:
    """The main group of a mask's pieces with the gaps between them closed."""
    closed = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, disc(view.side / 40))
    return tidy(closed > 0, salient).astype(np.float32)


def _face(view: View) -> Mask:
    """The patch of skin that is most likely a face: roundish, in the upper middle; empty without one."""
    patch = cv2.morphologyEx((skin(view) > BARE).astype(np.uint8), cv2.MORPH_OPEN, disc(2))
    labels, stats = pieces(patch)
    best, face = SMALLEST / 4, -1
    for i in range(1, len(stats)):
        left, top, width, height, area = (int(v) for v in stats[i])
        x, y = (left + width / 2) / view.shape[1], (top + height / 2) / view.shape[0]
        like = np.exp(-(((x - 0.5) / 0.25) ** 2 + ((y - 0.4) / 0.25) ** 2) / 2) * area / patch.size
        if 0.6 < height / width < 2.2 and area > 0.5 * width * height and y < 0.6 and like > best:
            best, face = like, i
    return np.asarray(labels == face)


def _person(face: Mask) -> Plane:
    """A head around a face, and shoulders below it down to the bottom; all 0 without a face."""
    seed = np.zeros(face.shape, np.uint8)
    if not face.any():
        return seed.astype(np.float32)
    rows, columns = np.flatnonzero(face.any(1)), np.flatnonzero(face.any(0))
    x, y, high = columns.mean(), rows.mean(), max(len(rows), 0.8 * len(columns))
    cv2.ellipse(seed, (round(x), round(y - 0.1 * high)), (round(0.55 * high), round(0.75 * high)), 0, 0, 360, 1, -1)
    bottom = min(face.shape[0], y + 4 * high)
    body = [[x - 0.4 * high, y + 0.5 * high], [x + 0.4 * high, y + 0.5 * high], [x + 1.1 * high, y + high]]
    body += [[x + 1.2 * high, bottom], [x - 1.2 * high, bottom], [x - 1.1 * high, y + high]]
    cv2.fillPoly(seed, [np.round(np.array(body)).astype(np.int32)], 1)
    return np.asarray(cv2.GaussianBlur(seed.astype(np.float32), (0, 0), max(1.0, 0.08 * high)), np.float32)


# --- is it convincing? -----------------------------------------------------------------------------------------------

WEIGHTS = {
    "edge": 0.35, "colour": 0.35, "solid": 0.25, "frame": 0.35, "size": 0.3, "salient": 0.3, "middle": 0.2,
    "stands": 0.3, "whole": 0.2, "apart": 0.6, "covers": 0.5, "face": 0.45,
}  # fmt: skip
"""How much each mark counts in the product of marks."""


def _scored(cues: Cues, mask: Mask) -> Cut:
    """The mask with its score: how much it looks like a whole thing in front of something else."""
    score = 1.0 if mask.any() else 0.0
    if score:
        say = 1.0 if cues.told is None else RULES_SAY
        for name, mark in marks_of(cues, mask).items():
            score *= min(max(mark, 0.0), 1.0) ** (say * WEIGHTS[name])
        if cues.told is not None:
            score *= expected_overlap(cues.told, mask)
    return Cut(mask.astype(np.float32), score)


def expected_overlap(told: Plane, mask: Mask) -> float:
    """Expected intersection over union of a mask with what each place is with likelihood `told`, 0 .. 1.

    The likelihood is sharpened a little: the network sees more widely than sharply.
    """
    like = np.clip(told, 0, 1) ** 1.5
    own = float(like[mask].sum())
    return own / max(float(mask.sum()) + float(like.sum()) - own, 1.0)


def marks_of(cues: Cues, mask: Mask) -> dict[str, float]:
    """The marks of a mask that is not empty, about 0 .. 1 each."""
    share = float(mask.mean())
    solid = mask.astype(np.uint8)
    contours, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull = sum(cv2.contourArea(cv2.convexHull(c)) for c in contours)
    y, x = (float(v.mean()) for v in np.nonzero(mask))
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    foot = float(rows[-1]) / mask.shape[0]
    off = float(np.hypot(x / mask.shape[1] - 0.5, 0.8 * (y / mask.shape[0] - 0.55)))
    ring = (cv2.dilate(solid, disc(cues.view.side / 16)) > 0) & ~mask
    areas = cv2.connectedComponentsWithStats(solid)[2][1:, cv2.CC_STAT_AREA]
    return {
        "edge": _edge_support(cues.view, solid),
        "colour": _separation(cues.bins, mask, ring),
        "solid": share * mask.size / max(hull, 1.0) / 0.75 * min(1.0, 2.8 * len(rows) / len(columns)),
        "frame": _free_of_frame(mask),
        "size": min(1.0, share / 0.05) * min(1.0, (LARGEST - share) / 0.15) * (share > SMALLEST),
        "salient": 2.0 * float(cues.salient[mask].mean() - cues.salient[ring].mean()) if ring.any() else 0.0,
        "middle": 1.25 - 2.0 * off,
        "stands": (foot - 0.35) / 0.25,
        "covers": 0.15 + float((cues.salient[mask] ** 2).sum() / max(float((cues.salient**2).sum()), 1e-6)),
        "face": max(FACELESS, float(mask[cues.face].mean())) if cues.face.any() else FACELESS,
        "whole": float(areas.max() / areas.sum()),
        "apart": 0.4 + float(cues.background[ring].mean() - 0.6 * cues.background[mask].mean()) if ring.any() else 0.0,
    }


def _edge_support(view: View, solid: NDArray[np.uint8]) -> float:
    """Share of the outline that lies on a clear edge of the picture."""
    line = cv2.morphologyEx(solid, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    line[[0, -1], :] = line[:, [0, -1]] = False
    if not line.any():
        return 0.0
    strong = cv2.dilate(view.contrast, np.ones((3, 3), np.uint8))
    usual = max(2.0, float(np.median(strong)))
    return float(np.mean(np.minimum(strong[line] / (2.5 * usual), 1.0)))


def _separation(bins: Bins, mask: Mask, ring: Mask) -> float:
    """1 when the colours inside and those just outside have nothing in common, 0 when they are the same."""
    inner, outer = colours(bins, mask.astype(np.float32)), colours(bins, ring.astype(np.float32))
    return float(1.0 - np.sqrt(inner * outer).sum())


def _free_of_frame(mask: Mask) -> float:
    """1 when the mask keeps clear of the picture's border; the bottom may be touched."""
    sides = mask[:, 0].mean(), mask[:, -1].mean()
    shoulders = max(sides) < 0.35 and mask[-1].mean() > 0.3 and mask.any(1).mean() > 0.6
    if min(sides) > 0 and not shoulders:
        return 0.0  # From side to side: a landscape, a table or a wall.
    touch = 1.5 * mask[0].mean() + mask[:, 0].mean() + mask[:, -1].mean() + 0.25 * mask[-1].mean()
    return float(1.0 - 1.3 * touch)
