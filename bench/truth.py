"""Real pictures with measured depth or hand-made outlines: the exam that nothing is trained on or tuned to.

Not for measuring (depth.py, subject.py, views.py).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.units import Frame, Plane

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@dataclass(frozen=True)
class Measured:
    """A picture, (h, w, 3) uint8, and its inverse depth (h, w) at any scale, 0 where it was not measured."""

    name: str
    image: Frame
    nearness: Plane

    @property
    def known(self) -> NDArray[np.bool_]:
        """(h, w): where the depth was measured."""
        return self.nearness > 0


def need_data() -> None:
    """Stop with a sentence where the pictures are not there."""
    if not DATA.is_dir():
        sys.exit(f"This measures on pictures with ground truth in {DATA}, which is not there.")


def read(path: Path) -> Frame:
    """(h, w, 3) uint8 RGB of a file that is known to be sound."""
    return np.asarray(cv2.cvtColor(np.asarray(cv2.imread(str(path))), cv2.COLOR_BGR2RGB), np.uint8)


def measured() -> Iterator[Measured]:
    """All pictures with depth: stereo pairs, then RGB-D. Zero disparity or depth means not measured."""
    for folder in (d for kind in ("stereo", "rgbd") for d in sorted((DATA / kind).iterdir()) if d.is_dir()):
        if (folder / "disp_left.png").is_file():
            near = np.asarray(cv2.imread(str(folder / "disp_left.png"), -1), np.float32) / 256
            yield Measured(folder.name, read(folder / "left.png"), near)
        else:
            depth_mm = np.asarray(cv2.imread(str(folder / "depth_mm.png"), -1), np.float32)
            near = np.where(depth_mm > 0, 1000 / np.maximum(depth_mm, 1), 0).astype(np.float32)
            yield Measured(folder.name, read(next(folder.glob("rgb.*"))), near)


def outlined() -> Iterator[tuple[str, Frame, NDArray[np.bool_]]]:
    """All pictures with an outline: name, picture, (h, w) inside."""
    for folder in sorted(d for d in (DATA / "masks").iterdir() if d.is_dir()):
        yield folder.name, read(next(folder.glob("image.*"))), np.asarray(cv2.imread(str(folder / "mask.png"), 0)) > 127
