"""What programs that are not ours make of `vivant serve`: the original skill's own commands, curl, players, parsers.

Not for single endpoints (the other files here). One server answers all of it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import av
import httpx2
import pytest
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from .conftest import draft, picture
from .serving import SKILL, curl, serve, stop

TOOLS = ("bash", "curl", "jq")
DOCUMENT = Path(__file__).resolve().parents[3] / "shared" / "spec" / "original-skill.md"
SETTINGS = {
    "reissue": "strict", "anon_credits": 100, "anon_per_ip": 100, "price_clip": 60, "max_video_mb": 2,
    "max_image_mb": 2, "requests_per_minute": 6000,
}  # fmt: skip

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(any(shutil.which(one) is None for one in TOOLS), reason=f"needs {', '.join(TOOLS)}"),
]


@dataclass(frozen=True)
class Served:
    """A running server, its process and its folder."""

    url: str
    pid: int
    folder: Path

    def new(self, client: str) -> tuple[list[str], str, str]:
        """What curl needs to speak as a new account, a session, and the token."""
        issued = curl("-X", "POST", f"{self.url}/api/auth/anonymous-token", "-H", f"X-Client-Id: {client}")
        bearer = ["-H", f"Authorization: Bearer {issued['token']}", *SKILL]
        made = curl("-X", "POST", f"{self.url}/api/tasks/me/with-session/nemo_agent", *bearer)
        return bearer, made["session_id"], issued["token"]

    def upload(self, bearer: list[str], session: str, path: Path) -> Any:
        # curl reads commas and semicolons in names unless they are quoted
        return curl(f"{self.url}/api/upload-video/nemo_agent/me/{session}", *bearer, "-F", f'files=@"{path}"')


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("walk")
    process, url = serve(folder, **SETTINGS)
    yield Served(url, process.pid, folder)
    stop(process)


@pytest.fixture(scope="module")
def photo(served: Served) -> Path:
    path = served.folder / "night cat's walk.png"
    path.write_bytes(picture())
    return path


# --- the original skill, by its own commands -----------------------------------------------------------------------

_COMMANDS = {
    "auth": r"```bash\n(curl [^\n]*anonymous-token[^\n]*)\n```",
    "first": r"```bash\n(# Generate or read persisted Client-Id\n.*?)```",
    "session": r"```bash\n(curl[^`]*/with-session/.*?)```",
    "say": r"```bash\n(curl[^`]*/run_sse.*?)```",
    "credits": r"```bash\n(curl[^`]*/credits/.*?)```",
    "state": r"```bash\n(curl[^`]*/latest.*?)```",
    "upload": r"\*\*File upload\*\*: `(.*?)`",
    "upload_url": r"\*\*URL upload\*\*: `(.*?)`",
    "submit": r"Submit: `(.*?)`",
    "poll": r"Poll \(.*?\): `(.*?)`",
}
_ADDRESSES = {"link": r"`(\$WEB/workspace/claim\?.*?)`", "download": r"Fallback: `(\$API.*?)`"}


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the commands of the original document as they stand, one a file, and its table of routes."""
    if not DOCUMENT.is_file():
        pytest.skip("needs ../shared/spec/original-skill.md, which is not here")
    text, folder = DOCUMENT.read_text("utf-8"), tmp_path_factory.mktemp("commands")
    for name, pattern in _COMMANDS.items():
        (folder / f"{name}.sh").write_text(_only(pattern, text))
    for name, pattern in _ADDRESSES.items():
        (folder / f"{name}.sh").write_text(f'echo "{_only(pattern, text)}"')
    variables = re.findall(r"\$(API|TOKEN|WEB) = `(.*?)`", text)
    assert [name for name, _ in variables] == ["API", "TOKEN", "WEB"]
    (folder / "variables.sh").write_text("\n".join(f'{name}="{value}"' for name, value in variables))
    rows = re.findall(r"^\| (.*?) \| → §(3\.\d) \w+ \| ✅ \|$", text, re.M)
    routes = [f"{word}\t{section}\n" for words, section in rows for word in re.findall(r'"(.*?)"', words)]
    assert len(rows) == 4 and len(routes) == 13
    (folder / "routes").write_text("".join(routes))
    (folder / "name").write_text(text.split("\n", 1)[0])
    (folder / "small.png").write_bytes(picture(300, 200))
    (folder / "notes.txt").write_text("not a picture")
    (folder / "large.mp4").write_bytes(bytes(2_200_000))
    return folder


def _only(pattern: str, text: str) -> str:
    """What a pattern finds; more than once only if it is the same each time."""
    found = set(re.findall(pattern, text, re.S))
    assert len(found) == 1, (pattern, found)
    return str(found.pop())


_WALKS = {
    "en": ("upload", "slow push in, 0.5 s, a title \"Cat's night\"", "balance", "show tracks", "make it warmer",
           "send me the video"),
    "zh-CN": ("上传", "慢慢推进，0.5秒，标题“夜猫”", "积分", "状态", "画面暖一点", "导出"),
}  # fmt: skip


@pytest.mark.parametrize("language", _WALKS)
def test_the_original_skill_goes_from_no_token_to_a_video_by_its_own_commands(
    language: str, served: Served, commands: Path, photo: Path, tmp_path: Path
) -> None:
    told = _walk(language, served, commands, photo, tmp_path)
    assert "\n40 credits\n" in told, "the clip is charged once, though its line was cut"
    tracks = next(line for line in told.splitlines() if line.startswith("Timeline (3 tracks): 1. Video: "))
    assert " 2. BGM: " in tracks and " 3. Title: " in tracks and "-0.5s)" in tracks
    assert told.endswith("✅ Video ready!\n")
    assert ("夜猫" in told) == (language == "zh-CN")
    for of_a_screen in ("click", "button", "drag", "panel", "点击", "拖拽", "按钮", "面板"):
        assert of_a_screen not in told.lower()
    film, again = commands / "video.mp4", commands / "again.mp4"
    assert film.read_bytes() == again.read_bytes()
    with av.open(str(film)) as opened:
        assert {stream.type for stream in opened.streams} == {"video", "audio"}
        assert opened.duration is not None and abs(opened.duration / 1e6 - 0.5) < 0.2
        assert sum(1 for _ in opened.decode(video=0)) >= 12


def _walk(language: str, served: Served, commands: Path, photo: Path, home: Path) -> str:
    surroundings = {
        "HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8",
        "NEMO_API_URL": served.url, "NEMO_WEB_URL": served.url,
    }  # fmt: skip
    words = "\n".join(_WALKS[language]) + "\n"
    script = str(Path(__file__).with_name("walk.sh"))
    done = subprocess.run(
        ["bash", script, str(commands), language, str(photo)], input=words, env=surroundings, cwd=home,
        capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    for secret in ("nmv_usr", "clm_", '{"'):
        assert secret not in done.stdout
    return done.stdout


# --- files -------------------------------------------------------------------------------------------------------


def test_every_format_of_export_is_fetched_by_curl_without_options(served: Served, photo: Path, tmp_path: Path) -> None:
    bearer, session, _ = served.new("formats")
    asset = served.upload(bearer, session, photo)["data"]["files"][0]["id"]
    expected = {"mp4": ("mov", "h264"), "mov": ("mov", "h264"), "avi": ("avi", "mpeg4"), "webm": ("matroska", "vp9"),
                "mkv": ("matroska", "h264"), "gif": ("gif", "gif")}  # fmt: skip
    for made in expected:
        body = {"id": f"r_{made}", "sessionId": session, "draft": draft(asset, duration_ms=500),
                "output": {"format": made, "quality": "low"}}  # fmt: skip
        assert curl(f"{served.url}/api/render/proxy/lambda", *bearer, "-d", json.dumps(body))["code"] == 0
    for made, (container, codec) in expected.items():
        film = tmp_path / f"film.{made}"
        with film.open("wb") as file:
            subprocess.run(["curl", _completed(served, bearer, f"r_{made}")], stdout=file, stderr=-3, check=True)
        with av.open(str(film)) as opened:
            stream = opened.streams.video[0]
            assert (opened.format.name.partition(",")[0], stream.codec_context.name) == (container, codec)
            frames = [(frame.width, frame.height) for frame in opened.decode(stream)]
        assert frames == [(320, 260)] * 5, made


def _completed(served: Served, bearer: list[str], name: str) -> str:
    """The address of an export, once it is completed."""
    end = time.monotonic() + 150
    while (poll := curl(f"{served.url}/api/render/proxy/lambda/{name}", *bearer))["status"] != "completed":
        assert poll["status"] in ("pending", "processing") and time.monotonic() < end, poll
        time.sleep(0.3)
    return str(poll["output"]["url"])


# --- events ------------------------------------------------------------------------------------------------------


class _Strict(BaseModel):
    """Keys in camelCase, none unknown, no value of another type: how Google ADK's `Event` reads, and stricter."""

    model_config = ConfigDict(extra="forbid", strict=True, alias_generator=to_camel)


class _Call(_Strict):
    id: str
    name: str
    args: dict[str, Any]


class _Response(_Strict):
    id: str
    name: str
    response: dict[str, Any]


class _Part(_Strict):
    text: str | None = None
    function_call: _Call | None = None
    function_response: _Response | None = None


class _Content(_Strict):
    role: Literal["model", "user"]
    parts: list[_Part]


class _Actions(_Strict):
    state_delta: dict[str, Any]
    artifact_delta: dict[str, int]


class _Event(_Strict):
    id: str
    invocation_id: str
    author: Literal["nemo_agent"]
    timestamp: float
    actions: _Actions
    content: _Content | None = None
    partial: Literal[True] | None = None
    turn_complete: Literal[True] | None = None
    error_code: str | None = None
    error_message: str | None = None
    interrupted: Literal[True] | None = None
    custom_metadata: dict[str, Any] | None = None

    def parts(self) -> list[_Part]:
        return self.content.parts if self.content else []

    def is_final(self) -> bool:
        """ADK's rule of the final response: complete, and nothing was called or answered."""
        return not self.partial and not any(part.function_call or part.function_response for part in self.parts())


def test_the_events_of_a_run_are_google_adks_and_any_parser_reads_them(served: Served, photo: Path) -> None:
    bearer, session, token = served.new("events")
    served.upload(bearer, session, photo)
    for words in ("slow push in, 0.5 s", "make it warmer"):
        body = {"session_id": session, "streaming": True, "new_message": {"parts": [{"text": words}]}}
        headers = {"Authorization": f"Bearer {token}", "X-Heartbeat": "event"}
        with (
            httpx2.Client(trust_env=False, timeout=60) as client,
            client.stream("POST", f"{served.url}/run_sse", json=body, headers=headers) as answer,
        ):
            told = list(httpx2.EventSource(answer))
        assert {one.event for one in told} == {"message"} and [one.retry for one in told][:1] == [3000]
        numbers = [int(one.id) for one in told if one.id]
        assert numbered_once(numbers)
        events = [_Event.model_validate_json(one.data) for one in told]
        _check_run(events)
        raw = [json.loads(one.data) for one in told]
        assert all(value is not None for event in raw for value in event.values())


def numbered_once(numbers: list[int]) -> bool:
    """Whether numbers grow by one; a partial event repeats the number before it."""
    return all(after - before in (0, 1) for before, after in pairwise(numbers))


def _check_run(events: list[_Event]) -> None:
    assert [event.is_final() for event in events] == [False] * (len(events) - 1) + [True]
    assert [event.turn_complete for event in events] == [None] * (len(events) - 1) + [True]
    assert len({event.invocation_id for event in events}) == 1 and not any(event.error_code for event in events)
    complete = [event.id for event in events if not event.partial]
    assert len(set(complete)) == len(complete)
    assert [event.timestamp for event in events if not event.partial] == sorted(
        event.timestamp for event in events if not event.partial
    )
    calls = [part.function_call for event in events for part in event.parts() if part.function_call]
    answers = [part.function_response for event in events for part in event.parts() if part.function_response]
    assert [(one.id, one.name) for one in calls] == [(one.id, one.name) for one in answers] and calls
    for event in events:
        answered = any(part.function_response for part in event.parts())
        assert event.content is None or (event.content.role == "user") == answered


# --- files that people really send ----------------------------------------------------------------------------------

_REFUSED = {
    "bomb_gray1_30000x30000.png": 4002, "decompression_bomb.ico": 4002, "empty.png": 4001, "notes_named.jpg": 4001,
    "one_pixel.png": 4001, "silence_0s.wav": 4001, "text_named.m4a": 4001,
}  # fmt: skip
_EITHER = ("cut_half.jpg", "missing_end.png")
"""Half a picture may be shown or refused."""
MOST_GROWTH_KB = 60_000


@pytest.mark.data
def test_hostile_and_ordinary_files_are_told_apart_and_cost_no_memory(served: Served, shared_data: Path) -> None:
    bearer, session, _ = served.new("hostile")
    files = [path for folder in ("media", "hostile") for path in sorted((shared_data / folder).iterdir())]
    objects = served.folder / "data"
    served.upload(bearer, session, files[0])
    before_kb = _memory_kb(served.pid, "VmRSS")
    for path in files:
        kept = _files_in(objects)
        answer = served.upload(bearer, session, path)
        expected = _REFUSED.get(path.name, 0)
        assert answer["code"] == expected or (path.name in _EITHER and answer["code"] == 4001), (path.name, answer)
        assert _files_in(objects) - kept == (0 if answer["code"] else 1), path.name
        if answer["code"]:
            assert str(served.folder) not in answer["message"] and answer["data"]["filename"] == path.name
    assert _memory_kb(served.pid, "VmRSS") - before_kb < MOST_GROWTH_KB
    assert curl(f"{served.url}/health")["status"] == "ok"


def _memory_kb(pid: int, what: str) -> int:
    if not Path("/proc/self/status").exists():
        pytest.skip("memory is read from /proc")
    told = re.search(rf"^{what}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.M)
    assert told is not None
    return int(told[1])


def _files_in(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*") if not path.name.startswith(("vivant.db", "jobs.db")))
