"""The studio on a server with our interface: files go there, words are answered there, films come back.

Not for the rules of talking to a server (vivant.client). Pictures are analysed on this machine. Not there: previews and
seeds; asking for them is answered in one sentence.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import anyio

from vivant import __version__
from vivant.client import AsyncClient, Delivery, Event, Skill, State, Timing, aio
from vivant.client.session import Session, new_session
from vivant.errors import UsageError
from vivant.mcp.answers import JobLine, ProjectAnswer
from vivant.mcp.desk import Desk, Tell, Work
from vivant.mcp.hand import Hand
from vivant.mcp.records import Job, Records
from vivant.mcp.studio import Quality, beside, existing, target
from vivant.mcp.work import deliver

SIZES = ("720p", "1080p", "1440p", "2160p")
FORMATS = (".mp4", ".mov", ".avi", ".webm", ".mkv", ".gif")
TIMING = Timing(render_poll_s=5, render_polls=720)
"""A film may take an hour; nobody is told of each look."""
SENT, ANSWERED = 0.1, 0.7
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ONE, _MANY = "Animate this picture.", "Make a film of these."
_CANCEL_S = 10.0


class There:
    """Everything on the server at `url`. Used with its desk open: `async with studio.desk: ...`."""

    def __init__(self, folder: Path, url: str, timing: Timing = TIMING) -> None:
        self._url, self._timing = url, timing
        self._token: str | None = None
        name = hashlib.sha256(url.encode()).hexdigest()[:12]
        self._hand = Hand()
        self.desk = Desk(Records(folder / "servers" / name / "jobs"), self._hand.close)

    def make(
        self, tool: str, files: Sequence[str], words: str, output: str, *, seed: int, overwrite: bool
    ) -> Job:  # fmt: skip
        if seed:
            raise UsageError("A server takes no seed; leave it out.", place="seed", value=seed)
        given = [existing(name) for name in files]
        ending = "-story.mp4" if len(given) > 1 else "-vivant.mp4"
        wanted = _target(output, given, overwrite=overwrite) if output else beside(given[0], ending, Path.home())

        async def work(job: Job, tell: Tell) -> dict[str, Any]:
            async with self._client() as (client, session, _):
                job.project = session.session_id
                tell(0.02, "Sending the files")
                await client.upload(*given)
                answer = await _said(client, words or (_ONE if len(given) == 1 else _MANY), tell)
                film = await self._film(client, job, wanted, tell, overwrite=overwrite and bool(output))
            return answer | film

        asked = {"files": [str(one) for one in given], "words": words, "output": str(wanted)}
        return self.desk.begin(tool, asked, work, lane="draw")

    def edit(self, project: str, words: str, add: Sequence[str]) -> Job:
        more = [existing(name) for name in add]

        async def work(_job: Job, tell: Tell) -> dict[str, Any]:
            async with self._client(project) as (client, _, _):
                if more:
                    tell(0.02, "Sending the files")
                    await client.upload(*more)
                answer = await _said(client, words, tell)
                return answer | {"page": await client.link()}

        return self._begin("edit_project", {"words": words, "add": [str(one) for one in more]}, work, project)

    def export(
        self, project: str, output: str, *, size: str, fps: float | None, quality: Quality, overwrite: bool
    ) -> Job:  # fmt: skip
        if size and size.lower() not in SIZES:
            told = f"A server knows resolutions only: {', '.join(SIZES)}."
            raise UsageError(told, place="size", value=size, limit=list(SIZES))
        wanted = _target(output, [], overwrite=overwrite)
        how = {"resolution": size or None, "fps": fps, "quality": quality}

        async def work(job: Job, tell: Tell) -> dict[str, Any]:
            async with self._client(project) as (client, _, _):
                return await self._film(client, job, wanted, tell, overwrite=overwrite, **how)

        return self._begin("export_video", {"output": str(wanted), **how}, work, project)

    def analyze(self, image: str, folder: str) -> Job:
        place = str(Path(folder).expanduser().absolute()) if folder else ""
        task = {"do": "analyze", "image": str(existing(image)), "folder": place}

        async def work(_job: Job, tell: Tell) -> dict[str, Any]:
            return await self._hand.do(task, tell)

        return self.desk.begin("analyze_image", task, work, lane="look")

    def has(self, project: str) -> bool:
        return bool(_ID.fullmatch(project))

    async def project(self, project: str) -> ProjectAnswer:
        async with self._client(project) as (client, _, now):
            page = await client.link()
        draft = now.draft or {}
        about = draft.get("m") or {}
        return self._told(project, now.summary).model_copy(
            update={
                "files": [str(item.get("filename", "")) for item in now.uploads], "page": page,
                "width": about.get("width", 0), "height": about.get("height", 0), "fps": about.get("fps", 0),
                "duration_s": draft.get("d", 0) / 1000,
                "draft_uri": f"vivant://projects/{project}/draft" if now.draft else "",
            }
        )  # fmt: skip

    def projects(self) -> list[ProjectAnswer]:
        found: dict[str, str] = {}
        for job in self._jobs():
            if job.project and (job.project in found or job.result):
                found[job.project] = str(job.result.get("summary") or found.pop(job.project, ""))
        return [self._told(project, summary) for project, summary in reversed(found.items())]

    async def draft(self, project: str) -> str:
        async with self._client(project) as (_, _, now):
            pass
        if now.draft is None:
            raise UsageError(f"Nothing was made of {project} yet: say with edit_project what it is to become.")
        return json.dumps(now.draft, ensure_ascii=False)

    async def preview(self, project: str) -> bytes:
        raise UsageError("A server has no preview pictures: open the page that get_project names, or export the film.")

    # --- small steps --------------------------------------------------------------------------------------------------

    def _begin(self, tool: str, asked: dict[str, Any], work: Work, project: str) -> Job:
        if not self.has(project):
            raise UsageError(f"{project!r} is no id of a project; list_projects has them.", place="project_id")
        return self.desk.begin(tool, asked, work, lane="draw" if tool == "export_video" else "look", project=project)

    @asynccontextmanager
    async def _client(self, project: str = "") -> AsyncIterator[tuple[AsyncClient, Session, State]]:
        """A client on a project as it is now, or on a new one. Its token is kept in memory alone.

        Raises ClientError where the project is gone: nothing is begun anew in its place.
        """
        if project and not self.has(project):
            raise UsageError(f"{project!r} is no id of a project; list_projects has them.", place="project_id")
        skill = Skill("vivant-mcp", __version__)
        session = new_session(self._url, None, self._token, None, "en", skill, None, self._timing)
        session.session_id = project
        client = AsyncClient(session) if project else await aio.connect(session)
        try:
            async with client:
                now = await client.state() if project else State(None, {})
                session.task_id = str(now.data.get("task_id") or session.task_id)
                yield client, session, now
        finally:
            self._token = session.token or self._token

    async def _film(
        self, client: AsyncClient, job: Job, wanted: Path, tell: Tell, *, overwrite: bool, **how: Any
    ) -> dict[str, Any]:  # fmt: skip
        """The film, fetched into the job's folder and delivered when it is whole."""

        def told(event: Event) -> None:
            share = None if event.progress is None else ANSWERED + (1 - ANSWERED) * event.progress
            drawn = event.kind == "done"  # its text names the place of a file that is yet to be delivered
            tell(share, "Delivering the film" if drawn else event.text.partition("\n")[0] or "Drawing the film")

        part = self.desk.records.folder(job.id) / f"film{wanted.suffix.lower()}"
        given = {name: value for name, value in how.items() if value is not None}
        made: Delivery = await client.export(part, tell=told, **given)
        film = await anyio.to_thread.run_sync(partial(deliver, part, wanted, overwrite=overwrite))
        about = {
            "path": str(film), "width": made.width or 0, "height": made.height or 0,
            "duration_s": made.seconds or 0, "size_bytes": film.stat().st_size,
        }  # fmt: skip
        return {"film": about, "page": made.link}

    def _jobs(self) -> list[Job]:
        return sorted(self.desk.records.all(), key=lambda job: job.begun_s)

    def _told(self, project: str, summary: str) -> ProjectAnswer:
        jobs = [JobLine(job_id=one.id, tool=one.kind, status=one.status) for one in self.desk.records.of(project)]
        return ProjectAnswer(project_id=project, summary=summary, jobs=jobs)


async def _said(client: AsyncClient, words: str, tell: Tell) -> dict[str, Any]:
    """What the server answered to the words. Cancelled, it stops what runs there."""
    said: list[str] = []
    now: State | None = None
    try:
        tell(SENT, "Waiting for the server")
        async for event in client.send(words):
            if event.kind == "text":
                said.append(event.text)
            if event.kind in ("progress", "notice", "text") and event.text:
                tell(_share(event), event.text.partition("\n")[0])
            now = event.state or now
    except anyio.get_cancelled_exc_class():
        with anyio.CancelScope(shield=True), anyio.move_on_after(_CANCEL_S):
            await client.cancel()
        raise
    reply = {"kind": "changed", "said": "\n".join(said)}
    return {"reply": reply, "summary": now.summary if now else ""}


def _share(event: Event) -> float | None:
    if event.progress is None:
        return None
    stages = ((event.stage or 1) - 1 + event.progress) / 2
    return SENT + (ANSWERED - SENT) * stages


def _target(output: str, sources: Sequence[Path], *, overwrite: bool) -> Path:
    path = target(output, sources, overwrite=overwrite)
    if path.suffix.lower() not in FORMATS:
        raise UsageError(f"A server writes {', '.join(FORMATS)}; choose another output.", place="output", value=output)
    return path
