"""What rises or creeps in the air, and curls on its way. Not for what it is made of (the flows' own files)."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.flows.contract import Area
from vivant.flows.drift import patches


def curling(
    area: Area, way: tuple[float, float], speed: float, curl: float, size: float, rng: Generator
) -> NDArray[np.float32]:
    """(h, w, 2) float32: speeds along `way`, with eddies of `size` short sides that turn at `curl` of the speed.

    The eddies neither swell nor shrink what they carry: they are the turned slope of one plane of noise.
    """
    stream = patches(area, rng, size)
    down, right = np.gradient(stream, area.step / size)
    turn = np.float32(curl * speed / 1.5)
    return np.dstack([way[0] * speed + turn * down, way[1] * speed - turn * right]).astype(np.float32)
