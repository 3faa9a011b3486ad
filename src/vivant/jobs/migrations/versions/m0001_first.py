"""The first tables."""

from __future__ import annotations

from functools import partial
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _column(kind: Any, name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable)


text = partial(_column, sa.Text())
number = partial(_column, sa.BigInteger())
real = partial(_column, sa.Double())
flag = partial(_column, sa.Boolean())
json = partial(_column, sa.JSON())


def upgrade() -> None:
    _heartbeats()
    _users()
    _claims()
    _ledger()
    _projects()
    _tokens()
    _assets()
    _renders()
    _runs()
    _events()


def _heartbeats() -> None:
    op.create_table(
        "heartbeats",
        text("executor"),
        text("queues"),
        number("at_ms"),
        sa.PrimaryKeyConstraint("executor"),
    )


def _users() -> None:
    op.create_table(
        "users",
        text("id"),
        text("client_id", nullable=True),
        text("name", nullable=True),
        text("plan"),
        number("available"),
        number("frozen"),
        number("expires_ms", nullable=True),
        number("created_ms"),
        sa.CheckConstraint("available >= 0 AND frozen >= 0", name="credits_not_negative"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("client_id"),
        sa.UniqueConstraint("name"),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        text("digest"),
        text("kind"),
        text("user_id"),
        text("session_id", nullable=True),
        number("expires_ms"),
        number("used_ms", nullable=True),
        number("created_ms"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"]),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_claims_user_id", "claims", ["user_id"])


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        text("user_id"),
        text("job"),
        text("kind"),
        number("amount"),
        number("at_ms"),
        sa.CheckConstraint("amount >= 0", name="amount_not_negative"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("job", "kind"),
    )
    op.create_index("ix_ledger_user_id", "ledger", ["user_id"])


def _projects() -> None:
    op.create_table(
        "projects",
        text("session_id"),
        text("task_id"),
        text("user_id"),
        text("name"),
        text("language"),
        json("draft", nullable=True),
        number("rev"),
        number("version"),
        number("last_n"),
        json("skill"),
        number("created_ms"),
        number("used_ms"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"]),
        sa.PrimaryKeyConstraint("session_id"),
        sa.UniqueConstraint("task_id"),
    )
    op.create_index("ix_projects_used_ms", "projects", ["used_ms"])
    op.create_index("ix_projects_user_id", "projects", ["user_id"])


def _tokens() -> None:
    op.create_table(
        "tokens",
        text("id"),
        text("user_id"),
        text("digest"),
        text("prefix"),
        text("name"),
        text("scopes"),
        text("client_id", nullable=True),
        text("ip", nullable=True),
        flag("counted"),
        number("created_ms"),
        number("expires_ms", nullable=True),
        number("revoked_ms", nullable=True),
        number("used_ms", nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest"),
    )
    op.create_index("ix_tokens_client_id", "tokens", ["client_id"])
    op.create_index("ix_tokens_ip", "tokens", ["ip"])
    op.create_index("ix_tokens_user_id", "tokens", ["user_id"])


def _assets() -> None:
    op.create_table(
        "assets",
        text("id"),
        text("user_id"),
        text("session_id"),
        number("place"),
        text("filename"),
        text("kind"),
        text("mime_type"),
        number("size"),
        text("digest"),
        real("duration_s", nullable=True),
        number("width", nullable=True),
        number("height", nullable=True),
        real("fps", nullable=True),
        text("key"),
        text("source"),
        json("made", nullable=True),
        json("seen", nullable=True),
        number("created_ms"),
        number("expires_ms", nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["projects.session_id"]),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_assets_session_id", "assets", ["session_id"])
    op.create_index("ix_assets_user_id", "assets", ["user_id"])


def _renders() -> None:
    op.create_table(
        "renders",
        text("job"),
        text("user_id"),
        text("id"),
        text("session_id"),
        number("seq"),
        text("digest"),
        json("draft"),
        json("output"),
        text("status"),
        number("progress"),
        number("attempts"),
        text("error", nullable=True),
        json("warnings"),
        json("result", nullable=True),
        text("key", nullable=True),
        number("created_ms"),
        number("started_ms", nullable=True),
        number("completed_ms", nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["projects.session_id"]),
        sa.PrimaryKeyConstraint("job"),
        sa.UniqueConstraint("user_id", "id"),
    )
    op.create_index("ix_renders_seq", "renders", ["seq"])
    op.create_index("ix_renders_session_id", "renders", ["session_id"])
    op.create_index("ix_renders_status", "renders", ["status"])


def _runs() -> None:
    op.create_table(
        "runs",
        text("id"),
        text("session_id"),
        text("user_id"),
        number("seq"),
        text("words"),
        json("options"),
        text("queue"),
        text("status"),
        text("stage", nullable=True),
        number("stage_index", nullable=True),
        real("progress"),
        number("cost"),
        number("attempts"),
        json("error", nullable=True),
        number("first_n"),
        number("last_n"),
        number("seen_n"),
        number("created_ms"),
        number("started_ms", nullable=True),
        number("finished_ms", nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["projects.session_id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_runs_seq", "runs", ["seq"])
    op.create_index("ix_runs_session_id", "runs", ["session_id"])
    op.create_index("ix_runs_status", "runs", ["status"])
    active = sa.text("status IN ('queued', 'running')")
    op.create_index("one_active_run", "runs", ["session_id"], unique=True, sqlite_where=active, postgresql_where=active)


def _events() -> None:
    op.create_table(
        "events",
        text("session_id"),
        number("n"),
        text("run_id"),
        text("name"),
        json("body"),
        number("at_ms"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"]),
        sa.PrimaryKeyConstraint("session_id", "n"),
        sa.UniqueConstraint("run_id", "name"),
    )
    op.create_index("ix_events_run_id", "events", ["run_id"])
