"""One project on one server: where it is, who asks, what was heard last. Holds secrets; they are never shown.

Not for the rules of talking (calls.py, talk.py).
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vivant.client.steps import Call
from vivant.client.values import Clock, Timing

APP = "nemo_agent"
API_VERSION = "1.0"
LOCAL = "http://127.0.0.1:8000"


@dataclass(frozen=True, slots=True)
class Skill:
    """Who speaks, for the three headers that every request carries."""

    name: str = "vivant-client"
    version: str = "1.0.0"
    platform: str = field(default_factory=lambda: os.environ.get("SKILL_SOURCE", "").strip() or "unknown")


@dataclass(slots=True)
class Session:
    """What is known of the connection; changes while it lives."""

    api_url: str
    web_url: str
    client_id: str
    skill: Skill
    language: str
    clock: Clock
    timing: Timing
    token: str = field(default="", repr=False)
    user_id: str = ""
    task_id: str = ""
    session_id: str = ""
    last_event_id: str = ""
    asked_tokens: int = 0
    sent: int = 0
    """Messages so far."""

    def call(
        self, method: str, path: str, *, json: Any = None, params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None, files: tuple[Path, ...] = (), timeout_s: float = 60,
    ) -> Call:  # fmt: skip
        """A request with everything that each must carry."""
        own = {
            "X-Skill-Source": self.skill.name, "X-Skill-Version": self.skill.version,
            "X-Skill-Platform": self.skill.platform, "X-API-Version": API_VERSION,
        }  # fmt: skip
        if self.token:
            own["Authorization"] = f"Bearer {self.token}"
        return Call(method, self.api_url + path, own | dict(headers or {}), dict(params or {}), json, files, timeout_s)


def client_id(given: str | None = None) -> str:
    """The id of this installation: given, from NEMO_CLIENT_ID, kept in ~/.config/nemovideo/client_id, or a new one.

    It is no secret. Where the file cannot be written the new id serves for this time.
    """
    known = (given or os.environ.get("NEMO_CLIENT_ID", "")).strip()
    if known:
        return known
    file = Path.home() / ".config" / "nemovideo" / "client_id"
    try:
        if kept := file.read_text(encoding="ascii").strip():
            return kept
    except (OSError, UnicodeDecodeError):
        pass
    fresh = str(uuid.uuid4())
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f"{file.name}.{os.getpid()}")
        beside.write_text(fresh + "\n", encoding="ascii")
        beside.replace(file)
    except OSError:
        pass
    return fresh


def new_session(
    api_url: str | None, web_url: str | None, token: str | None, own_id: str | None, language: str,
    skill: Skill | None, clock: Clock | None, timing: Timing | None,
) -> Session:  # fmt: skip
    """A session from arguments, then NEMO_API_URL, NEMO_WEB_URL and NEMO_TOKEN, then a server on this machine."""
    api = (api_url or os.environ.get("NEMO_API_URL", "").strip() or LOCAL).rstrip("/")
    web = (web_url or os.environ.get("NEMO_WEB_URL", "").strip() or api).rstrip("/")
    return Session(
        api_url=api,
        web_url=web,
        client_id=client_id(own_id),
        skill=skill or Skill(),
        language=language,
        clock=clock or Clock(),
        timing=timing or Timing(),
        token=os.environ.get("NEMO_TOKEN", "").strip() if token is None else token,
    )
