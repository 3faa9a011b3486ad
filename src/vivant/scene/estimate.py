"""Looking at a photo with the eyes that are built in: nearness, subject, sky, water, ground, kind, and how sure.

The trained eyes and the rules vote (vote.py); nothing to download, no chance. Not for taking the picture apart
(layers.py) or for filling what lies behind (fill.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from vivant.scene.eyes import Glance
from vivant.scene.ground import find_horizon, lift, nearness
from vivant.scene.kind import Kind, Light, kind_of, light_of, on_plain_ground
from vivant.scene.regions import Regions, split
from vivant.scene.saliency import saliency
from vivant.scene.sea import find_sea
from vivant.scene.sky import sky_mask
from vivant.scene.subject import Cut, find_subject
from vivant.scene.view import View, upsample
from vivant.scene.vote import area_of, depth_of, look_at
from vivant.units import Frame, Plane

FOGGY = 0.7
"""What is left of the confidence in fog, which hides what depth is judged by."""
STANDS_OUT = 0.3
"""Score from which a subject is put before what is around it: on drawn scenes less would cost order of depth. What
is less sure keeps the depth that the trained eyes see."""
OWN_SHAPE = 0.6
"""How much of the shape that the trained eyes give a subject it keeps."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the eyes saw, at the size of the photo.

    disparity   (H, W) float32, 0 far .. 1 near
    subject     (H, W) float32 alpha, 0 .. 1; all 0 when there is no clear subject
    sky, water, ground    (H, W) float32, 0 .. 1
    kind        "photo", "drawing", "text" or "texture"
    confidence  0 (the depth is a guess) .. 1 (the depth is known)
    horizon_h   height of the horizon as a fraction of the image height from the top, or None
    saw         short sentences for people
    """

    disparity: Plane
    subject: Plane
    sky: Plane
    water: Plane
    ground: Plane
    kind: Kind
    confidence: float
    horizon_h: float | None
    saw: tuple[str, ...]


def estimate(image: Frame, *, subject: Plane | None = None, trained: bool = True) -> Estimate:
    """Look at a photo, (H, W, 3) uint8. `subject` is the alpha (H, W) of a subject that is already known.

    The picture is not changed, and the same picture is always seen the same way. Without `trained` only the rules
    look: the baseline of the benchmarks.
    """
    view = View.of(image)
    regions = split(view)
    kind = kind_of(view)
    said = look_at(view) if trained and kind in ("photo", "drawing") else None
    sky = _sky(view, regions, kind, said)
    cut = _subject(view, regions, sky, kind, subject, said)
    sky = sky * (1 - cut.alpha)
    free = (1 - sky) * (1 - cut.alpha)
    nothing = np.zeros(view.shape, np.float32)
    water, ground = (area_of(view, like, free) for like in (said.water, said.ground)) if said else (nothing, nothing)
    horizon_h = find_horizon(sky)
    sea = find_sea(view, regions, said, free) if said else None
    if sea is not None and sea.water.mean() > water.mean():
        water, horizon_h = np.maximum(sea.water, water * sea.below), sea.horizon_h
        ground = ground * (1 - water)
    disparity = _depth(view, regions, sky, cut, horizon_h, said)
    near, above, alpha = upsample(image, view, disparity, sky, cut.alpha)
    wet, floor = (_wide(plane, image) for plane in (water, ground))
    if subject is not None:
        alpha = np.clip(subject, 0, 1).astype(np.float32)
    light = light_of(view) if kind == "photo" else "day"
    saw = (*_light(light), *_sentences(view, kind, cut, sky, water, horizon_h))
    sure = _confidence(kind, cut, sky, said) * (FOGGY if light == "fog" else 1.0)
    return Estimate(near, alpha, above, wet, floor, kind, sure, horizon_h, saw)


def _wide(plane: Plane, image: Frame) -> Plane:
    """A region with soft borders at the size of the photo."""
    size = (image.shape[1], image.shape[0])
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR), np.float32)


def _sky(view: View, regions: Regions, kind: Kind, said: Glance | None) -> Plane:
    if kind not in ("photo", "drawing"):
        return np.zeros(view.shape, np.float32)
    return sky_mask(view, regions, None if said is None else said.sky)


def _subject(view: View, regions: Regions, sky: Plane, kind: Kind, known: Plane | None, said: Glance | None) -> Cut:
    if known is not None:
        size = (view.shape[1], view.shape[0])
        return Cut(np.clip(cv2.resize(known, size, interpolation=cv2.INTER_AREA), 0, 1).astype(np.float32), 1.0)
    if kind in ("text", "texture"):
        return Cut(np.zeros(view.shape, np.float32), 0.0)
    return find_subject(view, *saliency(view, regions, sky), sky, None if said is None else said.subject)


def _depth(view: View, regions: Regions, sky: Plane, cut: Cut, horizon_h: float | None, said: Glance | None) -> Plane:
    """(h, w) disparity with its jumps: the sky behind everything, the subject before what is around it."""
    if said is None:
        field = lift(view, nearness(view, regions, sky, horizon_h), cut.alpha)
    else:
        field = depth_of(view, said, sky)
        if cut.score >= STANDS_OUT:
            field = lift(view, field, cut.alpha, OWN_SHAPE)
    return np.clip(field, 0, 1).astype(np.float32)


def _confidence(kind: Kind, cut: Cut, sky: Plane, said: Glance | None) -> float:
    """How far the depth may be trusted: what the network expects, a subject, a sky; pages and textures have none."""
    most = {"photo": 1.0, "drawing": 0.35, "text": 0.05, "texture": 0.1}[kind]
    own = 0.35 if said is None else 0.15 + 0.5 * float(said.confidence.mean())
    return float(min(most, own + 0.3 * cut.score * bool(cut.alpha.any()) + 0.15 * bool(sky.any())))


def _light(light: Light) -> list[str]:
    return {"day": [], "night": ["a night picture"], "fog": ["fog or haze: gentle motion"]}[light]


def _sentences(view: View, kind: Kind, cut: Cut, sky: Plane, water: Plane, horizon_h: float | None) -> tuple[str, ...]:
    """What was seen, in plain words."""
    told = {
        "drawing": "flat drawing: gentle motion",
        "text": "a page of text: very gentle motion",
        "texture": "an even texture: very gentle motion",
    }
    saw = [told[kind]] if kind in told else []
    if cut.alpha.any():
        saw.append(f"a subject {_place(cut.alpha)}" + on_plain_ground(view, cut.alpha) * " on a plain ground")
    if sky.any():
        saw.append(f"sky over {round(100 * float(sky.mean()))} % of the picture")
    if water.any():
        saw.append(f"water over {round(100 * float(water.mean()))} % of the picture")
    if horizon_h is not None:
        saw.append(f"a horizon at {round(100 * horizon_h)} %")
    return tuple(saw) or ("no clear subject",)


def _place(alpha: Plane) -> str:
    """Where the middle of a mask lies, in words."""
    x = float((alpha.sum(0) * np.linspace(0, 1, alpha.shape[1])).sum() / alpha.sum())
    if x < 0.38:
        return "on the left"
    return "on the right" if x > 0.62 else "in the middle"
