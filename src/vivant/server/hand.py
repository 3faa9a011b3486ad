"""The worker process of one server: it works until the server tells it to stop, or is gone.

Not for workers of their own (`vivant worker`). The server holds the other end of standard input and never writes there:
it ends when the server does, however that came about, so no worker is left behind by a server that was killed.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path

from vivant.errors import VivantError
from vivant.jobs import load
from vivant.jobs.worker import Worker

NICE = 5
"""Drawing leaves the processor to whoever answers, on this machine and in this server."""


def main() -> int:
    _step_back()
    try:
        worker = Worker(load())
        worker.start()
    except VivantError as failure:
        print(failure.sentence, file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, worker.ask_to_stop)
    signal.signal(signal.SIGINT, worker.ask_to_stop)
    threading.Thread(target=_stop_with_server, args=(worker,), daemon=True).start()
    worker.wait()
    worker.stop()
    return 0


def _step_back() -> None:
    """Take NICE. Linux shares processor time among groups of processes first, and this one has a group of its own."""
    os.nice(NICE)
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(NICE))


def _stop_with_server(worker: Worker) -> None:
    os.read(0, 1)  # not sys.stdin, whose lock would be held when this process ends
    worker.ask_to_stop()


if __name__ == "__main__":
    raise SystemExit(main())
