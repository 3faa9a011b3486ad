"""Pictures that many tests use: one that is drawn, photos that come with scikit-image, and the folder of real data.

Not for what only one folder of tests needs.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from numpy.typing import NDArray
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]

# A shell that starts tests in the background has them ignore Ctrl-C, and what they start inherits that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Before the tests' own processes load numpy, as `import vivant` does it (see there).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# A change is judged by the same examples every time; at a developer's desk they are new ones every time.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def draw_photo(width: int = 480, height: int = 320) -> NDArray[np.uint8]:
    """A picture like a photo, (height, width, 3) uint8: sky, a textured meadow, and a striped ball standing on it."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / min(width, height)
    horizon = 0.42 * y.max()
    rng = np.random.default_rng(7)
    sky = np.stack([0.45 + 0.4 * y, 0.65 + 0.25 * y, np.full_like(y, 0.95)], axis=-1)
    grain = rng.normal(0.0, 0.05, y.shape).astype(np.float32)
    rows = 0.06 * np.sin(9.0 / (y - horizon + 0.06))
    meadow = np.stack([0.25 + grain + rows, 0.42 + grain + rows, 0.16 + grain], axis=-1)
    picture = np.where((y < horizon)[..., None], sky, meadow)
    across, down = x - 0.55 * x.max(), y - 0.58 * y.max()
    radius = 0.22
    ball = np.hypot(across, down) < radius
    light = np.clip(1.0 - (across + down + 0.2) * 1.6, 0.25, 1.2) * (0.85 + 0.15 * np.sin(across * 60.0))
    picture = np.where(ball[..., None], light[..., None] * np.array([0.85, 0.2, 0.12]), picture)
    return (np.clip(picture, 0.0, 1.0) * 255.0).round().astype(np.uint8)


@pytest.fixture(scope="session")
def photo() -> NDArray[np.uint8]:
    """The drawn photo, 480x320; treat it as read-only."""
    picture = draw_photo()
    picture.flags.writeable = False
    return picture


@pytest.fixture
def photo_png(photo: NDArray[np.uint8], tmp_path: Path) -> Path:
    """The drawn photo as a PNG file in a folder of its own."""
    path = tmp_path / "photo.png"
    Image.fromarray(photo).save(path)
    return path


@pytest.fixture
def photo_jpg(photo: NDArray[np.uint8], tmp_path: Path) -> Path:
    """The drawn photo as a JPEG file."""
    path = tmp_path / "photo.jpg"
    Image.fromarray(photo).save(path, quality=92)
    return path


@pytest.fixture(scope="session")
def bundled_photo() -> Callable[[str], Path]:
    """The path of a photo in scikit-image's wheel: coffee.png, astronaut.png, chelsea.png, rocket.jpg, ..."""
    spec = find_spec("skimage")
    assert spec is not None and spec.origin is not None
    folder = Path(spec.origin).parent / "data"
    return lambda name: folder / name


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real pictures beside the repository; skips where there is none."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs the pictures in ../shared/data, which are not here")
    return folder
