"""Jobs through the real engine and a real worker: followed, cancelled, in order, taken up when they were lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from vivant.jobs import Engine, Objects, Refused, Store, Told, keeping, ledger, projects, renders, runs, turn
from vivant.jobs import engine as engine_module
from vivant.jobs.tables import Run

from .conftest import Home

pytestmark = [pytest.mark.timeout(300)]


def _with_engine(home: Home, work: Callable[[Store, Engine], Awaitable[Any]]) -> Any:
    async def go() -> Any:
        store = await Store.open(home.settings)
        engine = await Engine.open(home.settings, store)
        try:
            return await work(store, engine)
        finally:
            await engine.close()
            await store.close()

    return asyncio.run(go())


async def _ended(store: Store, home: Home, run_id: str, limit_s: float = 120.0) -> Run:
    end = time.monotonic() + limit_s
    while True:
        run = await store.read(runs.get, home.user_id, run_id)
        if not run.is_active:
            return run
        assert time.monotonic() < end, "it takes too long"
        await asyncio.sleep(0.1)


def test_following_replays_and_goes_on_without_gap_or_repetition(home: Home) -> None:
    async def work(store: Store, engine: Engine) -> None:
        run = await store.do(runs.begin, home.user_id, home.session_id, "hello", cost=0)

        async def told() -> None:
            for n in range(20):
                await store.do(runs.tell, run.id, f"e{n}", Told("text", str(n)))
                await asyncio.sleep(0.01)
            await store.do(runs.end, run.id, "succeeded", Told("text", "bye", last=True), charged=0)

        async def followed(after: int) -> list[int]:
            return [event.n async for event in engine.tail(run.id, after) if not isinstance(event, int)]

        found = await asyncio.gather(told(), *(followed(after) for after in (0, 0, 5, 21)))
        assert found[1:] == [list(range(1, 22)), list(range(1, 22)), list(range(6, 22)), []]
        assert await followed(19) == [20, 21]

    _with_engine(home, work)


def test_whoever_follows_a_run_that_waits_is_told_its_place(
    make_home: Callable[..., Home], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "PLACES_S", 0.05)
    first, second = make_home("first"), make_home("second")

    async def work(store: Store, engine: Engine) -> None:
        early = await store.do(runs.begin, first.user_id, first.session_id, "hello", cost=0)
        late = await store.do(runs.begin, second.user_id, second.session_id, "hello", cost=0)
        following = engine.tail(late.id, places=True)
        assert await anext(following) == 2
        await store.do(runs.start, early.id, "chat")
        assert await anext(following) == 1
        await store.do(runs.start, late.id, "chat")
        await store.do(runs.tell, late.id, "e", Told("text", "hi"))
        told = await anext(following)
        assert not isinstance(told, int) and told.n == 1
        await following.aclose()
        assert (await store.read(runs.get, second.user_id, late.id)).is_active, "leaving changes nothing"
        with pytest.raises(Refused, match="no such run"):
            await anext(engine.tail("e-0"))
        assert not await engine.is_alive()

    _with_engine(first, work)


@pytest.mark.slow
def test_questions_are_answered_in_the_order_in_which_they_came(make_home: Any) -> None:
    homes = [make_home(f"user{n}") for n in range(6)]
    first: Home = homes[0]

    async def work(store: Store, engine: Engine) -> None:
        asked = []
        for home in homes:
            run = await store.do(runs.begin, home.user_id, home.session_id, "export", cost=0)
            await engine.enqueue("run", run.id)
            asked.append((home, run.id))
        first.start_worker("cpu")
        ended = [await _ended(store, home, run_id) for home, run_id in asked]
        assert [one.status for one in ended] == ["succeeded"] * 6
        started = [one.started_ms for one in ended]
        assert started == sorted(started, key=lambda ms: ms or 0)
        assert await engine.is_alive()

    _with_engine(first, work)


@pytest.mark.slow
def test_a_job_that_never_reached_the_engine_is_handed_over(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(store: Store, engine: Engine) -> None:
        run = await store.do(runs.begin, home.user_id, home.session_id, "export", cost=0)
        await store.do(_made_older, run.id, keeping.LOST_MS + 1000)
        home.start_worker("cpu")
        assert (await _ended(store, home, run.id)).status == "succeeded"

    _with_engine(home, work)


def _made_older(session: Any, run_id: str, by_ms: int) -> None:
    session.get(Run, run_id).created_ms -= by_ms


@pytest.mark.slow
def test_a_cancelled_run_ends_at_once_and_gives_its_credits_back(home: Home) -> None:
    async def work(store: Store, engine: Engine) -> None:
        home.start_worker("cpu")
        run = await store.do(runs.begin, home.user_id, home.session_id, "slow dolly in, 4 s, 96x72", cost=20)
        await engine.enqueue("run", run.id)
        following = engine.tail(run.id)
        assert (await anext(following)) is not None
        assert await engine.cancel("run", run.id)
        assert not await engine.cancel("run", run.id)
        told = [event.body async for event in following if not isinstance(event, int)]
        assert told[-1]["code"] == "CANCELLED" and told[-1]["last"]
        assert (await _ended(store, home, run.id)).status == "cancelled"
        assert await store.read(ledger.lines, run.id) == {"reserve": 20, "charge": 0, "release": 20}
        again = await store.do(runs.begin, home.user_id, home.session_id, "export", cost=0)
        await engine.enqueue("run", again.id)
        assert (await _ended(store, home, again.id)).status == "succeeded", "the session is free again"
        assert await store.read(runs.page, run.id, told[-1].get("n", 10**6)) == (True, [])

    _with_engine(home, work)


@pytest.mark.slow
def test_a_damaged_picture_ends_the_run_with_a_sentence_and_costs_nothing(home: Home) -> None:
    async def work(store: Store, engine: Engine) -> None:
        for file in (home.settings.data_dir / "objects").rglob("*.png"):
            file.write_bytes(file.read_bytes()[:60])
        home.start_worker("cpu")
        run = await store.do(runs.begin, home.user_id, home.session_id, "make it move", cost=20)
        await engine.enqueue("run", run.id)
        ended = await _ended(store, home, run.id)
        assert (ended.status, ended.error["code"]) == ("failed", "GENERATION_FAILED")
        assert "Traceback" not in ended.error["message"]
        assert home.credits() == (100, 0)

    _with_engine(home, work)


@pytest.mark.slow
def test_exports_of_a_session_are_made_one_at_a_time_and_all_of_them(home: Home) -> None:
    made = turn.plan("slow dolly in, 1 s, no music, 96x72", None, [_material(home)], language="en")

    async def work(store: Store, engine: Engine) -> None:
        jobs = []
        for n in range(3):
            given = (home.user_id, home.session_id, f"r{n}", made.draft, {"format": "mp4", "quality": "low"})
            render, _ = await store.do(renders.submit, *given)
            await engine.enqueue("render", render.job)
            jobs.append(render.job)
        assert await engine.cancel("render", jobs[0])
        home.start_worker("render")
        found: list[Any] = []
        end = time.monotonic() + 120
        while not found or any(one.is_active for one in found):
            assert time.monotonic() < end, "it takes too long"
            await asyncio.sleep(0.1)
            found = [await store.read(renders.get, home.user_id, f"r{n}") for n in range(3)]
            assert sum(one.status == "processing" for one in found) <= 1
        assert [(one.status, one.error) for one in found] == [
            ("failed", "cancelled"), ("completed", None), ("completed", None),
        ]  # fmt: skip
        assert found[1].completed_ms <= found[2].started_ms

    _with_engine(home, work)


def _material(home: Home) -> turn.Material:
    (asset,) = home.desk.do(projects.assets, home.session_id)
    return turn.Material(asset.id, asset.kind, asset.filename, Objects(home.settings).fetch(asset.key))
