"""Long work of this process: begun at once, done in its turn, followed while somebody waits, cancelled, remembered.

Not for what the work is; studios say that. A job is done by a function that is awaited; it tells how far it is.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, Self, TypeAlias

import anyio
from anyio.abc import TaskGroup

from vivant.client import ClientError
from vivant.errors import UsageError, VivantError
from vivant.mcp.records import Hold, Job, Records, Status

Lane: TypeAlias = Literal["draw", "look"]
Tell: TypeAlias = Callable[[float | None, str], None]
"""Called with the share that is done, 0 .. 1 or None, and what happens now."""
Work: TypeAlias = Callable[[Job, Tell], Awaitable[dict[str, Any]]]

AT_ONCE: Mapping[Lane, int] = {"draw": 1, "look": 1}
"""How many jobs of a kind are done at once. Quick ones never wait for films, and films share no cores."""
TOLD_EVERY_S = 0.25
KEPT_EVERY_S = 1.0
ELSEWHERE_S = 0.5
"""How often a job of another process is looked at by whoever waits for it."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Live:
    job: Job
    hold: Hold
    scope: anyio.CancelScope = field(default_factory=anyio.CancelScope)
    news: anyio.Event = field(default_factory=anyio.Event)
    over: anyio.Event = field(default_factory=anyio.Event)
    cancelled: bool = False
    told_s: float = 0.0
    kept_s: float = 0.0


class Desk:
    """The jobs that this process does. Used in an `async with`; what is not finished at its end is interrupted."""

    def __init__(self, records: Records, at_end: Callable[[], Awaitable[None]] | None = None) -> None:
        self.records = records
        self._at_end = at_end
        self._live: dict[str, _Live] = {}
        self._group: TaskGroup
        self._lanes: dict[Lane, anyio.Semaphore]

    async def __aenter__(self) -> Self:
        self.records.sweep()
        self._lanes = {lane: anyio.Semaphore(n) for lane, n in AT_ONCE.items()}
        self._group = anyio.create_task_group()
        await self._group.__aenter__()
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self.stop()
        await self._group.__aexit__(None, None, None)
        if self._at_end is not None:
            await self._at_end()

    async def stop(self) -> None:
        """Interrupt whatever is not finished, and wait until it has tidied up."""
        with anyio.CancelScope(shield=True):
            while self._live:
                live = next(iter(self._live.values()))
                live.scope.cancel()
                await live.over.wait()

    def begin(self, kind: str, asked: Mapping[str, Any], work: Work, *, lane: Lane, project: str = "") -> Job:
        """Take on a job; it is done when its lane is free. Raises OutputError where it cannot be written down."""
        job, hold = self.records.new(kind, asked, project)
        job.doing = "Waiting for its turn"
        live = self._live[job.id] = _Live(job, hold)
        self._group.start_soon(self._do, live, lane, work)
        return job

    def get(self, job_id: str) -> Job:
        """What is known of a job of any process. Raises UsageError."""
        live = self._live.get(job_id)
        return live.job if live else self.records.read(job_id)

    async def wait(self, job_id: str, seconds: float, told: Callable[[Job], Awaitable[None]]) -> Job:
        """Wait until a job has ended, `seconds` at most; `told` is awaited with every news. Leaving changes nothing."""
        with anyio.move_on_after(seconds):
            while not (job := self.get(job_id)).has_ended:
                news = self._live[job_id].news if job_id in self._live else None
                await told(job)
                with anyio.move_on_after(None if news else ELSEWHERE_S):
                    await (news.wait() if news else anyio.sleep_forever())
        return self.get(job_id)

    async def cancel(self, job_id: str) -> Job:
        """End a job now; one that has ended stays as it is. Raises UsageError."""
        live = self._live.get(job_id)
        if live is not None:
            live.cancelled = True
            live.scope.cancel()
            await live.over.wait()
            return live.job
        job = self.records.read(job_id)
        if not job.has_ended:
            raise UsageError(
                f"{job_id} is done by another vivant mcp process that still runs; cancel it there.", place="job_id"
            )
        return job

    async def _do(self, live: _Live, lane: Lane, work: Work) -> None:
        job = live.job
        try:
            with live.scope:
                async with self._lanes[lane]:
                    job.status, job.doing = "running", "Starting"
                    self._news(live, at_once=True)
                    job.result = await work(job, partial(self._tell, live))
                self._end(live, "done")
        except VivantError as failure:
            job.error = {"code": failure.code, "message": failure.sentence}
            self._end(live, "failed")
        except ClientError as failure:
            job.error = {"code": failure.code, "message": str(failure)}
            self._end(live, "failed")
        except Exception:
            _log.exception("%s failed", job.kind)
            job.error = {"code": "internal", "message": "Something went wrong inside of Vivant; its log says what."}
            self._end(live, "failed")
        finally:
            if not job.has_ended:
                self._end(live, "cancelled" if live.cancelled else "interrupted")
            live.over.set()

    def _tell(self, live: _Live, share: float | None, doing: str) -> None:
        job, fresh = live.job, doing != live.job.doing
        job.doing = doing
        if share is not None:
            job.progress = max(job.progress or 0.0, min(1.0, share))
        self._news(live, at_once=fresh)

    def _news(self, live: _Live, *, at_once: bool) -> None:
        now_s = time.monotonic()
        if at_once or now_s - live.told_s >= TOLD_EVERY_S:
            live.told_s = now_s
            live.news.set()
            live.news = anyio.Event()
        if at_once or now_s - live.kept_s >= KEPT_EVERY_S:
            live.kept_s = now_s
            self._keep(live.job)

    def _end(self, live: _Live, status: Status) -> None:
        job = live.job
        job.status, job.ended_s, job.doing = status, time.time(), ""
        job.progress = 1.0 if status == "done" else job.progress
        if status != "done":
            self.records.clean(job.id)
        self._keep(job)
        live.hold.let_go()
        del self._live[job.id]
        live.news.set()

    def _keep(self, job: Job) -> None:
        """A full disk must not stop the work; whoever asks this process knows better than the file."""
        try:
            self.records.write(job)
        except OSError as failure:
            _log.warning("%s cannot be written down: %s", job.id, failure.strerror)
