"""Traffic for a server on this machine: requests at a steady rate, event streams that stay open, uploads of any size.

Written on bare sockets, because whoever asks shares two cores with whoever answers. Only to addresses of this machine.
Not for what the figures mean (load.py).
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_LINES = 100
"""Connections that polls share."""
PIECE = 1 << 20


@dataclass(slots=True)
class Visitor:
    """Somebody with a token and one session."""

    token: str
    session_id: str
    picture: bool = False
    """Whether the session has one, and so makes films."""


@dataclass(slots=True)
class Tally:
    """What was seen: seconds from when a poll was due to its answer, seconds from an event to its arrival."""

    polls_s: list[float] = field(default_factory=list)
    events_s: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    ended: int = 0
    """Runs whose last event came."""
    open: int = 0
    """Streams that are open now."""


class Line:
    """One connection that is kept open from request to request."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._reader is not None and self._reader.at_eof():
            await self.close()  # the server closes what was idle for long
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        return self._reader, self._writer

    async def ask(
        self, method: str, path: str, *, token: str = "", body: Any = None, extra: str = ""
    ) -> tuple[int, Any]:
        """The status and the JSON of an answer."""
        data = b"" if body is None else json.dumps(body).encode()
        reader, writer = await self.open()
        writer.write(head(method, path, token, len(data), extra) + data)
        return await self.answer(reader)

    async def answer(self, reader: asyncio.StreamReader) -> tuple[int, Any]:
        status, headers = await _start(reader)
        raw = await reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection") == "close":
            await self.close()
        return status, json.loads(raw) if raw else None

    async def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


def head(method: str, path: str, token: str, length: int, extra: str = "") -> bytes:
    """The head of a request; `extra` are whole lines."""
    bearer = f"Authorization: Bearer {token}\r\n" if token else ""
    return (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{bearer}{extra}Content-Length: {length}\r\n"
        "X-Skill-Source: bench\r\nX-Skill-Version: 1\r\nX-Skill-Platform: unknown\r\n\r\n"
    ).encode()


async def _start(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    named = (line.partition(": ") for line in lines[1:] if line)
    return int(lines[0].split()[1]), {name.lower(): value for name, _, value in named}


# --- polls ------------------------------------------------------------------------------------------------------------


async def poll(port: int, visitors: Sequence[Visitor], per_s: float, seconds: float, tally: Tally) -> None:
    """Read the states of visitors in turn, so many a second. Late answers do not hold back the next requests, and their
    time counts from when they were due."""
    free: asyncio.LifoQueue[Line] = asyncio.LifoQueue()
    for _ in range(MOST_LINES):
        free.put_nowait(Line(port))
    began, asked = time.perf_counter(), set()
    for n in range(round(per_s * seconds)):
        due = began + n / per_s
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        task = asyncio.create_task(_poll_once(free, visitors[n % len(visitors)], due, tally))
        asked.add(task)
        task.add_done_callback(asked.discard)
    await asyncio.gather(*asked)
    while not free.empty():
        await free.get_nowait().close()


async def _poll_once(free: asyncio.LifoQueue[Line], visitor: Visitor, due: float, tally: Tally) -> None:
    line = await free.get()
    try:
        path = f"/api/state/nemo_agent/me/{visitor.session_id}/latest"
        status, _ = await line.ask("GET", path, token=visitor.token)
        if status != 200:
            tally.wrong.append(f"state: {status}")
        tally.polls_s.append(time.perf_counter() - due)
    except (OSError, asyncio.IncompleteReadError) as failure:
        tally.wrong.append(f"state: {failure!r}")
        await line.close()
    finally:
        free.put_nowait(line)


# --- streams ----------------------------------------------------------------------------------------------------------


async def talk(port: int, visitor: Visitor, words: Sequence[str], tally: Tally) -> None:
    """Send one message after another until cancelled, and listen to each to its end: a stream is open all the time."""
    turn, last = 0, 0
    while True:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            parts = [{"text": words[turn % len(words)]}]
            message = {"session_id": visitor.session_id, "new_message": {"parts": parts}}
            body = json.dumps(message).encode()
            writer.write(head("POST", "/run_sse", visitor.token, len(body)) + body)
            status, _ = await _start(reader)
            if status != 200:
                tally.wrong.append(f"run: {status}")
                await asyncio.sleep(1)
                continue
            turn += 1
            tally.open += 1
            try:
                last = await _listen(reader, last, tally)
            finally:
                tally.open -= 1
        except (OSError, asyncio.IncompleteReadError) as failure:
            tally.wrong.append(f"run: {failure!r}")
        finally:
            writer.close()


async def _listen(reader: asyncio.StreamReader, last: int, tally: Tally) -> int:
    """Read a stream to its end; the number of its last event. Numbers must follow one another without a gap."""
    number = None
    while (line := await reader.readline()) not in (b"0\r\n", b""):
        if line.startswith(b"id: "):
            number = int(line[4:])
        elif line.startswith(b"data: ") and number is not None:
            event = json.loads(line[6:])
            tally.events_s.append(time.time() - event["timestamp"])
            if number != last + 1:
                tally.wrong.append(f"event {number} after {last}")
            if "errorCode" in event:
                tally.wrong.append(f"run ended: {event['errorCode']}")
            tally.ended += bool(event.get("turnComplete"))
            last, number = number, None
    return last


# --- uploads ----------------------------------------------------------------------------------------------------------


async def upload(
    port: int, visitor: Visitor, name: str, pieces: AsyncIterator[bytes], size: int, *, limit_s: float = 600
) -> tuple[int, Any]:
    """Send a file of so many bytes as it comes. Status and JSON of the answer."""
    start = f'--cut\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
    end = b"\r\n--cut--\r\n"
    line = Line(port)
    reader, writer = await line.open()
    extra = "Content-Type: multipart/form-data; boundary=cut\r\n"
    path = f"/api/upload-video/nemo_agent/me/{visitor.session_id}"
    writer.write(head("POST", path, visitor.token, len(start) + size + len(end), extra) + start)
    async for piece in pieces:
        writer.write(piece)
        await writer.drain()
    writer.write(end)
    try:
        return await asyncio.wait_for(line.answer(reader), limit_s)
    finally:
        await line.close()


async def padded(data: bytes, size: int) -> AsyncIterator[bytes]:
    """`data`, then zeros up to `size` bytes."""
    yield data
    zeros, left = bytes(PIECE), size - len(data)
    while left > 0:
        yield zeros[:left]
        left -= PIECE
