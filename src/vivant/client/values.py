"""What goes in and out of the client, as frozen values: events, assets, credits, state, delivery, timing.

Not for talking to a server (calls.py) or for words (words.py).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Kind = Literal["text", "progress", "notice", "action", "done"]
Action = Literal["export", "credits", "state", "upload", "send"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to tell a person, in their language.

    kind      text: what the server says; progress: how far it is; notice: what the client says of itself;
              action: the server spoke of a button, `action` says what to do instead; done: the end, `state` is new
    text      fit to be shown as it is; empty for an action
    progress  0 to 1 of the stage, or None
    stage     1 the raw video, 2 music, titles and effects, or None
    """

    kind: Kind
    text: str
    progress: float | None = None
    stage: int | None = None
    action: Action | None = None
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the server has taken; `duration_s` is None for pictures, `width` and `height` for sounds."""

    id: str
    name: str
    kind: str
    url: str
    duration_s: float | None = None
    width: int | None = None
    height: int | None = None

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Asset:
        return cls(
            id=str(item.get("id", "")),
            name=str(item.get("filename", "")),
            kind=str(item.get("file_type", "")),
            url=str(item.get("cdn_url", "")),
            duration_s=item.get("duration"),
            width=item.get("width"),
            height=item.get("height"),
        )


@dataclass(frozen=True, slots=True)
class Credits:
    """The balance: `available` can be spent, `frozen` is set aside for what runs, `total` is both."""

    available: int
    frozen: int
    total: int


@dataclass(frozen=True, slots=True)
class State:
    """A project as the server has it: the draft (or None) and, where the server tells them, the rest."""

    draft: dict[str, Any] | None
    data: dict[str, Any] = field(repr=False)

    @property
    def run(self) -> dict[str, Any]:
        return self.data.get("run") or {}

    @property
    def run_id(self) -> str:
        return str(self.run.get("invocation_id") or "")

    @property
    def status(self) -> str:
        """`running`, `idle`, or empty where the server does not say."""
        return str(self.data.get("status") or "")

    @property
    def summary(self) -> str:
        """The tracks in one line, from the server if it says them."""
        from vivant.client.drafts import summary

        return str(self.data.get("summary") or "") or summary(self.draft)

    @property
    def uploads(self) -> list[dict[str, Any]]:
        return list((self.data.get("state") or {}).get("video_infos") or [])


@dataclass(frozen=True, slots=True)
class Delivery:
    """A finished film: where the file lies, and the page on which the project can be seen."""

    path: Path
    link: str
    seconds: float | None
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class Timing:
    """All waits in seconds, as the interface gives them. Change them only for a server of your own."""

    still_working_s: float = 120
    no_news_s: float = 600
    lost_first_s: float = 30
    lost_every_s: float = 60
    lost_reads: int = 5
    reattach_tries: int = 5
    rate_limit_s: float = 30
    render_poll_s: float = 30
    render_polls: int = 10
    busy_poll_s: float = 5
    busy_max_s: float = 900
    download_tries: int = 8
    retry_s: tuple[float, ...] = (1, 3)


@dataclass(frozen=True, slots=True)
class Clock:
    """Where time comes from, so that tests need not wait."""

    now_s: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    asleep: Callable[[float], Awaitable[None]] = asyncio.sleep
