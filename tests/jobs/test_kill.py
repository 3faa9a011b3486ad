"""A worker that is killed at any moment: the next one goes on, and everything ends once, charged once."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import numpy as np
import pytest

from vivant.jobs import Engine, Store, ledger, renders, runs
from vivant.jobs.tables import Render, Run
from vivant.media import read_frames

from .conftest import Home

WORDS = "slow dolly in, 1 s, title 'Night', 96x72"
LIMIT_S = 120.0


def _begin(home: Home, words: str = WORDS, cost: int = 20) -> Run:
    run = home.desk.do(runs.begin, home.user_id, home.session_id, words, cost=cost)
    _hand_over(home, "run", run.id)
    return run


def _hand_over(home: Home, kind: Any, job: str) -> None:
    async def go() -> None:
        store = await Store.open(home.settings)
        engine = await Engine.open(home.settings, store)
        await engine.enqueue(kind, job)
        await engine.enqueue(kind, job)
        await engine.close()
        await store.close()

    asyncio.run(go())


def _wait(home: Home, until: Any) -> None:
    end = time.monotonic() + LIMIT_S
    while not until():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.02)


def _run(home: Home, run_id: str) -> Run:
    return home.desk.do(runs.get, home.user_id, run_id)


def _story(home: Home, run_id: str) -> list[tuple[int, str, dict[str, Any]]]:
    """The events of a run, without the progress that depends on how fast it was."""
    found = home.desk.do(runs.events, run_id)
    first = found[0].n
    assert [one.n for one in found] == list(range(first, first + len(found)))
    assert len({one.name for one in found}) == len(found)
    assert [bool(one.body.get("last")) for one in found] == [False] * (len(found) - 1) + [True]
    return [(0, one.name, {**one.body, "state": None}) for one in found if one.body["kind"] != "progress"]


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_a_killed_run_ends_once_and_is_charged_once(make_home: Any) -> None:
    whole = make_home("undisturbed")
    worker = whole.start_worker()
    calm = _begin(whole)
    _wait(whole, lambda: not _run(whole, calm.id).is_active)
    expected = [(name, body["kind"], body.get("text")) for _, name, body in _story(whole, calm.id)]
    worker.kill()
    worker.wait()
    for n_events in (1, 3, 5):
        home = make_home(f"killed-{n_events}")
        run = _killed(home, n_events)
        assert run.status == "succeeded", run.error
        assert [(name, body["kind"], body.get("text")) for _, name, body in _story(home, run.id)] == expected
        assert home.desk.do(ledger.lines, run.id) == {"reserve": 20, "charge": 20, "release": 0}
        assert home.credits() == (80, 0)
        ours, theirs = home.project().draft, whole.project().draft
        assert str(ours).replace(home.asset_id, "asset") == str(theirs).replace(whole.asset_id, "asset")


def _killed(home: Home, n_events: int) -> Run:
    """A run whose worker is killed when so many events were told, and that the next worker ends."""
    worker = home.start_worker()
    run = _begin(home)
    _wait(home, lambda: len(home.desk.do(runs.events, run.id)) >= n_events)
    time.sleep(0.3)
    worker.kill()
    worker.wait()
    worker = home.start_worker()
    _wait(home, lambda: not _run(home, run.id).is_active)
    worker.kill()
    worker.wait()
    return _run(home, run.id)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_killed_export_goes_on_and_ends_once(home: Home) -> None:
    home.start_worker()
    run = _begin(home)
    _wait(home, lambda: not _run(home, run.id).is_active)
    draft = home.project().draft
    output = {"format": "mp4", "quality": "low"}

    def submit(name: str) -> Render:
        render, new = home.desk.do(renders.submit, home.user_id, home.session_id, name, draft, output)
        assert new
        _hand_over(home, "render", render.job)
        return render

    def now(name: str) -> Render:
        return home.desk.do(renders.get, home.user_id, name)

    submit("calm")
    _wait(home, lambda: not now("calm").is_active)
    submit("killed")
    _wait(home, lambda: now("killed").status == "processing")
    time.sleep(0.7)
    home.workers[0].kill()
    home.workers[0].wait()
    assert now("killed").status == "processing"
    home.start_worker()
    _wait(home, lambda: not now("killed").is_active)
    calm, killed = now("calm"), now("killed")
    assert (killed.status, killed.progress, killed.error) == ("completed", 100, None)
    assert killed.attempts == 1
    objects = home.settings.data_dir / "objects"
    ours, theirs = (read_frames(objects / str(one.key)) for one in (killed, calm))
    assert all(np.array_equal(one, other) for one, other in zip(ours, theirs, strict=True))
    assert killed.result == calm.result


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_work_that_kills_its_worker_three_times_fails_and_costs_nothing(home: Home) -> None:
    run = _begin(home)
    for attempt in range(3):
        worker = home.start_worker()
        _wait(home, lambda n=attempt: _run(home, run.id).attempts == n and _run(home, run.id).status == "running")
        time.sleep(1.0)
        worker.kill()
        worker.wait()
    home.start_worker()
    _wait(home, lambda: not _run(home, run.id).is_active)
    ended = _run(home, run.id)
    assert (ended.status, ended.attempts) == ("failed", 3)
    assert ended.error is not None and ended.error["code"] == "INTERNAL"
    assert home.desk.do(ledger.lines, run.id) == {"reserve": 20, "charge": 0, "release": 20}
    assert home.credits() == (100, 0)
