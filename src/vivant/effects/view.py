"""What the camera sees of a frame, as far as effects need it: how near every pixel is, and where a place appears.

Not for moving the camera (moves) or drawing the picture (render).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.units import Plane, Size, short_side

Floats = NDArray[np.float64]


class View:
    """The camera of one frame.

    A place of the photo at (x, y), short sides from the centre, whose disparity is d has nearness
    w = near[0] + near[1] * d and appears as `moves.contract.Pose` says; `turn` takes it on to where it is seen, (3, 3)
    homogeneous.
    """

    def __init__(
        self, size: Size, draw_disparity: Callable[[], NDArray[np.uint8]], *, shift: tuple[float, float, float],
        turn: Floats, near: tuple[float, float],
    ) -> None:  # fmt: skip
        self.size = size
        self.short = short_side(size)
        self._draw_disparity = draw_disparity
        self._shift, self._turn, self._near = shift, turn, near

    @classmethod
    def still(cls, size: Size, disparity: Plane) -> View:
        """The photo as it is: a camera that has not moved. `disparity` (h, w) of any size, 0 .. 1."""

        def draw() -> NDArray[np.uint8]:
            whole = cv2.resize(disparity, size, interpolation=cv2.INTER_LINEAR)
            return np.rint(np.clip(whole, 0, 1) * 255).astype(np.uint8)

        return cls(size, draw, shift=(0.0, 0.0, 0.0), turn=np.eye(3), near=(0.25, 0.75))

    @cached_property
    def disparity(self) -> NDArray[np.uint8]:
        """(H, W) uint8, 0 far .. 255 near, of every pixel as the camera sees it; silhouettes are as soft as the
        picture's. Do not write to it."""
        return self._draw_disparity()

    def place(self, x: Any, y: Any, disparity: Any) -> tuple[Floats, Floats, Floats]:
        """Where places of the photo are seen: pixel column and row (pixel centres are whole numbers), and how much
        larger than in the photo. Arrays or numbers that broadcast together."""
        w = self._near[0] + self._near[1] * np.asarray(disparity, np.float64)
        truck, pedestal, dolly = self._shift
        grown = 1.0 / np.maximum(1.0 - dolly * w, 0.05)
        u, v = (x - truck * w) * grown, (y - pedestal * w) * grown
        m = self._turn
        depth = m[2, 0] * u + m[2, 1] * v + m[2, 2]
        sx = (m[0, 0] * u + m[0, 1] * v + m[0, 2]) / depth
        sy = (m[1, 0] * u + m[1, 1] * v + m[1, 2]) / depth
        zoom = np.sqrt(abs(m[0, 0] * m[1, 1] - m[0, 1] * m[1, 0])) / np.maximum(np.abs(depth), 1e-6)
        width, height = self.size
        return sx * self.short + (width - 1) / 2, sy * self.short + (height - 1) / 2, grown * zoom
