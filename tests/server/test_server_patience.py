"""Clients that are slow, silent or gone hold nothing for long, and do not disturb others."""

from __future__ import annotations

import itertools
import socket
import time
from collections.abc import Iterable

import pytest

from vivant.jobs import key_of
from vivant.server import bodies, connection

from .conftest import Api, picture


def _connect(api: Api, head: str) -> socket.socket:
    host, port = api.url.removeprefix("http://").split(":")
    connection = socket.create_connection((host, int(port)))
    connection.sendall(head.replace("\n", "\r\n").encode())
    return connection


def _until_closed(connection: socket.socket, within_s: float) -> bytes:
    connection.settimeout(within_s)
    read = b""
    try:
        while piece := connection.recv(65_536):
            read += piece
    except ConnectionResetError:
        pass
    return read


def _drip(connection: socket.socket, drops: Iterable[bytes], within_s: float = 20) -> bytes:
    """Send drop by drop until the server answers or closes; what it said."""
    connection.settimeout(0.1)
    end = time.monotonic() + within_s
    for drop in drops:
        assert time.monotonic() < end, "the server waits for ever"
        try:
            connection.sendall(drop)
            return connection.recv(65_536)
        except TimeoutError:
            continue
        except OSError:
            return b""
    return b""


def test_a_body_that_stops_coming_is_given_up(
    api: Api, token: str, session_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "READ_S", 0.3)
    head = (
        f"POST /api/upload-video/nemo_agent/me/{session_id} HTTP/1.1\nHost: a\nAuthorization: Bearer {token}\n"
        "Content-Type: multipart/form-data; boundary=b\nContent-Length: 1000\nConnection: close\n\n--b\n"
    )
    with _connect(api, head) as connection:
        read = _until_closed(connection, 20)
    assert b"400 Bad Request" in read and b"incomplete_body" in read
    assert not list(api.objects.tmp.iterdir())


def test_a_body_that_trickles_is_given_up(
    api: Api, token: str, session_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "SLOW_S", 0.5)
    monkeypatch.setattr(connection, "HEAD_S", 0.5)
    head = (
        f"POST /api/upload-video/nemo_agent/me/{session_id} HTTP/1.1\nHost: a\nAuthorization: Bearer {token}\n"
        "Content-Type: multipart/form-data; boundary=b\nContent-Length: 100000\n\n--b\nContent-Disposition: form-data; "
        'name="files"; filename="a.png"\n\n'
    )
    with _connect(api, head) as client:
        said = _drip(client, itertools.repeat(b"x")) + _until_closed(client, 20)
    assert b"400 Bad Request" in said and b"too slowly" in said
    assert not list(api.objects.tmp.iterdir())


def test_a_head_that_comes_in_drops_is_not_waited_for(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "HEAD_S", 0.5)
    with _connect(api, "GET /health HTTP/1.1\nHost: a\nX: ") as client:
        assert _drip(client, itertools.repeat(b"x")) == b""
    with _connect(api, "GET /health HTTP/1.1\nHost: a\n\n") as client:
        client.settimeout(20)
        said = b""
        while b'"ok"' not in said:
            said += client.recv(65_536)
        assert _drip(client, itertools.chain([b"GET /health HTTP/1.1\r\nX: "], itertools.repeat(b"x"))) == b""


@pytest.mark.parametrize("at_a_time", [0, 1])
def test_a_client_that_takes_hardly_anything_is_let_go(
    api: Api, token: str, session_id: str, monkeypatch: pytest.MonkeyPatch, at_a_time: int
) -> None:
    monkeypatch.setattr(connection, "TAKE_S", 0.5)
    url = api.upload(token, session_id, ("a.png", picture())).json()["url"]
    asset_id = url.split("/files/")[1].split("/")[0]
    large = api.objects.tmp / "large"
    large.write_bytes(bytes(40_000_000))
    api.objects.put(key_of("assets", asset_id, ".png"), large)
    with _connect(api, f"GET {url.removeprefix(api.url)} HTTP/1.1\nHost: a\n\n") as client:
        end = time.monotonic() + 3
        while time.monotonic() < end:
            client.recv(at_a_time) if at_a_time else None
            time.sleep(0.1)
        read = _until_closed(client, 20)
    assert len(read) < 40_000_000
    assert api.get("/health").status_code == 200


def test_a_stream_that_is_left_is_not_counted_any_more(api: Api, token: str, session_id: str) -> None:
    body = {"session_id": session_id, "new_message": {"parts": [{"text": "hello"}]}}
    with api.http.stream("POST", "/run_sse", json=body, headers={"Authorization": f"Bearer {token}"}) as answer:
        assert answer.status_code == 200
        assert "vivant_open_streams 1.0" in api.get("/metrics").text
    for _ in range(100):
        if "vivant_open_streams 0.0" in api.get("/metrics").text:
            return
        time.sleep(0.1)
    raise AssertionError("the stream is still open")
