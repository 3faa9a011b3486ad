"""The Scene: everything that Vivant knows about one photo, as one frozen value.

Not for looking at pixels (estimate.py) or taking the picture apart (layers.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from vivant.units import Frame, Plane


def _nowhere() -> Plane:
    return np.zeros((1, 1), np.float32)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Scene:
    """A photo, what stands where in it, and how sure that is.

    image       (H, W, 3) uint8 RGB, upright
    disparity   (H, W) float32, 0 far .. 1 near
    subject     (H, W) float32 alpha of what the picture is about, 0 .. 1 (all 0: no clear subject)
    sky         (H, W) float32, 0 .. 1
    water       (H, W) float32, 0 .. 1
    ground      (H, W) float32, 0 .. 1: what things stand on
    kind        "photo", "drawing", "text" or "texture"
    confidence  0 (the depth is a guess) .. 1 (the depth is known)
    horizon_h   height of the horizon as a fraction of the image height from the top, or None
    saw         short sentences for people: what was recognised
    """

    image: Frame
    disparity: Plane
    subject: Plane
    sky: Plane
    kind: str = "photo"
    confidence: float = 0.5
    horizon_h: float | None = None
    saw: tuple[str, ...] = field(default=())
    water: Plane = field(default_factory=_nowhere)
    ground: Plane = field(default_factory=_nowhere)

    def __post_init__(self) -> None:
        """Regions that nobody has looked for are nowhere."""
        for name in ("water", "ground"):
            plane = np.broadcast_to(getattr(self, name), self.image.shape[:2])
            object.__setattr__(self, name, plane)
