"""Stories and edits, as a developer uses them: pictures, videos and words in, films out."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import vivant
from vivant import media
from vivant.errors import MissingInput, UsageError
from vivant.sound import RATE
from vivant.units import Frame

SMALL = (128, 72)


def counted(n: int) -> Frame:
    """A frame whose grey says its number."""
    return np.full((72, 128, 3), 2 * n, np.uint8)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two videos that count their frames and hum, and two pictures."""
    place = tmp_path_factory.mktemp("given")
    hum = 0.3 * np.sin(2 * np.pi * 440 * np.arange(4 * RATE) / RATE).astype(np.float32)
    for name in ("one.mp4", "two.mp4"):
        sound = iter([np.stack([hum, hum], 1)])
        with media.VideoWriter(place / name, SMALL, Fraction(10), sound=sound) as film:
            for n in range(40):
                film.add(counted(n))
    r = np.random.default_rng(1)
    for name in ("a.png", "b.png"):
        soft = Image.fromarray(r.integers(0, 255, (12, 20, 3), np.uint8)).resize((320, 192), Image.Resampling.BICUBIC)
        soft.save(place / name)
    return place


def greys(path: Path) -> list[int]:
    return [int(frame.mean()) for frame in media.read_frames(path)]


def test_a_video_is_cut_and_its_sound_with_it(folder: Path, tmp_path: Path) -> None:
    film = vivant.edit([folder / "one.mp4"], "keep 1 s to 3 s", output=tmp_path / "cut.mp4")
    shown = greys(film.path)
    assert len(shown) == 20
    assert np.allclose(shown, [2 * n for n in range(10, 30)], atol=3)
    info = media.probe(film.path)
    assert info.has_sound
    assert info.duration_s == pytest.approx(2.0, abs=0.11)


def test_videos_are_joined_in_their_order(folder: Path, tmp_path: Path) -> None:
    film = vivant.edit([folder / "one.mp4", folder / "two.mp4"], "join them", output=tmp_path / "both.mp4")
    assert len(greys(film.path)) == 80
    assert not film.unknown


def test_a_video_goes_twice_as_fast(folder: Path, tmp_path: Path) -> None:
    film = vivant.edit([folder / "one.mp4"], "twice as fast", output=tmp_path / "fast.mp4")
    shown = greys(film.path)
    assert len(shown) == 20
    assert np.allclose(shown, [4 * n for n in range(20)], atol=4)


def test_a_video_loses_its_sound(folder: Path, tmp_path: Path) -> None:
    film = vivant.edit([folder / "one.mp4"], "mute it", output=tmp_path / "mute.mp4")
    assert not media.probe(film.path).has_sound


def test_what_is_said_stands_below_and_follows_the_cut(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "said.srt").write_text("1\n00:00:02,000 --> 00:00:03,000\nHello\n", "utf-8")
    film = vivant.edit(
        [folder / "one.mp4"], "cut the first 1 second", output=tmp_path / "said.mp4", captions=tmp_path / "said.srt"
    )
    spread = [float(frame.std()) for frame in media.read_frames(film.path)]
    assert max(spread[:9]) < 1
    assert min(spread[11:19]) > 2


def test_a_story_shows_every_picture_and_has_music(folder: Path, tmp_path: Path) -> None:
    looked: list[tuple[int, int]] = []
    film = vivant.story(
        [folder / "a.png", folder / "one.mp4", folder / "b.png"], "a calm story", output=tmp_path / "story.mp4",
        size=SMALL, fps=8, duration_s=8, looking=lambda done, total: looked.append((done, total)),
    )  # fmt: skip
    assert looked == [(1, 3), (2, 3), (3, 3)]
    assert {segment.asset for segment in film.draft.main_segments()} == {"a1", "a2", "a3"}
    info = media.probe(film.path)
    assert info.has_sound
    assert info.duration_s == pytest.approx(8, abs=0.5)
    told = film.to_dict()
    assert told["path"] == str(film.path)
    assert told["summary"].startswith("Timeline (")


def test_nothing_is_left_where_nothing_can_be_made(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(UsageError):
        vivant.edit([], "cut it", output=tmp_path / "x.mp4")
    with pytest.raises(MissingInput, match="gone"):
        vivant.story([folder / "a.png", tmp_path / "gone.png"], output=tmp_path / "x.mp4")
    with pytest.raises(MissingInput, match=r"no\.srt"):
        vivant.edit([folder / "one.mp4"], "cut", output=tmp_path / "x.mp4", captions=tmp_path / "no.srt")
    assert not list(tmp_path.iterdir())
