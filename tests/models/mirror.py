"""A mirror of the hub on this machine: the routes that a fetch takes, with faults on request."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from vivant.models import Model


@dataclass
class Mirror:
    """files    what it serves, by route
    etags       what it says their SHA-256 is, where that is not the truth
    breaks      after how many bytes it cuts the next answers off, one each
    hangs       after how many bytes it stops sending and waits
    ranges      whether it can begin in the middle
    tokens      the Authorization header of everything that was asked
    asked       (method, route, Range header) of everything that was asked
    """

    endpoint: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    etags: dict[str, str] = field(default_factory=dict)
    breaks: list[int] = field(default_factory=list)
    hangs: int | None = None
    ranges: bool = True
    asked: list[tuple[str, str, str | None]] = field(default_factory=list)
    tokens: list[str | None] = field(default_factory=list)
    waiting: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)

    def serve(self, model: Model, data: bytes) -> None:
        self.files[f"/{model.repository}/resolve/{model.revision}/{model.file}"] = data

    def starts(self) -> list[str | None]:
        """The Range header of every GET, in order."""
        return [wanted for method, _, wanted in self.asked if method == "GET"]


@contextmanager
def running() -> Iterator[Mirror]:
    mirror = Mirror()
    handler = type("Handler", (_Handler,), {"mirror": mirror})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    mirror.endpoint = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield mirror
    finally:
        mirror.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    mirror: Mirror

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        start, data = self._answer()
        mirror = self.mirror
        stop = mirror.breaks.pop(0) if mirror.breaks else None
        if mirror.hangs is not None:
            self.wfile.write(data[start : start + mirror.hangs])
            mirror.waiting.set()
            mirror.over.wait(60)
        else:
            self.wfile.write(data[start:] if stop is None else data[start : start + stop])
        self.close_connection = True

    def _answer(self) -> tuple[int, bytes]:
        mirror = self.mirror
        wanted = self.headers.get("Range")
        mirror.asked.append((self.command, self.path, wanted))
        mirror.tokens.append(self.headers.get("Authorization"))
        data = mirror.files.get(self.path)
        if data is None:
            self.send_error(404)
            return 0, b""
        start = int(re.findall(r"\d+", wanted)[0]) if wanted and mirror.ranges else 0
        self.send_response(206 if wanted and mirror.ranges else 200)
        if wanted and mirror.ranges:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(data) - start))
        self.send_header("ETag", f'"{mirror.etags.get(self.path) or hashlib.sha256(data).hexdigest()}"')
        self.send_header("X-Repo-Commit", self.path.split("/")[4])
        self.end_headers()
        return start, data

    def log_message(self, *_: object) -> None:
        pass
