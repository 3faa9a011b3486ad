"""Both scripts of the skill against a server that breaks: what is told, nothing is sent twice, the file comes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.client.faulty import (
    DRAFT,
    FILM,
    SESSION,
    SILENT,
    TASK,
    TWO_STAGES,
    Faulty,
    drops,
    refuses,
    serving,
    takes_and_drops,
)

SCRIPTS = Path(__file__).resolve().parents[2] / "skill" / "ai-image-to-video-generator" / "scripts"
# Waits are noted and not waited for.
_IMPATIENT = """
import os, runpy, sys, time
def sleep(seconds):
    with open(os.environ["NAPS"], "a") as naps: print(seconds, file=naps)
time.sleep = sleep
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
_NAP = '#!/bin/sh\necho "$1" >> "$NAPS"\n'
Run = Callable[..., str]


@pytest.fixture(params=["vivant.sh", "vivant.py"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Run:
    """`run(server, verb, ...)`: what the script tells, checked for what no person may read."""
    command = [sys.executable, "-W", "error", "-c", _IMPATIENT, str(SCRIPTS / request.param)]
    if request.param == "vivant.sh":
        if not all(shutil.which(tool) for tool in ("bash", "curl", "jq")):
            pytest.skip("bash, curl and jq are needed")
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin" / "sleep").write_text(_NAP)
        (tmp_path / "bin" / "sleep").chmod(0o755)
        command = ["bash", str(SCRIPTS / request.param)]
    home = tmp_path / "home"
    home.mkdir()

    def go(server: Faulty, *words: object, rc: int = 0) -> str:
        surroundings = {
            "PATH": f"{tmp_path / 'bin'}:/usr/local/bin:/usr/bin:/bin", "HOME": str(home), "NEMO_API_URL": server.url,
            "VIVANT_SKILL_DIR": str(tmp_path / "kept"), "NAPS": str(tmp_path / "naps"), "LANG": "C.UTF-8",
        }  # fmt: skip
        done = subprocess.run(
            [*command, *map(str, words)],
            env=surroundings,
            cwd=home,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (rc, ""), done.stdout + done.stderr
        for secret in ("nmv_usr", SESSION, TASK, '{"', "e-2", "ast_1"):
            assert secret not in done.stdout
        return done.stdout

    return go


def naps(folder: Path) -> list[float]:
    file = folder / "naps"
    return [float(line) for line in file.read_text().split()] if file.exists() else []


def test_a_conversation_from_first_contact_to_delivery(run: Run, tmp_path: Path) -> None:
    (tmp_path / "home" / "my photo.png").write_bytes(b"a picture" * 9999)
    with serving(Faulty()) as server:
        assert run(server, "setup", "zh-CN") == "" == run(server, "setup", "zh-CN")
        assert server.tokens == 1 and server.count("POST", "/api/tasks/me/with-session/nemo_agent") == 1
        assert run(server, "upload", "my photo.png", "https://example.org/a.jpg").startswith(
            "say Received: my photo.png"
        )
        assert server.uploads == ["my photo.png", "a.jpg"]
        told = run(server, "send", 'make "it" move 猫')
        assert server.taken == ['make "it" move 猫']
        assert "say Raw video ready (5 s). Adding music — 猫.\n" in told and "progress 40 %" in told
        assert told.endswith("done Timeline (2 tracks): 1. Video: cat (0-5s) 2. BGM: soft piano (0-5s, 35%)\n")
        assert run(server, "credits") == "credits 80 available, 20 set aside, 100 in all\n"
        assert "Timeline (2 tracks)" in run(server, "state")
        told = run(server, "export", "cat.mp4")
        assert "progress 50 %" in told and "file cat.mp4\nlink http" in told and "ct=clm_x" in told
        assert (tmp_path / "home" / "cat.mp4").read_bytes() == FILM and naps(tmp_path)[-2:] == [30, 30]
        named = {tuple(one.headers.get(f"x-skill-{what}") for what in ("source", "version", "platform"))
                 for one in server.requests if one.path.startswith(("/api", "/run"))}  # fmt: skip
        assert named == {("ai-image-to-video-generator", "1.0.0", "unknown")}
    kept = tmp_path / "home" / ".config" / "nemovideo" / "client_id"
    assert server.requests[0].headers["x-client-id"] == kept.read_text().strip()


@pytest.mark.parametrize("place", [0, 60, len(TWO_STAGES[0]), len(TWO_STAGES[0]) + 100, sum(map(len, TWO_STAGES)) - 1])
def test_a_cut_stream_goes_on_where_it_was(place: int, run: Run) -> None:
    with serving(Faulty(cut=place)) as server:
        told = run(server, "send", "make it move")
    assert told.count("say Animating") == 1 == told.count("say Raw video") and "done Timeline" in told
    assert server.taken == ["make it move"] and server.count("POST", "/run_sse") == 1


def test_without_a_way_back_the_state_is_read(run: Run, tmp_path: Path) -> None:
    with serving(Faulty(cut=0, attaches=False, running_reads=4)) as server:
        told = run(server, "send", "make it move")
    assert "before nothing on the timeline\nafter Timeline (2 tracks)" in told
    assert len(server.taken) == 1 and 60 in naps(tmp_path)


def test_an_edit_without_words_shows_before_and_after(run: Run) -> None:
    with serving(Faulty(events=SILENT, before=DRAFT)) as server:
        assert "before Timeline (2 tracks)" in run(server, "send", "music quieter")


@pytest.mark.parametrize("fault", [drops, refuses(500, 500)])
def test_where_nobody_knows_it_is_not_sent_again(fault: object, run: Run) -> None:
    with serving(Faulty(faults={"POST /run_sse": [fault]})) as server:
        assert "error lost:" in run(server, "send", "make it move", rc=1)
        assert server.count("POST", "/run_sse") == 1


def test_a_message_that_arrived_over_a_broken_line_is_heard(run: Run) -> None:
    with serving(Faulty(faults={"POST /run_sse": [takes_and_drops]})) as server:
        assert "say Raw video ready" in run(server, "send", "make it move")
        assert server.taken == ["make it move"]


def test_a_refused_message_is_sent_when_the_way_is_free(run: Run, tmp_path: Path) -> None:
    faults = [refuses(401, 1001), refuses(429, 429), refuses(409, 3001), refuses(404, 1002)]
    with serving(Faulty(faults={"POST /run_sse": faults})) as server:
        assert "done Timeline" in run(server, "send", "make it move")
    assert server.taken == ["make it move"] and server.tokens == 2 and naps(tmp_path) == [30, 5]


def test_wait_hears_on_and_starts_nothing(run: Run) -> None:
    with serving(Faulty(cut=0, faults={"GET /run_sse": [refuses(404, 404)]})) as server:
        run(server, "send", "make it move")
        told = run(server, "wait")
    assert "done Timeline" in told and server.taken == ["make it move"]


@pytest.mark.parametrize("fault", [refuses(403, 403), drops])
def test_a_download_goes_on_and_has_a_second_way(fault: object, run: Run, tmp_path: Path) -> None:
    server = Faulty(before=DRAFT, renders=["failed", "completed"], film_cuts=[90_000, 120_000])
    server.faults["GET /files/out.mp4"] = [fault] * 3
    with serving(server):
        told = run(server, "export", "cat.mp4")
    assert "trying once more" in told and (tmp_path / "home" / "cat.mp4").read_bytes() == FILM
    assert not list((tmp_path / "home").glob(".*.part"))
    (tmp_path / "home" / "plain").touch()
    assert (tmp_path / "home" / "cat.mp4").stat().st_mode == (tmp_path / "home" / "plain").stat().st_mode
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("where", "fault", "words", "told"),
    [
        ("POST /run_sse", refuses(402, 2001), ("send", "x"), "error credits: Not enough credits. Register"),
        ("POST /api/render/proxy/lambda", refuses(402, 402, reason="plan"), ("export",), "not about credits"),
        ("POST /api/auth/anonymous-token", refuses(429, 429), ("setup",), "error rate"),
        (f"GET /api/state/nemo_agent/me/{SESSION}/latest", refuses(403, 403), ("state",), "error scope"),
    ],
)  # fmt: skip
def test_refusals_are_sentences(where: str, fault: object, words: tuple[str, ...], told: str, run: Run) -> None:
    with serving(Faulty(before=DRAFT, faults={where: [fault] * 2})) as server:
        if where.startswith("POST /api/render"):
            server.faults[where].pop()
        assert told in run(server, *words, rc=1)


def test_another_version_and_no_server_are_told(run: Run) -> None:
    with ExitStack() as stack:
        server = stack.enter_context(serving(Faulty(version="2.0")))
        assert "error version:" in run(server, "setup", rc=1)
    assert "error offline:" in run(server, "setup", rc=1)
