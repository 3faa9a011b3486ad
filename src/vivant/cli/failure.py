"""What a person is told when a command fails: one sentence and an exit code, never a stack trace unless asked for.

Not for wrong options: typer answers those itself, with exit code 2.
"""

from __future__ import annotations

import functools
import os
import sys
import traceback
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import typer

from vivant.cli import console

P = ParamSpec("P")
R = TypeVar("R")

show_traces = False
"""Whether stack traces are wanted (`--debug`)."""

FAILED, WRONG_USE, INTERRUPTED, NO_READER = 1, 2, 130, 141


def told(command: Callable[P, R]) -> Callable[P, R]:
    """`command` with every failure said in one sentence on stderr, as JSON on stdout too where JSON was asked for."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except BrokenPipeError:
            # The reader (head, less) has what it wanted. Nothing more may be flushed into the closed pipe.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(NO_READER) from None
        except (Exception, KeyboardInterrupt) as error:
            if isinstance(error, typer.Exit):
                raise
            raise typer.Exit(_tell(error, as_json=bool(kwargs.get("as_json")))) from None

    return run


def _tell(error: BaseException, *, as_json: bool) -> int:
    """Say what went wrong and return the exit code."""
    code, about = explain(error)
    trace(error)
    console.say(str(about["message"]))
    if as_json:
        console.emit_json({"error": about})
    return code


def trace(error: BaseException) -> None:
    """The stack trace, where somebody wants to see it."""
    if show_traces:
        traceback.print_exception(error)


def explain(error: BaseException) -> tuple[int, dict[str, object]]:
    """The exit code, and what to tell: code, message, and place, value, limit where known."""
    from vivant.errors import UsageError, VivantError

    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED, {"code": "interrupted", "message": "Interrupted; nothing was written."}
    if isinstance(error, UsageError):
        return WRONG_USE, error.to_dict()
    if isinstance(error, VivantError):
        return FAILED, error.to_dict()
    if isinstance(error, MemoryError):
        return FAILED, {"code": "memory", "message": "There is not enough memory: try a smaller --size or photo."}
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return FAILED, {"code": "internal", "message": f"Vivant failed unexpectedly ({what}); add --debug to see where."}
