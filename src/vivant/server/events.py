"""One event of a run on the wire: the shape of Google ADK's `Event` in camelCase, and its bytes.

Not for what happens in a run (`vivant.jobs`). Strict parsers reject unknown keys, so whatever is our own lies in
`customMetadata`.
"""

from __future__ import annotations

import json
import time
import uuid
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

AUTHOR = "nemo_agent"
MOST_BYTES = 16_384
"""A frame is written in one piece no longer than this."""
RETRY_MS = 3000


class _Wire(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class FunctionCall(_Wire):
    id: str
    name: str
    args: dict[str, Any] = Field(default_factory=dict)


class FunctionResponse(_Wire):
    id: str
    name: str
    response: dict[str, Any] = Field(default_factory=dict)


class Part(_Wire):
    text: str | None = None
    function_call: FunctionCall | None = None
    function_response: FunctionResponse | None = None


class Content(_Wire):
    role: Literal["model", "user"]
    parts: list[Part]


class Actions(_Wire):
    state_delta: dict[str, Any] = Field(default_factory=dict)
    artifact_delta: dict[str, int] = Field(default_factory=dict)


class Event(_Wire):
    """An event as ADK's own model reads it; null keys are left out when written."""

    content: Content | None = None
    partial: Literal[True] | None = None
    turn_complete: Literal[True] | None = None
    error_code: str | None = None
    error_message: str | None = None
    interrupted: Literal[True] | None = None
    custom_metadata: dict[str, Any] | None = None
    invocation_id: str
    author: Literal["nemo_agent"] = "nemo_agent"
    id: str = Field(default_factory=lambda: uuid.uuid4().hex[:12])
    timestamp: float = Field(default_factory=time.time)
    actions: Actions = Field(default_factory=Actions)

    def to_wire(self) -> dict[str, Any]:
        """The event as it is sent."""
        return self.model_dump(by_alias=True, exclude_none=True)


def frame(event: dict[str, Any], number: int | None, *, first: bool = False) -> bytes:
    """The bytes of one event: `retry:` in the first frame, `id:`, `data:` on one line, and a blank line.

    A state that makes the frame longer than MOST_BYTES is left out but for the revision of the draft; then the client
    reads the state.
    """
    head = (f"retry: {RETRY_MS}\n" if first else "") + (f"id: {number}\n" if number is not None else "")
    made = (head + "data: " + _line(event) + "\n\n").encode()
    if len(made) <= MOST_BYTES:
        return made
    delta = event.get("actions", {}).get("stateDelta", {})
    draft = delta.get("draft")
    rev = delta.get("draft_rev", draft.get("rev") if isinstance(draft, dict) else None)
    shorter = event | {"actions": event.get("actions", {}) | {"stateDelta": {} if rev is None else {"draft_rev": rev}}}
    made = (head + "data: " + _line(shorter) + "\n\n").encode()
    return made if len(made) <= MOST_BYTES else (head + "data: " + _line(_short_texts(shorter)) + "\n\n").encode()


def _line(event: dict[str, Any]) -> str:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def _short_texts(event: dict[str, Any]) -> dict[str, Any]:
    """The event with its texts cut, and what tools were given or answered left out: the last resort."""
    content = event.get("content")
    if not content:
        return event
    room = MOST_BYTES // 8 // max(1, len(content["parts"]))
    parts = [_short(part, room) for part in content["parts"]]
    return event | {"content": content | {"parts": parts}}


def _short(part: dict[str, Any], room: int) -> dict[str, Any]:
    if "text" in part:
        return part | {"text": part["text"][:room]}
    for key, inner in (("functionCall", "args"), ("functionResponse", "response")):
        if key in part:
            return {key: part[key] | {inner: {}}}
    return part


def heartbeat(form: str, seconds: int, invocation_id: str) -> bytes:
    """A sign of life. `comment` is one line without a blank one: no parser sees an event in it."""
    if form == "event":
        beat = Event(
            invocation_id=invocation_id, partial=True, custom_metadata={"type": "heartbeat", "elapsed": seconds}
        )
        return frame(beat.to_wire(), None)
    return b"data:\n\n" if form == "empty" else f": heartbeat {seconds}\n".encode()


def detached(invocation_id: str) -> dict[str, Any]:
    """The last event of a stream that ends before its run does."""
    text = "This is still being worked on and goes on without this connection."
    event = Event(
        invocation_id=invocation_id,
        partial=True,
        content=Content(role="model", parts=[Part(text=text)]),
        custom_metadata={"detached": True},
    )
    return event.to_wire()
