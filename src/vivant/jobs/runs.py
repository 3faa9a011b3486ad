"""Runs and their events: begun with their cost reserved, told as one numbered list a project, ended once, charged once.

Functions for `Store.do` and for the workers' transactions. Not for what a run does (turn.py) or for who does it
(engine.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vivant.jobs import ledger, naming, projects
from vivant.jobs.refusals import Refused
from vivant.jobs.store import now_ms
from vivant.jobs.tables import Event, Project, Run

ENDED = ("succeeded", "failed", "cancelled")
PAGE = 500
"""Events that are read at a time."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event before it has a number: what happened, in our own words; the server gives it the wire's form.

    kind     "call", "result", "progress", "text", "queued" or "error"
    text     what is said; for a call, what will be done
    tool, call_id, args, response    of calls and results; the ids pair them
    state    keys of the state that changed
    last     nothing follows in this run
    """

    kind: str
    text: str = ""
    tool: str = ""
    call_id: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    response: Mapping[str, Any] = field(default_factory=dict)
    state: Mapping[str, Any] = field(default_factory=dict)
    artifacts: Mapping[str, int] = field(default_factory=dict)
    stage: str | None = None
    stage_index: int | None = None
    progress: float | None = None
    warning: str | None = None
    credits: int | None = None
    code: str | None = None
    last: bool = False

    def body(self) -> dict[str, Any]:
        """As plain JSON data, without what is empty."""
        all_of = {name: getattr(self, name) for name in self.__slots__}
        plain = {name: dict(v) if isinstance(v, Mapping) else v for name, v in all_of.items()}
        return {name: value for name, value in plain.items() if value or (value == 0 and value is not False)}


def begin(
    session: Session, user_id: str, session_id: str, words: str, *, cost: int, queue: str = "cpu",
    options: Mapping[str, Any] | None = None, ttl_days: int = 30,
) -> Run:  # fmt: skip
    """A new run of a project, its cost reserved. Hand it to `Engine.enqueue` afterwards.

    Raises Refused: "session"; "busy" with invocation_id, stage and started_at_ms of the active one; "credits".
    """
    projects.get(session, user_id, session_id, ttl_days=ttl_days)
    project = projects.touch(session, session_id, seen=True)
    current = active(session, session_id)
    if current is not None:
        raise Refused(
            "busy", "Another message of this session is being worked on.", invocation_id=current.id,
            stage=current.stage or "queued", started_at_ms=current.started_ms or current.created_ms,
        )  # fmt: skip
    run = Run(
        id=naming.new_run_id(), session_id=session_id, user_id=user_id, words=words, options=dict(options or {}),
        queue=queue, status="queued", cost=cost, first_n=project.last_n, last_n=project.last_n, created_ms=now_ms(),
        seq=1 + (session.scalar(select(func.max(Run.seq))) or 0), progress=0.0, seen_n=0,
    )  # fmt: skip
    session.add(run)
    session.flush()
    ledger.reserve(session, user_id, run.id, cost)
    return run


def cancel(session: Session, run_id: str) -> bool:
    """End a run because its owner wants that; what is finished, stage 1, is charged. False if it has ended already."""
    run = get_any(session, run_id)
    told = Told("error", "The work was cancelled.", code="CANCELLED", last=True)
    error = {"code": "CANCELLED", "message": told.text}
    return end(session, run_id, "cancelled", told, charged=run.cost if run.stage_index == 2 else 0, error=error)


def fail(session: Session, run_id: str, code: str, sentence: str) -> bool:
    """End a run that cannot go on; a finished stage 1 is charged. False if it has ended already."""
    run = get_any(session, run_id)
    told = Told("error", sentence, code=code, last=True)
    error = {"code": code, "message": sentence}
    return end(session, run_id, "failed", told, charged=run.cost if run.stage_index == 2 else 0, error=error)


def active(session: Session, session_id: str) -> Run | None:
    """The run of a session that has not ended."""
    return session.scalars(
        select(Run).where(Run.session_id == session_id, Run.status.in_(("queued", "running")))
    ).first()


def last(session: Session, session_id: str) -> Run | None:
    """The newest run of a session."""
    return session.scalars(select(Run).where(Run.session_id == session_id).order_by(Run.seq.desc()).limit(1)).first()


def get(session: Session, user_id: str, run_id: str) -> Run:
    """A run of an account. Raises Refused("run_unknown")."""
    run = session.get(Run, run_id)
    if run is None or run.user_id != user_id:
        raise Refused("run_unknown", "There is no such run.")
    return run


def places(session: Session) -> dict[str, int]:
    """The place of each run that waits in its queue, by id: 1 for the one that is taken next."""
    waiting = session.execute(select(Run.id, Run.queue).where(Run.status == "queued").order_by(Run.seq))
    counts: Counter[str] = Counter()
    found = {}
    for run_id, queue in waiting:
        counts[queue] += 1
        found[run_id] = counts[queue]
    return found


def set_seen(session: Session, run_id: str, n: int) -> None:
    """Remember up to which event somebody has read a run, so that a cut stream can be told from one read to its end."""
    run = session.get_one(Run, run_id, with_for_update=True)
    run.seen_n = max(run.seen_n, n)


# --- what workers do --------------------------------------------------------------------------------------------------


def start(session: Session, run_id: str, stage: str) -> bool:
    """Mark a run as running in this stage. False if it has ended: then there is nothing to do."""
    run = get_any(session, run_id)
    if run.status in ENDED:
        return False
    run.status, run.stage = "running", stage
    run.started_ms = run.started_ms or now_ms()
    return True


def tell(session: Session, run_id: str, name: str, told: Told) -> int:
    """Append an event to a run; `name` is unique in the run, and one that is there already is not told again. Returns
    its number, 0 where the run has ended."""
    run = get_any(session, run_id)
    known = session.scalars(select(Event).where(Event.run_id == run_id, Event.name == name)).first()
    if known is not None:
        return known.n
    if run.status in ENDED:
        return 0
    project = session.get_one(Project, run.session_id, with_for_update=True)
    project.last_n += 1
    project.used_ms = now_ms()
    run.last_n = project.last_n
    run.stage, run.stage_index = told.stage or run.stage, told.stage_index or run.stage_index
    session.add(
        Event(session_id=run.session_id, n=project.last_n, run_id=run_id, name=name, body=told.body(), at_ms=now_ms())
    )
    session.flush()
    return project.last_n


def advance(session: Session, run_id: str, progress: float, told: Told | None = None) -> bool:
    """Note how far a run is, 0 .. 1, and tell it; what is not farther than before is not told. False if it ended."""
    run = get_any(session, run_id)
    if run.status in ENDED:
        return False
    if progress > run.progress:
        run.progress = progress
        if told is not None:
            tell(session, run_id, f"progress-{progress:.3f}", told)
    return True


def end(
    session: Session, run_id: str, status: str, told: Told, *, charged: int, error: Mapping[str, Any] | None = None
) -> bool:
    """End a run with its last event, charge it, release the rest. False, and nothing is done, if it has ended."""
    run = get_any(session, run_id)
    if run.status in ENDED:
        return False
    cost = ledger.settle(session, run_id, charged)
    tell(session, run_id, "end", replace(told, credits=cost))
    run.status, run.finished_ms, run.error = status, now_ms(), dict(error) if error else None
    run.progress = 1.0 if status == "succeeded" else run.progress
    projects.touch(session, run.session_id, seen=True)
    return True


def events(session: Session, run_id: str, after: int = 0, limit: int = PAGE) -> list[Event]:
    """The events of a run with numbers above `after`, in order."""
    found = select(Event).where(Event.run_id == run_id, Event.n > after).order_by(Event.n).limit(limit)
    return list(session.scalars(found))


def page(session: Session, run_id: str, after: int) -> tuple[bool, Sequence[Event]]:
    """Whether a run has ended, and its events above `after`; read together, so that none can be missed."""
    run = session.get_one(Run, run_id, populate_existing=True)
    return run.status in ENDED, events(session, run_id, after)


def get_any(session: Session, run_id: str) -> Run:
    """A run, whoever owns it, that nobody else changes until the transaction ends."""
    return session.get_one(Run, run_id, with_for_update=True, populate_existing=True)
