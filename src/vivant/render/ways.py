"""Ways over time, smoothed. Not for what goes along them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def smoothed(way: NDArray[np.float64], sigma: float) -> NDArray[np.float64]:
    """A way (n, k) smoothed by a Gaussian of `sigma` steps.

    At both ends it is continued by its own image, turned over: what goes on steadily goes on so to the end.
    """
    reach = min(max(1, int(3 * sigma)), len(way) - 1)
    if reach < 1:
        return way.copy()
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    before, after = 2 * way[0] - way[reach:0:-1], 2 * way[-1] - way[-2 : -reach - 2 : -1]
    wide = np.concatenate([before, way, after])
    return np.stack([np.convolve(wide[:, k], kernel, mode="valid") for k in range(way.shape[1])], 1)
