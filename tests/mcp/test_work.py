"""The work of a job without its process: conversations are remembered, films get their names, nothing is replaced."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.mcp.conftest import TINY
from vivant.errors import InputError, OutputError
from vivant.mcp import work
from vivant.mcp.projects import Project
from vivant.talks import Talk


class Heard(list[str]):
    """What was told of the progress."""

    def __call__(self, _share: float, doing: str) -> None:
        self.append(doing)

    @property
    def looked(self) -> bool:
        looked = any("Looking" in one for one in self)
        self.clear()
        return looked


@pytest.fixture
def forgetful() -> Iterator[None]:
    yield
    work.forget()


@pytest.mark.usefixtures("forgetful")
def test_a_conversation_goes_on_without_another_look_unless_somebody_else_went_on_with_it(
    tmp_path: Path, photo_at: Callable[[Path], Path]
) -> None:
    project, heard = Project(tmp_path / "project"), Heard()
    with Talk() as talk:
        talk.add(photo_at(tmp_path / "photo.png"))
        talk.say(TINY)
        project.keep({"files": []}, None, talk.save)

    def say(words: str) -> dict[str, Any]:
        return work.edit({"project": str(project.folder), "words": words, "add": []}, heard)["reply"]

    assert say("make it 2 s")["kind"] == "changed" and heard.looked
    assert say("undo")["kind"] == "undone" and not heard.looked
    assert project.about()["said"] == [TINY] and project.about()["duration_s"] == 1
    with Talk.load(project.talk) as talk:
        talk.say("make it 3 s")
        talk.save(project.talk)
    say("add light rain")
    assert heard.looked
    assert project.about()["said"] == [TINY, "make it 3 s", "add light rain"]
    assert json.loads(project.draft.read_text())["d"] == 3000

    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    before = project.talk.read_bytes()
    task = {"project": str(project.folder), "words": "add it", "add": [str(tmp_path / "broken.jpg")]}
    with pytest.raises(InputError, match=r"broken\.jpg"):
        work.edit(task, heard)
    assert project.talk.read_bytes() == before


def test_a_film_gets_its_name_and_never_anothers(tmp_path: Path) -> None:
    part, wanted = tmp_path / "part.mp4", tmp_path / "film.mp4"
    for n, name in enumerate(("film.mp4", "film-2.mp4", "film-3.mp4")):
        part.write_bytes(bytes([n]))
        assert work.deliver(part, wanted, overwrite=False) == tmp_path / name
    assert [(tmp_path / name).read_bytes()[0] for name in ("film.mp4", "film-2.mp4", "film-3.mp4")] == [0, 1, 2]
    part.write_bytes(b"new")
    assert work.deliver(part, wanted, overwrite=True) == wanted
    assert wanted.read_bytes() == b"new" and len(list(tmp_path.iterdir())) == 3


def test_a_film_that_cannot_be_delivered_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    part = tmp_path / "part.mp4"
    part.write_bytes(b"film")
    with pytest.raises(OutputError, match="Choose another output"):
        work.deliver(part, tmp_path / "gone" / "film.mp4", overwrite=False)
    assert list(tmp_path.iterdir()) == [part]
