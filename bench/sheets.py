"""What is seen in each picture, to be looked at: photo, disparity, regions, background, three views of its film.

    python bench/sheets.py [FOLDER or PICTURES...]     writes bench/out/seen-1.png and so on, six pictures to a page

Disparity is bright where near. Regions: subject red, sky blue, water cyan, ground green. The views are the ends and the
middle of a strong truck. Not for measuring.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np
from pictures import ASSET, film
from record import OUT
from truth import DATA

from vivant.errors import VivantError
from vivant.front import analyze
from vivant.render import draw, make_plan
from vivant.scene import Scene, split
from vivant.units import Frame, Plane

TILE = (420, 320)
PER_PAGE = 6
VIEWS = (640, 480)


def main() -> None:
    given = [Path(word) for word in sys.argv[1:]] or [DATA / "images"]
    files = [f for path in given for f in (sorted(path.iterdir()) if path.is_dir() else [path])]
    OUT.mkdir(exist_ok=True)
    rows: list[Frame] = []
    for file in files:
        try:
            scene = analyze(file)
        except VivantError as failure:
            print(f"{file.name}: {failure}")
            continue
        print(f"{file.name}: {scene.kind}, sure {scene.confidence:.2f}; " + "; ".join(scene.saw), flush=True)
        rows.append(row(scene))
    for page, first in enumerate(range(0, len(rows), PER_PAGE), 1):
        path = OUT / f"seen-{page}.png"
        cv2.imwrite(str(path), cv2.cvtColor(np.vstack(rows[first : first + PER_PAGE]), cv2.COLOR_RGB2BGR))
        print(path)


def row(scene: Scene) -> Frame:
    """One picture and everything about it, side by side."""
    h, w = scene.image.shape[:2]
    scale = min(1.0, 1600 / max(h, w))
    size = (max(16, round(w * scale)), max(16, round(h * scale)))
    image = cv2.resize(scene.image, size, interpolation=cv2.INTER_AREA)
    behind = split(image, scene.disparity, scene.subject)[0].colour
    plan = make_plan(film("truck_right", VIEWS, duration_s=2, strength=1.0), {ASSET: scene})
    views = [draw(plan, n) for n in (0, plan.clock.n_frames // 2, plan.clock.n_frames - 1)]
    near = cv2.cvtColor(cv2.applyColorMap(_levels(scene.disparity), cv2.COLORMAP_INFERNO), cv2.COLOR_BGR2RGB)
    return np.hstack([_tile(picture) for picture in (image, near, _regions(scene), behind, *views)])


def _regions(scene: Scene) -> Frame:
    out = scene.image.astype(np.float32) * 0.5
    for plane, colour in (
        (scene.sky, (40, 120, 255)), (scene.water, (0, 220, 220)), (scene.ground, (60, 170, 40)),
        (scene.subject, (255, 40, 40)),
    ):  # fmt: skip
        out += 0.5 * plane[..., None] * (np.array(colour, np.float32) - out)
    return np.asarray(np.clip(out, 0, 255), np.uint8)


def _levels(plane: Plane) -> Frame:
    return np.asarray(np.clip(plane * 255, 0, 255), np.uint8)


def _tile(picture: Frame) -> Frame:
    """The picture inside a tile, with black around it."""
    h, w = picture.shape[:2]
    scale = min((TILE[0] - 4) / w, (TILE[1] - 4) / h)
    small = cv2.resize(picture, (max(1, round(w * scale)), max(1, round(h * scale))), interpolation=cv2.INTER_AREA)
    out = np.zeros((TILE[1], TILE[0], 3), np.uint8)
    y, x = (TILE[1] - small.shape[0]) // 2, (TILE[0] - small.shape[1]) // 2
    out[y : y + small.shape[0], x : x + small.shape[1]] = small
    return out


if __name__ == "__main__":
    main()
