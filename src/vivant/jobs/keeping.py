"""What has to be looked after while jobs run: work whose worker fell silent is adopted, what is old is removed.

Every worker does this at every beat, so that nothing depends on one of them.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Collection
from typing import Any

from dbos import DBOSClient
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, load_only

from vivant.jobs import renders, runs
from vivant.jobs.engine import hand_over
from vivant.jobs.objects import Objects
from vivant.jobs.settings import Settings
from vivant.jobs.store import Desk, now_ms
from vivant.jobs.tables import Asset, Claim, Event, Heartbeat, Project, Render, Run, Token

log = logging.getLogger("vivant.jobs")
ATTEMPTS = 3
"""How often work is taken up again before it counts as failed."""
LOST_MS = 5_000
"""A job that was not handed to the engine so long after it began is handed over here."""
_DEAD = ("ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
DAY_MS = 86_400_000


def beat(session: Session, executor: str, queues: str) -> None:
    """Say that a worker is alive."""
    known = session.get(Heartbeat, executor)
    if known is None:
        session.add(Heartbeat(executor=executor, queues=queues, at_ms=now_ms()))
    else:
        known.at_ms = now_ms()


def stop_beating(session: Session, executor: str) -> None:
    session.execute(delete(Heartbeat).where(Heartbeat.executor == executor))


def new_executor() -> str:
    """A name of this process that no other has."""
    return f"{socket.gethostname()}:{os.getpid()}:{now_ms()}"


def alive(session: Session, silent_s: float, own: str) -> set[str]:
    """The workers that beat lately; those of this machine whose process is gone are not among them."""
    since = now_ms() - int(silent_s * 1000)
    found = session.scalars(select(Heartbeat.executor).where(Heartbeat.at_ms > since))
    return {name for name in found if name == own or not _is_gone(name, own)}


def adopt(
    desk: Desk,
    client: DBOSClient,
    settings: Settings,
    own: str,
    at_work: Collection[str] = (),
    idle: set[str] | None = None,
) -> int:
    """Put the work of silent workers back on its queues, hand over what was lost on the way to the engine, and end what
    the engine gave up. Returns how many jobs it took up.

    at_work  the jobs that this worker is at now
    idle     those that it should have been at when this was last called but was not; changed. What is among them twice
             was dropped: not even its failure could be written down
    """
    living = desk.read(alive, settings.silent_s, own)
    pending = [
        one for one in client.list_workflows(status="PENDING", load_input=False, load_output=False) if one.queue_name
    ]
    now_idle = {one.workflow_id for one in pending if one.executor_id == own}.difference(at_work)
    dropped = now_idle & idle if idle is not None else set()
    if idle is not None:
        idle.clear()
        idle.update(now_idle - dropped)
    taken = 0
    for status in pending:
        if status.executor_id in living and status.workflow_id not in dropped:
            continue
        if desk.do(_attempt, status.name, status.workflow_id):
            client.resume_workflow(status.workflow_id, queue_name=status.queue_name)
            taken += 1
        else:
            client.cancel_workflow(status.workflow_id)
    return taken + _hand_over_lost(desk, client)


def retain(desk: Desk, client: DBOSClient, objects: Objects, settings: Settings) -> dict[str, int]:
    """Remove what is older than it has to be kept: events, projects, files, tokens, workflows. Counts of each."""
    keys = desk.read(_old_files, settings)
    for key in keys:
        objects.delete(key)
    counts = desk.do(_old_rows, settings)
    old = desk.read(_old_jobs, settings)
    gone = client.list_workflows(workflow_ids=old, load_input=False, load_output=False) if old else []
    if gone:
        client.delete_workflows([one.workflow_id for one in gone])
    left = objects.sweep(3 * 86_400)
    return {**counts, "files": len(keys), "workflows": len(gone), "left over": left}


# --- small steps ------------------------------------------------------------------------------------------------------


def _is_gone(executor: str, own: str) -> bool:
    """Whether a worker of this machine has ended for certain."""
    host, pid = executor.rsplit(":", 2)[:2]
    if host != socket.gethostname():
        return False
    if int(pid) == os.getpid():
        return executor != own
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _attempt(session: Session, kind: str, job: str) -> bool:
    """Count one more try of a job; False, and it is ended, where it had enough or has ended."""
    row: Any = session.get(Run if kind == "run" else Render, job, with_for_update=True)
    if row is None or not row.is_active:
        return row is not None
    row.attempts += 1
    if row.attempts < ATTEMPTS:
        return True
    sentence = "This could not be finished after several tries. Please try again."
    if kind == "run":
        runs.fail(session, job, "INTERNAL", sentence)
    else:
        renders.fail(session, job, sentence)
    return False


def _hand_over_lost(desk: Desk, client: DBOSClient) -> int:
    """Jobs that began but never reached the engine, and those that the engine ended without their end."""
    rows = desk.read(_waiting)
    ids = [_id(row) for row in rows]
    known = {s.workflow_id: s.status for s in client.list_workflows(workflow_ids=ids, load_input=False)} if ids else {}
    taken = 0
    for row in rows:
        kind = "run" if isinstance(row, Run) else "render"
        status = known.get(_id(row))
        if status is None:
            hand_over(client, kind, row)  # type: ignore[arg-type]
            taken += 1
        elif status in (*_DEAD, "SUCCESS"):
            log.error("%s %s was given up by the engine: %s", kind, _id(row), status)
            sentence = "Something went wrong inside. Please try again."
            if isinstance(row, Run):
                desk.do(runs.fail, row.id, "INTERNAL", sentence)
            else:
                desk.do(renders.fail, row.job, sentence)
    return taken


def _id(row: Run | Render) -> str:
    return row.id if isinstance(row, Run) else row.job


def _waiting(session: Session) -> list[Run | Render]:
    """Jobs that have not ended and are not quite new; of exports only those whose turn it is in their session."""
    before = now_ms() - LOST_MS
    found = session.scalars(select(Run).where(Run.status.in_(("queued", "running")), Run.created_ms < before))
    needed = load_only(Render.job, Render.session_id, Render.seq, Render.created_ms)
    exports = select(Render).where(Render.status.in_(("pending", "processing"))).order_by(Render.seq).options(needed)
    first: dict[str, Render] = {}
    for one in session.scalars(exports):
        first.setdefault(one.session_id, one)
    return [*found, *(one for one in first.values() if one.created_ms < before)]


def _old_projects(settings: Settings) -> Any:
    busy = select(Run.session_id).where(Run.status.in_(("queued", "running")))
    return select(Project.session_id).where(
        Project.used_ms < now_ms() - settings.session_ttl_days * DAY_MS, Project.session_id.not_in(busy)
    )


def _old_files(session: Session, settings: Settings) -> list[str]:
    old = _old_projects(settings)
    files = session.scalars(select(Asset.key).where(Asset.session_id.in_(old)))
    made = session.scalars(select(Render.key).where(Render.session_id.in_(old), Render.key.is_not(None)))
    return [key for key in [*files, *made] if key]


def _old_jobs(session: Session, settings: Settings) -> list[str]:
    """Jobs whose workflows are not needed any more: those that ended a day ago."""
    before = now_ms() - DAY_MS
    first = session.scalars(select(Run.id).where(Run.finished_ms < before, Run.finished_ms > before - 3 * DAY_MS))
    second = session.scalars(
        select(Render.job).where(Render.completed_ms < before, Render.completed_ms > before - 3 * DAY_MS)
    )
    return [*first, *second]


def _old_rows(session: Session, settings: Settings) -> dict[str, int]:
    now = now_ms()
    ended = select(Run.id).where(Run.finished_ms < now - settings.event_ttl_min * 60_000)
    old = list(session.scalars(_old_projects(settings)))
    wanted = [
        ("events", delete(Event).where(Event.run_id.in_(ended))),
        ("tokens", delete(Token).where(Token.expires_ms < now - 30 * DAY_MS)),
        ("claims", delete(Claim).where(Claim.expires_ms < now)),
        ("heartbeats", delete(Heartbeat).where(Heartbeat.at_ms < now - DAY_MS)),
        ("assets", delete(Asset).where(Asset.session_id.in_(old))),
        ("renders", delete(Render).where(Render.session_id.in_(old))),
        ("old events", delete(Event).where(Event.session_id.in_(old))),
        ("runs", delete(Run).where(Run.session_id.in_(old))),
        ("projects", delete(Project).where(Project.session_id.in_(old))),
    ]
    counts: dict[str, int] = {}
    for name, statement in wanted:
        done: Any = session.execute(statement)
        counts[name] = max(0, done.rowcount)
    return counts


def jobs(session: Session) -> dict[tuple[str, str], int]:
    """How many runs and renders there are, by kind and status."""
    found = [("run", status, n) for status, n in session.execute(select(Run.status, func.count()).group_by(Run.status))]
    made = session.execute(select(Render.status, func.count()).group_by(Render.status))
    return {(kind, status): n for kind, status, n in [*found, *(("render", status, n) for status, n in made)]}


def storage(session: Session) -> dict[str, int]:
    """What there is: rows of each kind and bytes of files."""
    counts = {
        one.__tablename__: session.scalar(select(func.count()).select_from(one)) or 0
        for one in (Project, Run, Render, Asset)
    }
    return counts | {"asset_bytes": session.scalar(select(func.coalesce(func.sum(Asset.size), 0))) or 0}
