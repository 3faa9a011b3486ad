"""What a director knows of the pictures, films and sounds it works with, as small frozen values.

Whoever opens the files makes them (the front door): nothing here reads one. Not for a draft's own assets (timeline),
which say less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from vivant.scene.areas import find_area
from vivant.scene.scene import Scene
from vivant.timeline import STILL_MS, AddAsset, AddSegment, Draft, Edit, apply
from vivant.timeline.values import AssetKind
from vivant.units import Plane, Size

_LOOKED_AT = 160
_GREEN = 0.1
"""Share of green below which nobody looks for leaves."""
_KINDS: Mapping[str, AssetKind] = {"picture": "image", "video": "video", "sound": "audio"}
FPS = 30.0


@dataclass(frozen=True, slots=True)
class SceneFacts:
    """What of a Scene decides about moves; `glance` measures it, so that the pictures themselves need not be kept.

    size             (width, height) of the photo
    kind             "photo", "drawing", "text" or "texture"
    confidence       0 .. 1, how sure the depth is
    subject_share    share of the picture that its subject covers
    subject_inside   the subject is whole: it touches neither side and hardly the lower edge
    sky_share, water_share    shares of the picture
    depth_span       disparity between what is nearest and what is farthest, 0 .. 1
    has_horizon      whether a horizon was found
    light            mean brightness, 0 .. 1
    warmth           mean of red less blue, -1 .. 1
    foliage_share    share of the picture that is leaves
    """

    size: Size
    kind: str = "photo"
    confidence: float = 0.5
    subject_share: float = 0.0
    subject_inside: bool = False
    sky_share: float = 0.0
    water_share: float = 0.0
    depth_span: float = 1.0
    has_horizon: bool = False
    light: float = 0.5
    warmth: float = 0.0
    foliage_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Facts:
    """One picture, film or sound.

    kind          "picture", "video" or "sound"
    name          what its owner calls it, such as the name of the file
    size          (width, height) in pixels, upright; None for a sound
    duration_ms   None for a picture
    has_sound     whether a video can be heard
    taken_at      when it was taken, seconds since 1970; None where nobody knows
    scene         of a picture: what is in it; None where nobody looked
    """

    kind: Literal["picture", "video", "sound"]
    name: str = ""
    size: Size | None = None
    duration_ms: int | None = None
    has_sound: bool = False
    taken_at: float | None = None
    scene: SceneFacts | None = None


def glance(scene: Scene) -> SceneFacts:
    """What of a scene decides about moves, measured on at most about 160 points a side."""
    alpha = _small(scene.subject) > 0.5
    columns = np.flatnonzero(alpha.any(axis=0))
    inside = (
        bool(columns.size) and columns[0] > 1 and columns[-1] < alpha.shape[1] - 2 and float(alpha[-1].mean()) < 0.05
    )
    near, far = np.percentile(_small(scene.disparity), (95, 5))
    height, width = scene.image.shape[:2]
    step = max(1, min(height, width) // _LOOKED_AT)
    red, green, blue = np.moveaxis(scene.image[::step, ::step].astype(np.float32) / 255, 2, 0)
    is_green = float(((green > 1.05 * red) & (green > 1.1 * blue)).mean()) > _GREEN
    leaves = find_area(scene, "foliage") if is_green else None
    return SceneFacts(
        (width, height), scene.kind, scene.confidence, float(alpha.mean()), inside, float(_small(scene.sky).mean()),
        float(_small(scene.water).mean()), float(near - far), scene.horizon_h is not None,
        float((red + green + blue).mean() / 3), float((red - blue).mean()),
        0.0 if leaves is None else float(leaves.mean()),
    )  # fmt: skip


def sees(scene: Scene) -> Callable[[str], bool]:
    """Whether an area is found in a scene, by its name."""
    return lambda area: find_area(scene, area) is not None


def _small(plane: Plane) -> Plane:
    step = max(1, min(plane.shape) // _LOOKED_AT)
    return plane[::step, ::step]


def one_after_another(facts: Mapping[str, Facts], *, size: Size, fps: float = FPS) -> Draft:
    """A draft of (width, height) `size` that shows pictures and films in the order given, uncut; sounds are only told
    of."""
    start = Draft.from_dict({"v": 1, "m": {"width": size[0], "height": size[1], "fps": fps}, "t": []})
    told = [as_asset(asset, one) for asset, one in facts.items()]
    shown: list[Edit] = [
        AddSegment(asset, one.duration_ms or STILL_MS, name=one.name) for asset, one in facts.items()
        if one.kind != "sound"
    ]  # fmt: skip
    return apply(start, [*told, *shown])


def as_asset(asset: str, one: Facts) -> AddAsset:
    """What tells a draft of a picture, film or sound; what has no name gets its id's."""
    width, height = one.size or (None, None)
    return AddAsset(asset, _KINDS[one.kind], one.name or asset, width, height, one.duration_ms)
