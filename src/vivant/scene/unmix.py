"""A picture parted into a thing and what lies behind it, pixel by pixel, so that one over the other is the picture.

The compiled inner loop of layers.py, which decides where. Not for finding either of the two.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled
from vivant.units import Frame, Plane

THIN = 1 / 3
"""Alpha up to which a layer leaves to the background what it cannot explain."""
NONE: Any = np.float32(0)
ONE: Any = np.float32(1)
WHITE: Any = np.float32(255)
LEAST_ROOM: Any = np.float32(1e-3)


def unmixed(image: Frame, behind: Frame, alpha: Plane, touched: NDArray[np.bool_]) -> tuple[Frame, Frame, Plane]:
    """The layer's premultiplied colour (H, W, 3), the corrected background (H, W, 3) and alpha (H, W).

    image    (H, W, 3) uint8, the picture; behind likewise, what is held to lie behind it
    alpha    (H, W) float32, 0 .. 1, of the thing
    touched  (H, W) bool, where the background is what `behind` says and not the picture itself

    Over a clean background the layer takes whatever the picture has more: no halo of old background travels with it.
    What no colour could explain makes a solid layer more solid, and goes back into the background where it is thin.
    """
    colour, back, more = np.zeros_like(image), image.copy(), alpha.copy()
    _unmix(image, behind, touched, colour, back, more)
    return colour, back, more


@compiled
def _unmix(
    image: NDArray[np.uint8], behind: NDArray[np.uint8], touched: NDArray[np.bool_], colour: NDArray[np.uint8],
    back: NDArray[np.uint8], alpha: NDArray[np.float32],
) -> None:  # fmt: skip
    h, w = alpha.shape
    for y in range(h):
        for x in range(w):
            a = alpha[y, x]
            if touched[y, x]:
                for c in range(3):
                    back[y, x, c] = behind[y, x, c]
            if a >= ONE:
                for c in range(3):
                    colour[y, x, c] = image[y, x, c]
            elif a > NONE:
                thick = a > THIN
                if thick:
                    for c in range(3):
                        a = max(a, min(_least(np.float32(image[y, x, c]), np.float32(back[y, x, c])), ONE))
                for c in range(3):
                    picture, below = np.float32(image[y, x, c]), np.float32(back[y, x, c])
                    own = np.float32(np.rint(min(max(picture - (ONE - a) * below, NONE), WHITE * a)))
                    colour[y, x, c] = np.uint8(own)
                    if not thick:
                        exact = (picture - own) / max(ONE - a, LEAST_ROOM)
                        back[y, x, c] = np.uint8(np.rint(min(max(exact, NONE), WHITE)))
                alpha[y, x] = a


@compiled
def _least(picture: Any, below: Any) -> Any:
    """The least alpha at which some colour over `below` gives the picture."""
    lighter, darker = (picture - below) / max(WHITE - below, ONE), (below - picture) / max(below, ONE)
    return max(lighter, darker)
