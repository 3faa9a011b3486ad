"""Conversations about files: opened, changed by words, exported, saved and taken up again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import vivant
from vivant.errors import InputError, MissingInput, UsageError
from vivant.media import read_frames


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("talk") / "hill.png"
    rows, columns = np.mgrid[0:90, 0:160]
    sky = rows < 30 + 10 * np.sin(columns / 20)
    colour = np.where(sky[..., None], (120, 170, 230), (60, 110, 50)) + (columns % 7)[..., None] * 3
    Image.fromarray(np.clip(colour, 0, 255).astype(np.uint8)).save(path)
    return path


def test_words_change_what_is_exported(photo: Path, tmp_path: Path) -> None:
    with vivant.converse([photo], size=(128, 72), fps=10, duration_s=0.5) as talk:
        assert talk.say("slow dolly in, soft piano music").kind == "made"
        assert talk.say("light snow").kind == "changed"
        made = talk.export(tmp_path / "hill.mp4")
        assert len(list(read_frames(made.path))) == 5
        assert [f.shape for f in talk.frames()] == [(72, 128, 3)] * 5
        assert vivant.export(talk.draft, {"a1": photo}, tmp_path / "again.mp4").draft == talk.draft


def test_a_conversation_is_taken_up_where_it_was_left(photo: Path, tmp_path: Path) -> None:
    with vivant.converse([photo], size=(128, 72)) as talk:
        talk.say("缓慢推近")
        talk.say("下点雪")
        saved = talk.save(tmp_path / "talk.json")
        with vivant.Talk.load(saved) as again:
            assert again.draft == talk.draft and again.state.language == "zh"
            assert again.say("撤销").kind == "undone"
            assert not again.draft.main_segments()[0].applied
    assert [one.name for one in tmp_path.iterdir()] == ["talk.json"]


def test_a_file_that_cannot_be_used_leaves_the_others(photo: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    with vivant.converse([photo]) as talk:
        with pytest.raises(InputError):
            talk.add(photo, tmp_path / "broken.jpg")
        assert list(talk.files) == ["a1"] == list(talk.state.facts)
        assert talk.add(photo) == ("a2",)
        talk.say("a film")
        assert len(talk.draft.main_segments()) == 2


def test_what_was_never_saved_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="There is no file"):
        vivant.Talk.load(tmp_path / "none.json")
    for text in (
        "no json",
        "[]",
        '{"talk": 99}',
        '{"talk": 1}',
        '{"talk": 1, "history": {"history": 1}, "language": "en"}',
    ):
        (tmp_path / "bad.json").write_text(text)
        with pytest.raises(InputError, match=r"bad\.json is no conversation"):
            vivant.Talk.load(tmp_path / "bad.json")


def test_there_is_no_film_before_a_word(photo: Path, tmp_path: Path) -> None:
    with vivant.converse([photo]) as talk, pytest.raises(UsageError, match="no film yet"):
        talk.export(tmp_path / "out.mp4")
