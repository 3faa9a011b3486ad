"""One request for everything: a project, its files and its first message; /api/v1/generate of the contract."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from vivant.jobs import Refused, projects, renders, runs
from vivant.jobs.tables import Render, Run
from vivant.server import answers, backend, messages, taking
from vivant.server.bodies import read
from vivant.server.callers import SKILL_HEADERS, attribution, caller
from vivant.server.describing import FILES, described
from vivant.server.messages import Message
from vivant.server.showing import generated_body

router = APIRouter(tags=["generate"], prefix="/api/v1/generate")
_WISH = {"prompt": "slow dolly in, falling snow, 6 s", "image_urls": ["https://example.org/beach.jpg"]}


class Wish(BaseModel):
    model_config = ConfigDict(extra="allow")

    skill: Annotated[str, Field(max_length=200)] | None = None
    prompt: Annotated[str, Field(max_length=messages.MOST_TEXT)] | None = None
    input: Any = None

    def words(self) -> str:
        """What is asked for. Raises failure 400 where nothing is."""
        told = self.input.get("prompt") or self.input.get("text") if isinstance(self.input, dict) else self.input
        found = self.prompt or (told if isinstance(told, str) else "")
        if not found.strip() or len(found) > messages.MOST_TEXT:
            raise answers.bad_request("missing_field", "prompt", "The field prompt is missing.")
        return found.strip()

    def urls(self) -> list[str]:
        """The addresses in every field whose name ends with url or urls, in order."""
        given = {**(self.model_extra or {}), **(self.input if isinstance(self.input, dict) else {})}
        lists = [value if isinstance(value, list) else [value] for name, value in given.items()
                 if name.endswith(("url", "urls"))]  # fmt: skip
        return [one for values in lists for one in values if isinstance(one, str) and one]


@router.post(
    "",
    **described("write", 2001, *FILES, account=True, takes=Wish, example=_WISH, reads=SKILL_HEADERS, status=202),
)
async def generate(request: Request) -> Response:
    """Make a project of a prompt and the files at the given addresses, and start to work on it."""
    who = await caller(request)
    wish = await read(request, Wish)
    words, urls = wish.words(), wish.urls()
    who.need("write")
    who.need_account()
    desk = backend.of(request)
    if urls:
        who.need("upload")
    project = await desk.store.do(projects.create, who.user.id, name=words[:60], skill=attribution(request))
    async with taking.workplace(desk) as folder:
        sent = await taking.from_urls(urls[: desk.settings.max_items], desk, folder)
        if sent:
            await taking.keep(desk, who.user.id, project.session_id, sent)
    message = Message(project.session_id, words, options={"export": {"format": "mp4", "quality": "high"}})
    run, _, _ = await messages.run_for(desk, who, message)
    body = {"job_id": run.id, "status": "processing", "session_id": project.session_id, "task_id": project.task_id}
    return answers.success(body, body, status=202)


@router.get("/{job_id}", **described("read", 404, 1002))
async def poll(request: Request, job_id: str) -> Response:
    """How far such a job is, and its video once it is completed."""
    who = await caller(request)
    who.need("read")
    desk = backend.of(request)
    run = await desk.store.read(runs.get, who.user.id, job_id)
    who.session(run.session_id)
    export = await desk.store.read(_export, run)
    body = generated_body(desk, request, run, export)
    return answers.success(body, body)


def _export(session: Session, run: Run) -> Render | None:
    """The export that follows the run, under the run's own id, once there is one."""
    try:
        return renders.get(session, run.user_id, run.id)
    except Refused:
        return None
