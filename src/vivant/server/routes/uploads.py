"""Uploads by file and by address, and signed links to files: 4.5 and /files of the contract."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from vivant.jobs import projects
from vivant.server import answers, backend, taking
from vivant.server.bodies import read
from vivant.server.callers import caller
from vivant.server.describing import FILES, described
from vivant.server.files import send_file
from vivant.server.found import file_of_link
from vivant.server.showing import file_item

router = APIRouter(tags=["files"])
_BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}},
            }
        },
        "application/json": {
            "schema": {
                "type": "object",
                "properties": {
                    "urls": {"type": "array", "items": {"type": "string"}},
                    "source_type": {"type": "string"},
                },
            }
        },
    },
}


class Urls(BaseModel):
    urls: Annotated[list[Annotated[str, Field(min_length=1, max_length=4096)]], Field(min_length=1)]


@router.post("/api/upload-video/{app}/{user}/{session_id}", **described("upload", 404, 1002, *FILES, takes=_BODY))
async def upload(request: Request, app: str, user: str, session_id: str) -> Response:
    """Give files to a project, as multipart `files` or as `urls`: all of them or none."""
    who = await caller(request)
    desk = backend.of(request)
    is_form = request.headers.get("content-type", "").lower().startswith("multipart/form-data")
    wish = None if is_form else await read(request, Urls)
    if wish and len(wish.urls) > desk.settings.max_items:
        raise answers.bad_request("too_many_items", "urls", f"At most {desk.settings.max_items} files at once.")
    who.need("upload", user=user, app=app)
    session = who.session(session_id)
    await desk.store.read(projects.get, who.user.id, session, ttl_days=desk.settings.session_ttl_days)
    async with taking.workplace(desk) as folder:
        getting = taking.from_urls(wish.urls, desk, folder) if wish else taking.from_form(request, desk, folder)
        kept = await taking.keep(desk, who.user.id, session, await getting)
    items = [file_item(desk, request, asset) for asset in kept]
    return answers.success({"files": items, "session_state_applied": True}, {"url": items[0]["cdn_url"]})


@router.head("/files/{file_id}/{name}", include_in_schema=False)
@router.get("/files/{file_id}/{name}", **described(None, 403, 404, 416, gives="bytes", reads=["Range"]))
async def file(request: Request, file_id: str, name: str, exp: str = "", sig: str = "") -> Response:
    """The bytes of a file by a signed link."""
    desk = backend.of(request)
    if not desk.objects.verify(file_id, name, exp, sig):
        raise answers.Failure(403, 403, "This link is not valid or has expired. Read the state for a fresh one.")
    key, mime_type = await file_of_link(desk, file_id)
    return await send_file(request, desk.objects, key, name=name, mime_type=mime_type, as_attachment=False)
