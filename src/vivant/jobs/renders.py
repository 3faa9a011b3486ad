"""Exports: submitted under an id of the client's, worked on, finished once.

Functions for `Store.do` and for workers' transactions. Not for drawing (workflows.py).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vivant.jobs import naming, projects
from vivant.jobs.refusals import Refused
from vivant.jobs.store import now_ms
from vivant.jobs.tables import Render


def submit(
    session: Session, user_id: str, session_id: str, render_id: str, draft: Mapping[str, Any],
    output: Mapping[str, Any], *, warnings: Sequence[str] = (), ttl_days: int = 30,
) -> tuple[Render, bool]:  # fmt: skip
    """An export of a checked draft, and whether it is new: the same id and content give the one there is.

    output   format, quality, and where wanted resolution, fps, codec. Hand a new one to `Engine.enqueue` afterwards.

    Raises Refused: "session", "render_taken" where the id was used for something else.
    """
    projects.get(session, user_id, session_id, ttl_days=ttl_days)
    projects.touch(session, session_id)
    content = json.dumps([session_id, draft, output], sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(content.encode()).hexdigest()
    known = session.scalars(select(Render).where(Render.user_id == user_id, Render.id == render_id)).first()
    if known is not None:
        if known.digest != digest:
            raise Refused("render_taken", f"The id {render_id!r} was used for another export.", id=render_id)
        return known, False
    render = Render(
        job=naming.new_id("job_"), user_id=user_id, id=render_id, session_id=session_id, digest=digest,
        draft=dict(draft), output=dict(output), status="pending", progress=0, warnings=list(warnings),
        created_ms=now_ms(), seq=1 + (session.scalar(select(func.max(Render.seq))) or 0),
    )  # fmt: skip
    session.add(render)
    projects.touch(session, session_id, seen=True)
    session.flush()
    return render, True


def get(session: Session, user_id: str, render_id: str) -> Render:
    """An export of an account. Raises Refused("render_unknown")."""
    found = session.scalars(select(Render).where(Render.user_id == user_id, Render.id == render_id)).first()
    if found is None:
        raise Refused("render_unknown", "There is no such export. Submit it again.")
    return found


def next_of(session: Session, session_id: str) -> Render | None:
    """The export of a session whose turn it is: the oldest that has not ended. One at a time."""
    waiting = select(Render).where(Render.session_id == session_id, Render.status.in_(("pending", "processing")))
    return session.scalars(waiting.order_by(Render.seq).limit(1)).first()


# --- what workers do --------------------------------------------------------------------------------------------------


def start(session: Session, job: str) -> bool:
    """Mark an export as processing. False if it has ended: then there is nothing to do."""
    render = _locked(session, job)
    if not render.is_active:
        return False
    render.status, render.started_ms = "processing", render.started_ms or now_ms()
    return True


def advance(session: Session, job: str, percent: int) -> bool:
    """Note how far an export is, 0 .. 100; it never falls. False if it has ended."""
    render = _locked(session, job)
    if render.is_active:
        render.progress = max(render.progress, min(99, percent))
    return render.is_active


def complete(session: Session, job: str, key: str, result: Mapping[str, Any], warnings: Sequence[str] = ()) -> bool:
    """End an export with its file. False if it has ended otherwise."""
    render = _locked(session, job)
    if not render.is_active:
        return render.key == key
    render.status, render.progress, render.key, render.result = "completed", 100, key, dict(result)
    render.warnings = [*render.warnings, *warnings]
    render.completed_ms = now_ms()
    projects.touch(session, render.session_id, seen=True)
    return True


def fail(session: Session, job: str, error: str) -> bool:
    """End an export without a file; `error` is fit for people. False, and nothing is done, if it has ended."""
    render = _locked(session, job)
    if not render.is_active:
        return False
    render.status, render.error, render.completed_ms = "failed", error, now_ms()
    projects.touch(session, render.session_id, seen=True)
    return True


def _locked(session: Session, job: str) -> Render:
    return session.get_one(Render, job, with_for_update=True, populate_existing=True)
