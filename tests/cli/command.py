"""Running the command as a person does: another process, arguments in, text and an exit code out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"
Done = subprocess.CompletedProcess[str]
Vivant = Callable[..., Done]

SMALL = ("--size", "320x180", "--fps", "10", "--duration", "0.5")
"""Options for a video that is quickly made: 5 frames."""


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a child process: this source, a plain terminal, warnings as errors."""
    base = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    return base | {"PYTHONPATH": str(SOURCE), "PYTHONWARNINGS": "error", "COLUMNS": "100", "TERM": "xterm"} | more


def run(*arguments: object, cwd: Path) -> Done:
    """`vivant` with these arguments, run in `cwd`."""
    return subprocess.run(
        [sys.executable, "-m", "vivant", *map(str, arguments)],
        cwd=cwd, env=surroundings(), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def sentences(done: Done) -> list[str]:
    """What was said on stderr, without progress."""
    progress = ("Looking at the photo", "Drawing")
    return [line for line in done.stderr.splitlines() if line.strip() and not line.startswith(progress)]
