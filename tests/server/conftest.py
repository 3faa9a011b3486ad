"""A server on a free port of this machine, its data in a folder of its own, and hands to do what a worker would."""

from __future__ import annotations

import asyncio
import io
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx2
import numpy as np
import pytest
import uvicorn
from fastapi import FastAPI
from PIL import Image

from vivant.jobs import Desk, Objects, Settings, load
from vivant.server import create_app
from vivant.server.connection import Connection

SKILL = {"X-Skill-Source": "a-skill", "X-Skill-Version": "1.0.0", "X-Skill-Platform": "unknown"}


@dataclass
class Api:
    """A running server: `http` to ask it, `desk` and `objects` to look behind it."""

    settings: Settings
    url: str
    desk: Desk
    objects: Objects
    http: httpx2.Client
    clients: int = 0
    _stop: Callable[[], None] = field(default=lambda: None)

    def post(self, path: str, body: Any = None, *, token: str = "", **headers: str) -> httpx2.Response:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            given["Authorization"] = f"Bearer {token}"
        return self.http.post(path, json=body, headers=given)

    def get(self, path: str, *, token: str = "", **headers: str) -> httpx2.Response:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            given["Authorization"] = f"Bearer {token}"
        return self.http.get(path, headers=given)

    def new_token(self) -> str:
        self.clients += 1
        return str(self.post("/api/auth/anonymous-token", X_Client_Id=f"client-{self.clients}").json()["token"])

    def new_session(self, token: str) -> tuple[str, str]:
        """(session id, task id)"""
        data = self.post("/api/tasks/me/with-session/nemo_agent", {}, token=token).json()["data"]
        return data["session_id"], data["task_id"]

    def upload(self, token: str, session_id: str, *files: tuple[str, bytes]) -> httpx2.Response:
        parts = [("files", (name, data, "application/octet-stream")) for name, data in files]
        path = f"/api/upload-video/nemo_agent/me/{session_id}"
        return self.http.post(path, files=parts, headers={"Authorization": f"Bearer {token}"})


@pytest.fixture(scope="module")
def make_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Api]]:
    """Starts servers with the settings given; all of them stop with the module."""
    running: list[Api] = []

    def make(**given: Any) -> Api:
        folder = tmp_path_factory.mktemp("server")
        quick = {"data_dir": folder / "data", "requests_per_minute": 5000, "heartbeat_s": 0.3, "anon_per_ip": 10_000}
        settings = load({}, given={**quick, **given})
        api = _started(settings)
        running.append(api)
        return api

    yield make
    for api in running:
        api.http.close()
        api._stop()
        api.desk.close()


@pytest.fixture(scope="module")
def api(make_api: Callable[..., Api]) -> Api:
    """A server of the local profile."""
    return make_api()


@pytest.fixture
def token(api: Api) -> str:
    return api.new_token()


@pytest.fixture
def session_id(api: Api, token: str) -> str:
    return api.new_session(token)[0]


def _started(settings: Settings) -> Api:
    app = create_app(settings)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(app, http=Connection, log_config=None, proxy_headers=False, timeout_graceful_shutdown=2)
    )
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])), daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    http = httpx2.Client(base_url=url, timeout=30, trust_env=False, event_hooks={"response": [_told_of(app)]})
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        threading.Event().wait(0.02)

    def stop() -> None:
        server.should_exit = True
        thread.join(timeout=20)
        listening.close()

    return Api(settings, url, Desk(settings), Objects(settings), http, _stop=stop)


def _told_of(app: FastAPI) -> Callable[[httpx2.Response], None]:
    """Sees that every answer to `Api.http` has a status that the description of the interface tells of."""
    routes = [
        (method, re.compile(re.sub(r"{\w+}", "[^/]+", path)), about["responses"])
        for path, methods in app.openapi()["paths"].items()
        for method, about in methods.items()
    ]

    def look(answer: httpx2.Response) -> None:
        asked = answer.request.method.lower(), answer.request.url.path
        for method, path, statuses in routes:
            if method == asked[0] and path.fullmatch(asked[1]):
                assert str(answer.status_code) in statuses, (asked, answer.status_code)

    return look


def picture(width: int = 320, height: int = 260, kind: str = "PNG", **save: Any) -> bytes:
    """A picture with something in it, as the bytes of a file."""
    y, x = np.mgrid[0:height, 0:width]
    pixels = np.stack([x * 255 // width, y * 255 // height, (x ^ y) & 255], axis=-1).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, kind, **save)
    return out.getvalue()


def draft(asset: str, width: int = 320, height: int = 260, duration_ms: int = 1000) -> dict[str, Any]:
    """A draft that shows one picture."""
    segment = {"id": "s1", "s": 0, "d": duration_ms, "m": {"name": "cat"}, "src": {"a": asset}}
    return {
        "v": 1,
        "rev": 1,
        "d": duration_ms,
        "m": {"title": "Cat", "width": width, "height": height, "fps": 10, "bg": "#000000"},
        "t": [{"id": "t1", "tt": 0, "r": "main", "n": "Main", "sg": [segment]}],
        "a": {asset: {"k": "image", "n": "cat.png", "w": width, "h": height}},
    }


@dataclass(frozen=True)
class Sse:
    """A frame of a stream: its id, its event, and whether it said `retry`."""

    id: int | None
    event: dict[str, Any]
    retry: bool


def parse_sse(raw: bytes) -> tuple[list[Sse], int]:
    """The frames of a stream, read strictly, and the number of heartbeats. Anything unknown fails."""
    frames: list[Sse] = []
    beats = 0
    number: int | None = None
    event: dict[str, Any] | None = None
    retry = False
    assert raw == b"" or raw.endswith(b"\n")
    assert b"\r" not in raw
    for line in raw.decode().split("\n")[:-1]:
        if line.startswith(": heartbeat ") and line[12:].isdigit():
            assert event is None and number is None, "a heartbeat inside a frame"
            beats += 1
        elif line.startswith("id: "):
            number = int(line[4:])
        elif line == "retry: 3000":
            assert not frames, "retry belongs into the first frame"
            retry = True
        elif line.startswith("data: "):
            assert event is None, "one data line a frame"
            event = json.loads(line[6:])
        elif line == "":
            assert event is not None, "a blank line without an event"
            frames.append(Sse(number, event, retry))
            number, event, retry = None, None, False
        else:
            raise AssertionError(f"unexpected line {line!r}")
    assert event is None, "a frame without its end"
    return frames, beats
