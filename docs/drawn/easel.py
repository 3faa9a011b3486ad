"""An easel for drawn pictures: a canvas that knows how near everything on it is.

Not for brushes (brushes.py) or what is drawn (day.py, night.py). Colours are sRGB, 0 .. 1; the canvas is twice as large
as the picture will be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.scene import Scene
from vivant.units import Plane

W, H = 1536, 864
"""Size of the canvas in pixels."""
Y, X = np.mgrid[0:H, 0:W].astype(np.float32)
Colour = Sequence[float] | NDArray[Any]


class Easel:
    """A canvas: colours, nearness 0 far .. 1 near, and where each named area of the scene is."""

    def __init__(self) -> None:
        self.rgb = np.zeros((H, W, 3), np.float32)
        self.near = np.zeros((H, W), np.float32)
        self.areas: dict[str, Plane] = {}

    def lay(self, mask: Plane, colour: Colour, near: Any, *areas: str) -> None:
        """Paint where the mask (H, W) 0 .. 1 is; what is painted over belongs to no area that it belonged to."""
        part = mask[..., None]
        self.rgb += part * (np.asarray(colour, np.float32) - self.rgb)
        self.near = np.where(mask > 0.5, np.float32(near), self.near)
        for name in self.areas:
            self.areas[name] = self.areas[name] * (1 - mask)
        self.mark(mask, *areas)

    def tint(self, mask: Plane, colour: Colour, *areas: str) -> None:
        """Paint a veil that changes neither nearness nor the other areas."""
        self.rgb += mask[..., None] * (np.asarray(colour, np.float32) - self.rgb)
        self.mark(mask, *areas)

    def add(self, mask: Plane, colour: Colour) -> None:
        """Light added to what is there."""
        linear = self.rgb**2.2 + np.maximum(mask, 0)[..., None] * np.asarray(colour, np.float32) ** 2.2
        self.rgb = linear ** np.float32(1 / 2.2)

    def mark(self, mask: Plane, *areas: str) -> None:
        for name in areas:
            self.areas[name] = np.maximum(self.areas.get(name, np.float32(0)), mask)

    def scene(self, horizon_y: float | None = None, grain: float = 0.012) -> tuple[Scene, dict[str, Plane]]:
        """The scene, half as large as the canvas, and all its areas."""
        noise = np.random.default_rng(5).normal(0, grain, (H, W, 1))
        image = np.clip(self.rgb + noise, 0, 1)
        small = {name: _half(np.clip(plane, 0, 1)) for name, plane in self.areas.items()}
        nothing = np.zeros((H // 2, W // 2), np.float32)
        regions = {name: small.get(name, nothing) for name in ("subject", "sky", "water", "ground")}
        scene = Scene(
            np.rint(_half(image.astype(np.float32)) * 255).astype(np.uint8), _half(self.near), confidence=1.0,
            horizon_h=None if horizon_y is None else horizon_y / H, subject=regions["subject"], sky=regions["sky"],
            water=regions["water"], ground=regions["ground"],
        )  # fmt: skip
        return scene, small


def _half(plane: Plane) -> Plane:
    return np.asarray(cv2.resize(plane, (W // 2, H // 2), interpolation=cv2.INTER_AREA), np.float32)
