"""Projects on this machine: a folder each, with the conversation, its draft, what it looks like, and a few words.

Not for changing them (work.py); what is here is read without opening a picture.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vivant.errors import OutputError, UsageError
from vivant.mcp.records import Hold, write_whole

_ID = re.compile(r"prj_[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Project:
    """One project; its folder is made when something is kept."""

    folder: Path

    @property
    def talk(self) -> Path:
        """The conversation, as `vivant.talks` saves it."""
        return self.folder / "talk.json"

    @property
    def draft(self) -> Path:
        return self.folder / "draft.json"

    @property
    def preview(self) -> Path:
        return self.folder / "preview.jpg"

    def alone(self) -> Hold:
        """Waits until nobody else changes the project, and keeps others waiting."""
        return Hold(self.folder / "lock", wait=True)

    def keep(self, about: dict[str, Any], draft: dict[str, Any] | None, save: Callable[[Path], object]) -> None:
        """Keep what is to be told of the project, its draft and, by `save`, the conversation. Raises OutputError."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            save(self.talk)
            if draft is not None:
                write_whole(self.draft, json.dumps(draft, ensure_ascii=False).encode())
            write_whole(self.folder / "about.json", json.dumps(about | {"changed_s": time.time()}).encode())
        except OSError as failure:
            raise OutputError(
                f"The project cannot be kept in {self.folder}: {failure.strerror}. Make room, or give another folder "
                "with --data.",
                place=str(self.folder),
            ) from None

    def about(self) -> dict[str, Any]:
        """What is to be told of it: files, summary, width, height, fps, duration_s, said, changed_s."""
        try:
            told: dict[str, Any] = json.loads((self.folder / "about.json").read_bytes())
        except (OSError, ValueError):
            raise UsageError(f"The project in {self.folder} is damaged; begin it anew.", place="project_id") from None
        return told


class Projects:
    """All projects of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def new(self) -> str:
        """An id that no project has."""
        return f"prj_{secrets.token_hex(6)}"

    def place(self, project_id: str) -> Project:
        """Where a project is or will be. Raises UsageError for what is no id."""
        if not _ID.fullmatch(project_id):
            raise UsageError(
                f"{project_id!r} is no id of a project; list_projects has them.", place="project_id", value=project_id
            )
        return Project(self._folder / project_id)

    def has(self, project_id: str) -> bool:
        return bool(_ID.fullmatch(project_id)) and (self._folder / project_id / "about.json").is_file()

    def find(self, project_id: str) -> Project:
        """A project that there is. Raises UsageError."""
        project = self.place(project_id)
        if not self.has(project_id):
            raise UsageError(f"There is no project {project_id}; list_projects has all.", place="project_id")
        return project

    def all(self) -> dict[str, dict[str, Any]]:
        """What is to be told of each project by its id, the one that was changed last first."""
        found = {}
        for folder in self._folder.glob("prj_*"):
            if _ID.fullmatch(folder.name):
                with suppress(UsageError):
                    found[folder.name] = Project(folder).about()
        return dict(sorted(found.items(), key=lambda one: -one[1].get("changed_s", 0)))
