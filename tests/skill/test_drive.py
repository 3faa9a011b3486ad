"""The skill package driven from first contact to delivery against `vivant serve`: every command of it, as written.

Not for what happens when something breaks (test_scripts.py).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import av
import numpy as np
import pytest

from tests.server.serving import serve, stop

SKILL = Path(__file__).resolve().parents[2] / "skill" / "ai-image-to-video-generator"
FORMS = re.findall(r"`\$V (\w+ ?[^`]*)`", (SKILL / "SKILL.md").read_text("utf-8"))
"""Every command of the text, in its order."""
IN_SHORT = (
    "setup LANGUAGE",
    "upload FILE-OR-URL...",
    'send "their words"',
    "wait",
    "credits",
    "state",
    "export",
    "link",
)
"""The same way without turns, for the second script."""
FILLED = {
    "setup LANGUAGE": "setup zh-CN",
    "export FILE": "export early.mov",
    "upload FILE-OR-URL...": "upload a.jpg",
    'send "their words"': 'send "缓慢推近，0.5秒，标题“猫的夜晚”"',
    'send "..."': 'send "it\'s too loud, make the music quieter"',
    "upload a.jpg b.mp4 https://...": "upload a.jpg b.mp4 $URL",
    "export NAME.mp4": 'export "my film.mp4"',
}
"""What an agent writes instead of the words in capitals."""
REFUSED = {"export FILE": "error empty: ", "send": "error request: "}
"""The first export comes before there is anything; a message needs words."""
# A wait of a script ends early when nothing is being made any more; so a quick machine is not kept waiting.
_NAP = """#!/usr/bin/env bash
for ((n = 0; n < ${1%.*}; n++)); do
    curl -s "$NEMO_API_URL/metrics" | grep -q 'kind="render",status="p' || exit 0
    SLEEP 1
done
"""
_QUICK = """
import runpy, subprocess, sys, time
time.sleep = lambda seconds: subprocess.run(["sleep", str(seconds)], check=True)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(any(shutil.which(one) is None for one in ("bash", "curl", "jq")), reason="needs bash, curl, jq"),
]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    process, address = serve(tmp_path_factory.mktemp("drive"), url_allow_private=True, requests_per_minute=6000)
    yield address
    stop(process)


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory, bundled_photo: Callable[[str], Path]) -> Iterator[str]:
    """The address of a photo on another server."""
    folder = tmp_path_factory.mktemp("web")
    shutil.copy(bundled_photo("rocket.jpg"), folder / "photo.jpg")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/photo.jpg"
    server.shutdown()
    server.server_close()
    thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def desk(tmp_path: Path, url: str, photo_jpg: Path) -> dict[str, str]:
    """A fresh home with two files in it, and the environment of an agent who works there."""
    home = tmp_path / "home"
    (tmp_path / "bin").mkdir()
    nap = tmp_path / "bin" / "sleep"
    nap.write_text(_NAP.replace("SLEEP", str(shutil.which("sleep"))))
    nap.chmod(0o755)
    shutil.copytree(SKILL, home / "skills" / SKILL.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(photo_jpg, home / "a.jpg")
    shutil.copy(photo_jpg, home / "photo.jpg")
    _clip(home / "b.mp4")
    return {"PATH": f"{nap.parent}:{os.environ['PATH']}", "HOME": str(home), "LANG": "C.UTF-8", "NEMO_API_URL": url,
            "VIVANT_SKILL_DIR": str(tmp_path / "kept")}  # fmt: skip


def _clip(path: Path) -> None:
    with av.open(str(path), "w") as out:
        stream = out.add_stream("mpeg4", 10, width=320, height=256, pix_fmt="yuv420p")
        for n in range(5):
            pixels = np.full((256, 320, 3), 40 * n, np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        out.mux(stream.encode(None))


def _bash(script: str, desk: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", script], env=desk, cwd=desk["HOME"], capture_output=True, text=True, timeout=500, check=False
    )


def test_every_command_of_the_text_does_what_it_says(desk: dict[str, str], web: str) -> None:
    home = Path(desk["HOME"])
    told = _drive(f"bash 'skills/{SKILL.name}/scripts/vivant.sh'", FORMS, {**desk, "URL": web})
    said = dict(told)
    assert said["setup LANGUAGE"] == "" == said["new"]
    assert "say Received: a.jpg\nsay Received: b.mp4\nsay Received: photo.jpg\n" in said[FORMS[14]]
    _made(said)
    assert [text for form, text in told if form == "credits"][-1].startswith("credits 9975 available, 0 set aside")
    assert said["export NAME.mp4"].splitlines()[-2:-1] == ["file my film.mp4"]
    assert _tracks(home / "my film.mp4") == _tracks(home / "video.mp4") == {"video", "audio"}
    assert not (home / "early.mov").exists()


def test_the_script_for_windows_goes_the_same_way(desk: dict[str, str], tmp_path: Path) -> None:
    home = Path(desk["HOME"])
    (tmp_path / "quick.py").write_text(_QUICK)
    scripts = home / "skills" / SKILL.name / "scripts"
    told = dict(_drive(f"{sys.executable} -W error {tmp_path}/quick.py {scripts}/vivant.py", IN_SHORT, desk))
    _made(told)
    assert told["credits"].startswith("credits 9980 available, 0 set aside") and "Timeline (3 tracks)" in told["state"]
    assert _tracks(home / "video.mp4") == {"video", "audio"}
    assert not list(scripts.glob("__pycache__")), "the folder of the skill stays as it was installed"


def _drive(command: str, forms: Sequence[str], desk: dict[str, str]) -> list[tuple[str, str]]:
    """(form, what was told) of each command of the text, in order; checked for what no person may read."""
    told: list[tuple[str, str]] = []
    for form in forms:
        done = _bash(f"{command} {FILLED.get(form, form)}", desk)
        told.append((form, done.stdout))
        assert done.stderr == "", (form, done.stderr)
        assert done.returncode == (form in REFUSED), (form, done.stdout)
        assert done.stdout.startswith(REFUSED.get(form, "")), (form, done.stdout)
        assert not [one for one in ("nmv_usr", '{"', "ast_", "task_") if one in done.stdout], (form, done.stdout)
    assert (Path(desk["HOME"]) / ".config" / "nemovideo" / "client_id").is_file()
    return told


def _made(said: dict[str, str]) -> None:
    made = next(line for line in said['send "their words"'].splitlines() if line.startswith("done "))
    assert "Timeline (3 tracks): 1. Video: " in made and "猫的夜晚" in made
    assert said["wait"].splitlines()[-1].startswith("done Timeline (3 tracks)") and "ct=clm_" in said["link"]


def _tracks(path: Path) -> set[str]:
    with av.open(str(path)) as film:
        return {stream.type for stream in film.streams}


# --- references/api.md, for an agent that can run curl but neither script ---------------------------------------------

_AFTER = {
    "/with-session/": "SID=$(jq -r .data.session_id answer) TASK=$(jq -r .data.task_id answer)",
    "/run_sse": "LAST=$(sed -n 's/^id: //p' answer | head -n 1)",
    "/latest": "DRAFT=$(jq -c '.data.state.draft | if . then .m.width = 160 | .m.height = 120 else . end' answer)",
    '/lambda/render_1"': "URL=$(jq -r .output.url answer)",
}
"""What an agent takes out of an answer, by the command that it answers."""
# Files come first, whatever the order of the page, and the state is read again before the export.
_ORDER = ("What the scripts send", "Sign in and begin", "The rest", "Say something", "The rest", "Export")


def test_every_line_of_the_reference_works_as_written(desk: dict[str, str], web: str) -> None:
    text = (SKILL / "references" / "api.md").read_text("utf-8")
    parts = dict(re.findall(r"^##? (.*?)$(.*?)(?=^## |\Z)", text, re.M | re.S))
    assert set(parts) == set(_ORDER)
    commands = [command for name in _ORDER for command in _commands(parts[name])]
    steps = [_step(command.replace("https://example.org/photo.jpg", web)) for command in commands]
    done = _bash("\n".join(["set -u", *steps]), desk)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    asked = [one for one in commands if one.startswith("curl ") and " -o " not in one]
    assert done.stdout.split() == ["0"] * len(asked), done.stdout
    with av.open(f"{desk['HOME']}/video.mp4") as film:
        assert film.streams.video[0].codec_context.name == "h264"


def _commands(text: str) -> list[str]:
    """The commands of the blocks of a text, each with the lines that continue it."""
    blocks = "".join(re.findall(r"```bash\n(.*?)```", text, re.S))
    return [one for one in re.split(r"(?<!\\)\n", blocks) if one.strip()]


def _step(command: str) -> str:
    """A command with its answer kept, the code in it told, and what an agent remembers of it."""
    if not command.startswith("curl ") or " -o " in command:
        return command
    after = "".join(f"\n{then}" for what, then in _AFTER.items() if what in command)
    if "/run_sse" in command:
        return f"{command} >answer\ngrep -q '^data: ' answer && echo 0{after}"
    if '/lambda/render_1"' in command:
        command = f"until {command} >answer; [[ $(jq -r .status answer) != p* ]]; do sleep 0.5; done"
        return f"{command}\njq .code answer{after}"
    return f"{command} >answer\njq .code answer{after}"
