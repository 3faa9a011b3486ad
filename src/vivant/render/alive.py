"""A sheet on which something lives, in one frame: which cells of the frame live on it, and when they are drawn.

Whether a cell in which something moves hides what is farther away is known only from what has come there. So the cells
that may are drawn before anything farther, and what comes out opaque stays. Not for pixels (kernels/living.py).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vivant.render.kernels import living, warp
from vivant.render.life import Life
from vivant.render.stage import Sheet
from vivant.units import Frame

Cells = NDArray[np.bool_]


class Alive:
    """`life` of frame i on a sheet that the camera sees at `lattice`."""

    def __init__(self, sheet: Sheet, life: Life, i: int, lattice: NDArray[np.int64]) -> None:
        self._sheet, self._life, self._lattice = sheet, life, lattice
        self._grid = life.grid(i)
        shape = lattice.shape[0] - 1, lattice.shape[1] - 1
        self._cells, self._whole, self._drawn = (
            np.empty(shape, np.bool_),
            np.empty(shape, np.bool_),
            np.zeros(shape, np.bool_),
        )
        living.living_cells(life.tiles, lattice, self._cells, self._whole)

    def cover(self, covered: Cells, frame: Frame) -> Cells:
        """`covered`, and the cells that this sheet hides wholly; of these, those that live are drawn."""
        hides = covered.copy()
        warp.cover_cells(self._sheet.tiles, self._lattice, hides)
        self._drawn = self._cells & (hides | self._whole) & ~covered
        self._draw(self._drawn, frame, over=True, opaque=True)
        return np.where(self._cells, covered | self._drawn, hides)

    def draw(self, hidden: Cells, frame: Frame, *, over: bool) -> None:
        """The sheet into the frame, but for the `hidden` cells and those that are drawn already."""
        sheet = self._sheet
        warp.draw_layer(sheet.plate, sheet.tiles, self._lattice, hidden | self._cells, over, frame)
        self._draw(self._cells & ~hidden & ~self._drawn, frame, over=over, opaque=False)

    def _draw(self, cells: Cells, frame: Frame, *, over: bool, opaque: bool) -> None:
        sheet, life = self._sheet, self._life
        living.draw_living(
            sheet.plate, life.moved, life.inside, self._lattice, cells, self._whole, (over, opaque), self._grid,
            life.mean, life.place, frame,
        )  # fmt: skip
