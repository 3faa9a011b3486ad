"""`vivant mcp` as agents run it: a child process over standard input and output, with clients that are impatient."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import anyio
import pytest
from mcp import Client, StdioServerParameters

from tests.mcp.conftest import TINY, data_of, finished, text_of
from vivant.mcp.records import Records

SOURCE = Path(__file__).parents[2] / "src"
LONG = "static, falling snow, 640x360, 120 s, 30 fps, no music"
"""A film that is not finished before the test is."""


def command(folder: Path) -> StdioServerParameters:
    return StdioServerParameters(
        command=sys.executable, args=["-m", "vivant", "mcp", "--data", str(folder)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip


def test_a_job_outlives_an_impatient_client_and_is_found_by_its_id(
    tmp_path: Path, photo_at: Callable[[Path], Path]
) -> None:
    photo, data = photo_at(tmp_path / "photo.png"), tmp_path / "data"

    async def go() -> None:
        async with Client(command(data), mode="legacy") as client:
            call = client.call_tool
            long = data_of(await call("animate_image", {"image": str(photo), "words": LONG}))["job_id"]
            with pytest.raises(Exception, match=r"(?i)time"):
                await call("get_job", {"job_id": long, "wait_s": 50}, read_timeout_seconds=0.5)
            assert data_of(await call("get_job", {"job_id": long, "wait_s": 0}))["status"] == "running"
            short = {"image": str(photo), "words": TINY, "output": str(tmp_path / "short.gif")}
            queued = data_of(await call("animate_image", short))
            assert queued["status"] == "queued" and "turn" in queued["doing"]
            assert len(data_of(await call("list_catalogue", {"kind": "moves"}))["entries"]) > 20
            assert data_of(await call("cancel_job", {"job_id": long}))["status"] == "cancelled"
            told = await finished(client, await call("get_job", {"job_id": queued["job_id"]}))
            assert data_of(told)["film"]["path"] == str(tmp_path / "short.gif")
            assert "short.gif" in text_of(told)

    anyio.run(go)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "photo.png", "short.gif"]


def test_a_killed_process_leaves_no_half_files_and_its_job_is_told_as_interrupted(
    tmp_path: Path, photo_at: Callable[[Path], Path]
) -> None:
    photo, data = photo_at(tmp_path / "photo.png"), tmp_path / "data"
    begun: list[str] = []

    async def go() -> None:
        with pytest.raises(Exception, match=r".*"):  # the line breaks
            async with Client(command(data), mode="legacy") as client:
                asked = {"image": str(photo), "words": LONG}
                begun.append(data_of(await client.call_tool("animate_image", asked))["job_id"])
                while not list((data / "mcp/jobs" / begun[0]).glob(".film*")):
                    assert not Records(data / "mcp/jobs").read(begun[0]).has_ended
                    await anyio.sleep(0.05)
                (server,) = _children(os.getpid())
                begun.extend(str(one) for one in _children(server))
                os.kill(server, signal.SIGKILL)
                await client.call_tool("get_job", {"job_id": begun[0]}, read_timeout_seconds=30)

    anyio.run(go)
    job, child = begun
    _wait_until_gone(int(child))
    records = Records(data / "mcp/jobs")
    assert records.read(job).status == "interrupted"
    assert sorted(one.name for one in (data / "mcp/jobs" / job).iterdir()) == ["job.json", "lock"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "photo.png"]

    async def again() -> None:
        async with Client(command(data), mode="legacy") as client:
            told = await client.call_tool("get_job", {"job_id": job})
            assert data_of(told)["status"] == "interrupted"
            assert "Call animate_image again" in text_of(told) and "export_video" in text_of(told)
            assert str(photo) in text_of(told) and LONG in text_of(told)

    anyio.run(again)


@pytest.mark.parametrize("how", ["closed", "SIGTERM"])
def test_it_ends_when_its_client_goes(tmp_path: Path, how: str) -> None:
    asked = command(tmp_path / "data")
    with subprocess.Popen(
        [asked.command, *asked.args],
        env=asked.env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(b'{"jsonrpc":"2.0","id":1,"method":"ping"}\n')
        process.stdin.flush()
        assert b'"id":1' in process.stdout.readline()
        if how == "closed":
            process.stdin.close()
        else:
            process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert b"Traceback" not in process.stderr.read()


def _children(of: int) -> list[int]:
    found = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(maxsplit=2) for line in found.splitlines()]
    return [int(pid) for pid, parent, what in rows if int(parent) == of and "vivant" in what]


def _wait_until_gone(child: int) -> None:
    async def gone() -> None:
        with anyio.fail_after(60):
            while _alive(child):
                await anyio.sleep(0.05)

    anyio.run(gone)


def _alive(child: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(child)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")
