"""The database itself: its tables are those of the models, transactions are whole, and failures are told plainly."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from vivant.errors import OutputError
from vivant.jobs import Desk, Refused, Settings, Store, accounts, ledger, projects, store
from vivant.jobs.tables import Base


def test_the_migrations_make_the_tables_of_the_models(desk: Desk) -> None:
    with desk.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_several_processes_may_open_a_new_database_at_once(settings: Settings) -> None:
    failures: list[BaseException] = []

    def opened() -> None:
        try:
            Desk(settings).close()
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=opened) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_transaction_is_whole(desk: Desk) -> None:
    user = desk.do(accounts.create_user, "anna", credits=10)

    def broken(session: sa.orm.Session) -> None:
        ledger.reserve(session, user.id, "job", 5)
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="middle"):
        desk.do(broken)
    assert desk.do(accounts.user_by, "anna").available == 10
    assert desk.do(ledger.lines, "job") == {}


def test_many_at_once_spend_no_credit_twice(settings: Settings) -> None:
    async def spend() -> int:
        opened = await Store.open(settings)
        user = await opened.do(accounts.create_user, "anna", credits=10)
        wanted = [opened.do(ledger.reserve, user.id, f"job{n}", 3) for n in range(8)]
        found = await asyncio.gather(*wanted, return_exceptions=True)
        left = await opened.read(accounts.user_by, "anna")
        assert (left.available, left.frozen) == (1, 9)
        await opened.close()
        assert all(one is None or (isinstance(one, Refused) and one.code == "credits") for one in found)
        return sum(one is None for one in found)

    assert asyncio.run(spend()) == 3


def test_a_locked_database_is_told(desk: Desk, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_PRAGMAS", ("busy_timeout=50",))
    impatient = Desk(settings)
    other = sqlite3.connect(settings.data_dir / "vivant.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Refused, match="locked") as refusal:
        impatient.do(accounts.create_user, "anna")
    assert refusal.value.code == "storage"
    other.execute("ROLLBACK")
    other.close()
    assert impatient.do(accounts.create_user, "anna").name == "anna"
    impatient.close()


def test_a_folder_that_cannot_be_written_is_told(settings: Settings, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("here is a file")
    with pytest.raises(OutputError, match="VIVANT_DATA_DIR"):
        Desk(replace(settings, data_dir=blocked / "data"))
    with pytest.raises(OutputError, match="cannot be used"):
        Desk(replace(settings, database_url=f"sqlite:///{tmp_path}/not/there.db"))


def test_the_folder_is_backed_up_by_copying(desk: Desk, settings: Settings, tmp_path: Path) -> None:
    user = desk.do(accounts.create_user, "anna", credits=10)
    project = desk.do(projects.create, user.id)
    desk.close()
    shutil.copytree(settings.data_dir, tmp_path / "copy")
    copied = Desk(replace(settings, data_dir=tmp_path / "copy"))
    assert copied.do(projects.get, user.id, project.session_id).task_id == project.task_id
    copied.close()


@pytest.mark.skipif("VIVANT_TEST_POSTGRES" not in os.environ, reason="no PostgreSQL is named in VIVANT_TEST_POSTGRES")
def test_postgresql_keeps_the_same(settings: Settings) -> None:
    opened = Desk(replace(settings, database_url=os.environ["VIVANT_TEST_POSTGRES"]))
    name = f"user-{store.now_ms()}"
    user = opened.do(accounts.create_user, name, credits=10)
    opened.do(ledger.reserve, user.id, f"job-{name}", 4)
    assert opened.do(ledger.settle, f"job-{name}", 3) == 3
    assert opened.do(accounts.user_by, name).available == 7
    opened.close()
