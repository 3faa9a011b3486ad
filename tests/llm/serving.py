"""A server on this machine that speaks OpenAI's protocol and says what a test wants, for tests only."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Said:
    """One answer over HTTP: after `wait_s`, `status` and `body`; `lines` instead are streamed, `each_s` apart."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    wait_s: float = 0.0
    each_s: float = 0.0


@dataclass
class Server:
    url: str
    say: Callable[[Mapping[str, Any]], Said]
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


def message(content: str | None = None, *, answer: Any = None, **more: Any) -> dict[str, Any]:
    """The body of an answer: text, or a call of the tool `answer` with these arguments (text as it is)."""
    told: dict[str, Any] = {"role": "assistant", "content": content, **more}
    if answer is not None:
        told["tool_calls"] = [_call(answer)]
    finish = "stop" if answer is None else "tool_calls"
    return _envelope("chat.completion") | {
        "choices": [{"index": 0, "message": told, "finish_reason": finish}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 9, "total_tokens": 18},
    }


def streamed(*pieces: str, tool: bool = True) -> tuple[str, ...]:
    """The lines of a streamed answer: the arguments of the tool, or text, in pieces."""
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    if tool:
        deltas.append({"tool_calls": [_call("") | {"index": 0}]})
        deltas += [{"tool_calls": [{"index": 0, "function": {"arguments": piece}}]} for piece in pieces]
    else:
        deltas += [{"content": piece} for piece in pieces]
    finish = "tool_calls" if tool else "stop"
    chunks = [{"choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas]
    chunks.append({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
    told = [json.dumps(_envelope("chat.completion.chunk") | chunk) for chunk in chunks]
    return tuple(f"data: {line}\n\n" for line in (*told, "[DONE]"))


def _call(answer: Any) -> dict[str, Any]:
    arguments = answer if isinstance(answer, str) else json.dumps(answer)
    return {"id": "call_1", "type": "function", "function": {"name": "answer", "arguments": arguments}}


def _envelope(kind: str) -> dict[str, Any]:
    return {"id": "chat_1", "object": kind, "created": 1_700_000_000, "model": "tiny"}


@contextmanager
def serving(*answers: Said) -> Iterator[Server]:
    """A server that gives these answers, one after another and the last for ever, on a free port."""
    left = list(answers)

    def say(_asked: Mapping[str, Any]) -> Said:
        return left.pop(0) if len(left) > 1 else left[0]

    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as listening:
        server = Server(f"http://127.0.0.1:{listening.server_port}/v1", say)
        listening.told = server  # type: ignore[attr-defined]
        thread = threading.Thread(target=listening.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            listening.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        server: Server = self.server.told  # type: ignore[attr-defined]
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        server.asked.append(asked)
        server.keys.append(self.headers.get("authorization", ""))
        said = server.say(asked)
        try:
            self._give(said, server.over)
        except OSError:
            self.close_connection = True  # the model was not waited for

    def _give(self, said: Said, over: threading.Event) -> None:
        over.wait(said.wait_s) if said.wait_s else None
        body = said.body if isinstance(said.body, str) else json.dumps(said.body)
        data = "".join(said.lines).encode() if said.lines else body.encode()
        self.send_response(said.status)
        self.send_header("content-type", "text/event-stream" if said.lines else "application/json")
        for name, value in said.headers.items():
            self.send_header(name, value)
        self.send_header("connection", "close")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        if not said.lines:
            self.wfile.write(data)
            return
        for line in said.lines:
            self.wfile.write(line.encode())
            self.wfile.flush()
            time.sleep(0.0) if not said.each_s else over.wait(said.each_s)

    def log_message(self, format: str, *args: Any) -> None:
        pass
