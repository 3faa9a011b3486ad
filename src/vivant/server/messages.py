"""Decides what a message to a session does: start a run, attach to one, or replay what was sent.

Not for the bytes of the stream (stream.py) and not for the work (`vivant.jobs`). A message that comes twice must never
be worked on, or paid for, twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from vivant.asking import kind_of
from vivant.jobs import Refused, now_ms, projects, runs
from vivant.jobs.projects import assets
from vivant.jobs.tables import Event, Project, Run
from vivant.server import answers, stream, taking, telling
from vivant.server.backend import Backend
from vivant.server.bodies import plain_name, snake
from vivant.server.callers import APP, Caller

MOST_TEXT = 20_000
AGAIN_MS = 60_000
"""The same words within so long after a cut stream are taken for a second try, not for a second wish."""


class NewMessage(BaseModel):
    role: str | None = None
    parts: Annotated[list[dict[str, Any]], Field(max_length=100)] = []


class MessageBody(BaseModel):
    session_id: Annotated[str, Field(max_length=64)]
    app_name: Annotated[str, Field(max_length=100)] | None = None
    user_id: Annotated[str, Field(max_length=100)] | None = None
    new_message: NewMessage | None = None
    streaming: bool = False
    silent: bool = False
    delay_s: Annotated[float, Field(ge=0, le=600)] = 0


@dataclass(frozen=True, slots=True)
class Message:
    """What was asked: words, files in the message, and the event after which to go on, None where that was not said."""

    session_id: str
    words: str = ""
    files: Sequence[dict[str, Any]] = ()
    after: int | None = None
    options: dict[str, Any] = field(default_factory=dict)


def read_message(body: MessageBody, backend: Backend, last_event_id: str | None) -> Message:
    """The message of a body. Raises failure 400."""
    parts = [snake(part) for part in (body.new_message.parts if body.new_message else [])]
    texts = [part["text"] for part in parts if "text" in part]
    if not all(isinstance(text, str) for text in texts):
        raise answers.bad_request("bad_field", "new_message.parts.text", "A text part must hold a text.")
    words = "\n".join(texts).strip()
    if len(words) > MOST_TEXT:
        raise answers.bad_request("too_long", "new_message", f"A message has at most {MOST_TEXT} characters.")
    files = [part for part in parts if "inline_data" in part or "file_data" in part]
    if files and not words:
        raise answers.bad_request("missing_field", "new_message.parts.text", "Files need a text that says what to do.")
    aids = {"silent": body.silent, "delay_s": body.delay_s} if backend.settings.test_aids else {}
    options = {name: value for name, value in aids.items() if value}
    return Message(body.session_id, words, files, number_of(last_event_id), options)


def number_of(last_event_id: str | None) -> int | None:
    """The number that Last-Event-ID names; 0 for one that is no number: everything is told again then."""
    if last_event_id is None or not last_event_id.strip():
        return None
    text = last_event_id.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


async def run_for(backend: Backend, who: Caller, message: Message) -> tuple[Run, int, bool]:
    """The run to listen to, the event after which, and whether it was there before.

    Raises 1002, 3001, 2001, those of files, and 400 for a message without words where there is nothing to attach to.
    """
    for first in (True, False):
        project, active, last = await backend.store.read(_rows, who.user.id, message.session_id, backend)
        there = _attachable(active, last, message)
        if there is not None:
            return there, message.after or 0, True
        if not message.words:
            raise answers.bad_request("missing_field", "new_message", "The message has no text.")
        if active is not None:
            raise answers.run_active(active.id, active.stage, answers.iso(active.started_ms or active.created_ms))
        try:
            return await _begin(backend, who, project, message), 0, False
        except Refused as refused:
            if refused.code != "busy" or not first:
                raise
            # Somebody was quicker, maybe with the same words: look again.
    raise AssertionError("both rounds return or raise")


def _rows(session: Session, user_id: str, session_id: str, backend: Backend) -> tuple[Project, Run | None, Run | None]:
    project = projects.get(session, user_id, session_id, ttl_days=backend.settings.session_ttl_days)
    return project, runs.active(session, session_id), runs.last(session, session_id)


def _attachable(active: Run | None, last: Run | None, message: Message) -> Run | None:
    if active is not None:
        same = not message.words or message.after is not None or message.words == active.words
        return active if same else None
    if last is None:
        return None
    if message.after is not None or not message.words:
        return last
    cut = last.seen_n < last.last_n
    recent = last.finished_ms is not None and now_ms() - last.finished_ms < AGAIN_MS
    return last if cut and recent and message.words == last.words else None


async def _begin(backend: Backend, who: Caller, project: Project, message: Message) -> Run:
    price = await _price(backend, project, message)
    if price > who.user.available:
        raise Refused("credits", "Not enough credits.", required=price, available=who.user.available)
    if message.files:
        async with taking.workplace(backend) as folder:
            sent = [one for part in message.files for one in await _received(part, backend, folder)]
            await taking.keep(backend, who.user.id, project.session_id, sent)
    run = await backend.store.do(
        runs.begin, who.user.id, project.session_id, message.words, cost=price, options=message.options,
        ttl_days=backend.settings.session_ttl_days,
    )  # fmt: skip
    await backend.engine.enqueue("run", run.id)
    return run


async def _received(part: dict[str, Any], backend: Backend, folder: Any) -> list[taking.Sent]:
    inline, named = part.get("inline_data"), part.get("file_data")
    if isinstance(inline, dict) and isinstance(inline.get("data"), str):
        name = plain_name(str(inline.get("displayName") or inline.get("display_name") or ""))
        return [taking.from_inline(inline["data"], name, folder)]
    uri = (named.get("fileUri") or named.get("file_uri")) if isinstance(named, dict) else None
    if not isinstance(uri, str):
        raise answers.bad_request("bad_field", "new_message.parts", "A file part needs inlineData or fileData.fileUri.")
    return await taking.from_urls([uri], backend, folder)


async def _price(backend: Backend, project: Project, message: Message) -> int:
    files = await backend.store.read(assets, project.session_id)
    shown = sum(one.kind != "audio" and one.source != "generated" for one in files) + len(message.files)
    kind = kind_of(message.words, project.draft, shown)
    prices = backend.settings
    return {"generate": prices.price_clip, "edit": prices.price_edit, "chat": prices.price_chat}[kind]


# --- listening ---------------------------------------------------------------------------------------------------


def listen(backend: Backend, run: Run, after: int, form: str | None, *, pieces: bool = False) -> AsyncIterator[bytes]:
    """The bytes of a run's stream from the event after `after`; how far somebody has read is remembered."""
    settings = backend.settings
    chosen = form if form in ("comment", "event", "empty") else settings.heartbeat_form
    pace = stream.Pace(chosen, settings.heartbeat_s, settings.stream_max_s)
    told = telling.wired(_events(backend, run.id, after), run.id, pieces=pieces)
    began_s = (run.started_ms or run.created_ms) / 1000
    return _counted(backend, stream.follow(_noted(backend, run.id, told), run.id, pace, began_s=began_s))


async def collect(backend: Backend, run: Run, after: int) -> list[dict[str, Any]]:
    """All events of a run once it has ended, at most `stream_max_s` from now."""
    found: list[dict[str, Any]] = []
    told = telling.wired(_events(backend, run.id, after), run.id)
    try:
        async with asyncio.timeout(backend.settings.stream_max_s):
            async for _, event in _noted(backend, run.id, told):
                found.append(event)
    except TimeoutError:
        pass
    return found


async def _events(backend: Backend, run_id: str, after: int) -> AsyncIterator[Event | int]:
    """The events of a run for clients; while it waits for its turn, its place in the queue whenever that changes."""
    async for told in backend.engine.tail(run_id, after, places=True):
        if isinstance(told, int) or telling.is_for_clients(told.body):
            yield told


async def _noted(backend: Backend, run_id: str, told: stream.Numbered) -> stream.Numbered:
    sent = 0
    try:
        async for number, event in told:
            yield number, event
            sent = number or sent
    finally:
        if sent:
            with suppress(Refused):
                await asyncio.shield(backend.store.do(runs.set_seen, run_id, sent))


async def _counted(backend: Backend, frames: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    backend.metrics.streams.inc()
    try:
        async for frame in frames:
            yield frame
    finally:
        backend.metrics.streams.dec()


def check_names(body: MessageBody, who: Caller) -> None:
    """Raises failure 403 for another user's id, 404 for another app."""
    who.need("write", user=body.user_id or "me", app=body.app_name or APP)
