"""What is known of long work, kept as one small file a job, so that it can be told after the process has gone.

Not for doing it (desk.py). The process that does a job holds a lock on it: where a job has not ended and nobody holds
its lock, whoever did it has died, and it is told as interrupted.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

from vivant.errors import OutputError, UsageError

Status: TypeAlias = Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
ENDED: tuple[Status, ...] = ("done", "failed", "cancelled", "interrupted")
KEPT_DAYS = 30
"""How long a job that has ended is remembered."""
_ID = re.compile(r"job_[0-9a-f]{12}")


@dataclass(slots=True)
class Job:
    """One piece of long work.

    kind      the tool that began it
    asked     what it was given, so that it can be asked for again
    project   the project that it belongs to, or empty
    progress  0 .. 1, or None where nobody knows
    doing     what happens now, in a few words
    result    what came of it, once it is done
    error     code and message of what went wrong
    """

    id: str
    kind: str
    asked: dict[str, Any]
    project: str = ""
    status: Status = "queued"
    progress: float | None = None
    doing: str = ""
    result: dict[str, Any] = field(default_factory=dict)
    error: dict[str, Any] = field(default_factory=dict)
    begun_s: float = 0.0
    ended_s: float = 0.0

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED


class Records:
    """The jobs of one folder. Several processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def new(self, kind: str, asked: Mapping[str, Any], project: str) -> tuple[Job, Hold]:
        """A job with a folder of its own, and the hold of this process on it. Raises OutputError where none can be
        made."""
        job = Job(f"job_{secrets.token_hex(6)}", kind, dict(asked), project, begun_s=time.time())
        try:
            self.folder(job.id).mkdir(parents=True)
            hold = Hold(self.folder(job.id) / "lock")
            self.write(job)
        except OSError as failure:
            raise OutputError(
                f"Cannot write into {self._folder}: {failure.strerror}. Give another folder with --data.",
                place=str(self._folder),
            ) from None
        return job, hold

    def folder(self, job_id: str) -> Path:
        """Where a job may put what it needs; it is emptied when the job has ended badly. Raises UsageError."""
        if not _ID.fullmatch(job_id):
            raise UsageError(f"{job_id!r} is no id of a job; give the job_id that a tool returned.", place="job_id")
        return self._folder / job_id

    def write(self, job: Job) -> None:
        """Keep what is known now."""
        place = self.folder(job.id) / "job.json"
        write_whole(place, json.dumps(asdict(job), indent=1).encode())

    def read(self, job_id: str) -> Job:
        """What is known of a job; one whose process has died is interrupted. Raises UsageError."""
        try:
            job = Job(**json.loads((self.folder(job_id) / "job.json").read_bytes()))
        except (OSError, ValueError, TypeError):
            raise UsageError(
                f"There is no job {job_id}; it may be older than {KEPT_DAYS} days.", place="job_id"
            ) from None
        if not job.has_ended:
            self._interrupted(job)
        return job

    def of(self, project: str) -> list[Job]:
        """The jobs of a project, oldest first."""
        found = [job for job in self.all() if job.project == project]
        return sorted(found, key=lambda job: job.begun_s)

    def all(self) -> list[Job]:
        """All jobs that can be read."""
        names = sorted(one.name for one in self._folder.glob("job_*") if _ID.fullmatch(one.name))
        found = []
        for name in names:
            with suppress(UsageError):
                found.append(self.read(name))
        return found

    def clean(self, job_id: str) -> None:
        """Remove whatever a job has left but what is known of it."""
        for left in self.folder(job_id).iterdir():
            if left.name in ("job.json", "lock"):
                continue
            with suppress(OSError):
                if left.is_dir() and not left.is_symlink():
                    shutil.rmtree(left)
                else:
                    left.unlink()

    def sweep(self) -> None:
        """Note which jobs were interrupted, remove what they left, and forget the old ones."""
        for job in self.all():
            if job.has_ended and time.time() - job.ended_s > KEPT_DAYS * 86400:
                shutil.rmtree(self.folder(job.id), ignore_errors=True)

    def _interrupted(self, job: Job) -> None:
        """Mark a job as interrupted if nobody does it."""
        try:
            hold = Hold(self.folder(job.id) / "lock")
        except BlockingIOError:
            return
        with hold:
            job.status, job.ended_s, job.doing = "interrupted", time.time(), ""
            self.write(job)
            self.clean(job.id)


class Hold:
    """A lock on a file, until it is let go or the process ends: whoever does a job shows it so. Raises BlockingIOError
    where another has it, unless it may `wait`."""

    def __init__(self, place: Path, *, wait: bool = False) -> None:
        self._file = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BaseException:
            os.close(self._file)
            raise

    def let_go(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Hold:
        return self

    def __exit__(self, *_: object) -> None:
        self.let_go()


def write_whole(place: Path, data: bytes) -> None:
    """A file that is whole or not there: written beside its name and renamed."""
    beside = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(data)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
