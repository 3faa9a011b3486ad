"""What the description of the interface says of a route: who may ask, what it takes, which answers it has.

Not for reading bodies (bodies.py), making answers (answers.py) or the page that shows it (pages.py). A route names
its scope and its own codes of the table of errors; those of every route with a token are added here. What the framework
believes of answers is replaced: it does not make them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

from vivant.server import answers
from vivant.server.callers import COOKIE, SKILL_HEADERS

CODES: Mapping[int, tuple[int, str]] = {
    400: (400, "the request, a field or the version asked for is not as it should be"),
    402: (402, "export is blocked: headers that say who asks are missing, or the plan forbids it"),
    403: (403, "the token lacks the scope, the path names another user, or a link is not valid any more"),
    404: (404, "there is no such app, task, run, token or file"),
    416: (416, "the file has no such range"),
    429: (429, "too many requests; `Retry-After` says when to come again"),
    500: (500, "something went wrong on the server's side"),
    503: (503, "the server cannot work now; `Retry-After` says when to come again"),
    1001: (401, "the token is missing, unknown, expired or revoked"),
    1002: (404, "there is no such session, or it is not the caller's"),
    2001: (402, "not enough credits"),
    3001: (409, "another message is worked on in this session"),
    3002: (409, "the export's id is used for other content"),
    3003: (409, "the export is not completed"),
    3004: (404, "there is no export with this id"),
    3005: (422, "the draft is empty or has mistakes"),
    4001: (415, "a file is of a kind that cannot be used, or damaged"),
    4002: (413, "a file or the body is too large"),
    4003: (422, "an address could not be fetched"),
}
"""The table of errors: the HTTP status of each code, and what it means."""
FILES = (4001, 4002, 4003)
_ANSWERS = "x-answers"
_ALWAYS = (500, 503)
_WITH_TOKEN = (400, 403, 429, 1001)
_SECURITY = {
    "token": {"type": "http", "scheme": "bearer", "bearerFormat": "nmv_usr_…",
              "description": "A user token: an anonymous one from /api/auth/anonymous-token, or one of /api/tokens."},
    "project": {"type": "apiKey", "in": "cookie", "name": COOKIE,
                "description": "What a claim link (/workspace/claim?ct=…) gives to a browser; for that project alone."},
}  # fmt: skip
_EXPORTS_NEED = "Who asks, for exports; by default they are refused (402) without it. `unknown` will do."
PARAMETERS: Mapping[str, dict[str, Any]] = {
    "X-API-Version": {"description": "The version that is wanted; another major number is refused (400).",
                      "schema": {"type": "string", "pattern": r"^1(\.[0-9]{1,4})?$"}, "example": answers.API_VERSION},
    "X-Client-Id": {"description": "Which client asks; a UUID is usual.", "required": True,
                    "schema": {"type": "string", "pattern": "^[!-~]{1,128}$"}},
    "Last-Event-ID": {"description": "The last event that came; the stream goes on behind it.",
                      "schema": {"type": "string", "pattern": "^[0-9]{1,18}$"}},
    "X-Heartbeat": {"description": "How silence is filled.",
                    "schema": {"type": "string", "enum": ["comment", "event", "empty"]}},
    "session_id": {"description": "The session whose run is listened to.", "in": "query", "required": True,
                   "schema": {"type": "string", "maxLength": 64}},
    "last_event_id": {"description": "As the header Last-Event-ID, for clients that cannot send one.", "in": "query",
                      "schema": {"type": "string", "pattern": "^[0-9]{1,18}$"}},
    "Range": {"description": "The bytes that are wanted.",
              "schema": {"type": "string", "pattern": "^bytes=[0-9]{1,12}-[0-9]{1,12}$"}},
    **{name: {"description": _EXPORTS_NEED, "schema": {"type": "string", "pattern": "^[!-~]{1,128}$"},
              "example": "unknown"} for name in SKILL_HEADERS},
}  # fmt: skip
"""Headers, and what stands in addresses and is read by hand, as OpenAPI tells of them."""
_TOLD = {
    "X-API-Version": "The version that is spoken here.",
    "X-Request-Id": "For support: the caller's own value, or a new one.",
    "Retry-After": "Seconds.",
}
_KINDS: Mapping[str, dict[str, Any]] = {
    "json": {"application/json": {"schema": {"$ref": "#/components/schemas/Success"}}},
    "health": {"application/json": {"schema": {"type": "object", "required": ["status"]}}},
    "events": {"text/event-stream": {"schema": {"type": "string"}}},
    "array": {"application/json": {"schema": {"type": "array", "items": {"type": "object"}}}},
    "bytes": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
}


class Interface(FastAPI):
    """The application; its description is what the routes say and nothing else."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            self.openapi_schema = _finished(super().openapi())
        return self.openapi_schema


def described(
    scopes: str | Sequence[str] | None = None,
    *codes: int,
    account: bool = False,
    takes: type[BaseModel] | Mapping[str, Any] | None = None,
    example: Mapping[str, Any] | None = None,
    reads: Collection[str] = (),
    gives: str = "json",
    status: int = 200,
) -> dict[str, Any]:
    """What a route says of itself, for its decorator.

    scopes   a token needs one of these; "" for a token of any scope, None for a route without a token
    codes    the failures of the table that are this route's own
    account  whether the cookie of one project is not enough
    takes    the model of its body, with an example, or what OpenAPI says of a body
    reads    names of PARAMETERS that it looks at
    gives    the kind of its good answer: "json" (the envelope), "health", "events", "array" or "bytes"
    status   of its good answer
    """
    needed = [scopes] if isinstance(scopes, str) else list(scopes or ())
    fails = {*codes, *_ALWAYS, *(_WITH_TOKEN if scopes is not None else ()), *((4002,) if takes else ())}
    good = {str(status): {"description": "Success.", "content": _KINDS[gives]}}
    if gives == "bytes":
        good["206"] = {"description": "The bytes that were asked for.", "content": _KINDS[gives]}
    told: dict[str, Any] = {_ANSWERS: good | _failures(fails)}
    if scopes is not None:
        told["security"] = [{"token": [scope] if scope else []} for scope in needed]
        told["security"] += [] if account else [{"project": []}]
    asked = (*reads, *(["X-API-Version"] if 400 in fails else []))
    told["parameters"] = [{"$ref": f"#/components/parameters/{name}"} for name in asked]
    if takes:
        told["requestBody"] = takes if isinstance(takes, Mapping) else _body(takes, example)
    return {"openapi_extra": told, "status_code": status}


def _failures(codes: Collection[int]) -> dict[str, Any]:
    """Each HTTP status of these codes, with those that it stands for."""
    by_status: dict[int, list[int]] = defaultdict(list)
    for code in sorted(codes):
        by_status[CODES[code][0]].append(code)
    return {str(status): _failure(listed) for status, listed in by_status.items()}


def _failure(codes: Sequence[int]) -> dict[str, Any]:
    said = "; ".join(f"{code}: {CODES[code][1]}" for code in codes)
    schema = {"allOf": [{"$ref": "#/components/schemas/Failure"}, {"properties": {"code": {"enum": list(codes)}}}]}
    return {"description": f"{said}.", "content": {"application/json": {"schema": schema}}}


def _body(takes: type[BaseModel], example: Mapping[str, Any] | None) -> dict[str, Any]:
    schema = takes.model_json_schema(by_alias=True)
    whole = _resolved(schema, schema.pop("$defs", {}))
    content = {"schema": whole} | ({"example": dict(example)} if example else {})
    return {"required": "required" in schema, "content": {"application/json": content}}


def _resolved(value: Any, shapes: dict[str, Any]) -> Any:
    """A schema with what it refers to in place: references of one model lead nowhere in the whole description."""
    if isinstance(value, list):
        return [_resolved(one, shapes) for one in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        return _resolved(shapes[value["$ref"].rpartition("/")[2]], shapes)
    return {key: _resolved(one, shapes) for key, one in value.items()}


# --- the whole -------------------------------------------------------------------------------------------------------


def _finished(whole: dict[str, Any]) -> dict[str, Any]:
    for methods in whole["paths"].values():
        for route in methods.values():
            route["responses"] = _with_headers(route.pop(_ANSWERS))
    envelope = {"type": "object", "required": ["code", "message", "data"]}
    kinds: dict[str, dict[str, Any]] = {"Success": {"const": 0}, "Failure": {"type": "integer", "not": {"const": 0}}}
    whole["components"] = {
        "securitySchemes": _SECURITY,
        "parameters": {name: {"name": name, "in": "header", **about} for name, about in PARAMETERS.items()},
        "headers": {name: {"description": said, "schema": {"type": "string"}} for name, said in _TOLD.items()},
        "schemas": {
            name: envelope
            | {"properties": {"code": code, "message": {"type": "string"}, "data": {"type": ["object", "null"]}}}
            for name, code in kinds.items()
        },
    }
    return whole


def _with_headers(found: dict[str, Any]) -> dict[str, Any]:
    """The answers of a route in order, with the headers that all of them have."""
    told = {}
    for status, about in sorted(found.items()):
        names = [name for name in _TOLD if name != "Retry-After" or status in ("429", "503")]
        told[status] = about | {"headers": {name: {"$ref": f"#/components/headers/{name}"} for name in names}}
    return told
