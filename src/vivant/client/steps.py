"""What the rules ask of the machine: requests, reads, waits. The rules are generators of these and know no socket.

So every rule is written once and serves the plain client (sync.py) and the asynchronous one (aio.py). Not for rules.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from vivant.client.values import Event

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Call:
    """A request that is answered with JSON."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    json: Any = None
    files: tuple[Path, ...] = ()
    timeout_s: float = 60


@dataclass(frozen=True, slots=True)
class Open:
    """A request that is answered with a stream; what comes is fetched with Read. A refusal comes as a Reply."""

    call: Call


@dataclass(frozen=True, slots=True)
class Read:
    """The next bytes of the open stream; none at its end."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Let time pass."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Fetch:
    """Bytes of a file from `start` on, added to `part`. Answered with Fetched."""

    url: str
    headers: Mapping[str, str]
    part: Path
    start: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """How a fetch ended: HTTP status, the size that the whole file has, and whether the line broke."""

    status: int
    whole_bytes: int | None
    broken: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: HTTP status, headers in small letters, and the JSON object (empty if there was none)."""

    status: int
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def code(self) -> int:
        """The code of the answer; where a server leaves it out, the HTTP status tells the same story."""
        code = self.body.get("code")
        if isinstance(code, int) and (code != 0 or self.status < 400):
            return code
        return 0 if self.status < 400 else {401: 1001}.get(self.status, self.status)

    @property
    def data(self) -> dict[str, Any]:
        data = self.body.get("data")
        return data if isinstance(data, dict) else {}

    @property
    def streams(self) -> bool:
        return self.status == 200 and "text/event-stream" in self.headers.get("content-type", "")


class Lost(Exception):
    """The line broke. `sent` is False only where certainly nothing reached the server."""

    def __init__(self, sent: bool) -> None:
        super().__init__("the connection broke" if sent else "the server could not be reached")
        self.sent = sent


Step: TypeAlias = Call | Open | Read | Wait | Fetch | Event
Flow: TypeAlias = Generator[Step, Any, T]
