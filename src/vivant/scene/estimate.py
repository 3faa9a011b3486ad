"""Looking at a photo with the eyes that are built in: nearness, subject, sky, kind, and how sure that is.

Classical cues only: nothing to download, no network, no chance. Not for taking the picture apart (layers.py) or for
filling what lies behind (fill.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from vivant.scene.ground import find_horizon, nearness
from vivant.scene.kind import Kind, kind_of
from vivant.scene.regions import split
from vivant.scene.saliency import saliency
from vivant.scene.sky import sky_mask
from vivant.scene.subject import Cut, find_subject
from vivant.scene.view import View, upsample
from vivant.units import Frame, Plane


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the eyes saw, at the size of the photo.

    disparity   (H, W) float32, 0 far .. 1 near
    subject     (H, W) float32 alpha, 0 .. 1; all 0 when there is no clear subject
    sky         (H, W) float32, 0 .. 1
    kind        "photo", "drawing", "text" or "texture"
    confidence  0 (the depth is a guess) .. 1 (the depth is known)
    horizon_h   height of the horizon as a fraction of the image height from the top, or None
    saw         short sentences for people
    """

    disparity: Plane
    subject: Plane
    sky: Plane
    kind: Kind
    confidence: float
    horizon_h: float | None
    saw: tuple[str, ...]


def estimate(image: Frame, *, subject: Plane | None = None) -> Estimate:
    """Look at a photo, (H, W, 3) uint8. `subject` is the alpha (H, W) of a subject that is already known.

    The picture is not changed, and the same picture is always seen the same way.
    """
    view = View.of(image)
    regions = split(view)
    kind = kind_of(view)
    sky = sky_mask(view, regions) if kind in ("photo", "drawing") else np.zeros(view.shape, np.float32)
    cut = _subject(view, saliency(view, regions, sky), sky, kind, subject)
    sky = sky * (1 - cut.alpha)
    horizon_h = find_horizon(sky)
    disparity = nearness(view, regions, sky, cut.alpha, horizon_h)
    near, above, alpha = upsample(image, view, disparity, sky, cut.alpha)
    if subject is not None:
        alpha = np.clip(subject, 0, 1).astype(np.float32)
    saw = _sentences(kind, cut, sky, horizon_h)
    return Estimate(near, alpha, above, kind, _confidence(kind, cut, sky), horizon_h, saw)


def _subject(view: View, maps: tuple[Plane, Plane], sky: Plane, kind: Kind, known: Plane | None) -> Cut:
    if known is not None:
        size = (view.shape[1], view.shape[0])
        return Cut(np.clip(cv2.resize(known, size, interpolation=cv2.INTER_AREA), 0, 1).astype(np.float32), 1.0)
    if kind in ("text", "texture"):
        return Cut(np.zeros(view.shape, np.float32), 0.0)
    return find_subject(view, *maps, sky)


def _confidence(kind: Kind, cut: Cut, sky: Plane) -> float:
    """How far the depth may be trusted: a subject or a sky gives hold; pages and textures have no depth."""
    most = {"photo": 1.0, "drawing": 0.35, "text": 0.05, "texture": 0.1}[kind]
    hold = 0.35 + 0.3 * cut.score * bool(cut.alpha.any()) + 0.15 * bool(sky.any())
    return float(min(most, hold))


def _sentences(kind: Kind, cut: Cut, sky: Plane, horizon_h: float | None) -> tuple[str, ...]:
    """What was seen, in plain words."""
    told = {
        "drawing": "flat drawing: gentle motion",
        "text": "a page of text: very gentle motion",
        "texture": "an even texture: very gentle motion",
    }
    saw = [told[kind]] if kind in told else []
    if cut.alpha.any():
        saw.append(f"a subject {_place(cut.alpha)}")
    if sky.any():
        saw.append(f"sky over {round(100 * float(sky.mean()))} % of the picture")
    if horizon_h is not None:
        saw.append(f"a horizon at {round(100 * horizon_h)} %")
    return tuple(saw) or ("no clear subject",)


def _place(alpha: Plane) -> str:
    """Where the middle of a mask lies, in words."""
    x = float((alpha.sum(0) * np.linspace(0, 1, alpha.shape[1])).sum() / alpha.sum())
    if x < 0.38:
        return "on the left"
    return "on the right" if x > 0.62 else "in the middle"
