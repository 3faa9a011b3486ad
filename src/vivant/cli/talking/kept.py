"""Where a conversation is kept on this machine, so that it can go on another day, and names for films.

Not for writing conversations (vivant.talks).
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from vivant.errors import UsageError

TALK = "talk.json"
LATEST = "last"


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of everything that the chat keeps."""
    return Path(environ.get("XDG_STATE_HOME") or "~/.local/state").expanduser() / "vivant"


def fresh(first: Path) -> Path:
    """A new folder for the conversation about a file."""
    named = re.sub(r"[^\w.-]+", "-", first.stem).strip("-.")[:24] or "film"
    base = home() / "chats" / f"{time.strftime('%y%m%d-%H%M')}-{named}"
    for n in count(1):
        place = base if n == 1 else base.with_name(f"{base.name}-{n}")
        try:
            place.mkdir(parents=True)
            return place
        except FileExistsError:
            continue
    raise AssertionError("count ends never")


def latest() -> Path | None:
    """The conversation that was changed last, or None."""
    found = list((home() / "chats").glob(f"*/{TALK}"))
    return max(found, key=lambda path: path.stat().st_mtime) if found else None


def named(resume: str) -> Path:
    """The conversation that a person means: the latest, or a file. Raises UsageError where none was kept."""
    if resume != LATEST:
        return Path(resume).expanduser()
    found = latest()
    if found is None:
        raise UsageError("No conversation was kept yet; begin one: vivant chat photo.jpg", place="resume")
    return found


def target(first: Path | None, name: str, suffix: str) -> tuple[Path, bool]:
    """Where a film goes, and whether the name that was wished for was taken.

    name    as a person said it: a file, a folder or nothing; without a folder it lies beside the first picture, and
            where nobody may write there, here
    suffix  ".webm" and the like where no name says one
    """
    ending = suffix or ".mp4"
    beside = first.parent if first is not None and os.access(first.parent, os.W_OK) else Path.cwd()
    wished = Path(name).expanduser() if name else None
    usual = f"{first.stem if first else 'film'}-vivant{ending}"
    if wished is None:
        path = beside / usual
    elif wished.is_dir():
        path = wished / usual
    else:
        path = wished if wished.suffix else wished.with_name(wished.name + ending)
        path = path.with_suffix(suffix) if suffix and path.suffix.lower() != suffix else path
        path = path if path.is_absolute() or len(path.parts) > 1 else beside / path
    free = _free(path)
    return free, bool(name) and free != path


def _free(path: Path) -> Path:
    """The path, or with a number where there is something: nothing of a person's is ever replaced."""
    names = (path if n == 1 else path.with_name(f"{path.stem}-{n}{path.suffix}") for n in count(1))
    return next(one for one in names if not one.exists())
