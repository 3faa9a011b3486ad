"""Messages and the streams that answer them: 4.4 of the contract, and its twin that waits for the end."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from vivant.jobs import runs
from vivant.server import answers, backend, messages
from vivant.server.answers import Json
from vivant.server.bodies import INLINE_BYTES, read
from vivant.server.callers import Caller, caller
from vivant.server.describing import FILES, described
from vivant.server.messages import Message, MessageBody
from vivant.server.stream import EventStream

router = APIRouter(tags=["runs"])
_MESSAGE = {
    "session_id": "5529798706024415232",
    "new_message": {"parts": [{"text": "slow dolly in, falling snow, 6 s"}]},
}
_SENT: dict[str, Any] = {"takes": MessageBody, "example": _MESSAGE}
_LISTENING = "Last-Event-ID", "X-Heartbeat"
_FAILS = 404, 1002, 2001, 3001, *FILES


@router.post("/run_sse", **described("write", *_FAILS, **_SENT, gives="events", reads=_LISTENING))
async def run_sse(request: Request) -> Response:
    """Send a message, and get what happens as events. A message that is worked on already is attached to."""
    who = await caller(request)
    body = await read(request, MessageBody, limit_bytes=INLINE_BYTES)
    desk = backend.of(request)
    message = messages.read_message(body, desk, request.headers.get("last-event-id"))
    messages.check_names(body, who)
    return await _stream(request, who, message, pieces=body.streaming)


@router.get("/run_sse", **described("write", 1002, gives="events", reads=("session_id", "last_event_id", *_LISTENING)))
async def attach(request: Request) -> Response:
    """Listen to the run of a session, or to the last one again."""
    who = await caller(request)
    asked = request.query_params
    if "session_id" not in asked:
        raise answers.bad_request("missing_field", "session_id", "The field session_id is missing.")
    who.need("write")
    after = messages.number_of(request.headers.get("last-event-id") or asked.get("last_event_id"))
    return await _stream(request, who, Message(asked["session_id"], after=after))


@router.post("/run", **described("write", *_FAILS, **_SENT, gives="array", reads=_LISTENING[:1]))
async def run(request: Request) -> Response:
    """Send a message, and get all its events as one array when it has ended."""
    who = await caller(request)
    body = await read(request, MessageBody, limit_bytes=INLINE_BYTES)
    desk = backend.of(request)
    message = messages.read_message(body, desk, request.headers.get("last-event-id"))
    messages.check_names(body, who)
    who.session(message.session_id)
    found, after, _ = await messages.run_for(desk, who, message)
    return Json(await messages.collect(desk, found, after), headers={"X-Invocation-Id": found.id})


@router.post("/api/runs/{invocation_id}/cancel", **described("write", 404, 1002))
async def cancel(request: Request, invocation_id: str) -> Response:
    """Stop a run; what it reserved for unfinished work is released."""
    who = await caller(request)
    who.need("write")
    desk = backend.of(request)
    found = await desk.store.read(runs.get, who.user.id, invocation_id)
    who.session(found.session_id)
    if found.is_active:
        await desk.engine.cancel("run", found.id)
    return answers.success({"status": "cancelling" if found.is_active else found.status})


async def _stream(request: Request, who: Caller, message: Message, *, pieces: bool = False) -> Response:
    desk = backend.of(request)
    who.session(message.session_id)
    found, after, attached = await messages.run_for(desk, who, message)
    frames = messages.listen(desk, found, after, request.headers.get("x-heartbeat"), pieces=pieces)
    return EventStream(frames, found.id, attached=attached)
