"""Messages and the streams that answer them: 4.4 of the contract, and its twin that waits for the end."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from vivant.jobs import runs
from vivant.server import answers, backend, messages
from vivant.server.answers import Json
from vivant.server.bodies import INLINE_BYTES, read, takes
from vivant.server.callers import Caller, caller
from vivant.server.messages import Message, MessageBody
from vivant.server.stream import EventStream

router = APIRouter(tags=["runs"])


@router.post("/run_sse", **takes(MessageBody))
async def run_sse(request: Request) -> Response:
    """Send a message, and get what happens as events. A message that is worked on already is attached to."""
    who = await caller(request)
    body = await read(request, MessageBody, limit_bytes=INLINE_BYTES)
    desk = backend.of(request)
    message = messages.read_message(body, desk, request.headers.get("last-event-id"))
    messages.check_names(body, who)
    return await _stream(request, who, message, pieces=body.streaming)


@router.get("/run_sse")
async def attach(request: Request, session_id: str, last_event_id: str | None = None) -> Response:
    """Listen to the run of a session, or to the last one again."""
    who = await caller(request)
    who.need("write")
    after = messages.number_of(request.headers.get("last-event-id") or last_event_id)
    return await _stream(request, who, Message(session_id, after=after))


@router.post("/run", **takes(MessageBody))
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


@router.post("/api/runs/{invocation_id}/cancel")
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
