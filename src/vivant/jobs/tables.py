"""What is kept in the application's database, as SQLAlchemy models. A row that was read is also the value that callers
get: they read it and never write it.

Times are milliseconds since 1970. Not for the rules (accounts, projects, ledger, runs, ...) and not for what the engine
keeps of its own.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ACTIVE = "status IN ('queued', 'running')"
"""A run that has not ended, in SQL."""


class Base(DeclarativeBase):
    """Texts are unbounded, whole numbers 64 bits, dicts and lists JSON."""

    type_annotation_map: ClassVar = {str: Text, int: BigInteger, dict[str, Any]: JSON, list[str]: JSON}


class User(Base):
    """An account. `available` and `frozen` are credits; the ledger tells how they came about."""

    __tablename__ = "users"
    __table_args__ = (CheckConstraint("available >= 0 AND frozen >= 0", name="credits_not_negative"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    client_id: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str | None] = mapped_column(unique=True)
    plan: Mapped[str]
    available: Mapped[int] = mapped_column(default=0)
    frozen: Mapped[int] = mapped_column(default=0)
    expires_ms: Mapped[int | None]
    created_ms: Mapped[int]

    @property
    def is_anonymous(self) -> bool:
        return self.name is None


class Token(Base):
    """A bearer token: its SHA-256 alone. `counted` ones count against the limits of their client and address."""

    __tablename__ = "tokens"

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    prefix: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    scopes: Mapped[str]
    client_id: Mapped[str | None] = mapped_column(index=True)
    ip: Mapped[str | None] = mapped_column(index=True)
    counted: Mapped[bool] = mapped_column(default=False)
    created_ms: Mapped[int]
    expires_ms: Mapped[int | None]
    revoked_ms: Mapped[int | None]
    used_ms: Mapped[int | None]


class Project(Base):
    """A project and its session. `history` holds every version of the draft, `rev` is the draft's, `version` grows with
    all that can be seen of the project, `last_n` is the number of its last event."""

    __tablename__ = "projects"

    session_id: Mapped[str] = mapped_column(primary_key=True)
    task_id: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    name: Mapped[str]
    language: Mapped[str]
    draft: Mapped[dict[str, Any] | None]
    history: Mapped[dict[str, Any] | None] = mapped_column(default=None, deferred=True)
    rev: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    last_n: Mapped[int] = mapped_column(default=0)
    skill: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_ms: Mapped[int]
    used_ms: Mapped[int] = mapped_column(index=True)


class Asset(Base):
    """A file of a project. `made` tells of what was generated, `seen` of what was seen in a picture."""

    __tablename__ = "assets"

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("projects.session_id"), index=True)
    place: Mapped[int] = mapped_column(default=0)
    filename: Mapped[str]
    kind: Mapped[str]
    mime_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    duration_s: Mapped[float | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    fps: Mapped[float | None]
    key: Mapped[str]
    source: Mapped[str]
    made: Mapped[dict[str, Any] | None]
    seen: Mapped[dict[str, Any] | None]
    created_ms: Mapped[int]
    expires_ms: Mapped[int | None]


class Run(Base):
    """A turn of the agent: queued, running, then succeeded, failed or cancelled."""

    __tablename__ = "runs"
    __table_args__ = (
        Index("one_active_run", "session_id", unique=True, sqlite_where=text(ACTIVE), postgresql_where=text(ACTIVE)),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("projects.session_id"), index=True)
    user_id: Mapped[str]
    seq: Mapped[int] = mapped_column(index=True)
    words: Mapped[str]
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    queue: Mapped[str] = mapped_column(default="cpu")
    status: Mapped[str] = mapped_column(index=True)
    stage: Mapped[str | None]
    stage_index: Mapped[int | None]
    progress: Mapped[float] = mapped_column(default=0.0)
    cost: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[dict[str, Any] | None]
    first_n: Mapped[int]
    last_n: Mapped[int]
    seen_n: Mapped[int] = mapped_column(default=0)
    created_ms: Mapped[int]
    started_ms: Mapped[int | None]
    finished_ms: Mapped[int | None]

    @property
    def is_active(self) -> bool:
        return self.status in ("queued", "running")


class Event(Base):
    """One event of a project's numbered list; `name` is unique in its run, so that nothing is told twice."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("run_id", "name"),)

    session_id: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id"), index=True)
    name: Mapped[str]
    body: Mapped[dict[str, Any]]
    at_ms: Mapped[int]


class Render(Base):
    """An export: pending, processing, then completed or failed. `id` is the client's, `job` ours."""

    __tablename__ = "renders"
    __table_args__ = (UniqueConstraint("user_id", "id"),)

    job: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str]
    id: Mapped[str]
    session_id: Mapped[str] = mapped_column(ForeignKey("projects.session_id"), index=True)
    seq: Mapped[int] = mapped_column(index=True)
    digest: Mapped[str]
    draft: Mapped[dict[str, Any]]
    output: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(index=True)
    progress: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    warnings: Mapped[list[str]] = mapped_column(default=list)
    result: Mapped[dict[str, Any] | None]
    key: Mapped[str | None]
    created_ms: Mapped[int]
    started_ms: Mapped[int | None]
    completed_ms: Mapped[int | None]

    @property
    def is_active(self) -> bool:
        return self.status in ("pending", "processing")


class Entry(Base):
    """A line of the ledger. One job reserves, charges and releases once each; nothing is ever changed or removed."""

    __tablename__ = "ledger"
    __table_args__ = (UniqueConstraint("job", "kind"), CheckConstraint("amount >= 0", name="amount_not_negative"))

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    job: Mapped[str]
    kind: Mapped[str]
    amount: Mapped[int]
    at_ms: Mapped[int]


class Claim(Base):
    """A link that opens one project in a browser, or the code that registers an account; by digest."""

    __tablename__ = "claims"

    digest: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    session_id: Mapped[str | None]
    expires_ms: Mapped[int]
    used_ms: Mapped[int | None]
    created_ms: Mapped[int]


class Heartbeat(Base):
    """When a worker was last heard of."""

    __tablename__ = "heartbeats"

    executor: Mapped[str] = mapped_column(primary_key=True)
    queues: Mapped[str]
    at_ms: Mapped[int]
