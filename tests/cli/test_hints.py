"""`vivant animate --hints`: a file that a person wrote."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image

from tests.cli.command import SMALL, Vivant, sentences


def test_hints_are_read_from_a_file_and_their_masks_beside_it(vivant: Vivant, photo_jpg: Path, tmp_path: Path) -> None:
    (tmp_path / "drawn").mkdir()
    mask = np.zeros((40, 60), np.uint8)
    mask[20:] = 255
    Image.fromarray(mask).save(tmp_path / "drawn" / "water.png")
    hints = [{"region": "water.png", "kind": "river", "direction_deg": 0}, {"hold": [[0, 0], [0.4, 0], [0.4, 0.4]]}]
    (tmp_path / "drawn" / "hints.json").write_text(json.dumps(hints))
    done = vivant("animate", photo_jpg, "static", "--hints", "drawn/hints.json", "-o", "out.mp4", "--json", *SMALL)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["applied"] == ["river"]
    assert "Lives: river" in sentences(done)


def test_wrong_hints_are_one_sentence(vivant: Vivant, photo_jpg: Path, tmp_path: Path) -> None:
    for text, code, sentence in (
        ('[{"region": [[0, 0], [1, 0], [1, 1]], "kind": "lava"}]', 2, "Hint 1 has kind 'lava', which is no flow"),
        ("{}", 2, "must hold a list of hints"),
        ("[", 2, "cannot be read as JSON"),
    ):
        (tmp_path / "hints.json").write_text(text)
        done = vivant("animate", photo_jpg, "--hints", "hints.json", "-o", "out.mp4", *SMALL)
        assert done.returncode == code and sentence in done.stderr and "Traceback" not in done.stderr
    assert vivant("animate", photo_jpg, "--hints", "none.json", "-o", "out.mp4", *SMALL).returncode == 1
    assert not (tmp_path / "out.mp4").exists()
