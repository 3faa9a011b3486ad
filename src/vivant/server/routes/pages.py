"""Pages for people: the workspace of a project behind its claim link, registration, tokens; 4.3, 4.9 and 4.10."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from vivant.jobs import Refused, accounts, projects
from vivant.jobs.tables import Project
from vivant.server import answers, backend, bodies, pages
from vivant.server.callers import give_cookie, of_cookie, of_secret

router = APIRouter(include_in_schema=False)
STATIC = Path(__file__).parents[1] / "static"
_SCRIPTS = "workspace.js", "tokens.js", "reference.js"
_NAMES = {"page.css": "text/css", **dict.fromkeys(_SCRIPTS, "text/javascript")}
_FORM_BYTES = 10_000


@router.get("/workspace/claim")
async def claim(request: Request) -> Response:
    """The workspace behind a link: `ct` opens it, an older link with a token is exchanged for one with `ct`."""
    asked = request.query_params
    if asked.get("ct"):
        return await _opened(request, asked["ct"])
    if asked.get("token"):
        return await _exchanged(request, asked["token"], asked.get("task", ""), asked.get("session", ""))
    return await _remembered(request, asked.get("session", ""))


@router.get("/workspace/task/{task}/{session}")
async def old_claim(request: Request, task: str, session: str, nemo_token: str = "") -> Response:
    """The oldest form of the link."""
    if nemo_token:
        return await _exchanged(request, nemo_token, task, session)
    return await _remembered(request, session)


@router.get("/register")
async def register_page(request: Request, bind: str = "") -> Response:
    """How an anonymous account becomes a registered one."""
    if not backend.of(request).settings.registration:
        text = "This server does not register accounts by itself."
        return HTMLResponse(pages.told("Register", text, f"Ask its operator, and name your account: {bind[:40]}"))
    who = await of_cookie(request)
    if who is None or who.user.id != bind:
        text = "Open the link of one of your projects in this browser first, then come back here."
        return HTMLResponse(pages.told("Register", text), status_code=401)
    return HTMLResponse(pages.register(bind))


@router.post("/register")
async def register(request: Request) -> Response:
    """Give the account of this browser's project a name and a token of its own."""
    desk = backend.of(request)
    raw = b"".join([piece async for piece in bodies.chunks(request, _FORM_BYTES)])
    form = {name: values[0] for name, values in parse_qs(raw.decode("utf-8", "replace")).items()}
    who, name = await of_cookie(request), form.get("name", "").strip()
    if not desk.settings.registration or who is None or who.user.id != form.get("bind"):
        return HTMLResponse(pages.told("Register", "This browser may not register that account."), status_code=403)
    if not 2 <= len(name) <= 60 or not name.isprintable():
        return HTMLResponse(pages.told("Register", "A name has 2 to 60 characters."), status_code=400)
    try:
        code = await desk.store.do(accounts.create_bind, who.user.id)
        await desk.store.do(accounts.register, code, name)
        issued = await desk.store.do(accounts.create_token, who.user.id, name="registration", scopes=("*",))
    except Refused as refused:
        return HTMLResponse(pages.told("Register", refused.sentence), status_code=400)
    return HTMLResponse(pages.registered(name, issued.secret))


@router.get("/settings/api-tokens")
async def tokens_page() -> Response:
    """Tokens of an account, made and ended in a browser."""
    return HTMLResponse(pages.tokens())


@router.get("/static/{name}")
async def static(name: str) -> Response:
    """The scripts and the style of the pages."""
    if name not in _NAMES:
        raise answers.not_found()
    return FileResponse(STATIC / name, media_type=_NAMES[name], headers={"Cache-Control": "public, max-age=3600"})


async def _opened(request: Request, secret: str) -> Response:
    desk = backend.of(request)
    try:
        project = await desk.store.do(accounts.claimed, secret)
    except Refused:
        return HTMLResponse(pages.told("Not found", "This link is not valid any more. Ask for a fresh one."), 404)
    answer = HTMLResponse(pages.workspace(project))
    give_cookie(answer, request, desk.objects, project.session_id)
    return answer


async def _exchanged(request: Request, secret: str, task: str, session: str) -> Response:
    """Off to the same page by a link without the token: so the secret leaves the address bar and the history."""
    desk = backend.of(request)
    try:
        who = await of_secret(desk, secret)
        claim_secret = await desk.store.do(accounts.create_claim, who.user.id, task, session)
    except Refused as refused:
        status = 401 if refused.code == "token" else 404
        return HTMLResponse(pages.told("Not found", "This link is not valid any more. Ask for a fresh one."), status)
    return RedirectResponse(f"{desk.base_url(request)}/workspace/claim?ct={claim_secret}", 303)


async def _remembered(request: Request, session: str) -> Response:
    """The workspace of a browser that opened it before."""
    who = await of_cookie(request)
    if who is None or not session or who.session_id != session:
        text = "This browser has not opened the project yet. Ask for a fresh link."
        return HTMLResponse(pages.told("A fresh link is needed", text), status_code=401)
    project: Project = await backend.of(request).store.read(projects.get, who.user.id, session)
    return HTMLResponse(pages.workspace(project))
