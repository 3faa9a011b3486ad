"""Laying premultiplied ink over a frame, compiled. Not for what the ink is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled


@compiled
def over(frame: NDArray[np.uint8], ink: NDArray[np.uint8], x: int, y: int) -> None:
    """Lay (h, w, 4) premultiplied uint8 ink over a (H, W, 3) uint8 frame, in place, its corner at (x, y) inside it."""
    for row in range(ink.shape[0]):
        for column in range(ink.shape[1]):
            alpha = np.int32(ink[row, column, 3])
            if alpha == 0:
                continue
            kept = np.int32(255) - alpha
            for channel in range(3):
                mixed = np.int32(frame[y + row, x + column, channel]) * kept + np.int32(127)
                value = np.int32(ink[row, column, channel]) + mixed // np.int32(255)
                frame[y + row, x + column, channel] = np.uint8(min(value, np.int32(255)))


@compiled
def stack(below: NDArray[np.uint8], above: NDArray[np.uint8]) -> None:
    """Lay one premultiplied ink, (h, w, 4) uint8, over another of the same shape, in place."""
    for row in range(above.shape[0]):
        for column in range(above.shape[1]):
            alpha = np.int32(above[row, column, 3])
            if alpha == 0:
                continue
            kept = np.int32(255) - alpha
            for channel in range(4):
                mixed = np.int32(below[row, column, channel]) * kept + np.int32(127)
                value = np.int32(above[row, column, channel]) + mixed // np.int32(255)
                below[row, column, channel] = np.uint8(min(value, np.int32(255)))
