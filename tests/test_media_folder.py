"""Real films and sounds of many kinds, edited into every kind of file: all play, as long as promised and as loud."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import vivant
from vivant import media
from vivant.sound import loudness

CONTAINERS = (".mp4", ".mov", ".avi", ".webm", ".mkv")
SMALL = (128, 96)
pytestmark = pytest.mark.data


def given(folder: Path, kind: str) -> list[Path]:
    found = [path for path in sorted((folder / "media").iterdir()) if media.probe(path).kind == kind]
    assert found
    return found


def heard(path: Path) -> tuple[float, float]:
    """Loudness in LUFS and true peak in dBTP."""
    return loudness(np.concatenate(list(media.open_clip(path).sound())))


@pytest.mark.parametrize("k", range(5))
def test_films_become_every_kind_of_file(shared_data: Path, tmp_path: Path, k: int) -> None:
    """Each film in the folder once, and each kind of file once."""
    films = given(shared_data, "video")
    film = films[k % len(films)]
    before = media.probe(film)
    out = tmp_path / f"out{CONTAINERS[k]}"
    vivant.edit([film], "keep the first 1 second, warm", output=out, size=SMALL, fps=12)
    info = media.probe(out)
    wanted_s = min(1.0, before.duration_s)
    assert info.size == SMALL
    assert info.duration_s == pytest.approx(wanted_s, abs=1 / 12 + 0.03)
    frames = list(media.open_clip(out).frames())
    assert len(frames) == pytest.approx(12 * wanted_s, abs=1)
    assert before.has_sound or not info.has_sound  # what is silent has no sound track


@pytest.mark.parametrize("k", range(5))
def test_sounds_lie_under_a_film_in_every_kind_of_file(shared_data: Path, tmp_path: Path, k: int) -> None:
    sounds = given(shared_data, "sound")
    film, out = given(shared_data, "video")[-1], tmp_path / f"out{CONTAINERS[k]}"
    sound = sounds[k % len(sounds)]
    vivant.edit(
        [film, sound], f"keep the first 2 seconds, replace the sound with {sound.stem}", output=out, size=SMALL, fps=6
    )
    lufs, peak_dbtp = heard(out)
    assert lufs == pytest.approx(-14, abs=1)
    assert peak_dbtp < -0.9
