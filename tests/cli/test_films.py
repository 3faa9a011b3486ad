"""`vivant story` and `vivant edit` as a person types them."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.cli.command import Vivant
from vivant import media
from vivant.cli.names import parted
from vivant.errors import UsageError


@pytest.mark.parametrize(
    ("given", "files", "words"),
    [
        (["a.png", "b.png"], ["a.png", "b.png"], ""),
        (["a.png", "make it calm"], ["a.png"], "make it calm"),
        (["a.png", "vertical"], ["a.png"], "vertical"),
        (["a.png", "missing.png"], ["a.png", "missing.png"], ""),
        (["my film.mp4", "keep 0:05 to 0:20.5"], ["my film.mp4"], "keep 0:05 to 0:20.5"),
    ],
)
def test_files_are_told_from_words(
    given: list[str], files: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.png", "b.png", "my film.mp4"):
        (tmp_path / name).touch()
    assert parted(given) == ([Path(name) for name in files], words)


def test_words_alone_are_not_enough() -> None:
    with pytest.raises(UsageError, match="files first"):
        parted(["make it calm"])


def test_a_story_is_told_and_written(vivant: Vivant, tmp_path: Path) -> None:
    r = np.random.default_rng(2)
    for name in ("a.png", "b.png"):
        rough = Image.fromarray(r.integers(0, 255, (12, 20, 3), np.uint8))
        rough.resize((320, 192), Image.Resampling.BICUBIC).save(tmp_path / name)
    done = vivant("story", "a.png", "b.png", "4 seconds, no music", "--size", "128x72", "--fps", "6", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert Path(told["path"]).name == "a-story.mp4"
    assert "Timeline (" in done.stderr
    assert media.probe(tmp_path / "a-story.mp4").duration_s == pytest.approx(4, abs=0.4)


def test_an_edit_never_replaces_the_video(vivant: Vivant, tmp_path: Path) -> None:
    with media.VideoWriter(tmp_path / "v.mp4", (64, 48), Fraction(10)) as film:
        for n in range(20):
            film.add(np.full((48, 64, 3), 5 * n, np.uint8))
    before = (tmp_path / "v.mp4").read_bytes()
    done = vivant("edit", "v.mp4", "keep the first 1 second")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "v-edit.mp4"
    assert (tmp_path / "v.mp4").read_bytes() == before
    assert media.probe(tmp_path / "v-edit.mp4").n_frames == 10
