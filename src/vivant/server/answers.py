"""What every JSON answer looks like: the envelope, and the table of errors.

Not for the event stream (events.py) and not for pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from starlette.responses import JSONResponse

from vivant.jobs.refusals import Refused

API_VERSION = "1.0"


class Failure(Exception):
    """An answer other than success: `code` of the table, its HTTP status, a short text and data."""

    def __init__(
        self,
        code: int,
        status: int,
        message: str,
        data: dict[str, Any] | None = None,
        *,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.message = message
        self.data = data or {}
        self.retry_after = retry_after


class Json(JSONResponse):
    media_type = "application/json; charset=utf-8"


def success(data: dict[str, Any], flat: Mapping[str, Any] | None = None, *, status: int = 200) -> Json:
    """Code 0 with `data`; `flat` repeats scalars at the top level for clients that look there."""
    return Json({"code": 0, "message": "success", "data": data, **(flat or {})}, status_code=status)


def refusal(failure: Failure) -> Json:
    """The answer of a failure."""
    headers = {"Retry-After": str(failure.retry_after)} if failure.retry_after is not None else None
    body = {"code": failure.code, "message": failure.message, "data": failure.data}
    return Json(body, status_code=failure.status, headers=headers)


# --- the table, in the order of its codes ------------------------------------------------------------------------


def bad_token() -> Failure:
    return Failure(1001, 401, "The token is missing, unknown, expired or revoked. Get a new one.")


def no_session() -> Failure:
    return Failure(1002, 404, "There is no such session. Create a new one.")


def no_credits(required: int, available: int, register_url: str) -> Failure:
    data = {"required": required, "available": available, "register_url": register_url}
    return Failure(2001, 402, f"Not enough credits: {required} are needed, {available} are left.", data)


def run_active(invocation_id: str, stage: str | None, started_at: str | None) -> Failure:
    data = {"invocation_id": invocation_id, "stage": stage, "started_at": started_at}
    return Failure(3001, 409, "Another message is being worked on in this session. Wait until it has ended.", data)


def render_id_used(render_id: str) -> Failure:
    return Failure(3002, 409, "This render id is used for other content. Choose a new one.", {"id": render_id})


def not_rendered(status: str, error: str | None) -> Failure:
    data = {"status": status, "error": error}
    return Failure(3003, 409, "There is no file yet: the render is not completed.", data)


def no_render() -> Failure:
    return Failure(3004, 404, "There is no render with this id. Submit it again.")


def bad_draft(errors: list[dict[str, Any]]) -> Failure:
    return Failure(3005, 422, "The draft is empty or has mistakes. Generate something first.", {"errors": errors})


def unsupported(filename: str, reason: str, supported: tuple[str, ...], message: str = "") -> Failure:
    data = {"filename": filename, "reason": reason, "supported": list(supported)}
    return Failure(4001, 415, message or f"{filename} is of a kind that cannot be used.", data)


def too_large(filename: str, limit_bytes: int, message: str = "") -> Failure:
    data = {"filename": filename, "limit_bytes": limit_bytes}
    return Failure(4002, 413, message or f"{filename} is too large. Compress or trim it.", data)


def not_fetched(url: str, reason: str) -> Failure:
    return Failure(
        4003, 422, "The link could not be fetched. Give another one, or the file.", {"url": url, "reason": reason}
    )


def bad_request(reason: str, field: str = "", message: str = "") -> Failure:
    data = {"reason": reason, "field": field} if field else {"reason": reason}
    return Failure(400, 400, message or "The request is not understood.", data)


def unattributed(missing: list[str]) -> Failure:
    data = {"reason": "attribution", "missing": missing}
    return Failure(402, 402, "Export needs the three X-Skill headers.", data)


def plan_blocked(register_url: str) -> Failure:
    data = {"reason": "plan", "register_url": register_url}
    return Failure(402, 402, "The plan of this account does not include export. Register to unlock it.", data)


def forbidden(scope: str, message: str = "") -> Failure:
    return Failure(
        403, 403, message or f"This token may not do that: it lacks the scope {scope}.", {"required_scope": scope}
    )


def too_many(reason: str, retry_after: int) -> Failure:
    data = {"reason": reason, "retry_after": retry_after}
    return Failure(429, 429, "Too many requests. Wait, then try once more.", data, retry_after=retry_after)


def not_found(message: str = "There is nothing at this address.") -> Failure:
    return Failure(404, 404, message)


def unavailable(message: str = "The server is stopping or has no worker. Try again soon.") -> Failure:
    return Failure(503, 503, message, retry_after=10)


def of_refused(refused: Refused, register_url: str = "") -> Failure:
    """The answer to what `vivant.jobs` refuses."""
    data, said = refused.data, refused.sentence
    known: dict[str, Callable[[], Failure]] = {
        "token": bad_token,
        "session": no_session,
        "credits": lambda: no_credits(int(data["required"]), int(data["available"]), register_url),
        "busy": lambda: run_active(data["invocation_id"], data["stage"], iso(data["started_at_ms"])),
        "render_taken": lambda: render_id_used(str(data.get("id", ""))),
        "render_unknown": no_render,
        "rate_client": lambda: too_many("client", int(data["retry_after"])),
        "rate_ip": lambda: too_many("ip", int(data["retry_after"])),
        "storage": lambda: unavailable("The server cannot write its data now. Try again soon."),
        "scope": lambda: bad_request("bad_field", "scopes", said),
        "name_taken": lambda: bad_request("bad_field", "name", said),
    }
    return known.get(refused.code, lambda: not_found(said))()


def iso(ms: int | None) -> str | None:
    """Milliseconds since 1970 as ISO 8601 in UTC."""
    if ms is None:
        return None
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
