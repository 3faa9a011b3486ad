"""The sky of a picture in which none was seen at first, now that somebody asks for it: the same signs, a lower bar.

Not for the sky that everybody sees (sky.py).
"""

from __future__ import annotations

import numpy as np

from vivant.scene.closer import Closer, Where, grown, kept, near_to, pieces, settled
from vivant.scene.view import haze
from vivant.scene.vote import look_at
from vivant.units import Plane

CALM = 3.2
"""Fine detail that a sky stays under, in Lab units a pixel."""
TOLD = 0.25
"""What the trained eyes must say of it in the mean, if it is not blue."""
BLUE = -2.5
"""Lab b that is blue enough without them."""
LEAST, WIDEST = 0.04, 0.8


def sky_asked_for(closer: Closer) -> Plane:
    """(h, w) the sky, or nothing."""
    if closer.scene.kind not in ("photo", "drawing"):
        return closer.nothing
    said = look_at(closer.view)
    b = haze(np.ascontiguousarray(closer.view.lab[..., 2]), 2.0)
    airy = (b < BLUE) | ((closer.chroma < 13) & (b < 6)) | (said.sky > 0.35)
    able = airy & (closer.busy < CALM) & (closer.light > 22) & (closer.subject < 0.5) & (said.ground < 0.8)
    able = grown(able, -closer.view.side / 130)
    for piece, box in pieces(able)[:3]:
        top, area = int(box[1]), int(box[4])
        wide = piece[: max(3, piece.shape[0] // 40)].any(axis=0).mean()
        if not LEAST < area / piece.size < WIDEST or wide < 0.25 or top > piece.shape[0] // 30:
            continue
        bluish = float(b[piece].mean()) < BLUE and float((b[piece] < 0).mean()) > 0.6
        if bluish or float(said.sky[piece].mean()) > TOLD:
            rough = _with_clouds(closer, grown(kept(piece, 20), closer.view.side / 130), said.sky).astype(np.float32)
            trust = np.where(grown(rough > 0, 3) & ~grown(rough > 0, -3), 0.05, 1.0).astype(np.float32)
            return settled(closer, rough, trust, 5.0) * (1 - closer.subject)
    return closer.nothing


def _with_clouds(closer: Closer, sky: Where, said: Plane) -> Where:
    """With the bright clouds that adjoin it, where they touch the top or the trained eyes see some sky too."""
    pale = (closer.chroma < 20) & (closer.light > 45) & (closer.busy < CALM) & (closer.subject < 0.3)
    taken = sky.copy()
    for piece, box in pieces(grown(pale & ~sky, -1)):
        beside = near_to(sky, closer.view.side / 60) & piece
        told = float(said[piece].mean()) > TOLD / 2 or box[1] <= piece.shape[0] // 30
        if told and box[4] < 0.5 * sky.sum() and beside.sum() > 0.5 * np.sqrt(box[4]):
            taken |= grown(piece, 1)
    return grown(grown(taken, closer.view.side / 80), -closer.view.side / 80)
