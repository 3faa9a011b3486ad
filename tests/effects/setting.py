"""Drawn scenes that effects are tried on: a day and a night by a lake, the same at every size.

Not for what an effect must keep (test_effects_contract.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.effects import Setting, View
from vivant.units import Plane

SIZE = (160, 96)
FINE = 768
"""Rows on which the scenes are drawn before they are made smaller."""
HORIZON = -0.06
"""Where the sky ends, in short sides from the middle."""

Picture = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A scene at any size; `setting` is what an effect gets of it, `view` a camera that has not moved."""

    photo: NDArray[np.uint8]
    disparity: Plane
    subject: Plane
    sky: Plane
    water: Plane
    ground: Plane

    def setting(self, size: tuple[int, int] = SIZE) -> Setting:
        maps = {
            name: _shrunk(getattr(self, name), (size[0] // 4, size[1] // 4))
            for name in ("disparity", "subject", "sky", "water", "ground")
        }
        photo = np.asarray(_shrunk(self.photo, size), np.uint8)
        return Setting(photo, **maps, aim=(-0.3, 0.1, 0.7))

    def view(self, size: tuple[int, int] = SIZE) -> View:
        return View.still(size, self.disparity)

    def moved(self, size: tuple[int, int] = SIZE) -> View:
        """A camera that has gone to the right and forward and has turned a little."""
        disparity = cv2.resize(self.disparity, size, interpolation=cv2.INTER_AREA)
        turn = np.array([[1.0, 0.02, 0.04], [-0.02, 1.0, -0.01], [0.01, 0.0, 1.0]])
        return View(
            size, lambda: np.rint(disparity * 255).astype(np.uint8), shift=(0.05, 0.0, 0.08), turn=turn,
            near=(0.25, 0.75),
        )  # fmt: skip


def day() -> Scene:
    """Blue sky with a white cloud, a lake, a meadow, a house in the sun, and a person in red before it."""
    x, y = _places()
    sky = _blend((0.35, 0.55, 0.85), (0.75, 0.85, 0.95), (y + 0.5) / (HORIZON + 0.5))
    cloud = np.exp(-((x - 0.3) ** 2 / 0.05 + (y + 0.3) ** 2 / 0.006))
    sky = sky + (np.float32(1.0) - sky) * cloud[..., None]
    waves = 0.05 * np.sin(90.0 * y + 4.0 * np.sin(9.0 * x))
    lake = _blend((0.55, 0.68, 0.75), (0.2, 0.38, 0.45), (y - HORIZON) / 0.25) + waves[..., None]
    blades = 0.07 * np.sin(140.0 * x + 30.0 * y) * np.sin(60.0 * y)
    meadow = _blend((0.42, 0.5, 0.2), (0.2, 0.3, 0.1), (y - HORIZON) / 0.5) + blades[..., None]
    return _scene(sky, lake, meadow, house=(0.93, 0.88, 0.76), window=(0.12, 0.1, 0.09), light=1.0)


def night() -> Scene:
    """The same under a dark sky: the windows are lit, and so are lamps along the shore and two on the lake."""
    x, y = _places()
    sky = _blend((0.02, 0.03, 0.08), (0.1, 0.12, 0.2), (y + 0.5) / (HORIZON + 0.5))
    lake = _blend((0.09, 0.1, 0.15), (0.03, 0.04, 0.07), (y - HORIZON) / 0.25)
    meadow = _blend((0.1, 0.1, 0.09), (0.04, 0.045, 0.04), (y - HORIZON) / 0.5)
    scene = _scene(sky, lake, meadow, house=(0.14, 0.13, 0.13), window=(1.0, 0.82, 0.45), light=0.25)
    photo = scene.photo.astype(np.float32) / 255
    for k, at in enumerate((-0.05, 0.12, *np.arange(-0.75, 0.8, 0.12))):
        wide, down = (0.0006, -0.02) if k < 2 else (0.0002, HORIZON - 0.02)
        lamp = np.exp(-((x - at) ** 2 + (y - down) ** 2) / wide)[..., None]
        photo = photo + (np.array([1.0, 0.9, 0.65], np.float32) - photo) * np.minimum(1.6 * lamp, 1.0)
    return Scene(_levels(photo), scene.disparity, scene.subject, scene.sky, scene.water, scene.ground)


def _scene(
    sky: Picture, lake: Picture, meadow: Picture, *, house: tuple[float, float, float],
    window: tuple[float, float, float], light: float,
) -> Scene:  # fmt: skip
    x, y = _places()
    above, wet = y < HORIZON, (y >= HORIZON) & (y < 0.1) & (x > -0.2)
    photo = np.where(above[..., None], sky, np.where(wet[..., None], lake, meadow))
    near = np.where(above, 0.0, 0.12 + 1.4 * np.maximum(y - HORIZON, 0.0))
    walls = (np.abs(x - 0.55) < 0.2) & (y > -0.22) & (y < 0.12)
    panes = (np.abs(np.abs(x - 0.55) - 0.09) < 0.035) & (np.abs(y + 0.06) < 0.05)
    head = np.hypot(x + 0.35, y + 0.12) < 0.065
    body = (np.hypot((x + 0.35) / 0.13, (y - 0.2) / 0.28) < 1.0) & ~head
    for where, colour, far in ((walls, house, 0.3), (panes, window, 0.3)):
        photo, near = np.where(where[..., None], np.array(colour, np.float32), photo), np.where(where, far, near)
    for where, colour in ((body, (0.7, 0.16, 0.13)), (head, (0.84, 0.63, 0.5))):
        shade = light * (0.7 - 1.2 * (x + 0.35))[..., None]
        photo, near = (
            np.where(where[..., None], np.array(colour, np.float32) * shade, photo),
            np.where(where, 0.75, near),
        )
    person = head | body
    masks = (person, above & ~walls & ~person, wet & ~walls & ~person, ~above & ~wet & ~walls & ~person)
    return Scene(_levels(photo), near.clip(0, 1).astype(np.float32), *(mask.astype(np.float32) for mask in masks))


def _places() -> tuple[Picture, Picture]:
    """Short sides from the middle, across and down."""
    rows, columns = FINE, FINE * SIZE[0] // SIZE[1]
    x = (np.arange(columns, dtype=np.float32) + 0.5 - columns / 2) / rows
    y = (np.arange(rows, dtype=np.float32) + 0.5) / rows - 0.5
    across, down = np.meshgrid(x, y)
    return across.astype(np.float32), down.astype(np.float32)


def _blend(first: tuple[float, float, float], last: tuple[float, float, float], part: Picture) -> Picture:
    share = np.clip(part, 0.0, 1.0)[..., None]
    return np.asarray(np.array(first) * (1.0 - share) + np.array(last) * share, np.float32)


def _levels(photo: Picture) -> NDArray[np.uint8]:
    return (np.clip(photo, 0.0, 1.0) * 255.0).round().astype(np.uint8)


def _shrunk(plane: Plane | NDArray[np.uint8], size: tuple[int, int]) -> Plane:
    """In whole halves, so that a frame of half the size is just the smaller picture of the larger."""
    while plane.shape[0] >= 2 * size[1]:
        half = (plane.shape[1] // 2, plane.shape[0] // 2)
        plane = np.asarray(cv2.resize(plane, half, interpolation=cv2.INTER_AREA), plane.dtype)
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), plane.dtype)
