"""The studio on this machine: projects in a folder, the work in child processes, no server.

Not for how films are made (work.py, and the front door behind it).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vivant.errors import UsageError
from vivant.mcp.answers import JobLine, ProjectAnswer
from vivant.mcp.desk import Desk, Lane, Tell
from vivant.mcp.hand import Hand
from vivant.mcp.projects import Projects
from vivant.mcp.records import Job, Records
from vivant.mcp.studio import Quality, beside, existing, target


def home(given: Path | None = None) -> Path:
    """The folder of all that MCP keeps: in the one given, in VIVANT_DATA_DIR, or where the server keeps its data."""
    told = os.environ.get("VIVANT_DATA_DIR")
    usual = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "vivant"
    return (given or (Path(told).expanduser() if told else usual)).absolute() / "mcp"


class Here:
    """Everything on this machine. Used with its desk open: `async with studio.desk: ...`."""

    def __init__(self, folder: Path) -> None:
        self._projects = Projects(folder / "projects")
        self._hand = Hand()
        self.desk = Desk(Records(folder / "jobs"), self._hand.close)

    def make(
        self, tool: str, files: Sequence[str], words: str, output: str, *, seed: int, overwrite: bool
    ) -> Job:  # fmt: skip
        given = [existing(name) for name in files]
        if not given:
            raise UsageError("Give at least one picture or video.", place="files")
        project = self._projects.new()
        place = self._projects.place(project)
        ending = "-story.mp4" if len(given) > 1 else "-vivant.mp4"
        wanted = target(output, given, overwrite=overwrite) if output else beside(given[0], ending, place.folder)
        task = {
            "do": "make", "files": [str(one) for one in given], "words": words, "seed": seed, "output": str(wanted),
            "overwrite": overwrite and bool(output),
        }  # fmt: skip
        return self._begin(tool, task, project, "draw")

    def edit(self, project: str, words: str, add: Sequence[str]) -> Job:
        self._projects.find(project)
        more = [str(existing(name)) for name in add]
        return self._begin("edit_project", {"do": "edit", "words": words, "add": more}, project, "look")

    def export(
        self, project: str, output: str, *, size: str, fps: float | None, quality: Quality, overwrite: bool
    ) -> Job:  # fmt: skip
        files = [Path(file) for file in self._projects.find(project).about()["files"]]
        wanted = target(output, files, overwrite=overwrite)
        task = {
            "do": "export", "output": str(wanted), "size": size, "fps": fps, "quality": quality, "overwrite": overwrite,
        }  # fmt: skip
        return self._begin("export_video", task, project, "draw")

    def analyze(self, image: str, folder: str) -> Job:
        place = str(Path(folder).expanduser().absolute()) if folder else ""
        return self._begin(
            "analyze_image", {"do": "analyze", "image": str(existing(image)), "folder": place}, "", "look"
        )

    def has(self, project: str) -> bool:
        return self._projects.has(project)

    async def project(self, project: str) -> ProjectAnswer:
        return self._told(project, self._projects.find(project).about())

    def projects(self) -> list[ProjectAnswer]:
        return [self._told(project, about) for project, about in self._projects.all().items()]

    async def draft(self, project: str) -> str:
        place = self._projects.find(project).draft
        if not place.is_file():
            raise UsageError(f"Nothing was made of {project} yet: say with edit_project what it is to become.")
        return place.read_text("utf-8")

    async def preview(self, project: str) -> bytes:
        place = self._projects.find(project).preview
        if not place.is_file():
            raise UsageError(f"Nothing was made of {project} yet: say with edit_project what it is to become.")
        return place.read_bytes()

    def _begin(self, tool: str, task: dict[str, Any], project: str, lane: Lane) -> Job:
        async def work(job: Job, tell: Tell) -> dict[str, Any]:
            scratch = str(self.desk.records.folder(job.id))
            place = str(self._projects.place(project).folder) if project else ""
            whole = task | {"project": place, "scratch": scratch}
            return await self._hand.do(whole, tell)

        asked = {name: value for name, value in task.items() if name != "do"}
        return self.desk.begin(tool, asked, work, lane=lane, project=project)

    def _told(self, project: str, about: dict[str, Any]) -> ProjectAnswer:
        jobs = [JobLine(job_id=one.id, tool=one.kind, status=one.status) for one in self.desk.records.of(project)]
        made = bool(about.get("summary"))
        known = {name: value for name, value in about.items() if name in ProjectAnswer.model_fields}
        return ProjectAnswer(
            project_id=project, jobs=jobs, draft_uri=f"vivant://projects/{project}/draft" if made else "",
            preview_uri=f"vivant://projects/{project}/preview" if made else "", **known,
        )  # fmt: skip
