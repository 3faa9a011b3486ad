"""What one answer has said so far: each event once, tools hidden, texts translated, troubles at the end held.

Not for sockets or waiting (talk.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from vivant.client.frames import Frame
from vivant.client.gui import translate
from vivant.client.session import Session
from vivant.client.values import Event
from vivant.client.words import say

_TROUBLE = re.compile(r"temporary issue|临时问题|暂时.{0,4}问题", re.IGNORECASE)
_STAGES = ("analyze", "generate", "post", "edit", "queued")
_STEP = 0.1


class Heard:
    """The events of one run, in order, without repetition; `ended` once the server has said its last."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids: set[str] = set()
        self._said: set[str] = set()
        self._told: dict[str, float] = {}
        self._held = ""
        self.invocation = ""
        self.ended = False
        self.resumable = False
        self.texts = 0
        self.since_tool = 0
        self.error: dict[str, Any] | None = None

    def take(self, frame: Frame) -> Iterator[Event] | None:
        """What a frame has to tell; None for a heartbeat, which is no news."""
        if frame.heartbeat:
            return None
        try:
            event = json.loads(frame.data)
        except ValueError:
            return iter(())
        if not isinstance(event, dict) or _meta(event).get("type") == "heartbeat" or event.get("type") == "heartbeat":
            return None
        return self._event(event, frame.id) if self._is_new(event, frame.id) else iter(())

    def at_end(self) -> Iterator[Event]:
        """The trouble that the server spoke of last, unless there was a proper answer before it."""
        if self._held and not self.texts:
            yield Event("text", self._held)
            self.since_tool += 1

    def _is_new(self, event: dict[str, Any], frame_id: str) -> bool:
        """False for what was heard before and for what belongs to another run."""
        run = str(event.get("invocationId") or "")
        if self.invocation and run and run != self.invocation:
            return False
        self.invocation = self.invocation or run
        if frame_id:
            self.resumable = True
            last = self._session.last_event_id
            if frame_id.isdigit() and last.isdigit() and int(frame_id) <= int(last):
                return False
            self._session.last_event_id = frame_id
        own = str(event.get("id") or "")
        if own and own in self._ids:
            return False
        self._ids.add(own)
        return True

    def _event(self, event: dict[str, Any], frame_id: str) -> Iterator[Event]:
        meta = _meta(event)
        if event.get("errorCode") or event.get("errorMessage"):
            self.error = {"code": event.get("errorCode"), "message": event.get("errorMessage")}
        if event.get("interrupted"):
            self.error = {"code": "CANCELLED"}
        parts = (event.get("content") or {}).get("parts") or []
        if any("functionResponse" in part for part in parts):
            self.since_tool = 0
        if not event.get("partial") and not meta.get("detached"):
            for part in parts:
                yield from self._text(str(part.get("text") or ""), meta)
        yield from self._progress(meta)
        self.ended = self.ended or bool(event.get("turnComplete") and not meta.get("detached"))

    def _text(self, text: str, meta: dict[str, Any]) -> Iterator[Event]:
        if not text.strip():
            return
        if _TROUBLE.search(text):
            self._held = text.strip()
            return
        kept, actions = translate(text)
        # Some servers repeat the whole text at the end.
        if kept and kept not in self._said:
            self._said.add(kept)
            yield Event("text", kept, stage=meta.get("stage_index"))
        self.texts += 1
        self.since_tool += 1
        for action in actions:
            yield Event("action", "", action=action)

    def _progress(self, meta: dict[str, Any]) -> Iterator[Event]:
        """How far it is, said only when it is a tenth further."""
        stage = "queued" if meta.get("type") == "queued" else str(meta.get("stage") or "")
        part = meta.get("progress")
        if stage not in _STAGES or meta.get("type") not in ("progress", "queued"):
            return
        done = float(part) if isinstance(part, int | float) else 0.0
        if stage in self._told and done < self._told[stage] + _STEP:
            return
        self._told[stage] = done
        language = self._session.language
        what = say(f"stage_{stage}", language)
        text = f"⏳ {what}" if stage == "queued" else say("percent", language, what=what, percent=round(100 * done))
        yield Event("progress", text, progress=done, stage=meta.get("stage_index"))


def _meta(event: dict[str, Any]) -> dict[str, Any]:
    meta = event.get("customMetadata")
    return meta if isinstance(meta, dict) else {}
