"""Maps from a frame to where a lens takes each of its pixels from. Not for what a lens is used for (the effects)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.units import Size

Maps: TypeAlias = tuple[NDArray[Any], NDArray[Any]]
"""What cv2.remap takes: whole pixels, and the parts between them."""


@lru_cache(maxsize=6)
def radial_maps(size: Size, growth: tuple[float, float]) -> Maps:
    """Where each pixel comes from: at r (1 in the corners) from the middle it is taken from
    (1 + growth[0] + growth[1] * r * r) times as far out. The last few are kept."""
    width, height = size
    x = np.arange(width, dtype=np.float32) - np.float32((width - 1) / 2)
    y = np.arange(height, dtype=np.float32)[:, None] - np.float32((height - 1) / 2)
    reach = np.float32((width * width + height * height) / 4)
    scale = np.float32(1.0 + growth[0]) + np.float32(growth[1]) / reach * (x * x + y * y)
    maps = cv2.convertMaps(
        scale * x + np.float32((width - 1) / 2), scale * y + np.float32((height - 1) / 2), cv2.CV_16SC2
    )
    return maps[0], maps[1]
