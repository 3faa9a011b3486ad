"""Hands long work to workers, and follows it. The only module besides worker.py and workflows.py that knows DBOS.

A job is a row of the application's database first (runs.begin, renders.submit); its id is the workflow's, so that
handing it over twice is handing it over once. Not for doing the work.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, ParamSpec, Self, TypeAlias

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from vivant.jobs import renders, runs
from vivant.jobs.refusals import Refused
from vivant.jobs.settings import Settings
from vivant.jobs.store import BUSY_MS, Store, driven, now_ms
from vivant.jobs.tables import Event, Heartbeat, Render, Run

P = ParamSpec("P")
Kind: TypeAlias = Literal["run", "render"]
log = logging.getLogger("vivant.jobs")
APP = "vivant-jobs"
VERSION = "1"
"""Set by hand: a worker of another build goes on with what was begun, as long as the steps stay the same."""
SERIALIZER = DBOSPortableJSONSerializer()
QUEUES = ("cpu", "gpu", "render")
WATCH_S = 0.1
"""How often news of runs are looked for, all of them in one query."""
SOON_S = 5.0
"""How long a request waits for the engine's database, which itself waits for ever."""
PLACES_S = 3.0
"""How often places in the queue are counted, all of them in one query."""

TOLD_AT_ONCE = 20
"""How many are told their place at a time, every WATCH_S."""


class Engine:
    """Long work as a server sees it: enqueue, cancel, tail. Workers join by themselves (worker.py)."""

    def __init__(self, settings: Settings, store: Store, client: DBOSClient) -> None:
        self._settings, self._store, self._client = settings, store, client
        self._watch = _Watch(store)
        self._thread = ThreadPoolExecutor(1, "engine")

    @classmethod
    async def open(cls, settings: Settings, store: Store) -> Self:
        """Join the engine's database, made or brought up to date where it is not."""
        return cls(settings, store, await asyncio.to_thread(join, settings))

    async def close(self) -> None:
        await self._watch.close()
        self._thread.shutdown(wait=False, cancel_futures=True)
        await asyncio.to_thread(self._client.destroy)

    async def enqueue(self, kind: Kind, job_id: str) -> None:
        """Hand a job over: a run by its id, an export by its `job`. Doing so again changes nothing.

        An export that comes after another one of its session waits; it is handed over when that one ends.
        """
        row = await self._store.read(_row, kind, job_id)
        if row is not None:
            await self._soon(hand_over, self._client, kind, row)

    async def cancel(self, kind: Kind, job_id: str) -> bool:
        """End a job now; its worker stops soon after. False if it had ended already."""
        if kind == "run":
            ended = await self._store.do(runs.cancel, job_id)
        else:
            ended = await self._store.do(renders.fail, job_id, "cancelled")
            following = await self._store.read(_following, job_id)
            if following is not None:
                await self._soon(hand_over, self._client, "render", following)
        await self._soon(self._client.cancel_workflow, job_id)
        return ended

    async def _soon(self, work: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Tell the engine, if its database answers soon. If not, nothing is lost: workers look for jobs that the engine
        does not know (keeping.adopt), and for those that have ended."""
        doing = asyncio.get_running_loop().run_in_executor(self._thread, partial(work, *args, **kwargs))
        try:
            await asyncio.wait_for(doing, SOON_S)
        except (TimeoutError, SQLAlchemyError) as failure:
            log.warning("the engine could not be told: %r", failure)

    async def tail(self, run_id: str, after: int = 0, *, places: bool = False) -> AsyncIterator[Event | int]:
        """The events of a run with numbers above `after`: those there are, then those to come, until the run has ended.

        With `places`, whole numbers come in between while the run waits for its turn: its place in the queue, 1 for the
        one that is taken next, whenever that has changed. Leaving the iterator changes nothing of the run. Raises
        Refused("run_unknown").
        """
        if await self._store.read(lambda session: session.get(Run, run_id)) is None:
            raise Refused("run_unknown", "There is no such run.")
        place = 0
        with self._watch.following(run_id) as follower:
            while True:
                follower.news.clear()
                if follower.fresh:
                    ended, events = await self._store.read(runs.page, run_id, after)
                    follower.fresh = len(events) == runs.PAGE
                    for event in events:
                        after = event.n
                        yield event
                    if ended and not follower.fresh:
                        return
                elif places and follower.place not in (0, place):
                    place = follower.place
                    yield place
                else:
                    await follower.news.wait()

    async def is_alive(self) -> bool:
        """Whether a worker was heard of lately."""
        since = now_ms() - int(self._settings.silent_s * 1000)
        return await self._store.read(
            lambda session: session.query(Heartbeat).filter(Heartbeat.at_ms > since).count() > 0
        )


def prepare(settings: Settings) -> str:
    """The URL of the engine's database, which is made or brought up to date where it is not."""
    os.environ.setdefault("DBOS__CLOUD", "")
    logging.getLogger("dbos").setLevel(logging.WARNING)
    url = driven(settings.engine_url, "pysqlite")
    if url.startswith("sqlite"):  # else every look for jobs would wait for every write, and the other way round
        with closing(sqlite3.connect(sa.make_url(url).database or "", timeout=BUSY_MS / 1000)) as file:
            file.execute("PRAGMA journal_mode=WAL")
    DBOS.migrate(url)
    return url


def join(settings: Settings) -> DBOSClient:
    """A connection to the engine's database."""
    return DBOSClient(system_database_url=prepare(settings), serializer=SERIALIZER, application_name=APP)


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


@dataclass(slots=True, eq=False)
class _Follower:
    """Somebody who follows a run. `news` is set when there is some; `fresh`: there may be events, or the end."""

    news: asyncio.Event = field(default_factory=asyncio.Event)
    fresh: bool = True
    place: int = 0


class _Watch:
    """Looks for news of all runs that somebody follows, in one query for all."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._followed: dict[str, list[_Follower]] = {}
        self._seen: dict[str, tuple[int, str]] = {}
        self._moved: list[tuple[_Follower, int]] = []
        self._task: asyncio.Task[None] | None = None

    @contextmanager
    def following(self, run_id: str) -> Iterator[_Follower]:
        """A follower of a run, for as long as the with statement lasts."""
        follower = _Follower()
        self._followed.setdefault(run_id, []).append(follower)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look(), name="news of runs")
        try:
            yield follower
        finally:
            self._followed[run_id].remove(follower)
            if not self._followed[run_id]:
                del self._followed[run_id]
                self._seen.pop(run_id, None)

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _look(self) -> None:
        places_at_s = time.monotonic() + PLACES_S
        while self._followed:
            with suppress(Refused):
                found = await self._store.read(_news, list(self._followed))
                self._tell_news(found)
                now_s = time.monotonic()
                if now_s >= places_at_s and any(status == "queued" for _, _, status in found):
                    places_at_s = now_s + PLACES_S
                    self._moved = self._movements(await self._store.read(runs.places))
                self._tell_places()
            await asyncio.sleep(WATCH_S)

    def _tell_news(self, found: Sequence[tuple[str, int, str]]) -> None:
        for run_id, last_n, status in found:
            if self._seen.get(run_id) != (last_n, status):
                self._seen[run_id] = (last_n, status)
                for follower in self._followed.get(run_id, []):
                    follower.fresh = True
                    follower.news.set()

    def _movements(self, places: Mapping[str, int]) -> list[tuple[_Follower, int]]:
        """The followers whose place has changed, with the new one; last in the queue first."""
        now = [(one, places.get(run_id, 0)) for run_id, followers in self._followed.items() for one in followers]
        return sorted(((one, place) for one, place in now if one.place != place), key=lambda moved: -moved[1])

    def _tell_places(self) -> None:
        """Tell some of them: when one run ends all others move up, and nobody else is to wait for that."""
        for follower, place in self._moved[-TOLD_AT_ONCE:]:
            follower.place = place
            follower.news.set()
        del self._moved[-TOLD_AT_ONCE:]


def _news(session: Session, run_ids: list[str]) -> list[tuple[str, int, str]]:
    found = session.query(Run.id, Run.last_n, Run.status).filter(Run.id.in_(run_ids)).all()
    return [(run_id, last_n, status) for run_id, last_n, status in found]
