"""The pictures that the gallery shows things on: some that it draws itself, some photos of scikit-image.

A drawn picture knows what is near, what is sky, water and ground, and where everything lives that a flow may move. Not
for training eyes (train/) and not for tests, which draw their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cv2
import numpy as np
from drawn import day, night
from drawn.land import Picture


def _photo(name: str, shows: str, part: tuple[int, int] = (0, 0)) -> Picture:
    """A photo that comes with scikit-image; `part` is the first row and how many, 0 for all."""
    from skimage import data

    import vivant

    image = np.asarray(getattr(data, name)())
    image = np.dstack([image] * 3) if image.ndim == 2 else image
    if part[1]:
        image = image[part[0] : part[0] + part[1]]
    return Picture(shows, vivant.analyze(np.ascontiguousarray(image[..., :3])))


HAIR = np.array(
    [[166, 140], [150, 90], [170, 40], [210, 8], [255, 8], [288, 40], [301, 90], [284, 150], [262, 172], [264, 110],
     [250, 60], [214, 50], [192, 84], [188, 132], [184, 158]]
)  # fmt: skip
"""The outline of the astronaut's hair, in pixels."""


def portrait() -> Picture:
    found = _photo("astronaut", "an astronaut in an orange suit before a flag", (0, 300))
    h, w = found.scene.image.shape[:2]
    hair = np.zeros((h, w), np.float32)
    cv2.fillPoly(hair, [HAIR], 1)
    return Picture(found.shows, found.scene, {"hair": cv2.GaussianBlur(hair, (0, 0), 4).astype(np.float32)})


PICTURES: Mapping[str, Callable[[], Picture]] = {
    "lake": day.lake, "meadow": day.meadow, "sea": day.sea, "dunes": day.dunes, "waterfall": day.waterfall,
    "campfire": night.campfire, "candle": night.candle, "street": night.street, "cottage": night.cottage,
    "portrait": portrait,
    "coffee": lambda: _photo("coffee", "a cup of coffee on a wooden table"),
    "cat": lambda: _photo("chelsea", "a cat that looks past the camera"),
    "rocket": lambda: _photo("rocket", "a rocket at its launch tower in the evening"),
}  # fmt: skip
"""Every picture by its name, made when it is called."""
