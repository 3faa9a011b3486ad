"""Contact sheets to look at: scenes with what is known about them, or photos with what the network sees."""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from train.materials import make_pool
from train.scenes import EDGE, GROUND, SKY, SUBJECT, WATER, scene

Tile = NDArray[np.uint8]


def near_map(disparity: NDArray[np.float32]) -> Tile:
    """Disparity as colours, near bright."""
    low, high = float(disparity.min()), float(np.quantile(disparity, 0.995))
    scaled = np.clip((disparity - low) / (high - low + 1e-6), 0, 1)
    return cv2.applyColorMap((scaled * 255).astype(np.uint8), cv2.COLORMAP_INFERNO)


def label_map(labels: NDArray[np.uint8]) -> Tile:
    """Sky blue, water cyan, ground green, subject red, edges white (BGR)."""
    out = np.zeros((*labels.shape, 3), np.uint8)
    for bit, bgr in (
        (SKY, (230, 120, 40)),
        (WATER, (200, 200, 0)),
        (GROUND, (60, 120, 40)),
        (SUBJECT, (60, 60, 230)),
        (EDGE, (255, 255, 255)),
    ):
        out[(labels & bit) > 0] = bgr
    return out


def grid(tiles: list[Tile], columns: int) -> Tile:
    """Tiles of one size in rows."""
    while len(tiles) % columns:
        tiles.append(np.zeros_like(tiles[0]))
    return np.vstack([np.hstack(tiles[i : i + columns]) for i in range(0, len(tiles), columns)])


def main() -> None:
    """Write a sheet of scenes."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("output", type=Path)
    ask.add_argument("--first", type=int, default=0)
    ask.add_argument("--scenes", type=int, default=24)
    ask.add_argument("--columns", type=int, default=6)
    ask.add_argument("--bare", action="store_true", help="pictures only")
    given = ask.parse_args()
    pool, tiles = make_pool(given.first), []
    for seed in range(given.first, given.first + given.scenes):
        s = scene(seed, pool)
        picture = cv2.cvtColor(s.picture, cv2.COLOR_RGB2BGR)
        tiles.append(picture if given.bare else np.vstack([picture, near_map(s.disparity), label_map(s.labels)]))
    cv2.imwrite(str(given.output), grid(tiles, given.columns))


if __name__ == "__main__":
    main()
