"""What every answer gets, whatever made it: version, request id, security headers, and an envelope around failures.

Not for deciding anything about a request. Plain ASGI, so that streams pass through untouched.
"""

from __future__ import annotations

import logging
import re
import time
import uuid
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vivant.jobs.refusals import Refused
from vivant.server import answers
from vivant.server.metrics import Metrics

log = logging.getLogger("vivant.server")

EXPOSED = ("X-API-Version", "X-Request-Id", "Retry-After", "X-Invocation-Id", "X-Run-Attached", "Content-Disposition")
_SHORT_TOKEN = re.compile(r"[A-Za-z0-9._-]{1,64}")
_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
API_POLICY = "default-src 'none'; frame-ancestors 'none'"
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Framing:
    """The outermost layer: headers on every answer, nothing but an envelope when something breaks, and one log line."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
        request_id = asked if _SHORT_TOKEN.fullmatch(asked) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        began, status = time.perf_counter(), 0

        async def framed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _headers(list(message["headers"]), request_id)
            await send(message)

        try:
            await self._app(scope, receive, framed)
        except ClientDisconnect:
            log.info("request %s: the client left", request_id)
        except Exception:
            log.exception("request %s failed", request_id)
            if not status:
                await answers.refusal(internal())(scope, receive, framed)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            self._metrics.request(route, scope["method"], status, time.perf_counter() - began)
            # The query may hold a token (old links), and the path the name of a file: neither is logged.
            log.info(
                "%s %s %s %.0f ms %s", scope["method"], route, status, (time.perf_counter() - began) * 1000, request_id
            )


def _headers(there: list[tuple[bytes, bytes]], request_id: str) -> list[tuple[bytes, bytes]]:
    names = {name.lower() for name, _ in there}
    kind = next((value for name, value in there if name.lower() == b"content-type"), b"")
    is_page = kind.startswith(b"text/html")
    added = {"X-API-Version": answers.API_VERSION, "X-Request-Id": request_id, **_SECURITY}
    added["Content-Security-Policy"] = PAGE_POLICY if is_page else API_POLICY
    if is_page or kind.startswith(b"application/json"):
        added["Cache-Control"] = "no-store"
    fresh = [(name.encode(), value.encode()) for name, value in added.items() if name.lower().encode() not in names]
    return there + fresh


def internal() -> answers.Failure:
    return answers.Failure(500, 500, "Something went wrong on our side. Try again later.")


def install(app: FastAPI, metrics: Metrics, origins: tuple[str, ...] = ("*",)) -> None:
    """Put the envelope around every failure and these headers on every answer of `app`."""
    app.add_exception_handler(answers.Failure, _failure)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=list(EXPOSED),
        max_age=600,
    )
    app.add_middleware(Framing, metrics=metrics)


async def _failure(_: Request, failure: Any) -> Response:
    return answers.refusal(failure)


async def _refused(request: Request, refused: Any) -> Response:
    return answers.refusal(answers.of_refused(refused, getattr(request.state, "register_url", "")))


async def _http(_: Request, error: Any) -> Response:
    status = int(error.status_code)
    if status == 404:
        return answers.refusal(answers.not_found())
    if status == 405:
        answer = answers.refusal(answers.Failure(405, 405, "This address does not answer to that method."))
        answer.headers.update(error.headers or {})
        return answer
    return answers.refusal(answers.Failure(status, status, "The request cannot be answered."))


async def _validation(_: Request, error: Any) -> Response:
    first = (error.errors() or [{}])[0]
    field = str((first.get("loc") or ("",))[-1])
    return answers.refusal(answers.bad_request("bad_field", field, f"The field {field} is not as it should be."))
