"""`vivant mcp --http`: many clients on this machine, none from elsewhere, and an end in order."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import anyio
import httpx2
import pytest
from mcp import Client

from tests.mcp.conftest import data_of, finished
from vivant.errors import UsageError
from vivant.mcp.here import Here
from vivant.mcp.serving import over_http

SOURCE = Path(__file__).parents[2] / "src"


@contextmanager
def serving(folder: Path, *more: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`vivant mcp --http` on a free port, and its address."""
    with subprocess.Popen(
        [sys.executable, "-m", "vivant", "mcp", "--http", "--port", "0", "--data", str(folder), *more],
        env=os.environ | {"PYTHONPATH": str(SOURCE)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        try:
            said = process.stderr.readline()
            yield said.split()[2].rstrip("."), process
        finally:
            process.kill()


def test_two_clients_share_jobs_and_see_progress(tmp_path: Path, photo_at: Callable[[Path], Path]) -> None:
    photo = photo_at(tmp_path / "photo.png")
    shares: list[float] = []

    async def told(share: float, _total: float | None, _doing: str | None) -> None:
        shares.append(share)

    async def go(address: str) -> None:
        async with Client(address) as one, Client(address, mode="legacy") as other:
            assert len((await one.list_tools()).tools) == len((await other.list_tools()).tools) == 10
            begun = data_of(await one.call_tool("analyze_image", {"image": str(photo), "wait_s": 0}))
            asked = {"job_id": begun["job_id"], "wait_s": 55}
            seen = data_of(await finished(other, await other.call_tool("get_job", asked, progress_callback=told)))
            assert seen["status"] == "done" and seen["seen"]["width"] == 120

    with serving(tmp_path / "data") as (address, process):
        anyio.run(go, address)
        assert shares and shares == sorted(set(shares))
        refused = [httpx2.post(address, json={}, headers={name: "evil.example"}) for name in ("Origin", "Host")]
        assert all(400 <= answer.status_code < 500 for answer in refused)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert process.stderr is not None
        said = process.stderr.read()
        assert said.endswith("Stopped.\n") and "Traceback" not in said


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port}"):
            anyio.run(over_http, Here(tmp_path), port, print)
