"""Who is asking: a bearer token, or the cookie of one project; and what they may do.

Not for issuing tokens (`vivant.jobs.accounts`).
"""

from __future__ import annotations

import hmac
import time
from dataclasses import dataclass

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from vivant.jobs import Objects, Refused, accounts, now_ms
from vivant.jobs.tables import Project, User
from vivant.server import answers
from vivant.server.backend import Backend, of

APP = "nemo_agent"
COOKIE = "vivant_project"
COOKIE_S = 7 * 86_400
_COOKIE_SCOPES = frozenset({"read", "write", "upload", "render"})
SKILL_HEADERS = ("X-Skill-Source", "X-Skill-Version", "X-Skill-Platform")


@dataclass(frozen=True, slots=True)
class Caller:
    """An account, the scopes of what was presented, and the only session it opens, if it is a cookie."""

    user: User
    scopes: frozenset[str]
    token_id: str = ""
    session_id: str | None = None

    def need(self, *scopes: str, user: str = "me", app: str = APP) -> None:
        """Raises failure 403 without one of these scopes or for another user, 404 for another app."""
        if not scopes or "*" in self.scopes or self.scopes.intersection(scopes):
            if user not in ("me", self.user.id):
                raise answers.forbidden(scopes[0] if scopes else "*", "The path names another user.")
            if app != APP:
                raise answers.not_found(f"There is no app {app[:40]}.")
            return
        raise answers.forbidden(scopes[0])

    def need_account(self) -> None:
        """Raises failure 403 for the cookie of a project, which opens nothing beside it."""
        if self.session_id is not None:
            raise answers.forbidden("write", "The cookie of a project is for that project alone. Use a token.")

    def session(self, session_id: str) -> str:
        """The session, if this caller may name it. Raises failure 1002."""
        if self.session_id is not None and session_id != self.session_id:
            raise answers.no_session()
        return session_id


async def caller(request: Request) -> Caller:
    """Who asks. Raises 1001, 429 and, for another major version of this interface, 400, in this order."""
    backend = of(request)
    found = await _of_token(request, backend) or await of_cookie(request)
    if found is None:
        raise answers.bad_token()
    request.state.register_url = backend.register_url(request, found.user.id)
    if wait_s := backend.rate.wait_s(found.token_id or found.user.id):
        raise answers.too_many("rate", wait_s)
    check_version(request)
    return found


def check_version(request: Request) -> None:
    """Raises failure 400 if the client wants another major version."""
    asked = request.headers.get("x-api-version", answers.API_VERSION).strip().lstrip("v")
    if asked.partition(".")[0] != answers.API_VERSION.partition(".")[0]:
        raise answers.bad_request("api_version", "X-API-Version", f"This is version {answers.API_VERSION}.")


async def _of_token(request: Request, backend: Backend) -> Caller | None:
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if not secret and not scheme:
        return None
    if scheme.lower() != "bearer":
        raise answers.bad_token()
    return await of_secret(backend, secret.strip())


async def of_secret(backend: Backend, secret: str) -> Caller:
    """Who presents this token. Raises Refused("token")."""
    shown = await backend.store.read(accounts.check, secret)
    backend.used_ms[shown.token.id] = now_ms()
    return Caller(shown.user, shown.scopes, shown.token.id)


def attribution(request: Request) -> dict[str, str]:
    """The three headers that say which skill asks, cut to 128 characters; those that are missing are not there."""
    given = {name: request.headers.get(name, "").strip()[:128] for name in SKILL_HEADERS}
    return {name: value for name, value in given.items() if value}


def missing_attribution(there: dict[str, str]) -> list[str]:
    """The names of the headers that are not there."""
    return [name for name in SKILL_HEADERS if not there.get(name)]


# --- the cookie of one project -----------------------------------------------------------------------------------


def give_cookie(answer: Response, request: Request, objects: Objects, session_id: str) -> None:
    """Let this browser open one project for 7 days."""
    told = f"{session_id}.{int(time.time()) + COOKIE_S}"
    secure = of(request).base_url(request).startswith("https://")
    answer.set_cookie(
        COOKIE, f"{told}.{objects.sign_text('cookie ' + told)}", max_age=COOKIE_S, path="/", secure=secure,
        httponly=True, samesite="strict",
    )  # fmt: skip


async def of_cookie(request: Request) -> Caller | None:
    """Who holds the cookie of a project that is still there."""
    backend = of(request)
    told, _, signature = request.cookies.get(COOKIE, "").rpartition(".")
    session_id, _, expires = told.partition(".")
    good = hmac.compare_digest(backend.objects.sign_text("cookie " + told).encode(), signature.encode())
    if not good or not expires.isdigit() or int(expires) < time.time():
        return None
    try:
        project, user = await backend.store.read(_owner, session_id)
    except Refused:
        return None
    return Caller(user, _COOKIE_SCOPES, session_id=project.session_id)


def _owner(session: Session, session_id: str) -> tuple[Project, User]:
    project = session.get(Project, session_id)
    if project is None:
        raise Refused("session", "There is no such session.")
    return project, session.get_one(User, project.user_id)
