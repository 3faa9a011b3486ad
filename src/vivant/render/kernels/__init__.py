"""Compiled inner loops, and getting them ready."""

from __future__ import annotations

import numpy as np


def load() -> None:
    """Load every kernel, or compile it the first time on a machine, by running it once."""
    from vivant.render.kernels import lattice, warp

    plate, tiles = np.zeros((64, 64), np.uint32), np.zeros((2, 2, 2), np.uint8)
    nearness, place = np.zeros((4, 4), np.float32), np.ones(4)
    camera = np.array([0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0])
    points, covered = np.zeros((3, 3, 2), np.int64), np.zeros((2, 2), np.bool_)
    lattice.solve_lattice(nearness, place, camera, np.ones(6), points)
    warp.cover_cells(tiles, points, covered)
    warp.draw_layer(plate, tiles, points, covered, True, np.zeros((32, 32, 3), np.uint8))
    lattice.cover_zoom(nearness, place, camera, np.zeros((1, 2)), np.ones(4), np.ones(4, np.bool_), 2.0)

    from vivant.scene.patches import complete

    known = np.ones((32, 32), np.bool_)
    known[12:20, 12:20] = False
    complete(np.zeros((32, 32, 3), np.float32), known)
