"""What is old is removed, what is needed stays; workers that are gone are known."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from types import SimpleNamespace
from typing import Any

import pytest
from dbos import SQLAlchemyDatasource
from sqlalchemy import func, select

from vivant.jobs import Desk, Objects, Settings, Told, accounts, keeping, now_ms, projects, runs, workflows
from vivant.jobs.engine import SERIALIZER, hand_over, join
from vivant.jobs.tables import Base, Event, Heartbeat, Project, Run

from .conftest import Home

DAY_MS = 86_400_000


class NoWorkflows:
    """The engine of an installation that has no workflow left."""

    def list_workflows(self, **_: Any) -> list[Any]:
        return []


def _count(home: Home, table: type[Base]) -> int:
    return home.desk.do(lambda session: session.scalar(select(func.count()).select_from(table)) or 0)


def _retain(home: Home) -> dict[str, int]:
    return keeping.retain(home.desk, NoWorkflows(), Objects(home.settings), home.settings)  # type: ignore[arg-type]


def _older(home: Home, table: Any, by_ms: int, *names: str) -> None:
    def change(session: Any) -> None:
        for row in session.scalars(select(table)):
            for name in names:
                setattr(row, name, (getattr(row, name) or now_ms()) - by_ms)

    home.desk.do(change)


def test_events_go_an_hour_after_the_end_and_not_before(home: Home) -> None:
    run = home.desk.do(runs.begin, home.user_id, home.session_id, "hello", cost=0)
    home.desk.do(runs.tell, run.id, "a", Told("text", "hi"))
    _older(home, Event, DAY_MS, "at_ms")
    _retain(home)
    assert _count(home, Event) == 1, "the run has not ended"
    home.desk.do(runs.end, run.id, "succeeded", Told("text", "bye", last=True), charged=0)
    _retain(home)
    assert _count(home, Event) == 2
    _older(home, Run, 61 * 60_000, "finished_ms")
    _retain(home)
    assert _count(home, Event) == 0


def test_a_project_that_is_not_used_goes_with_its_files(home: Home, make_home: Any) -> None:
    kept = make_home("bob")
    objects = Objects(home.settings)
    (key,) = [one.key for one in home.desk.do(projects.assets, home.session_id)]
    home.desk.do(lambda session: _unused(session, home.session_id))
    _retain(home)
    assert [one.session_id for one in home.desk.do(projects.owned_by, home.user_id)] == []
    assert _count(home, Project) == 1
    with pytest.raises(Exception, match="not there"):
        objects.fetch(key)
    (other,) = kept.desk.do(projects.assets, kept.session_id)
    assert objects.fetch(other.key).is_file()


def _unused(session: Any, session_id: str) -> None:
    session.get(Project, session_id).used_ms -= 31 * DAY_MS


def test_a_worker_whose_process_is_gone_is_not_alive(home: Home) -> None:
    own = keeping.new_executor()
    host = own.rsplit(":", 2)[0]
    names = {own, f"{host}:999999999:1", f"elsewhere:{os.getpid()}:1", f"{host}:{os.getpid()}:1"}
    for name in names:
        home.desk.do(keeping.beat, name, "cpu")
    assert home.desk.do(keeping.alive, 15.0, own) == {own, f"elsewhere:{os.getpid()}:1"}
    _older(home, Heartbeat, 20_000, "at_ms")
    home.desk.do(keeping.beat, own, "cpu")
    assert home.desk.do(keeping.alive, 15.0, own) == {own}
    home.desk.do(keeping.stop_beating, own)
    assert home.desk.do(keeping.alive, 15.0, own) == set()


def test_a_job_that_its_living_worker_dropped_is_taken_up_again(home: Home) -> None:
    run = home.desk.do(runs.begin, home.user_id, home.session_id, "hello", cost=0)
    client = join(home.settings)
    hand_over(client, "run", run)
    own = keeping.new_executor()
    home.desk.do(keeping.beat, own, "cpu")
    with contextlib.closing(sqlite3.connect(home.settings.data_dir / "jobs.db")) as database:
        database.execute("UPDATE workflow_status SET status = 'PENDING', executor_id = ?", (own,))
        database.commit()
    idle: set[str] = set()

    def looked(*at_work: str) -> int:
        return keeping.adopt(home.desk, client, home.settings, own, at_work, idle)

    assert [looked(run.id), looked(run.id), looked(), looked(run.id), looked()] == [0, 0, 0, 0, 0]
    assert looked() == 1, "twice in a row nobody was at it"
    assert [one.status for one in client.list_workflows(workflow_ids=[run.id])] == ["ENQUEUED"]
    assert home.desk.read(runs.get, home.user_id, run.id).attempts == 1
    client.destroy()


def test_a_worker_waits_for_room_on_the_disk(settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    free, waited = iter([0, 0, 10**9]), []
    monkeypatch.setattr(workflows.shutil, "disk_usage", lambda _: SimpleNamespace(free=next(free)))
    monkeypatch.setattr(workflows.time, "sleep", waited.append)
    source = SQLAlchemyDatasource.create(desk.engine.url.render_as_string(), engine=desk.engine, serializer=SERIALIZER)
    shop = workflows.Shop(settings, desk, Objects(settings), source)
    assert shop.once(accounts.create_user, "anna").name == "anna"
    assert waited == [workflows.ROOM_S] * 2
