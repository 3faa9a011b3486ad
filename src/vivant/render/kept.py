"""Effects that keep to a place: the place's mask on every sheet of a stage, and an effect laid on through it.

Not for finding the place (where.py) or for drawing the mask as the camera sees it (draw.py).
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.render.framing import Framing
from vivant.render.life import spread
from vivant.render.stage import Sheet
from vivant.units import Frame, Plane

SOFT = 0.012
"""How soft the rim of a place is, in longer sides of the map; where a sheet hides another it is as sharp as they."""


RIM = 2
"""Places of the map at the rim of a sheet that are doubted."""


def on_sheets(inside: Plane, sheets: Sequence[Sheet], framing: Framing) -> tuple[Plane, ...]:
    """A place (H, W) 0 .. 1 over the photo, as a map like the disparity of every sheet: on what is seen of the sheet
    the place itself, beyond that what is nearest."""
    whole = framing.sized(inside)
    alphas = [spread(sheet, whole.shape) for sheet in sheets]
    found = []
    for k, sheet in enumerate(sheets):
        hidden = np.clip(sum(alphas[k + 1 :], np.zeros(whole.shape, np.float32)), 0, 1)
        size = sheet.disparity.shape[1], sheet.disparity.shape[0]
        plane, seen = (cv2.resize(p, size, interpolation=cv2.INTER_AREA) for p in (whole, alphas[k] * (1 - hidden)))
        filled = _filled(np.asarray(plane, np.float32), _surely(np.asarray(seen, np.float32)))
        found.append(np.asarray(cv2.GaussianBlur(filled, (0, 0), SOFT * max(size)), np.float32))
    return tuple(found)


def _surely(seen: Plane) -> NDArray[np.bool_]:
    """Where only this sheet is seen: not at its rim, where the place of another shows through."""
    known = (seen > 0.5).astype(np.uint8)
    inner = cv2.erode(known, np.ones((2 * RIM + 1,) * 2, np.uint8), borderValue=1)
    return np.asarray((inner if inner.any() else known) > 0)


def _filled(plane: Plane, known: NDArray[np.bool_]) -> Plane:
    """The plane where it is known, elsewhere as at the nearest place that is."""
    if not known.any():
        return np.zeros_like(plane)
    _, labels = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    levels = np.zeros(int(labels.max()) + 1, np.float32)
    levels[labels[known]] = plane[known]
    return np.asarray(levels[labels], np.float32)


def through(frame: Frame, changed: Frame, mask: NDArray[np.uint8]) -> Frame:
    """`changed` where the mask (H, W) is 255, `frame` where it is 0, in between so much of each."""
    share = mask.astype(np.float32) / np.float32(255)
    return np.asarray(cv2.blendLinear(changed, frame, share, 1 - share), np.uint8)
