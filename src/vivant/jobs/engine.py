"""Hands long work to workers, and follows it. The only module besides worker.py and workflows.py that knows DBOS.

A job is a row of the application's database first (runs.begin, renders.submit); its id is the workflow's, so that
handing it over twice is handing it over once. Not for doing the work.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Literal, Self, TypeAlias

from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions
from sqlalchemy.orm import Session

from vivant.jobs import renders, runs
from vivant.jobs.refusals import Refused
from vivant.jobs.settings import Settings
from vivant.jobs.store import Store, driven, now_ms
from vivant.jobs.tables import Event, Heartbeat, Render, Run

Kind: TypeAlias = Literal["run", "render"]
APP = "vivant-jobs"
VERSION = "1"
"""Set by hand: a worker of another build goes on with what was begun, as long as the steps stay the same."""
SERIALIZER = DBOSPortableJSONSerializer()
QUEUES = ("cpu", "gpu", "render")
WATCH_S = 0.1
"""How often news of runs are looked for, all of them in one query."""


class Engine:
    """Long work as a server sees it: enqueue, cancel, tail. Workers join by themselves (worker.py)."""

    def __init__(self, settings: Settings, store: Store, client: DBOSClient) -> None:
        self._settings, self._store, self._client = settings, store, client
        self._watch = _Watch(store)

    @classmethod
    async def open(cls, settings: Settings, store: Store) -> Self:
        """Join the engine's database, made or brought up to date where it is not."""
        return cls(settings, store, await asyncio.to_thread(join, settings))

    async def close(self) -> None:
        await self._watch.close()
        await asyncio.to_thread(self._client.destroy)

    async def enqueue(self, kind: Kind, job_id: str) -> None:
        """Hand a job over: a run by its id, an export by its `job`. Doing so again changes nothing.

        An export that comes after another one of its session waits; it is handed over when that one ends.
        """
        row = await self._store.read(_row, kind, job_id)
        if row is not None:
            await asyncio.to_thread(hand_over, self._client, kind, row)

    async def cancel(self, kind: Kind, job_id: str) -> bool:
        """End a job now; its worker stops soon after. False if it had ended already."""
        if kind == "run":
            ended = await self._store.do(runs.cancel, job_id)
        else:
            ended = await self._store.do(renders.fail, job_id, "cancelled")
            following = await self._store.read(_following, job_id)
            if following is not None:
                await asyncio.to_thread(hand_over, self._client, "render", following)
        with suppress(Exception):
            await self._client.cancel_workflow_async(job_id)
        return ended

    async def tail(self, run_id: str, after: int = 0, *, idle_s: float | None = None) -> AsyncIterator[Event | None]:
        """The events of a run with numbers above `after`: those there are, then those to come, until the run has ended.

        With `idle_s`, None comes whenever so many seconds passed without an event, again and again. Leaving the
        iterator changes nothing of the run. Raises Refused("run_unknown").
        """
        if await self._store.read(lambda session: session.get(Run, run_id)) is None:
            raise Refused("run_unknown", "There is no such run.")
        with self._watch.of(run_id) as news:
            while True:
                news.clear()
                ended, events = await self._store.read(runs.page, run_id, after)
                for event in events:
                    after = event.n
                    yield event
                if events:
                    continue
                if ended:
                    return
                try:
                    await asyncio.wait_for(news.wait(), idle_s)
                except TimeoutError:
                    yield None

    async def is_alive(self) -> bool:
        """Whether a worker was heard of lately."""
        since = now_ms() - int(self._settings.silent_s * 1000)
        return await self._store.read(
            lambda session: session.query(Heartbeat).filter(Heartbeat.at_ms > since).count() > 0
        )


def join(settings: Settings) -> DBOSClient:
    """A connection to the engine's database, which is made or brought up to date where it is not."""
    os.environ.setdefault("DBOS__CLOUD", "")
    logging.getLogger("dbos").setLevel(logging.WARNING)
    url = driven(settings.engine_url, "pysqlite")
    DBOS.migrate(url)
    return DBOSClient(system_database_url=url, serializer=SERIALIZER, application_name=APP)


def hand_over(client: DBOSClient, kind: Kind, row: Run | Render) -> None:
    """Put a job on its queue. The growing priority makes it first in, first out, on SQLite too."""
    queue = row.queue if isinstance(row, Run) else "render"
    job = row.id if isinstance(row, Run) else row.job
    options: EnqueueOptions = {
        "workflow_name": kind,
        "queue_name": queue,
        "workflow_id": job,
        "priority": row.seq,
        "app_version": VERSION,
    }
    client.enqueue(options, job)


def _row(session: Session, kind: Kind, job_id: str) -> Run | Render | None:
    """The job; None if it has to wait for another one of its session."""
    row: Run | Render | None = session.get(Run, job_id) if kind == "run" else session.get(Render, job_id)
    if row is None:
        raise Refused(f"{kind}_unknown", "There is no such job.")
    if isinstance(row, Render) and renders.next_of(session, row.session_id) is not row:
        return None
    return row


def _following(session: Session, job: str) -> Render | None:
    return renders.next_of(session, session.get_one(Render, job).session_id)


class _Watch:
    """Looks for news of all runs that somebody follows, in one query for all."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._followed: dict[str, list[asyncio.Event]] = {}
        self._seen: dict[str, tuple[int, str]] = {}
        self._task: asyncio.Task[None] | None = None

    def of(self, run_id: str) -> _Follower:
        return _Follower(self, run_id)

    def add(self, run_id: str) -> asyncio.Event:
        news = asyncio.Event()
        self._followed.setdefault(run_id, []).append(news)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look(), name="news of runs")
        return news

    def remove(self, run_id: str, news: asyncio.Event) -> None:
        left = [one for one in self._followed.pop(run_id, []) if one is not news]
        if left:
            self._followed[run_id] = left
        else:
            self._seen.pop(run_id, None)

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _look(self) -> None:
        while self._followed:
            try:
                found = await self._store.read(_news, list(self._followed))
            except Refused:
                found = []
            for run_id, last_n, status in found:
                if self._seen.get(run_id) != (last_n, status):
                    self._seen[run_id] = (last_n, status)
                    for news in self._followed.get(run_id, []):
                        news.set()
            await asyncio.sleep(WATCH_S)


class _Follower:
    """Follows one run for as long as a with statement lasts."""

    def __init__(self, watch: _Watch, run_id: str) -> None:
        self._watch, self._run_id = watch, run_id

    def __enter__(self) -> asyncio.Event:
        self._news = self._watch.add(self._run_id)
        return self._news

    def __exit__(self, *_: object) -> None:
        self._watch.remove(self._run_id, self._news)


def _news(session: Session, run_ids: list[str]) -> list[tuple[str, int, str]]:
    found = session.query(Run.id, Run.last_n, Run.status).filter(Run.id.in_(run_ids)).all()
    return [(run_id, last_n, status) for run_id, last_n, status in found]
