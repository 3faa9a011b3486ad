"""Runs and exports as rows: begun once, told as one numbered list, ended once."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from vivant.jobs import Refused, Told, ledger, now_ms, projects, renders, runs
from vivant.jobs.tables import Run

from .conftest import Home

DRAFT = {"v": 1, "t": [], "m": {"title": "x"}}


def _begin(home: Home, cost: int = 20) -> Run:
    return home.desk.do(runs.begin, home.user_id, home.session_id, "hello", cost=cost)


def _refused(code: str, home: Home, work: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
    with pytest.raises(Refused) as refusal:
        home.desk.do(work, *args, **kwargs)
    assert refusal.value.code == code
    return refusal.value.data


def test_one_run_a_session(home: Home, make_home: Any) -> None:
    run = _begin(home)
    data = _refused("busy", home, runs.begin, home.user_id, home.session_id, "more", cost=0)
    assert data == {"invocation_id": run.id, "stage": "queued", "started_at_ms": run.created_ms}
    other = make_home("bob")
    later = _begin(other)
    assert later.seq == run.seq + 1
    assert home.desk.read(runs.places) == {run.id: 1, later.id: 2}
    database = sqlite3.connect(home.settings.data_dir / "vivant.db")
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("UPDATE runs SET session_id = ? WHERE id = ?", (other.session_id, run.id))
    database.close()


def test_what_cannot_be_paid_does_not_begin(home: Home) -> None:
    assert _refused("credits", home, runs.begin, home.user_id, home.session_id, "x", cost=101) == {
        "required": 101, "available": 100,
    }  # fmt: skip
    assert home.desk.do(runs.last, home.session_id) is None
    _refused("session", home, runs.begin, "usr_0", home.session_id, "x", cost=0)


def test_events_are_numbered_over_the_session_and_told_once(home: Home) -> None:
    first = _begin(home)
    assert home.desk.do(runs.start, first.id, "analyze")
    assert [home.desk.do(runs.tell, first.id, name, Told("text", name)) for name in ("a", "b", "a")] == [1, 2, 1]
    assert home.desk.do(runs.end, first.id, "succeeded", Told("text", "bye", last=True), charged=20)
    assert not home.desk.do(runs.end, first.id, "failed", Told("error", "late", last=True), charged=0)
    assert home.desk.do(runs.tell, first.id, "c", Told("text", "late")) == 0
    assert not home.desk.do(runs.start, first.id, "analyze")
    second = _begin(home)
    assert home.desk.do(runs.tell, second.id, "a", Told("text", "again")) == 4
    ended, events = home.desk.do(runs.page, first.id, 1)
    assert ended and [(one.n, one.body["text"]) for one in events] == [(2, "b"), (3, "bye")]
    assert events[-1].body["credits"] == 20
    assert home.credits() == (60, 20)


def test_progress_never_falls_and_is_not_told_twice(home: Home) -> None:
    run = _begin(home)
    for share in (0.2, 0.1, 0.2, 0.5):
        assert home.desk.do(runs.advance, run.id, share, Told("progress", progress=share))
    told = [one.body["progress"] for one in home.desk.do(runs.events, run.id)]
    assert told == [0.2, 0.5]
    home.desk.do(runs.cancel, run.id)
    assert not home.desk.do(runs.advance, run.id, 0.9)


@pytest.mark.parametrize(("stage_index", "charged"), [(None, 0), (1, 0), (2, 20)])
@pytest.mark.parametrize("ending", [runs.cancel, lambda session, run_id: runs.fail(session, run_id, "INTERNAL", "Oh.")])
def test_a_run_that_breaks_off_is_charged_for_a_finished_first_stage(
    home: Home, stage_index: int | None, charged: int, ending: Any
) -> None:
    run = _begin(home)
    home.desk.do(runs.tell, run.id, "a", Told("call", "x", stage="post", stage_index=stage_index))
    assert home.desk.do(ending, run.id)
    assert not home.desk.do(ending, run.id)
    assert home.desk.do(ledger.lines, run.id) == {"reserve": 20, "charge": charged, "release": 20 - charged}
    last = home.desk.do(runs.events, run.id)[-1].body
    assert last["kind"] == "error" and last["last"] and last["credits"] == charged


def test_the_draft_has_the_revision_of_its_project(home: Home) -> None:
    before = home.project().version
    assert home.desk.do(projects.save_draft, home.session_id, DRAFT).draft["rev"] == 1
    saved = home.desk.do(projects.save_draft, home.session_id, DRAFT)
    assert (saved.rev, saved.draft["rev"], saved.version) == (2, 2, before + 2)
    state = home.desk.do(projects.state, home.user_id, home.session_id)
    assert [one.id for one in state.assets] == [home.asset_id]


def test_an_export_is_submitted_once_an_id(home: Home) -> None:
    given = (home.user_id, home.session_id, "render_1", DRAFT, {"format": "mp4"})
    first, new = home.desk.do(renders.submit, *given)
    again, newer = home.desk.do(renders.submit, *given)
    assert (new, newer, first.job) == (True, False, again.job)
    _refused("render_taken", home, renders.submit, *given[:4], {"format": "mov"})
    _refused("render_unknown", home, renders.get, "usr_0", "render_1")
    assert home.desk.do(renders.start, first.job)
    for percent in (30, 10, 100):
        assert home.desk.do(renders.advance, first.job, percent)
    assert home.desk.do(renders.get, home.user_id, "render_1").progress == 99
    assert home.desk.do(renders.complete, first.job, "renders/00/a.mp4", {"size": 1}, ["a note"])
    done = home.desk.do(renders.get, home.user_id, "render_1")
    assert (done.status, done.progress, done.warnings) == ("completed", 100, ["a note"])
    assert done.completed_ms is not None and done.completed_ms <= now_ms()
    assert not home.desk.do(renders.fail, first.job, "cancelled")
    assert not home.desk.do(renders.start, first.job)
