"""What a film looks like at a glance: moments of it beside one another, small, for agents and people.

Not for films; nothing here is encoded but one JPEG.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from vivant import media
from vivant.talks import Talk
from vivant.units import Frame, Size

MOMENTS = 4
SIDE = 240
"""Shorter side of a moment, in pixels."""
_GAP = 6


def write_sheet(talk: Talk, path: Path) -> None:
    """Write four moments of the film as it is now, two by two, in the order of reading. Raises OutputError."""
    from vivant import render

    draft = talk.draft
    assert draft is not None
    look = talk.state.look
    found = {asset: look[asset] if asset in look else media.open_clip(file) for asset, file in talk.files.items()}
    plan = render.make_plan(draft, found, size=_small(draft.size))
    numbers = [int(plan.clock.n_frames * (k + 0.5) / MOMENTS) for k in range(MOMENTS)]  # ends may be faded out
    media.write_picture(path, _beside([render.draw(plan, n) for n in numbers]), "medium")


def _small(size: Size) -> Size:
    scale = min(1.0, SIDE / min(size))
    width, height = (max(2, round(side * scale / 2) * 2) for side in size)
    return width, height


def _beside(moments: list[Frame]) -> Frame:
    height, width = moments[0].shape[:2]
    sheet = np.full((2 * height + _GAP, 2 * width + _GAP, 3), 24, np.uint8)
    for k, moment in enumerate(moments):
        top, left = (k // 2) * (height + _GAP), (k % 2) * (width + _GAP)
        sheet[top : top + height, left : left + width] = moment
    return sheet
