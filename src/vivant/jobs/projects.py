"""Projects: their sessions, drafts and files. Functions for `Store.do`.

Whoever asks is named by `user_id`: what belongs to somebody else is not there. Not for runs and renders.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vivant.jobs import naming
from vivant.jobs.refusals import Refused
from vivant.jobs.store import now_ms
from vivant.jobs.tables import Asset, Project, Render, Run
from vivant.timeline.draft import Draft
from vivant.timeline.history import History

DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class NewAsset:
    """A file that lies in the objects already, and is to belong to a project.

    kind         "video", "image" or "audio"
    duration_s   of a video or a sound; width, height, fps where they are known
    key          of the object
    source       "upload", "url", "inline" or "generated"
    """

    filename: str
    kind: str
    mime_type: str
    size: int
    digest: str
    key: str
    source: str = "upload"
    duration_s: float | None = None
    width: int | None = None
    height: int | None = None
    fps: float | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """All that a client sees of a project: its rows. `assets` are uploads and what was generated, in order; `renders`
    the last five, newest first; `run` the last."""

    project: Project
    assets: tuple[Asset, ...]
    run: Run | None
    renders: tuple[Render, ...]


def create(
    session: Session,
    user_id: str,
    *,
    name: str = "project",
    language: str = "en",
    skill: Mapping[str, str] | None = None,
) -> Project:
    """A new project. `skill` is the attribution of its client."""
    now = now_ms()
    project = Project(
        session_id=naming.new_session_id(), task_id=naming.new_id("task_"), user_id=user_id, name=name,
        language=language, skill=dict(skill or {}), draft=None, rev=0, version=1, last_n=0, created_ms=now, used_ms=now,
    )  # fmt: skip
    session.add(project)
    session.flush()
    return project


def get(session: Session, user_id: str, session_id: str, *, ttl_days: int = 30) -> Project:
    """The project of a session. Raises Refused("session") where it is not the user's or was not used for too long."""
    project = session.get(Project, session_id)
    if project is None or project.user_id != user_id or project.used_ms < now_ms() - ttl_days * DAY_MS:
        raise Refused("session", "There is no such session. Make a new one.")
    return project


def owned_by(session: Session, user_id: str) -> list[Project]:
    """The projects of an account, last used first."""
    return list(session.scalars(select(Project).where(Project.user_id == user_id).order_by(Project.used_ms.desc())))


def touch(session: Session, session_id: str, *, seen: bool = False) -> Project:
    """Note that a project is used; `seen` says that something of it that can be seen changed."""
    project = session.get_one(Project, session_id, with_for_update=True)
    project.used_ms = now_ms()
    project.version += 1 if seen else 0
    return project


def save_draft(
    session: Session, session_id: str, draft: Mapping[str, Any], *, words: str = "", at: int | None = None
) -> Project:
    """Make this the draft of a project; it gets the next revision, in `rev` of the draft too. Its history keeps it
    with the words that led to it, or goes to version `at`, which it is then."""
    project = touch(session, session_id, seen=True)
    known = History.from_dict(project.history) if project.history is not None else None
    if known is not None and at is not None:
        history = known.to(at)
    else:
        new = Draft.from_dict(draft)
        history = known.add(new, (), words) if known is not None else History.of(new, (), words)
    project.history = history.to_dict()
    project.rev += 1
    project.draft = {**draft, "rev": project.rev}
    return project


def state(session: Session, user_id: str, session_id: str, *, ttl_days: int = 30) -> State:
    """All that can be seen of a project. Raises Refused("session")."""
    project = get(session, user_id, session_id, ttl_days=ttl_days)
    run = session.scalars(select(Run).where(Run.session_id == session_id).order_by(Run.seq.desc()).limit(1)).first()
    last = select(Render).where(Render.session_id == session_id).order_by(Render.seq.desc()).limit(5)
    return State(project, tuple(assets(session, session_id)), run, tuple(session.scalars(last)))


# --- files ------------------------------------------------------------------------------------------------------------


def add_assets(session: Session, user_id: str, session_id: str, new: Sequence[NewAsset]) -> list[Asset]:
    """Give files to a project, in order, all or none. Returns their rows."""
    project = touch(session, session_id, seen=True)
    if project.user_id != user_id:
        raise Refused("session", "There is no such session.")
    place = len(assets(session, session_id))
    rows = [_asset(one, user_id, session_id, place + n) for n, one in enumerate(new)]
    session.add_all(rows)
    session.flush()
    return rows


def assets(session: Session, session_id: str) -> list[Asset]:
    """The files of a project in the order in which they came."""
    found = select(Asset).where(Asset.session_id == session_id).order_by(Asset.place, Asset.created_ms, Asset.id)
    return list(session.scalars(found))


def asset(session: Session, user_id: str, asset_id: str) -> Asset:
    """A file of an account. Raises Refused("asset_unknown")."""
    found = session.get(Asset, asset_id)
    if found is None or found.user_id != user_id:
        raise Refused("asset_unknown", f"There is no file {asset_id!r}.", id=asset_id)
    return found


def asset_keys(session: Session, user_id: str, ids: Iterable[str]) -> dict[str, Asset]:
    """The account's files among these ids."""
    found = session.scalars(select(Asset).where(Asset.id.in_(list(ids)), Asset.user_id == user_id))
    return {one.id: one for one in found}


def _asset(one: NewAsset, user_id: str, session_id: str, place: int) -> Asset:
    return Asset(
        id=one.id or naming.new_id("ast_"), user_id=user_id, session_id=session_id, place=place, filename=one.filename,
        kind=one.kind, mime_type=one.mime_type, size=one.size, digest=one.digest, duration_s=one.duration_s,
        width=one.width, height=one.height, fps=one.fps, key=one.key, source=one.source, created_ms=now_ms(),
    )  # fmt: skip
