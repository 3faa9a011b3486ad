"""The application's database: opened, brought up to date, and used in whole transactions.

The rules are plain functions that take a SQLAlchemy Session first (accounts.py, ledger.py, ...). The server calls them
through `Store.do`, which is asynchronous; workers call the same functions in their own transactions.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from vivant.errors import OutputError
from vivant.jobs.refusals import Refused
from vivant.jobs.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")
BUSY_MS = 10_000
"""How long a write waits for another one."""
READERS, WRITERS = 4, 8
"""Threads of a server; on SQLite there is one that writes."""
_PRAGMAS = (f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON")
_READING = {"vivant_reading": True}


def now_ms() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class Desk:
    """The database of the application. Close it when done."""

    def __init__(self, settings: Settings) -> None:
        """Open the database of the settings, made or brought up to date where it is not. Raises OutputError."""
        prepare(settings)
        url = driven(settings.app_url, "pysqlite")
        self.is_file = url.startswith("sqlite")
        self.engine = sa.create_engine(url, pool_pre_ping=not self.is_file)
        watch(self.engine)
        self._writing = sessionmaker(self.engine, expire_on_commit=False)
        self._reading = sessionmaker(self.engine.execution_options(**_READING), expire_on_commit=False)

    def do(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`work(session, ...)` in one transaction: all of it or, if it raises, nothing.

        Raises what it raises, and Refused("storage") where the database is locked for long, full or read-only.
        """
        try:
            with self._writing.begin() as session:
                return work(session, *args, **kwargs)
        except OperationalError as failure:
            raise _told(failure) from failure

    def read(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`work(session, ...)` that writes nothing: it waits for no writer and nobody waits for it."""
        try:
            with self._reading() as session:
                return work(session, *args, **kwargs)
        except OperationalError as failure:
            raise _told(failure) from failure

    def close(self) -> None:
        self.engine.dispose()


class Store:
    """The same database for asynchronous code: threads of its own do the work, so that nobody waits for a disk.

    A file has one writer at a time, so one thread writes there: in turn is quicker than waiting for each other's locks.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._writers = ThreadPoolExecutor(1 if desk.is_file else WRITERS, "writing")
        self._readers = ThreadPoolExecutor(READERS, "reading")

    @classmethod
    async def open(cls, settings: Settings) -> Self:
        """Open the database of the settings, as Desk does. Raises OutputError."""
        return cls(await asyncio.to_thread(Desk, settings))

    async def close(self) -> None:
        """Finish what is at work, then close."""
        for threads in (self._writers, self._readers):
            await asyncio.to_thread(threads.shutdown)
        self._desk.close()

    async def do(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As `Desk.do`. A transaction that has begun is ended also where the caller is cancelled meanwhile."""
        until_s = time.monotonic() + BUSY_MS / 1000

        def in_turn() -> T:
            if time.monotonic() > until_s:
                raise Refused("storage", "The database cannot be used now: others have written for too long.")
            return self._desk.do(work, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._writers, in_turn)

    async def read(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As `Desk.read`."""
        looking = partial(self._desk.read, work, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._readers, looking)


def prepare(settings: Settings) -> None:
    """Make the folder of all data and bring the database up to date. Raises OutputError with what to do."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        migrate(settings.app_url)
    except OSError as failure:
        where = settings.data_dir
        raise OutputError(
            f"Cannot write into {where}: {failure.strerror}. Set VIVANT_DATA_DIR.", place=str(where)
        ) from None
    except OperationalError as failure:
        shown = sa.make_url(settings.app_url).render_as_string(hide_password=True)
        raise OutputError(f"The database {shown} cannot be used: {failure.orig}.", place=shown) from None


def migrate(url: str) -> None:
    """Bring the tables of a database to the newest form; several processes may try at once."""
    engine = sa.create_engine(driven(url, "pysqlite"))
    watch(engine)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(778249)")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def driven(url: str, sqlite: str) -> str:
    """The URL with the driver that is used: `sqlite` for SQLite, psycopg for PostgreSQL."""
    parsed = sa.make_url(url)
    driver = {"sqlite": f"sqlite+{sqlite}", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
    name = parsed.drivername.partition("+")[0]
    return parsed.set(drivername=driver.get(name, parsed.drivername)).render_as_string(hide_password=False)


def watch(engine: sa.Engine) -> None:
    """Give SQLite connections their pragmas and honest transactions: one that may write asks for that at its start."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        reading = connection.get_execution_options().get("vivant_reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _told(failure: OperationalError) -> Refused:
    return Refused("storage", f"The database cannot be used now: {failure.orig}.")
