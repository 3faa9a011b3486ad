"""Projects, claim tokens and the state: 4.2, 4.3 and 4.7 of the contract."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from vivant.jobs import accounts, projects
from vivant.server import answers, backend
from vivant.server.bodies import read
from vivant.server.callers import SKILL_HEADERS, attribution, caller
from vivant.server.describing import described
from vivant.server.showing import state_body

router = APIRouter(tags=["projects"])
CLAIM_S = 7 * 86_400
_PROJECT = {"task_name": "beach", "language": "en"}
_CLAIM = {"task_id": "task_0123456789abcdef", "session_id": "5529798706024415232"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


class NewProject(BaseModel):
    task_name: Annotated[str, Field(max_length=200)] | None = None
    language: Any = None


class ClaimWish(BaseModel):
    task_id: Annotated[str, Field(max_length=64)]
    session_id: Annotated[str, Field(max_length=64)]


@router.post(
    "/api/tasks/{user}/with-session/{app}",
    **described("write", 404, account=True, takes=NewProject, example=_PROJECT, reads=SKILL_HEADERS),
)
async def create_project(request: Request, user: str, app: str) -> Response:
    """A new project with its session."""
    who = await caller(request)
    wish = await read(request, NewProject, optional=True)
    who.need("write", user=user, app=app)
    who.need_account()
    project = await backend.of(request).store.do(
        projects.create,
        who.user.id,
        name=wish.task_name or "project",
        language=language_of(wish.language),
        skill=attribution(request),
    )
    ids = {"task_id": project.task_id, "session_id": project.session_id}
    return answers.success({**ids, "user_id": who.user.id}, ids)


@router.post("/api/auth/claim-token", **described("read", 1002, takes=ClaimWish, example=_CLAIM))
async def claim_token(request: Request) -> Response:
    """A link that opens this one project in a browser."""
    who = await caller(request)
    wish = await read(request, ClaimWish)
    who.need("read")
    desk = backend.of(request)
    session_id = who.session(wish.session_id)
    secret = await desk.store.do(accounts.create_claim, who.user.id, wish.task_id, session_id)
    url = f"{desk.base_url(request)}/workspace/claim?ct={secret}"
    return answers.success({"claim_token": secret, "expires_in": CLAIM_S, "url": url})


@router.get("/api/state/{app}/{user}/{session_id}/latest", **described("read", 404, 1002))
async def state(request: Request, app: str, user: str, session_id: str) -> Response:
    """All that can be seen of a project."""
    who = await caller(request)
    who.need("read", user=user, app=app)
    desk = backend.of(request)
    session = who.session(session_id)
    found = await desk.store.read(projects.state, who.user.id, session, ttl_days=desk.settings.session_ttl_days)
    return answers.success(state_body(desk, request, found))


def language_of(told: Any) -> str:
    """A language tag as it is, anything else (such as a placeholder that nobody replaced) as English."""
    return told if isinstance(told, str) and _LANGUAGE.fullmatch(told) else "en"
