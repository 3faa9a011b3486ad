"""Leaves, flowers and grass: green with fine texture, and what blooms beside it. Not for how they move."""

from __future__ import annotations

import numpy as np

from vivant.scene.closer import Closer, Where, clear_of, grown, kept, near_to, pieces, settled
from vivant.scene.view import haze
from vivant.units import Plane

LEAF_DEG, LAWN_DEG = (88.0, 172.0), (79.0, 172.0)
"""Hues of leaves, from yellow-green to a cold green, and of lawns, which may be dry."""
DEEP = 0.33
"""How deep the green is beside its lightness; stone and clouds in greenish light are paler."""
GREEN = -2.5
"""Lab a that leaves stay under in the mean."""
TINT = -6.0
"""Lab a under which nearly all of a tinted picture is."""
BUSY, BUSY_LAWN = 1.8, 1.2
"""Fine detail that leaves and lawns have, in Lab units a pixel; a painted wall and a backdrop have less."""
PETAL = 34.0
"""Chroma that petals have."""
ONE_SORT = 0.86
"""How much the hues of vivid colours agree, 0 .. 1, where they are those of flowers."""
AMID = 0.16
"""Share of what surrounds petals that is green."""
DETAIL = 1.3
"""Change of colour a pixel that counts as detail, in Lab units: leaves have it all over, an edge only along itself."""
FOREST = 0.6
"""Share of a green picture that must be leaves for it not to be tinted."""
LEAST_LEAVES, LEAST_LAWN = 0.006, 0.015
"""Shares of the picture from which leaves and a lawn count."""
LEAST_SHARE = 0.004
"""Share of the picture that a piece must cover to count."""


def foliage(closer: Closer) -> Plane:
    """(h, w) trees, leaves and bushes, not the ground and not the subject, unless that is a flower."""
    solid = _leaves(closer)
    if solid.mean() < LEAST_LEAVES:
        return closer.nothing
    petals = flowers(closer)
    if float(petals.mean()) > 4 * float(solid.mean()):  # a picture of flowers, their leaves hardly seen
        return petals
    return clear_of(closer, _spread(closer, solid))


def grass(closer: Closer) -> Plane:
    """(h, w) green ground."""
    lawn = _filled(closer, _lawn(closer))
    if lawn.mean() < LEAST_LAWN or _tinted(closer):
        return closer.nothing
    return clear_of(closer, settled(closer, lawn.astype(np.float32)))


def flowers(closer: Closer) -> Plane:
    """(h, w) petals amid green, with what is right beside them; the subject too where it is a flower."""
    side, hue = closer.view.side, closer.hue_deg
    vivid = (closer.chroma > PETAL) & (closer.light > 18) & (closer.sky < 0.3)
    vivid &= (hue < LEAF_DEG[0]) | (hue > LEAF_DEG[1])
    vivid = kept(grown(grown(vivid, -1), 1), round(LEAST_SHARE * side**2 / 4))
    if vivid.mean() < LEAST_SHARE or _many_hues(closer, vivid):
        return closer.nothing
    green = _green(closer, LEAF_DEG, GREEN) & (closer.busy > BUSY / 3)
    found = np.zeros(vivid.shape, bool)
    for piece, _ in pieces(grown(vivid, 2))[:12]:
        ring = near_to(piece, side / 14) & ~piece
        if ring.any() and float(green[ring].mean()) > AMID:
            found |= piece
    return _spread(closer, found) if found.mean() > LEAST_SHARE else closer.nothing


def _many_hues(closer: Closer, vivid: Where) -> bool:
    """Whether bright colours of all sorts meet, as on birds, toys and signs: flowers of a picture are of one sort."""
    hue = np.radians(closer.hue_deg[vivid])
    return bool(np.hypot(np.cos(hue).mean(), np.sin(hue).mean()) < ONE_SORT)


def _leaves(closer: Closer) -> Where:
    """Dense green with fine detail, that neither lies on the ground nor is the tint of the whole picture."""
    leaves = _green(closer, LEAF_DEG, GREEN) & (closer.busy > BUSY)
    detailed = haze((closer.view.contrast > DETAIL).astype(np.float32), closer.view.side / 30) > 0.45
    leaves &= (closer.sky < 0.3) & (closer.water < 0.3) & ~_lawn(closer) & detailed
    found = _filled(closer, leaves)
    return np.zeros_like(found) if _tinted(closer) and found.mean() < FOREST else found


def _tinted(closer: Closer) -> bool:
    return float(np.percentile(closer.view.lab[..., 1], 85)) < TINT


def _green(closer: Closer, hues_deg: tuple[float, float], a: float) -> Where:
    """Deep green in the mean over a few leaves."""
    light, red, yellow = (
        haze(np.ascontiguousarray(p), closer.view.side / 110) for p in np.moveaxis(closer.view.lab, 2, 0)
    )
    hue, chroma = np.degrees(np.arctan2(yellow, red)) % 360, np.hypot(red, yellow)
    green = (hue > hues_deg[0]) & (hue < hues_deg[1]) & (red < a) & (chroma > 9)
    return np.asarray(green & (chroma > DEEP * light) & (light > 6))


def _lawn(closer: Closer) -> Where:
    """Green that lies: the trained eyes hold it for ground."""
    lies = (closer.ground > 0.5) & (closer.subject < 0.1) & (closer.water < 0.3)
    return np.asarray(_green(closer, LAWN_DEG, 4.0) & lies & (closer.busy > BUSY_LAWN) & (closer.light < 62))


def _filled(closer: Closer, some: Where) -> Where:
    """What is dense with it, without specks; nothing where there is too little."""
    side = closer.view.side
    dense = haze(some.astype(np.float32), side / 70) > 0.42
    dense = kept(grown(grown(dense, -side / 90), side / 90), round(LEAST_SHARE * side**2))
    return dense if dense.mean() > LEAST_SHARE else np.zeros_like(some)


def _spread(closer: Closer, inside: Where) -> Plane:
    """The area and a little around it, so that outlines sway and only what lies beside them is stretched."""
    return haze(grown(inside, closer.view.side / 80).astype(np.float32), 2.0)
