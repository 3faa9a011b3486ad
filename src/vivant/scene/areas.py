"""Areas of a picture by name: the water, the sky, the leaves, the lights. Not for drawing or moving them.

Each is a soft mask over the photo, or nothing where the picture has none of it. They are looked for only when
somebody asks for them, in the small view, and redrawn on the photo's own edges; where they are not sure they say
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from weakref import finalize

import cv2
import numpy as np

from vivant.scene.closer import (
    Closer,
    Where,
    apart_from,
    clear_of,
    enlarged,
    filled,
    fitted,
    grown,
    kept,
    near_to,
    pieces,
    settled,
    without_spikes,
)  # fmt: skip
from vivant.scene.lamplight import fire, lights, neon
from vivant.scene.person import cloth, hair
from vivant.scene.plants import flowers, foliage, grass
from vivant.scene.scene import Scene
from vivant.scene.sea import asked_for
from vivant.scene.sky_again import sky_asked_for
from vivant.scene.view import haze
from vivant.units import Plane

LEAST = 0.002
"""Share of the picture that an area must cover to count."""
MEANT = 0.5
"""Share of an outline that the subject fills where the subject is meant."""
SAND_DEG, WET_SAND_DEG = (45.0, 108.0), (45.0, 118.0)
"""Hues of sand, and of sand where there may be a little water over it."""
SNOW = 12.0
"""Chroma that snow stays under."""
ALIKE = 9.0
"""Distance in Lab within which a gap in the water is water too."""
LEAST_GAP, MOST_GAP = 0.0005, 0.08
"""Sizes of such gaps, as shares of the picture."""
RIM = 45.0
"""How far the rim of the water is doubted: the side of the view over this."""
CLOUDY = 1.6
"""How far a quarter of a cloudy sky differs from what is around it, in lightness."""
CALM = 1.6
"""Fine detail that calm water stays under, in Lab units a pixel."""
CALM_SKY = 3.5
"""Fine detail that a sky stays under, in Lab units a pixel."""
STREAKY = 1.7
"""How much more a waterfall changes across than down."""
SHADE = 48.0
"""Lightness that what lies about smoke stays under."""
SOFT = 1.6
"""Change of colour a pixel that the rim of smoke stays under."""
BEHIND = 0.1
"""Difference of disparity over which what is behind the subject begins."""
MARGIN = 0.02
"""How far around a figure it is moved along, in sides of the view."""

Finder = Callable[[Closer], Plane]


def find_area(scene: Scene, name: str) -> Plane | None:
    """(H, W) float32, 0 .. 1, not to be written to: where the area is; None where there is none. It is looked for once
    in a scene. Raises KeyError for a name that is none of `AREAS`."""
    if id(scene) not in _found:
        _found[id(scene)] = {}
        finalize(scene, _found.pop, id(scene), None)
    kept_areas = _found[id(scene)]
    if name not in kept_areas:
        found = AREAS[name](scene).view()
        found.flags.writeable = False
        kept_areas[name] = found if float(found.mean()) > LEAST else None
    return kept_areas[name]


_found: dict[int, dict[str, Plane | None]] = {}
"""The areas of every scene that is in use."""


def _water(closer: Closer) -> Plane:
    """The water as it was seen, or as it may well be now that somebody asks for it, out to the borders of the picture
    and up to the horizon, clear of what stands in it."""
    return _body(closer, closer.water if closer.water.any() else asked_for(closer, on_a_word=False))


def _sea(closer: Closer) -> Plane:
    """What lies open below the sky where somebody's word is all that says that it is water."""
    return _body(closer, asked_for(closer, on_a_word=True))


def _body(closer: Closer, seen: Plane) -> Plane:
    """A body of water that was roughly seen."""
    sure = kept((seen > 0.5) & closer.below_horizon, round(LEAST * seen.size))
    if not sure.any():
        return closer.nothing
    free = (closer.sky < 0.3) & (closer.subject < 0.3) & closer.below_horizon & ~_beach(closer, WET_SAND_DEG)
    inside = _tight(closer, _whole(closer, sure, free)) * (1 - closer.sky) * closer.below_horizon
    return clear_of(closer, without_spikes(closer, np.asarray(inside, np.float32)))


def _whole(closer: Closer, area: Where, free: Where) -> Where:
    """With the corners and gaps that are of its colour, where nothing else is known to be."""
    side, taken = closer.view.side, area.copy()
    apart = apart_from(closer, area.astype(np.float32), side / 10)
    for piece, box in pieces(grown(grown(free & ~area & (apart < ALIKE), -1), 1)):
        if not LEAST_GAP * piece.size < box[4] < MOST_GAP * piece.size:
            continue
        if (near_to(area, 3) & piece).sum() > 0.7 * np.sqrt(box[4]):
            taken |= piece
    return kept(grown(grown(taken, side / 100), -side / 100), 20)


def _tight(closer: Closer, rough: Where) -> Plane:
    """A rough mask, its rim where the picture has an edge near it."""
    reach = closer.view.side / RIM
    padded = np.pad(rough, 20, mode="edge")
    band = (grown(padded, reach) & ~grown(padded, -reach))[20:-20, 20:-20]
    trust = np.where(band, np.float32(0.02), np.float32(1.0))
    return settled(closer, rough.astype(np.float32), trust.astype(np.float32), 4.0)


def _sky(closer: Closer) -> Plane:
    sky = closer.sky
    if sky.mean() < LEAST:
        return clear_of(closer, without_spikes(closer, sky_asked_for(closer)))
    free = (closer.subject < 0.3) & (closer.water < 0.3) & (closer.busy < CALM_SKY)
    above = ~closer.below_horizon if closer.scene.horizon_h else np.ones(sky.shape, bool)
    more = _whole(closer, sky > 0.5, free & above)
    sky = np.maximum(sky, settled(closer, more.astype(np.float32)) * above).astype(np.float32)
    return clear_of(closer, without_spikes(closer, sky))


def _clouds(closer: Closer) -> Plane:
    """The sky where it has clouds; a clear sky has none."""
    sky = _sky(closer)
    inside = grown(sky > 0.9, -closer.view.side / 60)
    if inside.mean() < 0.01:
        return closer.nothing
    mottled = np.abs(closer.light - haze(closer.light, closer.view.side / 20))[inside]
    return sky if float(np.percentile(mottled, 75)) > CLOUDY else closer.nothing


def _reflection(closer: Closer) -> Plane:
    """Water calm enough to mirror something."""
    water = _water(closer)
    inside = water > 0.8
    return water if inside.any() and float(np.median(closer.busy[inside])) < CALM else closer.nothing


def _waterfall(closer: Closer) -> Plane:
    """Bright water in upright streaks, taller than wide and darker beside it; where the trained eyes see no water,
    only the plainest streaks count."""
    wet = float(closer.water.mean()) > LEAST
    light = cv2.GaussianBlur(closer.light, (0, 0), 1.0)
    across, down = (haze(np.abs(cv2.Sobel(light, cv2.CV_32F, 1 - k, k)), closer.view.side / 50) for k in (0, 1))
    white = (closer.light > 55) & (closer.chroma < 16) & (closer.sky < 0.3)
    streaks = white & (across > (1 if wet else 1.6) * STREAKY * down + 1)
    streaky = kept(grown(grown(streaks, 3), -3), round(0.01 * white.size))
    found = np.zeros(white.shape, bool)
    for piece, box in pieces(streaky)[:4]:
        beside = near_to(piece, closer.view.side / 15) & ~near_to(piece, closer.view.side / 50)
        darker = closer.light[beside].mean() < closer.light[piece].mean() - (10 if wet else 25)
        solid = box[4] > 0.55 * box[2] * box[3]
        if box[3] > (1.1 if wet else 1.8) * box[2] and darker and solid:
            found |= filled(grown(grown(piece, closer.view.side / 25), -closer.view.side / 25))
    return _tight(closer, found) if found.any() else closer.nothing


def _smoke(closer: Closer) -> Plane:
    """A pale veil without detail that fades on all sides, over something darker."""
    taken = (closer.sky > 0.2) | (closer.water > 0.2) | (closer.subject > 0.2)
    pale = (closer.chroma < 9) & (closer.light > 38) & (closer.light < 92) & (closer.busy < 1.2) & ~taken
    found = np.zeros(pale.shape, bool)
    for piece, box in pieces(kept(grown(grown(pale, -3), 3), round(0.008 * pale.size)))[:4]:
        if box[4] < 0.3 * pale.size and _is_veil(closer, piece, ~taken):
            wisps = closer.light > np.percentile(closer.light[~piece & ~taken], 50) + 5
            found |= piece | (near_to(piece, closer.view.side / 10) & wisps & ~taken)
    return haze(grown(found, 4).astype(np.float32), closer.view.side / 60) if found.any() else closer.nothing


def _is_veil(closer: Closer, piece: Where, free: Where) -> bool:
    """Uneven inside, soft at the rim, darker all around, and not cut off by the borders of the picture."""
    side = closer.view.side
    ring = near_to(piece, side / 14) & ~near_to(piece, side / 28) & free
    rim = grown(piece, 2) & ~grown(piece, -2)
    cut = max(float(line.mean()) for line in (piece[0], piece[-1], piece[:, 0], piece[:, -1]))
    if not ring.any() or cut > 0.15 or float(closer.light[piece].std()) < 2.5:
        return False
    darker = float(closer.light[ring].mean()) < min(SHADE, float(closer.light[piece].mean()) - 14)
    return darker and float(np.percentile(closer.view.contrast[rim], 85)) < SOFT


def _sand(closer: Closer) -> Plane:
    """Ground of the colour of sand or snow, with little on it, under a sky or beside water."""
    if max(closer.sky.mean(), closer.water.mean()) < LEAST:
        return closer.nothing  # a table, a wall and a floor are often of the colour of sand
    snowy = (closer.ground > 0.5) & (closer.chroma < SNOW) & (closer.light > 72)
    lies = (_beach(closer, SAND_DEG) | snowy) & (closer.busy < 3)
    lies = kept(grown(grown(lies, -2), 2), round(0.01 * lies.size))
    return clear_of(closer, _tight(closer, lies)) if lies.any() else closer.nothing


def _beach(closer: Closer, hues_deg: tuple[float, float]) -> Where:
    """Ground of the colour of sand."""
    able = (closer.chroma > 6) & (closer.light > 40) & (closer.ground > 0.5)
    return np.asarray(able & (closer.hue_deg > hues_deg[0]) & (closer.hue_deg < hues_deg[1]))


def _figure(closer: Closer) -> Plane:
    """The subject and a little around it, so that its outline moves with it."""
    return haze(grown(closer.subject > 0.4, MARGIN * closer.view.side).astype(np.float32), 1.5)


def _background(scene: Scene) -> Plane:
    """What is farther away than the subject; nothing where there is no subject."""
    disparity, weight = scene.disparity, scene.subject
    total = float(weight.sum())
    if total <= LEAST * weight.size:
        return np.zeros_like(weight)
    level = float((weight * disparity).sum() / total)
    farther = np.clip((level - disparity) / BEHIND + 0.5, 0, 1) * (1 - np.clip(2 * weight, 0, 1))
    return np.asarray(farther, np.float32)


def _closer(name: str, finder: Finder, *, on_edges: bool = True) -> Callable[[Scene], Plane]:
    """An area over the photo from its finder in the view; off the subject, unless it may lie on it."""

    def find(scene: Scene) -> Plane:
        closer = Closer(scene)
        plane = finder(closer)
        wide = fitted(closer, plane) if on_edges else enlarged(closer, plane)
        return wide if name in LEFT_TO_FINDER else np.asarray(wide * (1 - np.clip(8 * scene.subject, 0, 1)), np.float32)

    return find


def off_subject(scene: Scene, inside: Plane) -> Plane:
    """An area that somebody has outlined, (H, W) 0 .. 1, clear of the subject, unless it is the subject that was
    meant: who outlines the sea does not mean the swimmer."""
    on_it = float((inside * scene.subject).sum())
    if on_it == 0 or on_it > MEANT * float(inside.sum()):
        return inside
    closer = Closer(scene)
    free = enlarged(closer, clear_of(closer, without_spikes(closer, closer.of(inside))))
    return np.asarray(np.minimum(inside, free) * (1 - np.clip(8 * scene.subject, 0, 1)), np.float32)


ON_SUBJECT = frozenset({"subject", "waterfall", "figure", "hair", "cloth", "fire", "lights", "neon", "flowers"})
"""Areas that may lie on the subject."""
LEFT_TO_FINDER = ON_SUBJECT | {"foliage"}
"""Areas that keep off the subject by themselves where they should: leaves do, flowers may be the subject."""

AREAS: Mapping[str, Callable[[Scene], Plane]] = {
    "water": _closer("water", _water),
    "sea": _closer("sea", _sea),
    "reflection": _closer("reflection", _reflection),
    "waterfall": _closer("waterfall", _waterfall),
    "sky": _closer("sky", _sky),
    "clouds": _closer("clouds", _clouds),
    "smoke": _closer("smoke", _smoke, on_edges=False),
    "fire": _closer("fire", fire, on_edges=False),
    "lights": _closer("lights", lights, on_edges=False),
    "neon": _closer("neon", neon, on_edges=False),
    "foliage": _closer("foliage", foliage, on_edges=False),
    "flowers": _closer("flowers", flowers, on_edges=False),
    "grass": _closer("grass", grass),
    "ground": lambda scene: scene.ground * (1 - scene.subject),
    "sand": _closer("sand", _sand),
    "subject": lambda scene: scene.subject,
    "background": _background,
    "figure": _closer("figure", _figure, on_edges=False),
    "hair": _closer("hair", hair, on_edges=False),
    "cloth": _closer("cloth", cloth, on_edges=False),
}
"""How each area is found."""
