"""The same tools against a server, a script on a real socket: what goes there, what comes back, what is refused."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.types import TextResourceContents

from tests.client.faulty import FILM, SESSION, Faulty, refuses, serving
from tests.mcp.conftest import data_of, talking, text_of
from vivant.client import Timing
from vivant.mcp.there import There

QUICK = Timing(render_poll_s=0.01, rate_limit_s=0.01, lost_first_s=0.01, lost_every_s=0.01, retry_s=(0.01, 0.01))


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faulty]:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("NEMO_TOKEN", "NEMO_CLIENT_ID", "NEMO_WEB_URL"):
        monkeypatch.delenv(name, raising=False)
    with serving(Faulty()) as faulty:
        yield faulty


def calls(server: Faulty, folder: Path, *asked: tuple[str, dict[str, Any]]) -> list[Any]:
    """The answers to some calls, one after the other."""

    async def go() -> list[Any]:
        async with talking(There(folder, server.url, QUICK)) as client:
            return [await client.call_tool(name, arguments) for name, arguments in asked]

    return anyio.run(go)


def test_a_photo_becomes_a_film_on_the_server(server: Faulty, tmp_path: Path, photo_at: Callable[[Path], Path]) -> None:
    photo = photo_at(tmp_path / "photo.png")
    asked = {"image": str(photo), "words": "slow push-in", "wait_s": 30}
    made, about, listed = calls(
        server,
        tmp_path / "data",
        ("animate_image", asked),
        ("get_project", {"project_id": SESSION}),
        ("list_projects", {}),
    )
    told = data_of(made)
    assert server.uploads == ["photo.png"] and server.taken == ["slow push-in"]
    assert told["status"] == "done" and told["project_id"] == SESSION
    assert Path(told["film"]["path"]).read_bytes() == FILM
    assert Path(told["film"]["path"]) == tmp_path / "photo-vivant.mp4"
    assert "Raw video ready" in told["reply"]["said"] and "ct=clm_x" in told["page"]
    project = data_of(about)
    assert project["files"] == ["photo.png"] and "Timeline" in project["summary"]
    assert (project["width"], project["duration_s"]) == (1280, 5)
    assert [one["project_id"] for one in data_of(listed)["projects"]] == [SESSION]
    everything = text_of(made) + text_of(about) + json.dumps([told, project])
    assert "nmv_usr" not in everything
    assert b"nmv_usr" not in b"".join(one.read_bytes() for one in (tmp_path / "data").rglob("*") if one.is_file())


def test_a_project_is_changed_and_exported_by_its_id(server: Faulty, tmp_path: Path) -> None:
    out = tmp_path / "out.mp4"
    edited, exported = calls(
        server, tmp_path / "data",
        ("edit_project", {"project_id": SESSION, "words": "slower", "wait_s": 30}),
        ("export_video", {"project_id": SESSION, "output": str(out), "size": "720p", "wait_s": 30}),
    )  # fmt: skip
    assert server.taken == ["slower"] and "export_video" in data_of(edited)["next"]
    assert data_of(exported)["film"]["path"] == str(out) and out.read_bytes() == FILM
    sent = [one.json["output"] for one in server.requests if one.path == "/api/render/proxy/lambda"]
    assert sent == [{"format": "mp4", "quality": "high", "resolution": "720p"}]


def test_the_draft_is_a_resource(server: Faulty, tmp_path: Path) -> None:
    async def go() -> None:
        async with talking(There(tmp_path, server.url, QUICK)) as client:
            await client.call_tool("edit_project", {"project_id": SESSION, "words": "slower", "wait_s": 30})
            (draft,) = (await client.read_resource(f"vivant://projects/{SESSION}/draft")).contents
            assert isinstance(draft, TextResourceContents) and json.loads(draft.text)["d"] == 5000
            with pytest.raises(Exception, match="no preview"):
                await client.read_resource(f"vivant://projects/{SESSION}/preview")

    anyio.run(go)


def test_a_cancelled_job_is_cancelled_there(server: Faulty, tmp_path: Path) -> None:
    begun, over = asyncio.Event, []

    async def hang(_server: Faulty, _writer: asyncio.StreamWriter) -> None:
        over.append(begun())
        await asyncio.sleep(60)

    server.stream, server.running_reads = hang, 1000
    server.faults["POST /api/runs/e-2/cancel"] = [refuses(200, 0)]

    async def go() -> None:
        async with talking(There(tmp_path, server.url, QUICK)) as client:
            asked = {"project_id": SESSION, "words": "slower", "wait_s": 0}
            job = data_of(await client.call_tool("edit_project", asked))["job_id"]
            with anyio.fail_after(30):
                while not over:
                    await anyio.sleep(0.01)
            assert data_of(await client.call_tool("cancel_job", {"job_id": job}))["status"] == "cancelled"

    anyio.run(go)
    assert server.count("POST", "/api/runs/e-2/cancel") == 1


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("animate_image", {"image": "PHOTO", "seed": 3}, "takes no seed"),
        ("animate_image", {"image": "PHOTO", "output": "OUT.webp"}, "A server writes"),
        ("export_video", {"project_id": "1", "output": "OUT.mp4", "size": "640x360"}, "resolutions only"),
        ("edit_project", {"project_id": "../..", "words": "snow"}, "no id of a project"),
        ("get_project", {"project_id": SESSION, "with_preview": True}, "no preview"),
    ],
)
def test_what_a_server_cannot_do_is_said(
    server: Faulty, tmp_path: Path, photo_at: Callable[[Path], Path], name: str, arguments: dict[str, Any], said: str
) -> None:
    photo = photo_at(tmp_path / "photo.png")
    put = {"PHOTO": str(photo), "OUT.webp": str(tmp_path / "a.webp"), "OUT.mp4": str(tmp_path / "a.mp4")}
    (answer,) = calls(server, tmp_path / "data", (name, {key: put.get(v, v) for key, v in arguments.items()}))
    assert answer.is_error and said in text_of(answer)


def test_a_refusal_is_said_with_its_way_out(server: Faulty, tmp_path: Path) -> None:
    server.faults["POST /run_sse"] = [refuses(402, 2001, register_url="https://example.org/register")]
    (answer,) = calls(
        server, tmp_path, ("edit_project", {"project_id": SESSION, "words": "slower", "wait_s": 30})
    )  # fmt: skip
    told = data_of(answer)
    assert told["status"] == "failed" and told["error_code"].startswith("credits") and "register" in told["error"]


@pytest.mark.parametrize(("name", "more"), [("edit_project", {"words": "slower"}), ("export_video", {"output": "OUT"})])
def test_a_project_that_is_gone_is_said_and_not_begun_anew(
    server: Faulty, tmp_path: Path, name: str, more: dict[str, Any]
) -> None:
    server.faults[f"GET /api/state/nemo_agent/me/{SESSION}/latest"] = [refuses(404, 1002)]
    put = {key: str(tmp_path / "a.mp4") if value == "OUT" else value for key, value in more.items()}
    (answer,) = calls(server, tmp_path / "data", (name, {"project_id": SESSION, "wait_s": 30, **put}))
    told = data_of(answer)
    assert (told["status"], told["error_code"]) == ("failed", "session")
    assert server.taken == [] and not any(one.path.startswith("/api/tasks/") for one in server.requests)


def test_a_server_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    async def go() -> None:
        async with talking(There(tmp_path, "http://127.0.0.1:9", QUICK)) as client:
            answer = await client.call_tool("get_project", {"project_id": SESSION})
            assert answer.is_error and "\n" not in text_of(answer) and "reach" in text_of(answer)

    anyio.run(go)
