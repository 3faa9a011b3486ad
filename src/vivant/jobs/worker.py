"""A process that does the work: it takes jobs from its queues until it is told to stop.

    python -m vivant.jobs.worker --queues cpu,render

Several may run, on one machine or on many. Killed at any moment, another one, or the same started again, goes on.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, cast

from dbos import DBOS, DBOSClient, DBOSConfig, SQLAlchemyDatasource

from vivant.errors import UsageError, VivantError
from vivant.jobs import keeping, workflows
from vivant.jobs.engine import APP, QUEUES, SERIALIZER, VERSION, prepare
from vivant.jobs.objects import Objects
from vivant.jobs.refusals import Refused
from vivant.jobs.settings import Settings, load
from vivant.jobs.store import Desk, driven

log = logging.getLogger("vivant.jobs")
BEAT_S = 2.0
RETAIN_S = 600.0


class Worker:
    """Takes jobs from `queues` ("cpu", "gpu", "render") from `start` until `stop`. One a process."""

    def __init__(self, settings: Settings, queues: Sequence[str] = ("cpu", "render")) -> None:
        unknown = [name for name in queues if name not in QUEUES]
        if unknown or not queues:
            raise UsageError(f"There is no queue {unknown or ''}; choose of {', '.join(QUEUES)}.", place="queues")
        self._settings, self._queues = settings, tuple(queues)
        self._executor = keeping.new_executor()
        self._over = threading.Event()

    def start(self) -> None:
        """Open everything, take up what was left, and begin. Raises OutputError."""
        settings = self._settings
        self._desk = Desk(settings)
        self._desk.do(keeping.beat, self._executor, ",".join(self._queues))
        self._objects = Objects(settings)
        url = prepare(settings)
        DBOS(config=_config(url, self._executor))
        source = SQLAlchemyDatasource.create(
            driven(settings.app_url, "pysqlite"), engine=self._desk.engine, serializer=SERIALIZER
        )
        self._shop = workflows.Shop(settings, self._desk, self._objects, source)
        workflows.open_shop(self._shop)
        DBOS.listen_queues(self._queues)
        DBOS.launch()
        for name in QUEUES:
            DBOS.register_queue(
                name, worker_concurrency=max(1, settings.workers),
                polling_interval_sec=settings.poll_s, on_conflict="always_update",
            )  # fmt: skip
        self._client = DBOSClient(system_database_url=url, serializer=SERIALIZER, application_name=APP)
        self._thread = threading.Thread(target=self._look_after, name="looking after jobs", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Until somebody calls `stop` or `ask_to_stop`."""
        self._over.wait()

    def ask_to_stop(self, *_: object) -> None:
        self._over.set()

    def stop(self, timeout_s: int = 30) -> None:
        """Finish what is at work, for at most `timeout_s`, and close; the rest is taken up by others."""
        self._over.set()
        self._thread.join(timeout=BEAT_S + 1)
        DBOS.destroy(workflow_completion_timeout_sec=timeout_s)
        with suppress(Refused):
            self._desk.do(keeping.stop_beating, self._executor)
        self._client.destroy()
        self._desk.close()

    def _look_after(self) -> None:
        since_s, idle = RETAIN_S, set[str]()
        while not self._over.is_set():
            try:
                self._desk.do(keeping.beat, self._executor, ",".join(self._queues))
                at_work = frozenset(self._shop.at_work)
                keeping.adopt(self._desk, self._client, self._settings, self._executor, at_work, idle)
                if since_s >= RETAIN_S:
                    since_s = 0.0
                    keeping.retain(self._desk, self._client, self._objects, self._settings)
            except Refused as refusal:
                log.warning("%s", refusal)
            except Exception:
                log.exception("looking after jobs")
            since_s += BEAT_S
            self._over.wait(BEAT_S)


def _config(url: str, executor: str) -> DBOSConfig:
    config: dict[str, Any] = {
        "name": APP, "system_database_url": url, "executor_id": executor, "application_version": VERSION,
        "serializer": SERIALIZER, "log_level": "WARNING", "notification_listener_polling_interval_sec": 0.5,
        "scheduler_polling_interval_sec": 300.0,
    }  # fmt: skip
    return cast(DBOSConfig, config)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a worker until a signal. Settings come from the environment, as those of the server."""
    parser = argparse.ArgumentParser(prog="vivant worker", description="Do the work of a Vivant server.")
    parser.add_argument("--queues", default="cpu,render", help="cpu, gpu, render; separated by commas")
    wanted = parser.parse_args(arguments)
    logging.basicConfig(level=os.environ.get("VIVANT_LOG_LEVEL", "WARNING"))
    try:
        worker = Worker(load(), [name.strip() for name in wanted.queues.split(",") if name.strip()])
        worker.start()
    except VivantError as failure:
        parser.exit(2, f"{failure.sentence}\n")
    signal.signal(signal.SIGTERM, worker.ask_to_stop)
    signal.signal(signal.SIGINT, worker.ask_to_stop)
    print("ready", flush=True)
    worker.wait()
    worker.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
