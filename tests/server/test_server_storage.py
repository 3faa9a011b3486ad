"""A disk that is full, a database that is locked: clear answers, nothing half kept, and all is well afterwards."""

from __future__ import annotations

import contextlib
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from vivant.jobs import Objects, engine, projects, runs, store

from .conftest import Api, picture


@contextlib.contextmanager
def _full_disk(n_bytes: int) -> Iterator[None]:
    """No file of this process, or of its children, may become larger than that."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextlib.contextmanager
def _locked(api: Api, name: str) -> Iterator[None]:
    other = sqlite3.connect(api.settings.data_dir / name, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def _state(api: Api, token: str, session_id: str) -> Any:
    answer = api.get(f"/api/state/nemo_agent/me/{session_id}/latest", token=token)
    assert answer.status_code == 200
    return answer.json()["data"]


def _kept(objects: Objects) -> list[str]:
    assert objects.root is not None
    return [path.name for folder in (objects.root, objects.tmp) for path in folder.rglob("*") if path.is_file()]


def test_an_upload_that_the_disk_cannot_hold_is_told_and_leaves_nothing(api: Api, token: str, session_id: str) -> None:
    data, before = picture(), _kept(api.objects)
    with _full_disk(len(data) // 2):
        answer = api.upload(token, session_id, ("a.png", data))
    assert (answer.status_code, answer.json()["code"]) == (503, 503)
    assert "cannot keep files now" in answer.json()["message"] and int(answer.headers["retry-after"]) > 0
    assert _kept(api.objects) == before
    assert _state(api, token, session_id)["state"]["video_infos"] == []
    assert api.upload(token, session_id, ("a.png", data)).status_code == 200


def test_a_database_that_cannot_grow_is_told_and_still_read(api: Api, token: str, session_id: str) -> None:
    with _full_disk(0):
        answer = api.post("/api/tasks/me/with-session/nemo_agent", {}, token=token)
        assert (answer.status_code, answer.json()["code"]) == (503, 503)
        assert int(answer.headers["retry-after"]) > 0
        assert _state(api, token, session_id)["status"] == "idle"
    assert api.new_session(token)
    with contextlib.closing(sqlite3.connect(api.settings.data_dir / "vivant.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_message_on_a_full_disk_costs_nothing(api: Api, token: str, session_id: str) -> None:
    assert api.upload(token, session_id, ("a.png", picture())).status_code == 200
    body = {"session_id": session_id, "new_message": {"parts": [{"text": "make it move"}]}}
    with _full_disk(0):
        answer = api.post("/run_sse", body, token=token)
    assert answer.status_code == 503
    assert _state(api, token, session_id)["run"] is None
    balance = api.get("/api/credits/balance/simple", token=token).json()["data"]
    assert (balance["available"], balance["frozen"]) == (10_000, 0)


def test_a_locked_database_is_told_and_still_read(
    make_api: Callable[..., Api], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_PRAGMAS", ("busy_timeout=50", "journal_mode=WAL", "foreign_keys=ON"))
    api = make_api()
    token = api.new_token()
    session_id, _ = api.new_session(token)
    with _locked(api, "vivant.db"):
        assert _state(api, token, session_id)["status"] == "idle"
        answer = api.post("/api/tasks/me/with-session/nemo_agent", {}, token=token)
        assert (answer.status_code, answer.json()["code"]) == (503, 503)
        assert "locked" not in answer.text and int(answer.headers["retry-after"]) > 0
    assert api.new_session(token)


def test_a_locked_engine_holds_nobody_up_and_its_jobs_are_not_lost(
    api: Api, token: str, session_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SOON_S", 0.2)
    body = {"session_id": session_id, "new_message": {"parts": [{"text": "hello"}]}}
    with _locked(api, "jobs.db"):
        began = time.monotonic()
        headers = {"Authorization": f"Bearer {token}"}
        with api.http.stream("POST", "/run_sse", json=body, headers=headers) as answer:
            assert answer.status_code == 200 and time.monotonic() - began < 10
            run_id = answer.headers["x-invocation-id"]
        assert api.get("/health").status_code == 200
    run = api.desk.read(runs.get_any, run_id)
    assert run.is_active and api.desk.read(projects.state, run.user_id, session_id).run is not None
