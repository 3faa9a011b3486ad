"""Turns what was told of a run into events of the wire.

Not for bytes (events.py, stream.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Mapping
from typing import Any

from vivant.server.events import Actions, Content, Event, FunctionCall, FunctionResponse, Part

_PIECE_WORDS = 6


def event_of(told: Mapping[str, Any], run_id: str, number: int, at_ms: int) -> Event:
    """The event of the wire for one that `vivant.jobs` keeps (`Told.body`). The same one always has the same id."""
    return Event(
        id=hashlib.blake2s(f"{run_id} {number}".encode(), digest_size=8).hexdigest(),
        invocation_id=run_id,
        timestamp=at_ms / 1000,
        content=_content(told),
        actions=Actions(state_delta=dict(told.get("state", {})), artifact_delta=dict(told.get("artifacts", {}))),
        partial=True if told["kind"] in ("progress", "queued") else None,
        turn_complete=True if told.get("last") else None,
        interrupted=True if told.get("code") == "CANCELLED" else None,
        error_code=told.get("code"),
        error_message=told.get("text") if told["kind"] == "error" else None,
        custom_metadata=_metadata(told),
    )


def _content(told: Mapping[str, Any]) -> Content | None:
    kind = told["kind"]
    if kind == "result":
        answer = FunctionResponse(id=told["call_id"], name=told["tool"], response=dict(told.get("response", {})))
        return Content(role="user", parts=[Part(function_response=answer)])
    parts = [Part(text=told["text"])] if told.get("text") and kind != "error" else []
    if kind == "call":
        called = FunctionCall(id=told["call_id"], name=told["tool"], args=dict(told.get("args", {})))
        parts.append(Part(function_call=called))
    if kind in ("progress", "queued"):
        return None
    return Content(role="model", parts=parts) if parts else None


def _metadata(told: Mapping[str, Any]) -> dict[str, Any] | None:
    found = {name: told[name] for name in ("stage", "stage_index", "progress", "warning") if told.get(name) is not None}
    if told.get("credits") is not None:
        found["credits"] = {"charged": told["credits"]}
    if told["kind"] in ("progress", "queued"):
        found["type"] = told["kind"]
    return found or None


def is_for_clients(told: Mapping[str, Any]) -> bool:
    """Whether an event says anything: an empty text is none."""
    return told["kind"] != "text" or bool(told.get("text")) or bool(told.get("last"))


async def wired(
    tail: AsyncIterator[Any], run_id: str, *, pieces: bool = False
) -> AsyncIterator[tuple[int | None, dict[str, Any]]]:
    """The events of a run as (number, event of the wire); with `pieces` the last text also comes in partial ones.

    tail  what is kept of a run, and numbers: the place in the queue, which is told and not kept
    """
    async for kept in tail:
        if isinstance(kept, int):
            waiting = {"type": "queued", "position": kept}
            yield None, Event(invocation_id=run_id, partial=True, custom_metadata=waiting).to_wire()
            continue
        event = event_of(kept.body, run_id, kept.n, kept.at_ms)
        if pieces and kept.body["kind"] == "text":
            for piece in _pieces(event):
                yield None, piece.to_wire()
        yield kept.n, event.to_wire()


def _pieces(event: Event) -> list[Event]:
    text = event.content.parts[0].text if event.content and event.content.parts else None
    words = (text or "").split(" ")
    if len(words) <= _PIECE_WORDS:
        return []
    groups = [words[at : at + _PIECE_WORDS] for at in range(0, len(words), _PIECE_WORDS)]
    texts = [" ".join(group) + (" " if n < len(groups) - 1 else "") for n, group in enumerate(groups)]
    made = []
    for part in texts:
        content = Content(role="model", parts=[Part(text=part)])
        made.append(Event(invocation_id=event.invocation_id, id=event.id, timestamp=event.timestamp, partial=True,
                          content=content))  # fmt: skip
    return made
