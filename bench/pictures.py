"""The pictures and the films that the benchmarks measure on.

Real photos from ../shared/data where that folder is, otherwise scikit-image's bundled photos, and drawn ones where
those are too few. Not for measuring.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from vivant.media import read_image
from vivant.render import shot as shot_module
from vivant.render.framing import Framing, cover
from vivant.render.stage import Stage, build_stage
from vivant.scene import Scene
from vivant.timeline import Draft, Place
from vivant.units import Frame, Size

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "images"
SHARED = (
    "lighthouse_fence.png", "astronaut.png", "coffee_cup.png", "parrots.png", "street_traffic.jpg", "cat_chelsea.png",
    "couple_beach.png", "hibiscus_window.png", "motocross_start.png", "glass_interior.jpg", "island_clouds.png",
    "bicycle_leaves.jpg", "caps_wall.png", "child_portrait.png", "rocket_dusk.jpg", "museum_ceramics.jpg",
)  # fmt: skip
BUNDLED = ("coffee.png", "astronaut.png", "chelsea.png", "rocket.jpg", "camera.png", "motorcycle_left.png", "brick.png",
           "gravel.png", "grass.png", "hubble_deep_field.jpg", "ihc.png", "retina.jpg")  # fmt: skip
ASSET = "p"


def photo_files() -> list[Path]:
    """Files of real photos, most telling first."""
    if DATA.is_dir():
        return [DATA / name for name in SHARED if (DATA / name).is_file()]
    spec = find_spec("skimage")
    folder = Path(spec.origin).parent / "data" if spec and spec.origin else Path("nowhere")
    return [folder / name for name in BUNDLED if (folder / name).is_file()]


def pictures(most: int, *, max_side: int = 1600) -> Iterator[tuple[str, Frame]]:
    """Names and pictures, (H, W, 3) uint8: real photos first, then as many drawn ones as are missing."""
    files = photo_files()[:most]
    for path in files:
        yield path.stem, read_image(path, max_side=max_side).image
    for n in range(len(files), most):
        yield f"drawn_{n}", drawn(seed=n)


def drawn(width: int = 960, height: int = 640, seed: int = 0) -> Frame:
    """A drawn scene: a sky, a textured ground that comes nearer, and posts and balls standing on it."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / min(width, height)
    horizon = rng.uniform(0.3, 0.5)
    depth = 1.0 / np.maximum(y - horizon, 0.02)
    ground = 0.45 + 0.12 * np.sin(8.0 * depth) * np.sin(12.0 * (x - x.mean()) * depth)
    grain = cv2.GaussianBlur(rng.normal(0.0, 0.25, y.shape).astype(np.float32), (0, 0), 1.2)
    picture = np.where((y < horizon)[..., None], np.dstack([0.4 + 0.5 * y, 0.6 + 0.3 * y, np.full_like(y, 0.9)]),
                       (ground + grain)[..., None] * np.array([0.8, 0.9, 0.5]))  # fmt: skip
    picture += 0.25 * cv2.GaussianBlur(rng.normal(0.0, 1.0, y.shape).astype(np.float32), (0, 0), 9.0)[..., None] * 4
    for size in sorted(rng.uniform(0.05, 0.2, 4)):
        cx, foot = rng.uniform(0.15, 0.85) * x.max(), horizon + 2.2 * size
        ball = np.hypot(x - cx, y - (foot - size)) < size
        light = np.clip(1.1 - (x - cx + y - foot + size) / size * 0.5, 0.2, 1.4) + 0.15 * np.sin(90.0 * (x + y))
        picture = np.where(ball[..., None], light[..., None] * rng.uniform(0.2, 0.9, 3), picture)
    return np.asarray((picture.clip(0.0, 1.0) * 255.0).round(), np.uint8)


def film(
    move: str, size: Size, *, duration_s: float = 3.0, fps: float = 30, loop: bool = False, strength: float = 0.5,
    fit: str = "cover", fx: Sequence[Mapping[str, Any]] = (), **knobs: Any,
) -> Draft:  # fmt: skip
    """The draft of one picture, asset `ASSET`, under one move; `fx` are its flows and effects."""
    motion = {"p": move, "i": strength, "seamless": loop, "k": knobs}
    segment = {"d": round(duration_s * 1000), "src": {"a": ASSET}, "mo": motion, "tr": {"fit": fit}, "fx": list(fx)}
    meta = {"width": size[0], "height": size[1], "fps": fps}
    return Draft.from_dict({"v": 1, "m": meta, "t": [{"tt": 0, "sg": [segment]}]})


def crop(scene: Scene, size: Size) -> tuple[float, float, float, float]:
    """The part of the photo that a still frame shows: left, top, right, bottom in the photo's pixels."""
    h, w = scene.image.shape[:2]
    framing = cover((w, h), size, scene.subject)
    left, top, right, bottom = framing.part
    x_scale, y_scale = (right - left) * w / framing.scaled[0], (bottom - top) * h / framing.scaled[1]
    x, y = left * w + framing.offset[0] * x_scale, top * h + framing.offset[1] * y_scale
    return max(0.0, x), max(0.0, y), min(w, x + size[0] * x_scale), min(h, y + size[1] * y_scale)


def as_shown(scene: Scene, size: Size) -> Frame:
    """What a still frame should be: the photo's part resized by Pillow straight from the photo."""
    from PIL import Image

    shown = Image.fromarray(scene.image).resize(size, Image.Resampling.LANCZOS, crop(scene, size))
    return np.asarray(shown, np.uint8)


def share_stages() -> None:
    """From now on build one stage per scene, framing and place that the camera looks at: a benchmark films the same
    scene many times."""
    kept: dict[tuple[int, Framing, Place | None], tuple[Scene, Stage]] = {}

    def shared(scene: Scene, framing: Framing, place: Place | None = None) -> Stage:
        key = id(scene.image), framing, place
        if key not in kept:
            kept.clear()
            kept[key] = scene, build_stage(scene, framing, place)
        return kept[key][1]

    shot_module.build_stage = shared  # type: ignore[attr-defined]
