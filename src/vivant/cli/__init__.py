"""The `vivant` command: one file per command, put together here.

Commands translate what was typed, call the front door and say what came back; they decide nothing. Picture and video
libraries are imported inside the commands, so that `vivant --help` answers at once.
"""

from __future__ import annotations

import signal
import sys
from typing import Annotated, Any

import typer

from vivant import __version__
from vivant.cli import (
    admin,
    analyze,
    animate,
    catalogue,
    chat,
    doctor,
    edit,
    export,
    failure,
    mcp,
    models,
    serve,
    skill,
    story,
    worker,
)

app = typer.Typer(
    name="vivant", no_args_is_help=True, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]}
)


def _show_version(asked: bool) -> None:
    if asked:
        print(f"vivant {__version__}")
        raise typer.Exit


@app.callback()
def vivant(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    _debug: Annotated[
        bool, typer.Option("--debug", help="Show the stack trace of a failure; may stand anywhere on the line.")
    ] = False,
) -> None:
    """Still pictures come alive: say how a photo should move, get a video that really moves.

    Try: vivant animate photo.jpg "slow dolly in, 6 s loop" -o out.mp4
    """


for command in (
    animate.animate, analyze.analyze, catalogue.catalogue, chat.chat, doctor.doctor, edit.edit, export.export,
    mcp.mcp, serve.serve, story.story, worker.worker,
):  # fmt: skip
    app.command()(failure.told(command))
app.add_typer(models.app, name="models")
app.add_typer(skill.app, name="skill")
app.add_typer(admin.app, name="admin")


def _stop(_signal: int, _frame: Any) -> None:
    raise KeyboardInterrupt


def main() -> None:
    """Run the command line in sys.argv and exit: 0 done, 1 failed, 2 used wrongly, 130 interrupted."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    words = sys.argv[1:]
    failure.show_traces = "--debug" in words
    app([word for word in words if word != "--debug"])
