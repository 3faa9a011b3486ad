"""Exports: submitted, polled, cancelled, downloaded; 4.8 of the contract."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from vivant.jobs import projects, renders
from vivant.server import answers, backend, submission
from vivant.server.answers import Json
from vivant.server.bodies import read
from vivant.server.callers import SKILL_HEADERS, Caller, attribution, caller, missing_attribution
from vivant.server.describing import described
from vivant.server.files import send_file
from vivant.server.found import RENDERED
from vivant.server.showing import render_body

router = APIRouter(tags=["exports"], prefix="/api/render/proxy")
_READERS = "read", "render"
_EXPORT = {
    "id": "render_1",
    "session_id": "5529798706024415232",
    "output": {"format": "mp4", "quality": "high", "resolution": "1080p"},
}


class Export(BaseModel):
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,128}$")]
    session_id: Annotated[str, Field(max_length=64)]
    draft: dict[str, Any] | str | None = None
    output: dict[str, Any] | None = None


@router.post(
    "/lambda",
    **described("render", 402, 1002, 3002, 3005, takes=Export, example=_EXPORT, reads=SKILL_HEADERS),
)
@router.post("/draft", include_in_schema=False)
async def submit(request: Request) -> Response:
    """Export a draft. The same id and content again give the same export."""
    who = await caller(request)
    wish = await read(request, Export)
    draft = submission.draft_of(wish.draft)
    output, warnings = submission.output_of(wish.output or {})
    who.need("render")
    desk = backend.of(request)
    session_id = who.session(wish.session_id)
    await _gate(request, who, session_id)
    render, new = await desk.store.do(
        submission.submit, who.user.id, session_id, wish.id, draft, output, warnings, desk.settings.session_ttl_days
    )
    if new:
        await desk.engine.enqueue("render", render.job)
    return Json(render_body(desk, request, render))


@router.get("/lambda/{render_id}", **described(_READERS, 1002, 3004))
@router.get("/{render_id}", include_in_schema=False)
async def poll(request: Request, render_id: str) -> Response:
    """How far an export is, and where its file is once it is completed."""
    who = await caller(request)
    who.need("read", "render")
    desk = backend.of(request)
    render = await desk.store.read(renders.get, who.user.id, render_id)
    who.session(render.session_id)
    return Json(render_body(desk, request, render))


@router.post("/lambda/{render_id}/cancel", **described("render", 1002, 3004))
async def cancel(request: Request, render_id: str) -> Response:
    """Stop an export that has not ended."""
    who = await caller(request)
    who.need("render")
    desk = backend.of(request)
    render = await desk.store.read(renders.get, who.user.id, render_id)
    who.session(render.session_id)
    if render.is_active:
        await desk.engine.cancel("render", render.job)
        render = await desk.store.read(renders.get, who.user.id, render_id)
    return Json(render_body(desk, request, render))


@router.head("/{render_id}/download", include_in_schema=False)
@router.get(
    "/{render_id}/download",
    **described(_READERS, 416, 1002, 3003, 3004, gives="bytes", reads=["Range"]),
)
async def download(request: Request, render_id: str) -> Response:
    """The bytes of a completed export."""
    who = await caller(request)
    who.need("read", "render")
    desk = backend.of(request)
    render = await desk.store.read(renders.get, who.user.id, render_id)
    who.session(render.session_id)
    if render.key is None:
        raise answers.not_rendered(render.status, render.error)
    made = str(render.output.get("format", "mp4"))
    return await send_file(
        request, desk.objects, render.key, name=f"{render.id}.{made}", mime_type=RENDERED[made], as_attachment=True
    )


async def _gate(request: Request, who: Caller, session_id: str) -> None:
    """What stands before every export: the three headers, and the plan. Raises failure 402."""
    desk = backend.of(request)
    there, rule = attribution(request), desk.settings.attribution
    if rule == "session" and missing_attribution(there):
        project = await desk.store.read(projects.get, who.user.id, session_id, ttl_days=desk.settings.session_ttl_days)
        there = project.skill | there
    missing = missing_attribution(there)
    # The page of a project is ours: it needs no skill behind it.
    if missing and rule != "off" and who.session_id is None:
        raise answers.unattributed(missing)
    if who.user.plan == "free" and desk.settings.free_plan_export == "block":
        raise answers.plan_blocked(desk.register_url(request, who.user.id))
