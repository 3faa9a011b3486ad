"""Where a moved camera looks: the photo place behind every lattice point of the frame, and the zoom that hides edges.

A layer's nearness is smooth, so its geometry is solved on a lattice `CELL` pixels apart and interpolated in between
(warp.py). Not for pixels.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled

CELL = 16
"""Side of a cell in frame pixels: the spacing of the lattice on which the geometry is solved."""

SOLVE_STEPS = 5


@compiled
def _bilinear(plane: NDArray[np.float32], x: float, y: float) -> float:
    h, w = plane.shape
    x = min(max(x, 0.0), w - 1.001)
    y = min(max(y, 0.0), h - 1.001)
    ix, iy = int(x), int(y)
    fx, fy = x - ix, y - iy
    top = plane[iy, ix] * (1.0 - fx) + plane[iy, ix + 1] * fx
    low = plane[iy + 1, ix] * (1.0 - fx) + plane[iy + 1, ix + 1] * fx
    mixed: float = top * (1.0 - fy) + low * fy
    return mixed


@compiled
def _seen_from(
    nearness: NDArray[np.float32], place: NDArray[np.float64], camera: NDArray[np.float64], x: float, y: float
) -> tuple[float, float]:
    """The place in the photo that a camera sees at frame place (x, y), all in short sides.

    Forward, a photo place q appears at (q - t w(q)) / (1 - dolly w(q)); this is the fixed point of its inverse. It is
    unique and found in a few steps because the nearness w of a layer is smooth.
    """
    depth = camera[9] * x + camera[10] * y + camera[11]
    ux = (camera[3] * x + camera[4] * y + camera[5]) / depth
    uy = (camera[6] * x + camera[7] * y + camera[8]) / depth
    rx, ry = camera[0] - camera[2] * ux, camera[1] - camera[2] * uy
    qx, qy = ux, uy
    for _step in range(SOLVE_STEPS):
        w = _bilinear(nearness, (qx - place[0]) / place[2], (qy - place[1]) / place[3])
        qx, qy = ux + w * rx, uy + w * ry
    return qx, qy


@compiled
def solve_lattice(
    nearness: NDArray[np.float32],
    place: NDArray[np.float64],
    camera: NDArray[np.float64],
    view: NDArray[np.float64],
    lattice: NDArray[np.int64],
) -> None:
    """Where each lattice point of the frame comes from on one layer's plate, in 1/65536 plate pixels.

    nearness  (h, w) float32 over the whole picture
    place     frame place of nearness[0, 0] and its spacing: x0, y0, dx, dy (short sides)
    camera    truck, pedestal, dolly, then the 3x3 matrix from seen to unrotated frame places, row by row
    view      plate offset x, y, plate pixels per short side, lattice spacing, lattice origin x, y (short sides)
    lattice   (rows, columns, 2) int64, written
    """
    rows, columns, _ = lattice.shape
    for j in range(rows):
        for i in range(columns):
            qx, qy = _seen_from(nearness, place, camera, view[4] + i * view[3], view[5] + j * view[3])
            lattice[j, i, 0] = int(np.floor((qx * view[2] + view[0]) * 65536.0 + 0.5))
            lattice[j, i, 1] = int(np.floor((qy * view[2] + view[1]) * 65536.0 + 0.5))


@compiled
def _overruns(
    nearness: NDArray[np.float32], place: NDArray[np.float64], camera: NDArray[np.float64],
    border: NDArray[np.float64], bounds: NDArray[np.float64], edges: NDArray[np.bool_], zoom: float,
) -> bool:  # fmt: skip
    for k in range(border.shape[0]):
        x, y = _seen_from(nearness, place, camera, border[k, 0] / zoom, border[k, 1] / zoom)
        if (edges[0] and x < bounds[0]) or (edges[2] and x > bounds[2]):
            return True
        if (edges[1] and y < bounds[1]) or (edges[3] and y > bounds[3]):
            return True
    return False


@compiled
def cover_zoom(
    nearness: NDArray[np.float32], place: NDArray[np.float64], camera: NDArray[np.float64],
    border: NDArray[np.float64], bounds: NDArray[np.float64], edges: NDArray[np.bool_], most: float,
) -> float:  # fmt: skip
    """The smallest extra zoom, 1 .. most, at which no border point of the frame looks past the picture's edges.

    border (n, 2) frame places; bounds left, top, right, bottom; edges which of these count.
    """
    if not _overruns(nearness, place, camera, border, bounds, edges, 1.0):
        return 1.0
    low, high = 1.0, most
    for _step in range(20):
        middle = 0.5 * (low + high)
        if _overruns(nearness, place, camera, border, bounds, edges, middle):
            low = middle
        else:
            high = middle
    return high
