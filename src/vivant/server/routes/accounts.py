"""Tokens and credits: 4.1, 4.6 and 4.9 of the contract."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from vivant.jobs import accounts, now_ms
from vivant.jobs.tables import Token
from vivant.server import answers, backend
from vivant.server.bodies import read
from vivant.server.callers import caller, check_version
from vivant.server.describing import described

router = APIRouter(tags=["accounts"])
_CLIENT_ID = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,127}")


_TOKEN = {"name": "a program of mine", "scopes": ["read", "write", "upload", "render"], "expires_in_days": 30}


class NewToken(BaseModel):
    name: Annotated[str, Field(max_length=200)] = ""
    scopes: Annotated[list[str], Field(min_length=1, max_length=20)] = ["read", "write", "upload", "render"]
    expires_in_days: Annotated[int, Field(ge=1, le=3650)] | None = None


@router.post("/api/auth/anonymous-token", **described(None, 400, 429, reads=["X-Client-Id"]))
async def anonymous_token(request: Request) -> Response:
    """A token for a client that has no account; `X-Client-Id` names the client."""
    desk = backend.of(request)
    client_id = request.headers.get("x-client-id", "").strip()
    if not client_id:
        raise answers.bad_request("missing_client_id", message="The header X-Client-Id is missing.")
    if not _CLIENT_ID.fullmatch(client_id):
        raise answers.bad_request("bad_client_id", "X-Client-Id", "X-Client-Id must be 1 to 128 printable characters.")
    check_version(request)
    ip = desk.client_ip(request)
    issued = await desk.store.do(accounts.issue_anonymous, desk.settings, client_id=client_id, ip=ip)
    user, token = issued.user, issued.token
    data = {
        "token": issued.secret, "user_id": user.id, "credits": user.available,
        "expires_at": answers.iso(token.expires_ms),
        "expires_in": ((token.expires_ms or 0) - now_ms() + 999) // 1000, "scopes": token.scopes.split(),
        "plan": user.plan,
    }  # fmt: skip
    return answers.success(data, {"token": issued.secret})


@router.get("/api/credits/balance/simple", **described("read"))
async def balance(request: Request) -> Response:
    """The credits of the caller: what is left, and what running work has reserved."""
    who = await caller(request)
    who.need("read")
    credits = {"available": who.user.available, "frozen": who.user.frozen}
    credits["total"] = credits["available"] + credits["frozen"]
    return answers.success({**credits, "plan": who.user.plan, "expires_at": answers.iso(who.user.expires_ms)}, credits)


@router.post("/api/tokens", **described("*", account=True, takes=NewToken, example=_TOKEN))
async def create_token(request: Request) -> Response:
    """Another token of this account; its secret is shown here and never again."""
    who = await caller(request)
    wish = await read(request, NewToken)
    who.need("*")
    issued = await backend.of(request).store.do(
        accounts.create_token, who.user.id, name=wish.name, scopes=wish.scopes, expires_in_days=wish.expires_in_days
    )
    return answers.success({"token": issued.secret, **_shown(issued.token)})


@router.get("/api/tokens", **described("*", account=True))
async def list_tokens(request: Request) -> Response:
    """The tokens of this account, without their secrets."""
    who = await caller(request)
    who.need("*")
    desk = backend.of(request)
    await desk.note_uses()
    tokens = await desk.store.read(accounts.tokens, who.user.id)
    return answers.success({"tokens": [_shown(token) for token in tokens]})


@router.post("/api/tokens/{token_id}/revoke", **described(("*", ""), 404, account=True))
async def revoke_token(request: Request, token_id: str) -> Response:
    """End a token at once; `self` is the one that is used."""
    who = await caller(request)
    if token_id != "self":
        who.need("*")
    revoked = who.token_id if token_id == "self" else token_id
    await backend.of(request).store.do(accounts.revoke, who.user.id, revoked)
    return answers.success({"revoked": True})


def _shown(token: Token) -> dict[str, object]:
    return {
        "token_id": token.id, "name": token.name, "scopes": token.scopes.split(), "prefix": token.prefix,
        "created_at": answers.iso(token.created_ms), "expires_at": answers.iso(token.expires_ms),
        "revoked_at": answers.iso(token.revoked_ms), "last_used_at": answers.iso(token.used_ms),
    }  # fmt: skip
