"""What words come to: two stages for a new film, edits of a draft, answers in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from vivant import asking
from vivant.jobs import turn
from vivant.timeline import Draft
from vivant.timeline.history import History

from .conftest import picture


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> turn.Material:
    return turn.Material("ast_1", "image", "cat.png", picture(tmp_path_factory.mktemp("turn") / "cat.png"))


@pytest.fixture(scope="module")
def made(photo: turn.Material) -> turn.Plan:
    return turn.plan("slow dolly in, 2 s, title 'Night', 96x72", None, [photo], language="en")


@pytest.mark.parametrize(
    ("words", "drafted", "n_files", "kind"),
    [
        ("make it alive", False, 1, "generate"), ("make it alive", False, 0, "chat"), ("add snow", True, 1, "edit"),
        ("what tracks are there?", True, 1, "chat"), ("现在什么样了", True, 1, "chat"),
        ("export the video", True, 1, "chat"),
        ("导出", True, 1, "chat"), ("重新生成", True, 1, "generate"), ("regenerate it", True, 2, "generate"),
        ("can you make it move?", False, 1, "generate"), ("让它动起来", False, 1, "generate"),
    ],
)  # fmt: skip
def test_the_kind_of_a_message(words: str, drafted: bool, n_files: int, kind: str) -> None:
    assert asking.kind_of(words, {"t": [{"tt": 0, "sg": []}]} if drafted else None, n_files) == kind


def test_a_new_film_has_two_stages(made: turn.Plan) -> None:
    assert made.kind == "generate" and made.draft is not None and made.warning is None
    raw, whole = Draft.from_dict(made.draft), Draft.from_dict(made.additions[-1].draft)
    assert [track.kind for track in raw.tracks()] == ["picture"]
    assert [one.tool for one in made.additions] == ["add_music", "add_title"]
    assert '"Night"' in whole.summary() and "BGM" in whole.summary()
    assert whole.main_segments() == raw.main_segments()
    assert whole.summary() in made.said and "Music is composed" not in made.said
    assert "Next you could say: “" in made.said
    assert made.seen["ast_1"]["caption"]


def test_the_same_turn_gives_the_same_plan(made: turn.Plan, photo: turn.Material) -> None:
    assert turn.plan("slow dolly in, 2 s, title 'Night', 96x72", None, [photo], language="en") == made


def test_no_music_where_none_is_wanted(photo: turn.Material) -> None:
    plan = turn.plan("slow dolly in, 1 s, no music", None, [photo], language="en")
    assert plan.additions == ()


def test_an_edit_says_what_changed(made: turn.Plan, photo: turn.Material) -> None:
    draft = made.additions[-1].draft
    plan = turn.plan("make the music quieter", draft, [photo], language="en")
    assert plan.kind == "edit" and plan.draft is not None
    assert any("volume" in sentence for sentence in plan.changes)
    assert turn.plan("把音乐调小", draft, [photo], language="zh-CN").said.startswith("完成")


def test_a_photo_is_looked_at_again_where_an_edit_needs_it(made: turn.Plan, photo: turn.Material) -> None:
    plan = turn.plan("dolly out instead", made.additions[-1].draft, [photo], language="en")
    assert plan.kind == "edit" and plan.draft is not None
    assert Draft.from_dict(plan.draft).main_segments()[0].motions[0].move == "dolly_out"


@pytest.mark.parametrize("words", ["blorp the frumious", "what is on the timeline?", "export"])
def test_where_nothing_changes_words_come_back(made: turn.Plan, photo: turn.Material, words: str) -> None:
    plan = turn.plan(words, made.additions[-1].draft, [photo], language="en")
    assert (plan.kind, plan.draft) == ("chat", None)
    assert plan.said


def test_without_a_picture_one_question_is_asked(photo: turn.Material, tmp_path: Path) -> None:
    plan = turn.plan("make a film of a cat", None, [], language="en")
    assert plan.kind == "chat" and plan.said.count("?") == 1
    assert turn.plan("做一个视频", None, [], language="zh-CN").said.count("？") == 1


def test_words_go_back_where_the_history_is_known(made: turn.Plan, photo: turn.Material) -> None:
    first = Draft.from_dict(made.additions[-1].draft)
    history = History.of(first)
    edited = turn.plan("add snow", first.to_dict(), [photo], language="en", history=history.to_dict())
    assert edited.draft is not None and edited.at is None
    history = history.add(Draft.from_dict(edited.draft), (), "add snow")
    for words in ("undo", "go back to before the snow", "撤销"):
        plan = turn.plan(words, history.draft.to_dict(), [photo], language="en", history=history.to_dict())
        assert (plan.kind, plan.at) == ("edit", 0) and plan.draft is not None
        assert Draft.from_dict(plan.draft).main_segments() == first.main_segments()
    told = turn.plan("what changed?", history.draft.to_dict(), [photo], language="en", history=history.to_dict())
    assert (told.kind, told.said) == ("chat", "Snow was added.")
