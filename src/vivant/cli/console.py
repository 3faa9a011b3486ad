"""Where words go: data to stdout, everything said to a person to stderr, progress as a bar or as plain lines.

Not for deciding what to say; the commands do that.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from vivant.units import Progress


def say(sentence: str) -> None:
    """One line to the person, on stderr. Never wrapped, so that paths in it can be copied."""
    print(sentence, file=sys.stderr, flush=True)


def emit(text: str) -> None:
    """Data on stdout. Raises BrokenPipeError here, not at exit, where nobody could catch it."""
    print(text, flush=True)


def emit_json(value: Mapping[str, Any] | list[Any]) -> None:
    """One JSON value on stdout, in ASCII, so that any terminal and any program reads it."""
    emit(json.dumps(value, indent=2, default=str))


@contextmanager
def progress(doing: str, then: str = "", unit: str = "frames") -> Iterator[Progress]:
    """Show that something is `doing`, and once progress is reported, how far `then` is and how long it still takes.

    On a terminal a bar, otherwise a line every tenth.
    """
    from rich.console import Console

    console = Console(stderr=True)
    if console.is_interactive and not console.is_dumb_terminal:
        with _bar(console, doing, then) as report:
            yield report
    else:
        say(f"{doing} ...")
        yield _lines(then, unit)


@contextmanager
def _bar(console: Console, doing: str, then: str) -> Iterator[Progress]:
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar
    from rich.table import Column

    name = TextColumn("{task.description}", table_column=Column(no_wrap=True, overflow="ellipsis"))
    columns = (name, BarColumn(bar_width=None), TaskProgressColumn(), TimeRemainingColumn(compact=True))
    with Bar(*columns, console=console, transient=True, expand=True) as bar:
        task = bar.add_task(doing, total=None)

        def report(done: int, total: int) -> None:
            bar.update(task, description=then, completed=done, total=total)

        yield report


def _lines(then: str, unit: str) -> Progress:
    """A progress callback that says a line at every tenth, with the time left after the first."""
    last_tenth = 0
    start_s: float | None = None
    start_done = 0

    def report(done: int, total: int) -> None:
        nonlocal last_tenth, start_s, start_done
        now_s = time.monotonic()
        if start_s is None:
            start_s, start_done = now_s, done
        tenth = 10 * done // max(1, total)
        if tenth <= last_tenth:
            return
        last_tenth = tenth
        left = ""
        if start_done < done < total:
            left = f", {clock_time((now_s - start_s) / (done - start_done) * (total - done))} left"
        say(f"{then}: {tenth * 10} % ({done} of {total} {unit}{left})")

    return report


def clock_time(seconds: float) -> str:
    """A duration as people say it: "4.2 s", "38 s", "3 min 20 s"."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
