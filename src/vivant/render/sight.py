"""What the camera sees from one pose, kept while it stands there, so that no frame asks for it twice.

Everything kept follows from the shot and the pose: a frame is the same whether it was kept or not, and in whatever
order frames are drawn. At most one pose of a shot is kept: two pictures, a map of how near it is, and lattices, which
are small. Not for drawing any of them (filming.py).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from vivant.moves.contract import Pose
from vivant.units import Frame

Lattice = NDArray[np.int64]
Near = NDArray[np.uint8]


class Sight:
    """What is seen from `pose`. Each thing is drawn when it is first asked for; two threads that ask at once draw it
    twice, alike."""

    def __init__(self, pose: Pose, *, passing: bool = False) -> None:
        """passing   whether the camera is here for one frame only, so that its picture need not be kept"""
        self.pose, self._passing = pose, passing
        self._lattices: dict[int, Lattice] = {}
        self._disparity: Near | None = None
        self._film: Frame | None = None
        self._lit: tuple[tuple[float, ...], Frame] | None = None

    def lattice(self, k: int, solve: Callable[[], Lattice]) -> Lattice:
        """Where sheet k is seen; not to be written to."""
        found = self._lattices.get(k)
        if found is None:
            found = self._lattices[k] = solve()
        return found

    def disparity(self, draw: Callable[[], Near]) -> Near:
        """(H, W) uint8, how near every pixel is; not to be written to."""
        found = self._disparity
        if found is None:
            found = self._disparity = draw()
        return found

    def film(self, draw: Callable[[], Frame]) -> Frame:
        """What is filmed where nothing lives: a new array."""
        if self._passing:
            return draw()
        found = self._film
        if found is None:
            found = self._film = draw()
        return found.copy()

    def lit(self, levels: tuple[float, ...], draw: Callable[[], Frame]) -> Frame:
        """What is filmed under effects that are the same at any time, of these levels: a new array."""
        if self._passing or not levels:
            return draw()
        found = self._lit
        if found is None or found[0] != levels:
            found = self._lit = levels, draw()
        return found[1].copy()


class Kept:
    """The pose at which a shot's camera stood last."""

    def __init__(self) -> None:
        self._last: Sight | None = None

    def at(self, pose: Pose) -> Sight:
        sight = self._last
        if sight is None or sight.pose != pose:
            sight = self._last = Sight(pose)
        return sight
