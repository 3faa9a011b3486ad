"""Areas of a picture by name: the water, the sky, the leaves, the lights. Not for drawing or moving them.

Each is a soft mask over the photo, or nothing where the picture has none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vivant.scene.scene import Scene
from vivant.units import Plane

LEAST = 0.002
"""Share of the picture that an area must cover to count."""


def find_area(scene: Scene, name: str) -> Plane | None:
    """(H, W) float32, 0 .. 1: where the area is; None where there is none. Raises KeyError for a name that is none of
    `AREAS`."""
    found = AREAS[name](scene)
    return found if float(found.mean()) > LEAST else None


def _outside_subject(plane: Plane, scene: Scene) -> Plane:
    return plane * (1 - scene.subject)


AREAS: Mapping[str, Callable[[Scene], Plane]] = {
    "water": lambda scene: _outside_subject(scene.water, scene),
    "sky": lambda scene: _outside_subject(scene.sky, scene),
    "ground": lambda scene: _outside_subject(scene.ground, scene),
    "subject": lambda scene: scene.subject,
}
"""How each area is found."""
