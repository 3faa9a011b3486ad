"""A server on a real socket that speaks the interface and breaks where a test says so.

Not a stand-in for the product: it makes nothing, knows one answer by heart, and is there to cut lines, refuse
and delay.
"""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

SESSION = "5529798706024415232"
TASK = "task_0123456789abcdef"
FILM = bytes(range(256)) * 800
_CAT = {"id": "s1", "s": 0, "d": 5000, "m": {"name": "cat"}, "src": {"a": "ast_1"}}
_PIANO = {"id": "s2", "s": 0, "d": 5000, "m": {"name": "soft piano"}, "vol": 0.35}
DRAFT = {
    "v": 1, "rev": 4, "d": 5000, "m": {"title": "Cat", "width": 1280, "height": 720},
    "t": [
        {"id": "t1", "tt": 0, "r": "main", "sg": [_CAT]},
        {"id": "t2", "tt": 1, "r": "music", "n": "BGM", "sg": [_PIANO]},
    ],
}  # fmt: skip


def event(n: int, text: str = "", call: str = "", answer: str = "", last: bool = False, **meta: Any) -> bytes:
    """One event of a run, as it goes over the line."""
    parts: list[dict[str, Any]] = []
    if text:
        parts.append({"text": text})
    if call:
        parts.append({"functionCall": {"id": "adk-1", "name": call, "args": {"asset": "ast_1"}}})
    if answer:
        parts.append({"functionResponse": {"id": "adk-1", "name": answer, "response": {"status": "ok"}}})
    body: dict[str, Any] = {"invocationId": "e-2", "author": "nemo_agent", "id": f"ev{n}", "actions": {}}
    if parts:
        body["content"] = {"role": "user" if answer else "model", "parts": parts}
    if meta:
        body["customMetadata"] = meta
    if meta.get("type") == "progress":
        body["partial"] = True
    if last:
        body["turnComplete"] = True
    first = "retry: 3000\n" if n == 11 else ""
    return f"{first}id: {n}\ndata: {json.dumps(body, ensure_ascii=False)}\n\n".encode()


TWO_STAGES = (
    event(11, text="Animating cat.png: slow push-in, 5 s.", call="generate_video", stage="generate", stage_index=1),
    event(12, type="progress", stage="generate", stage_index=1, progress=0.4),
    event(13, answer="generate_video", stage="generate", stage_index=1),
    event(14, text="Raw video ready (5 s). Adding music — 猫.", call="edit_draft", stage="post", stage_index=2),
    event(15, answer="edit_draft", stage="post", stage_index=2),
    event(16, text="Timeline (2 tracks): 1. Video: cat (0-5s)", last=True, stage="post", stage_index=2),
)
SILENT = (event(11, call="edit_draft", stage="edit"), event(12, answer="edit_draft", last=True, stage="edit"))


@dataclass
class Request:
    """What came over the line."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        got: dict[str, Any] = json.loads(self.body or b"{}")
        return got


Fault = Callable[["Faulty", Request], Awaitable[bytes | None]]


@dataclass
class Faulty:
    """The script of one test and what happened in it."""

    events: tuple[bytes, ...] = TWO_STAGES
    cut: int | None = None
    attaches: bool = True
    forgets: bool = False
    version: str = "1.0"
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = field(default_factory=lambda: DRAFT)
    running_reads: int = 0
    plain: bool = False
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    renders: list[str] = field(default_factory=lambda: ["pending", "processing", "completed"])
    output_url: str = "/files/out.mp4"
    film_cuts: list[int] = field(default_factory=list)
    ranges: bool = True
    requests: list[Request] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    uploads: list[str] = field(default_factory=list)
    tokens: int = 0
    port: int = 0
    stream: Callable[[Faulty, asyncio.StreamWriter], Awaitable[None]] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def count(self, method: str, path: str) -> int:
        return sum(one.method == method and one.path == path for one in self.requests)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if (request := await _request(reader)) is not None:
                await self._answer(request, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        self.requests.append(request)
        waiting = self.faults.get(f"{request.method} {request.path}", [])
        if waiting:
            told = await waiting.pop(0)(self, request)
            if told is None:
                writer.transport.abort()
            else:
                writer.write(told)
                await writer.drain()
            return
        if request.path == "/run_sse":
            await self._run(request, writer)
        elif request.path.startswith("/files/") or request.path.endswith("/download"):
            await self._film(request, writer)
        else:
            writer.write(self.plainly(request))
            await writer.drain()

    def plainly(self, request: Request) -> bytes:
        """The answers that are one piece of JSON."""
        signed_in = {"user_id": "anon_0123456789abcdef", "credits": 100}
        claim = {"claim_token": "clm_x", "url": f"{self.url}/workspace/claim?ct=clm_x"}
        answers: dict[str, Callable[[], bytes]] = {
            "/api/auth/anonymous-token": lambda: self.ok({"token": self.new_token(), **signed_in}),
            "/api/tasks/": lambda: self.ok({"task_id": TASK, "session_id": SESSION, **signed_in}),
            "/api/credits": lambda: self.ok({"available": 80, "frozen": 20, "total": 100}),
            "/api/state/": lambda: self.ok(self.state()),
            "/api/upload-video/": lambda: self.ok({"files": self.take_upload(request)}),
            "/api/auth/claim-token": lambda: self.ok(claim),
            "/api/render/proxy/lambda": lambda: self.render(request),
        }
        return next((made() for path, made in answers.items() if request.path.startswith(path)), self.no(404, 404))

    def new_token(self) -> str:
        self.tokens += 1
        return f"nmv_usr_secret{self.tokens}"

    def state(self) -> dict[str, Any]:
        run: dict[str, Any] = {"invocation_id": "e-1", "status": "succeeded"}
        running = False
        if self.taken:
            running = self.running_reads > 0
            self.running_reads -= 1
            run = {
                "invocation_id": "e-2",
                "status": "running" if running else "succeeded",
                "progress": self.running_reads,
            }
        inner = {"draft": self.after if self.taken and not running else self.before, "video_infos": [
            {"id": f"ast_{n}", "filename": name, "file_type": "image"} for n, name in enumerate(self.uploads)
        ]}  # fmt: skip
        told = {"state": inner, "session_id": SESSION, "user_id": "anon_0123456789abcdef"}
        if self.plain:
            return told
        return told | {"status": "running" if running else "idle", "run": run, "version": len(self.taken)}

    def take_upload(self, request: Request) -> list[dict[str, Any]]:
        names = re.findall(rb'filename="([^"]+)"', request.body) or [u.encode() for u in request.json["urls"]]
        self.uploads += [name.decode().rsplit("/", 1)[-1] for name in names]
        stored = [{"id": f"ast_{n}", "filename": name, "file_type": "image"} for n, name in enumerate(self.uploads)]
        return stored[-len(names) :]

    def render(self, request: Request) -> bytes:
        status = self.renders.pop(0) if len(self.renders) > 1 else self.renders[0]
        url = self.output_url if self.output_url.startswith("http") else self.url + self.output_url
        done = {"url": url, "duration": 5.0, "size": len(FILM), "width": 1280, "height": 720}
        found = request.json.get("id") or request.path.rsplit("/", 1)[1]
        about = {
            "id": found, "status": status, "progress": {"pending": 0, "processing": 55}.get(status, 100),
            "output": done if status == "completed" else None,
        }  # fmt: skip
        return self.raw(200, {"code": 0, "message": "success", **about, "data": about})

    async def _run(self, request: Request, writer: asyncio.StreamWriter) -> None:
        sent = b"".join(self.events)
        if request.method == "POST":
            self.taken.append(request.json["new_message"]["parts"][0]["text"])
        elif not self.attaches:
            writer.write(self.no(404, 404))
            return
        else:
            last = int(dict(part.split("=") for part in request.query.split("&")).get("last_event_id", 0))
            last = 0 if self.forgets else last
            sent = b"".join(one for n, one in enumerate(self.events, 11) if n > last)
        writer.write(
            f"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nX-API-Version: {self.version}\r\n"
            "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        )
        if self.stream:
            await self.stream(self, writer)
            return
        cut, self.cut = self.cut, None
        sent = sent if cut is None else sent[:cut]
        for start in range(0, len(sent), 700):
            chunk(writer, sent[start : start + 700])
            await writer.drain()
        if cut is None:
            chunk(writer, b"")
            await writer.drain()

    async def _film(self, request: Request, writer: asyncio.StreamWriter) -> None:
        asked = re.match(r"bytes=(\d+)-", request.headers.get("range", "")) if self.ranges else None
        start = int(asked[1]) if asked else 0
        head = (
            f"HTTP/1.1 {206 if asked else 200} OK\r\nContent-Type: video/mp4\r\nContent-Length: {len(FILM) - start}\r\n"
        )
        if asked:
            head += f"Content-Range: bytes {start}-{len(FILM) - 1}/{len(FILM)}\r\n"
        writer.write(head.encode() + b"Connection: close\r\n\r\n")
        end = self.film_cuts.pop(0) if self.film_cuts else len(FILM)
        writer.write(FILM[start:end])
        await writer.drain()

    def ok(self, data: dict[str, Any]) -> bytes:
        return self.raw(200, {"code": 0, "message": "success", "data": data})

    def no(self, status: int, code: int, headers: str = "", **data: Any) -> bytes:
        return self.raw(status, {"code": code, "message": "no", "data": data}, headers)

    def raw(self, status: int, body: dict[str, Any], headers: str = "") -> bytes:
        text = json.dumps(body).encode()
        head = (
            f"HTTP/1.1 {status} X\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {len(text)}\r\n"
        )
        return f"{head}X-API-Version: {self.version}\r\n{headers}Connection: close\r\n\r\n".encode() + text


def refuses(status: int, code: int, **data: Any) -> Fault:
    """An answer that says no."""

    async def fault(server: Faulty, _request: Request) -> bytes:
        return server.no(status, code, **data)

    return fault


def takes_and_drops(server: Faulty, request: Request) -> Any:
    """The server does what was asked and the line breaks before it can say so."""

    async def fault() -> None:
        if request.path == "/run_sse":
            server.taken.append(request.json["new_message"]["parts"][0]["text"])
        else:
            server.plainly(request)

    return fault()


def drops(_server: Faulty, _request: Request) -> Any:
    """The line breaks and nothing was done."""

    async def fault() -> None:
        return None

    return fault()


def chunk(writer: asyncio.StreamWriter, data: bytes) -> None:
    writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")


async def _request(reader: asyncio.StreamReader) -> Request | None:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *rest = head.decode().strip().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in rest)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    if headers.get("transfer-encoding") == "chunked":
        while size := int((await reader.readline()).strip() or b"0", 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
    path, _, query = target.partition("?")
    return Request(method, path, query, headers, body)


@contextmanager
def serving(server: Faulty) -> Iterator[Faulty]:
    """`server` on a free port, in a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    listening = asyncio.run_coroutine_threadsafe(asyncio.start_server(server.serve, "127.0.0.1", 0), loop).result()
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(listening: asyncio.Server) -> None:
    listening.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
