"""`vivant analyze` from end to end."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.cli.command import Vivant, sentences


def test_what_was_seen_is_written_and_told(vivant: Vivant, photo_png: Path) -> None:
    done = vivant("analyze", photo_png, "-o", "seen", "--json")
    assert done.returncode == 0, done.stderr
    folder = photo_png.with_name("seen")
    for name in ("disparity", "subject", "sky", "background"):
        with Image.open(folder / f"{name}.png") as picture:
            assert picture.size == (480, 320), name
    told = json.loads(done.stdout)
    assert told["path"] == "seen"
    assert json.loads((folder / "report.json").read_text())["kind"] == told["kind"]
    assert any(line.startswith("Saw: ") for line in sentences(done))


def test_a_missing_photo_is_said_in_one_sentence(vivant: Vivant, tmp_path: Path) -> None:
    done = vivant("analyze", "none.jpg", "-o", "seen")
    assert done.returncode == 1
    assert len(sentences(done)) == 1 and "none.jpg" in done.stderr
    assert not (tmp_path / "seen").exists()


def test_maps_are_written_touched_up_and_fed_back(vivant: Vivant, photo_png: Path) -> None:
    assert vivant("analyze", photo_png, "-o", "first").returncode == 0
    first = photo_png.with_name("first")
    maps = ("--depth", first / "disparity.png", "--subject", first / "subject.png")
    done = vivant("analyze", photo_png, "-o", "second", *maps, "--json")
    assert done.returncode == 0, done.stderr
    for name in ("disparity.png", "subject.png"):
        assert (first / name).read_bytes() == (first.with_name("second") / name).read_bytes(), name
    assert json.loads(done.stdout)["saw"][0] == "your own depth map"


def test_depth_in_metres_is_turned_round(vivant: Vivant, photo_png: Path) -> None:
    metres = np.tile(np.linspace(2.0, 8.0, 320, dtype=np.float32)[:, None], (1, 480))
    Image.fromarray(metres).save(photo_png.with_name("z.tiff"))
    done = vivant("analyze", photo_png, "-o", "seen", "--depth", "z.tiff", "--depth-invert")
    assert done.returncode == 0, done.stderr
    with Image.open(photo_png.with_name("seen") / "disparity.png") as picture:
        disparity = np.asarray(picture) / 65535
    wanted = (1 / metres - 1 / 8) / (1 / 2 - 1 / 8)
    assert np.abs(disparity - wanted).max() < 0.01


COLOURS = np.random.default_rng(1).integers(0, 256, (32, 48, 3), np.uint8)


@pytest.mark.parametrize(
    ("option", "content", "word"),
    [
        ("--depth", None, "no file map.png"), ("--depth", b"", "empty"), ("--depth", b"near far", "text"),
        ("--depth", COLOURS, "colour"), ("--depth", np.full((30, 30), 255, np.uint8), "30x30"),
        ("--depth", np.full((1, 1), 9, np.uint8), "1x1"), ("--subject", COLOURS, "colour"),
        ("--subject", np.zeros((32, 48), np.uint8), "black"),
    ],
    ids=["missing", "empty", "text", "colours", "square", "one pixel", "no mask", "black mask"],
)  # fmt: skip
def test_what_is_no_map_is_said_in_one_sentence(
    option: str, content: bytes | np.ndarray | None, word: str, vivant: Vivant, photo_png: Path
) -> None:
    place = photo_png.with_name("map.png")
    if isinstance(content, bytes):
        place.write_bytes(content)
    elif content is not None:
        Image.fromarray(content).save(place)
    done = vivant("analyze", photo_png, "-o", "seen", option, "map.png")
    assert done.returncode == 1
    (sentence,) = sentences(done)
    assert word in sentence and sentence.endswith(".")
    assert not photo_png.with_name("seen").exists()
