"""Every version is kept, undo and redo lead through them, and the file form brings all of it back and stays small."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.timeline.drafts import drafts, edits_of
from vivant.errors import DraftError
from vivant.timeline import AddEffect, Redo, SetDuration, SetTitle, Undo, still
from vivant.timeline.history import History
from vivant.timeline.patch import difference, patched

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(-1, 1) | st.text(max_size=2),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=12,
)


def begun() -> History:
    return History.of(still("photo", (30, 20), size=(640, 360), fps=30, duration_ms=6000))


def seconds(history: History) -> float:
    return history.draft.duration_ms / 1000


def test_undo_and_redo_lead_through_the_versions() -> None:
    first = begun()
    second = first.edit([SetDuration("s1", 4000)], "shorter")
    third = second.edit([AddEffect("s1", "snow")], "let it snow")
    assert [seconds(h) for h in (first, second, third)] == [6, 4, 4]
    back = third.undo().undo()
    assert (seconds(back), back.at) == (6, 0)
    assert back.redo().redo().draft.main_segments() == third.draft.main_segments()
    assert [v.words for v in back.versions] == ["", "shorter", "let it snow"]


def test_the_revision_grows_with_undo_too() -> None:
    history = begun().edit([SetDuration("s1", 4000)])
    revs = [history.draft.rev, history.undo().draft.rev, history.undo().redo().draft.rev]
    assert revs == [1, 2, 3]
    assert history.undo().edit([SetTitle("x")]).draft.rev == 3


def test_a_branch_that_was_left_is_kept_and_the_newest_is_redone() -> None:
    history = begun().edit([SetDuration("s1", 4000)]).undo().edit([SetDuration("s1", 9000)])
    assert [v.draft.duration_ms for v in history.versions] == [6000, 4000, 9000]
    assert seconds(history.undo().redo()) == 9


def test_undo_and_redo_are_edits_among_others() -> None:
    history = begun().edit([SetDuration("s1", 4000), Undo(), Redo(), Undo(), SetTitle("Cat")], "mixed")
    assert (seconds(history), history.draft.title, len(history.versions)) == (6, "Cat", 3)


@pytest.mark.parametrize("edit", [Undo(), Redo()])
def test_where_there_is_nothing_to_go_to_that_is_told(edit: Any) -> None:
    with pytest.raises(DraftError, match="nothing to"):
        begun().edit([edit])


def test_the_file_grows_by_what_changed() -> None:
    history = begun()
    mask = "512x512:" + "x" * 20_000
    data = history.draft.to_dict()
    data["t"][0]["sg"][0]["fx"] = [{"k": "river", "area": {"mask": mask}}]
    history = history.add(type(history.draft).from_dict(data))
    sizes = []
    for n in range(20):
        history = history.edit([SetDuration("s1", 1000 + n)], "a little")
        sizes.append(len(json.dumps(history.to_dict())))
    assert sizes[-1] < sizes[0] + 20 * 400


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_history_comes_back_from_its_file(data: st.DataObject) -> None:
    history = History.of(data.draw(drafts()))
    for _ in range(data.draw(st.integers(1, 4))):
        try:
            history = history.edit([data.draw(edits_of(history.draft))], data.draw(st.text(max_size=3)))
        except DraftError:
            history = history.undo() if history.at else history
    back = History.from_dict(json.loads(json.dumps(history.to_dict())))
    assert back == history
    assert back.draft.to_dict() == history.draft.to_dict()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.pop("versions"),
        lambda d: d.update(at=7),
        lambda d: d.update(at=None),
        lambda d: d["versions"][1].update({"from": 5}),
        lambda d: d["versions"][1].update({"from": None}),
        lambda d: d["versions"][1].update(patch=[[["t", 9, "x"], 1]]),
        lambda d: d["versions"][1].update(edits=3),
        lambda d: d.update(versions=[]),
        lambda d: d.update(history=2),
    ],
)
def test_what_is_no_history_is_refused(spoil: Any) -> None:
    data = begun().edit([SetDuration("s1", 4000)]).to_dict()
    spoil(data)
    with pytest.raises(DraftError):
        History.from_dict(data)


@settings(deadline=None)
@given(JSON, JSON)
def test_a_patch_leads_from_any_data_to_any_other_exactly(before: Any, after: Any) -> None:
    steps = difference(before, after)
    kept = json.dumps(before)
    assert json.dumps(patched(before, json.loads(json.dumps(steps))), sort_keys=True) == json.dumps(
        after, sort_keys=True
    )
    assert json.dumps(before) == kept
    assert difference(before, before) == []
