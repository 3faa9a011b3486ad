"""What tests of titles share: a machine without fonts, small frames, and fonts that some tests need. Not a test."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from vivant.titles import Fonts, Title, installed
from vivant.titles.fonts import Face, advice
from vivant.units import Clock, Frame, Size

BARE = Fonts([])
"""No fonts but the one inside Pillow: the same on every machine."""
SIZE: Size = (320, 180)
CLOCK = Clock.lasting(2.0, 20)


def dark(size: Size = SIZE, level: int = 30) -> Frame:
    return np.full((size[1], size[0], 3), level, np.uint8)


def font_for(letter: str, script: str) -> Face:
    """A face of this machine that has a letter; skips where there is none."""
    face = installed().having(letter, script, "sans", 400, False)
    if face is None:
        pytest.skip(f"no font here has {script} letters: {advice(script)}")
    return face


def whole(title: Title, i: int) -> NDArray[np.uint8]:
    """The words of frame i on a frame of their own, (H, W, 4) premultiplied."""
    out = np.zeros((title.size[1], title.size[0], 4), np.uint8)
    x, y, ink = title.layer(i)
    out[y : y + ink.shape[0], x : x + ink.shape[1]] = ink
    return out
