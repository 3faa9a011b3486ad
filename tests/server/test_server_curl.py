"""`vivant serve` as a process, asked by curl alone, from no token to a delivered video; and how it starts and stops."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import parse_sse, picture
from .serving import SKILL, curl, environment, serve, stop, vivant

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not there")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("curl")
    process, address = serve(folder)
    yield address, folder
    assert "Stopped." in stop(process)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "language"), [("slow push in, 1 s, no music", "en"), ("慢慢推进，1秒，不要音乐", "zh")]
)
def test_from_no_token_to_a_video(served: tuple[str, Path], words: str, language: str) -> None:
    api, folder = served
    token = curl("-X", "POST", f"{api}/api/auth/anonymous-token", "-H", f"X-Client-Id: {language}")["data"]["token"]
    bearer = ["-H", f"Authorization: Bearer {token}", *SKILL]
    made = curl("-X", "POST", f"{api}/api/tasks/me/with-session/nemo_agent", *bearer,
                 "-H", "Content-Type: application/json", "-d", json.dumps({"language": language}))  # fmt: skip
    session = made["data"]["session_id"]
    photo = folder / "cat.png"
    photo.write_bytes(picture())
    sent = curl("-X", "POST", f"{api}/api/upload-video/nemo_agent/me/{session}", *bearer, "-F", f"files=@{photo}")
    assert sent["code"] == 0
    message = {
        "app_name": "nemo_agent",
        "user_id": "me",
        "session_id": session,
        "new_message": {"parts": [{"text": words}]},
    }
    said = subprocess.run(
        ["curl", "-sN", "-X", "POST", f"{api}/run_sse", *bearer, "-H", "Accept: text/event-stream", "--max-time", "150",
         "-d", json.dumps(message)],
        capture_output=True, check=True,
    )  # fmt: skip
    frames, _ = parse_sse(said.stdout)
    last = frames[-1].event
    assert last.get("turnComplete") and "errorCode" not in last, last
    assert sum("turnComplete" in frame.event for frame in frames) == 1
    numbered = [frame.id for frame in frames if frame.id is not None]
    assert numbered == list(range(1, len(numbered) + 1))
    text = last["content"]["parts"][0]["text"]
    assert ("完成" in text) == (language == "zh") and "Timeline (1 track)" in text
    state = curl(f"{api}/api/state/nemo_agent/me/{session}/latest", *bearer)["data"]
    assert state["state"]["generated_media"] and state["run"]["status"] == "succeeded"
    body = {"id": "render_1", "sessionId": session, "draft": state["state"]["draft"],
            "output": {"format": "mp4", "quality": "low", "resolution": "720p"}}  # fmt: skip
    poll = curl("-X", "POST", f"{api}/api/render/proxy/lambda", *bearer, "-d", json.dumps(body))
    while poll["status"] in ("pending", "processing"):
        time.sleep(0.5)
        poll = curl(f"{api}/api/render/proxy/lambda/render_1", *bearer)
    assert poll["status"] == "completed", poll["error"]
    video = folder / f"{language}.mp4"
    subprocess.run(["curl", "-sf", poll["output"]["url"], "-o", str(video)], check=True)
    assert video.read_bytes()[4:8] == b"ftyp" and video.stat().st_size == poll["output"]["size"]
    balance = curl(f"{api}/api/credits/balance/simple", *bearer)["data"]
    assert (balance["available"], balance["frozen"]) == (9_980, 0)


@pytest.mark.slow
def test_operators_see_what_there_is(served: tuple[str, Path]) -> None:
    _, folder = served
    secret = vivant(folder, "admin", "token", "bootstrap").stdout.strip()
    assert curl(f"{served[0]}/api/tokens", "-H", f"Authorization: Bearer {secret}")["code"] == 0
    assert "has 7 credits" in vivant(folder, "admin", "grant", "admin", "7").stderr
    assert "plan free" in vivant(folder, "admin", "plan", "admin", "free").stderr
    users = json.loads(vivant(folder, "admin", "users", "--json").stdout)
    assert ("admin", "free", 7) in [(one["name"], one["plan"], one["available"]) for one in users]
    (token,) = json.loads(vivant(folder, "admin", "token", "list", "admin", "--json").stdout)
    assert vivant(folder, "admin", "token", "revoke", token["id"]).returncode == 0
    assert curl(f"{served[0]}/api/tokens", "-H", f"Authorization: Bearer {secret}")["code"] == 1001
    assert json.loads(vivant(folder, "admin", "storage", "--json").stdout)[0]["projects"] >= 0
    assert json.loads(vivant(folder, "admin", "cleanup", "--days", "30", "--json").stdout)[0]["projects"] == 0
    assert vivant(folder, "admin", "plan", "admin", "gold").returncode == 2


@pytest.mark.slow
def test_a_run_goes_on_after_the_server_was_killed(tmp_path: Path) -> None:
    process, api = serve(tmp_path)
    token = curl("-X", "POST", f"{api}/api/auth/anonymous-token", "-H", "X-Client-Id: k")["data"]["token"]
    bearer = ["-H", f"Authorization: Bearer {token}", *SKILL]
    session = curl("-X", "POST", f"{api}/api/tasks/me/with-session/nemo_agent", *bearer)["data"]["session_id"]
    photo = tmp_path / "cat.png"
    photo.write_bytes(picture())
    curl("-X", "POST", f"{api}/api/upload-video/nemo_agent/me/{session}", *bearer, "-F", f"files=@{photo}")
    body = json.dumps({"session_id": session, "new_message": {"parts": [{"text": "slow push in, 1 s"}]}})
    said = subprocess.Popen(["curl", "-sN", f"{api}/run_sse", *bearer, "-d", body], stdout=subprocess.PIPE)
    assert said.stdout is not None
    first = said.stdout.readline()
    process.kill()
    process.communicate()
    seen, _ = parse_sse(first + said.communicate()[0])
    process, api = serve(tmp_path)
    last = f"Last-Event-ID: {seen[-1].id}"
    rest = subprocess.run(
        ["curl", "-sN", f"{api}/run_sse", *bearer, "-H", last, "-d", json.dumps({"session_id": session})],
        capture_output=True, check=True, timeout=150,
    )  # fmt: skip
    frames = [*seen, *parse_sse(rest.stdout)[0]]
    numbered = [frame.id for frame in frames if frame.id]
    assert numbered == list(range(1, len(numbered) + 1))
    assert frames[-1].event.get("turnComplete") and "errorCode" not in frames[-1].event
    assert curl(f"{api}/api/credits/balance/simple", *bearer)["data"]["total"] == 9_980
    stop(process)


@pytest.mark.slow
def test_everywhere_is_the_public_profile_and_says_so(tmp_path: Path) -> None:
    process, address = serve(tmp_path, "--host", "0.0.0.0", "--no-worker")
    token = curl("-X", "POST", f"{address}/api/auth/anonymous-token", "-H", "X-Client-Id: a")["data"]
    assert (token["credits"], token["plan"]) == (100, "free")
    assert "Profile public" in stop(process)


def test_settings_are_listed_with_their_source_and_wrong_ones_stop_the_start(tmp_path: Path) -> None:
    listed = vivant(tmp_path, "serve", "--print-config", "--json", "--port", "1234")
    told = {one["name"]: (one["value"], one["source"]) for one in json.loads(listed.stdout)}
    assert told["port"] == (1234, "command line") and told["reissue"] == ("rotate", "profile local")
    assert told["data_dir"][1] == "environment" and told["max_items"] == (60, "default")
    wrong = subprocess.run(
        [sys.executable, "-m", "vivant", "serve"], env={**environment(tmp_path), "VIVANT_REISSUE": "maybe"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert wrong.returncode == 2 and "VIVANT_REISSUE" in wrong.stderr and "Traceback" not in wrong.stderr
