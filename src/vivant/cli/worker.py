"""`vivant worker`: does the long work of a server, on this machine or on another with the same database and files.

Not for answering requests (`vivant serve`).
"""

from __future__ import annotations

import logging
import signal
from pathlib import Path
from typing import Annotated

import typer

from vivant.cli import console
from vivant.cli.serve import needs_extra


def worker(
    queues: Annotated[str, typer.Option(help="Which work: cpu, gpu, render; separated by commas.")] = "cpu,render",
    data: Annotated[Path | None, typer.Option(help="The folder of all data, the server's.")] = None,
    config: Annotated[Path | None, typer.Option(help="A settings file (TOML), the server's.")] = None,
) -> None:
    """Work for a server until stopped; what is at hand is finished first."""
    needs_extra()
    from vivant.jobs import load
    from vivant.jobs.worker import Worker

    logging.basicConfig(level=logging.WARNING)
    names = [name.strip() for name in queues.split(",") if name.strip()]
    hand = Worker(load(file=config, given={"data_dir": data}), names)
    hand.start()
    signal.signal(signal.SIGTERM, hand.ask_to_stop)
    signal.signal(signal.SIGINT, hand.ask_to_stop)
    console.say(f"Working on {', '.join(names)}. Stop with Ctrl-C.")
    hand.wait()
    console.say("Finishing what is at hand.")
    hand.stop()
