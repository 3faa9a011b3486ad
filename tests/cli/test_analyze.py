"""`vivant analyze` from end to end."""

from __future__ import annotations

import json
from pathlib import Path

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
