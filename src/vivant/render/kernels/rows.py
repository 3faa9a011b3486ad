"""A picture with depth drawn row by row as a camera beside the first one sees it: compiled inner loops.

In a rectified pair a pixel stays in its row and only slides along it. Every row is a set of points joined into threads,
one thread for each stretch of a thing; threads are drawn from far to near at `FINE` places a pixel, so that their ends
cover a pixel by as much as they should, while colours are always interpolated at the pixel's middle, so that nothing
is blurred. Not for deciding what is near (scene/sides.py) or what to show where no thread runs (scene/uncover.py).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled
from vivant.units import Plane

FINE = 4
"""Places a pixel at which threads are drawn."""

SEEN = 0.25
"""A far colour of which less was seen is a guess and is not drawn."""

NOTHING = -1e30


@compiled
def draw_rows(near: NDArray[np.float32], far: NDArray[np.float32], jump: float) -> tuple[NDArray[np.float32], Plane]:
    """The view in which every pixel lies its shift further left.

    near, far  (h, w, 5) float32, as in scene/sides.py
    jump       pixels; neighbours whose shifts differ by more are not joined

    Returns (h, w, 4) float32 premultiplied colour and coverage 0 .. 1, and the largest shift seen in every pixel,
    NOTHING where there is none.
    """
    h, w, _ = near.shape
    out, nearest = np.zeros((h, w, 4), np.float32), np.full((h, w), np.float32(NOTHING))
    at, colour = np.empty((2 * w, 2), np.float32), np.empty((2 * w, 4), np.float32)
    left, right = np.empty(2 * w, np.int64), np.empty(2 * w, np.int64)
    place = np.empty((w, 2), np.int64)
    fine, shift = np.empty((w * FINE, 4), np.float32), np.empty(w * FINE, np.float32)
    for y in range(h):
        n = _points(near[y], far[y], place, at, colour)
        _join(place, at, jump, left[:n], right[:n])
        fine[:], shift[:] = 0.0, NOTHING
        for i in np.argsort(at[:n, 1], kind="mergesort"):
            _paint(i, at, colour, left, right, fine, shift)
        for k in range(w * FINE):
            for c in range(4):
                out[y, k // FINE, c] += fine[k, c] / FINE
            nearest[y, k // FINE] = max(nearest[y, k // FINE], shift[k])
    return out, nearest


@compiled
def _points(
    near: NDArray[np.float32], far: NDArray[np.float32], place: NDArray[np.int64], at: NDArray[np.float32],
    colour: NDArray[np.float32],
) -> int:  # fmt: skip
    """The row's points: their place in the view and shift, their premultiplied colour, and which pixel has which."""
    n = 0
    for x in range(near.shape[0]):
        place[x, 0], place[x, 1] = n, -1
        at[n, 0], at[n, 1] = x - near[x, 4], near[x, 4]
        colour[n] = near[x, :4]
        n += 1
        if far[x, 3] > SEEN:
            place[x, 1] = n
            at[n, 0], at[n, 1] = x - far[x, 4], far[x, 4]
            colour[n, :3], colour[n, 3] = far[x, :3], 1.0
            n += 1
    return n


@compiled
def _join(
    place: NDArray[np.int64], at: NDArray[np.float32], jump: float, left: NDArray[np.int64], right: NDArray[np.int64]
) -> None:
    """Join points of neighbouring pixels whose shifts are alike, the most alike first."""
    left[:], right[:] = -1, -1
    for x in range(place.shape[0] - 1):
        for _ in range(2):
            best, first, second = jump, -1, -1
            for i in place[x]:
                for j in place[x + 1]:
                    if i < 0 or j < 0 or right[i] >= 0 or left[j] >= 0:
                        continue
                    apart = abs(at[i, 1] - at[j, 1])
                    if apart <= best:
                        best, first, second = apart, i, j
            if first >= 0:
                right[first], left[second] = second, first


@compiled
def _paint(
    i: int, at: NDArray[np.float32], colour: NDArray[np.float32], left: NDArray[np.int64], right: NDArray[np.int64],
    fine: NDArray[np.float32], shift: NDArray[np.float32],
) -> None:  # fmt: skip
    """Draw the thread from point `i` to the next; a thread's first and last points reach half a pixel further."""
    begin = at[i, 0]
    if left[i] < 0:
        _stretch(i, begin - 0.5, begin, begin, 1.0, at, colour, left, right, fine, shift)
    if right[i] < 0:
        _stretch(i, begin, begin + 0.5, begin, 1.0, at, colour, left, right, fine, shift)
    else:
        end = at[right[i], 0]
        if end > begin:  # else its back is turned to us
            _stretch(i, begin, end, begin, 1.0 / (end - begin), at, colour, left, right, fine, shift)


@compiled
def _stretch(
    i: int, begin: float, end: float, origin: float, pace: float, at: NDArray[np.float32],
    colour: NDArray[np.float32], left: NDArray[np.int64], right: NDArray[np.int64], fine: NDArray[np.float32],
    shift: NDArray[np.float32],
) -> None:  # fmt: skip
    """Draw begin .. end (pixels of the view), where `pace` pixels of the photo go into one pixel.

    Places are moved to the middle of their pixel; where the photo is shrunk they keep the distance from it that makes
    up the wider pixel.
    """
    first, last = int(np.ceil((begin + 0.5) * FINE - 0.5)), int(np.ceil((end + 0.5) * FINE - 0.5))
    wider = np.sqrt(max(pace * pace - 1.0, 0.0))
    for k in range(max(first, 0), min(last, fine.shape[0])):
        here = (k + 0.5) / FINE - 0.5
        middle = k // FINE
        a, b = i, right[i]
        f = (middle - origin) * pace + (here - middle) * wider
        if f > 1.0 and b >= 0 and right[b] >= 0:
            a, b, f = b, right[b], f - 1.0
        elif f < 0.0 and left[a] >= 0:
            a, b, f = left[a], a, f + 1.0
        b = a if b < 0 else b
        f = min(max(f, 0.0), 1.0)
        before, after = left[a] if left[a] >= 0 else a, right[b] if right[b] >= 0 else b
        alpha = min(max(_cubic(colour[before, 3], colour[a, 3], colour[b, 3], colour[after, 3], f), 0.0), 1.0)
        if alpha <= 0.0:
            continue
        for c in range(3):
            level = _cubic(colour[before, c], colour[a, c], colour[b, c], colour[after, c], f)
            fine[k, c] = fine[k, c] * (1.0 - alpha) + min(max(level, 0.0), 255.0 * alpha)
        fine[k, 3] = fine[k, 3] * (1.0 - alpha) + alpha
        if alpha > 0.5:
            shift[k] = at[i, 1]


@compiled
def _cubic(p: float, q: float, r: float, s: float, f: float) -> float:
    """Cubic convolution (Keys, 1981) between q and r."""
    return q + 0.5 * f * (r - p + f * (2.0 * p - 5.0 * q + 4.0 * r - s + f * (3.0 * (q - r) + s - p)))
