"""What the plain and the asynchronous client share: how steps become httpx2 requests, and answers become values.

Not for performing them (sync.py, aio.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx2

from vivant.client.steps import Call, Fetch, Lost, Reply

FETCH = httpx2.Timeout(60, connect=15)
_FORMATS = ("mp4", "mov", "avi", "webm", "mkv", "gif")
_LOOPBACK = re.compile(r"https?://(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?(?:/|$)")
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")


def is_here(api_url: str) -> bool:
    """Whether a server runs on this machine, by its address."""
    return _LOOPBACK.match(api_url) is not None


def options(api_url: str) -> dict[str, Any]:
    """How the connection is made; a server on this machine is never asked for through a proxy."""
    return {"trust_env": not is_here(api_url), "follow_redirects": True}


def request(call: Call, files: ExitStack) -> dict[str, Any]:
    """The arguments of one httpx2 request; opened files are closed by `files`."""
    opened = [("files", (path.name, files.enter_context(path.open("rb")))) for path in call.files]
    return {
        "method": call.method, "url": call.url, "headers": dict(call.headers), "params": dict(call.params) or None,
        "json": call.json, "files": opened or None, "timeout": httpx2.Timeout(call.timeout_s, connect=15),
    }  # fmt: skip


def reply(response: httpx2.Response) -> Reply:
    """The answer as a value; what is no JSON object is an empty one."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    body: Any = {}
    if "json" in headers.get("content-type", ""):
        try:
            body = response.json()
        except ValueError:
            body = {}
    return Reply(response.status_code, headers, body if isinstance(body, dict) else {})


@contextmanager
def lost_lines() -> Iterator[None]:
    """Broken lines become Lost, with what is known about whether anything was sent."""
    try:
        yield
    except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.UnsupportedProtocol):
        raise Lost(sent=False) from None
    except (httpx2.TransportError, httpx2.DecodingError):
        raise Lost(sent=True) from None


@dataclass(frozen=True, slots=True)
class Incoming:
    """How arriving bytes are written: from the start, added, or (None) not at all; and how many there are in all."""

    mode: Literal["wb", "ab"] | None
    whole_bytes: int | None


def from_byte(step: Fetch) -> dict[str, str]:
    """Headers that ask for the rest; packing would make positions in the file meaningless."""
    own = dict(step.headers) | {"Accept-Encoding": "identity"}
    return own | {"Range": f"bytes={step.start}-"} if step.start else own


def incoming(step: Fetch, response: httpx2.Response) -> Incoming:
    """What the answer to a fetch holds. A server that knows no ranges starts from the beginning."""
    if response.status_code == 206:
        found = _RANGE.match(response.headers.get("content-range", ""))
        if found and int(found[1]) == step.start:
            return Incoming("ab", int(found[2]))
        return Incoming(None, None)
    if response.status_code == 200 and "json" not in response.headers.get("content-type", ""):
        length = response.headers.get("content-length", "")
        return Incoming("wb", int(length) if length.isdigit() else None)
    return Incoming(None, None)


def output(path: Path, form: str | None, quality: str, more: dict[str, Any]) -> dict[str, Any]:
    """What an export asks for; the format follows the name of the file unless it is given."""
    ending = path.suffix.lower().removeprefix(".")
    return {"format": form or (ending if ending in _FORMATS else "mp4"), "quality": quality, **more}
