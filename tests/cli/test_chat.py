"""`vivant chat` from the first greeting to the file, in both languages, here and with a server."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.cli.command import surroundings
from tests.client.conftest import fit_for_people
from tests.client.faulty import FILM, SILENT, Faulty, refuses, serving
from vivant import media
from vivant.cli.chat import chat
from vivant.talks import Talk

Chat = Callable[..., str]
SMALL = "160x90, 10 fps, 1 second"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home and a folder to stand in, with a picture; English, and no settings of the one who runs the tests."""
    for name in ("XDG_STATE_HOME", "NEMO_TOKEN", "NEMO_WEB_URL", "NEMO_CLIENT_ID", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


@pytest.fixture
def say(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Chat:
    """`say(lines, *given, ...)`: a whole conversation, the lines through a pipe; what was answered."""

    def talk(lines: list[str], *given: str, **options: object) -> str:
        before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        try:
            chat(list(given), **options)  # type: ignore[arg-type]
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        return capsys.readouterr().out

    return talk


@pytest.fixture
def picture(place: Path, photo: NDArray[np.uint8]) -> Path:
    """The drawn photo, small, in the folder."""
    Image.fromarray(photo).resize((240, 160)).save(place / "my photo.png")
    return place / "my photo.png"


def answers(told: str) -> list[str]:
    """What was answered to each line, the greeting first."""
    return re.split(r"^› .*\n", told, flags=re.MULTILINE)


def test_a_conversation_in_english(say: Chat, picture: Path, place: Path) -> None:
    (place / "film.mp4").write_bytes(b"mine")
    told = say(
        [
            f"{picture.name} slow dolly in, falling snow, {SMALL}", "half as much snow", "what changed?", "undo",
            "preview", "vertical, then export it as film.mp4", "export as webm in low quality", "quit", "never heard",
        ]
    )  # fmt: skip
    hello, made, less, changed, undone, preview, film, webm, end = answers(told)
    assert hello.startswith("Hello!") and "photo.jpg, slow dolly in" in hello
    assert "snow" in made and "Next:  1 " in made
    with Image.open(re.findall(r"Moments of it: (.*)", made)[0]) as sheet:
        assert sheet.width > sheet.height > 90
    assert "Snow is now 50%" in less and "50%" in less and "50%" in changed
    assert "100%" in undone
    clip = media.probe(Path(re.findall(r"preview: (.*)", preview)[0]))
    assert clip.size == (160, 90) and clip.duration_ms == 1000
    assert "film.mp4 was there already" in film and (place / "film.mp4").read_bytes() == b"mine"
    upright = media.probe(place / "film-2.mp4")
    assert upright.size is not None and upright.size[0] < upright.size[1] and str(place / "film-2.mp4") in film
    assert media.probe(place / "my photo-vivant.webm").kind == "video" and "my photo-vivant.webm" in webm
    assert "never heard" not in told and "vivant chat --resume last" in end


def test_a_conversation_in_chinese_and_another_day(say: Chat, picture: Path, place: Path) -> None:
    picture = picture.rename(place / "湖边.png")
    told = say([f"把{picture}动起来，缓慢推近，下雪，160x90，10帧，1秒", "雪少一半", "撤销", "导出", "退出"])
    hello, made, less, undone, film, end = answers(told)
    assert hello.startswith("Hello!"), "before a word is said the machine's language counts"
    assert "接下来：  1 " in made and "看几个瞬间：" in made
    assert "50%" in less and "100%" in undone
    assert "视频好了：" in film and media.probe(place / "湖边-vivant.mp4").size == (160, 90)
    assert "以后继续" in end
    said = re.sub(r"：.*/.*|\d+x\d+|fps", "", "".join((made, less, undone, film)))
    assert not re.findall(r"[A-Za-z]{4,}", said), "Chinese is answered in Chinese"
    again = answers(say(["重做", "保存", "退出"], resume="last"))
    assert again[0].startswith("Hello") is False and "1" in again[0]
    assert "50%" in again[1]
    saved = Path(re.findall(r"已保存： (.*)", again[2])[0])
    assert saved == place / "湖边.vivant"
    with Talk.load(saved) as talk:
        assert talk.draft is not None and talk.draft.duration_ms == 1000


def test_files_come_at_any_time(say: Chat, picture: Path, place: Path, photo: NDArray[np.uint8]) -> None:
    Image.fromarray(photo[:, ::-1]).resize((240, 160)).save(place / "two.png")
    (place / "broken.jpg").write_bytes(b"\xff\xd8\xff broken")
    told = say(
        [
            f"static, {SMALL}", "none.png", "broken.jpg", "https://example.org/a.jpg", f"'{picture}'", "add two.png",
            "2", "export", "help",
        ]
    )  # fmt: skip
    _, waiting, none, broken, link, made, added, picked, film, _ = answers(told)
    assert "as soon as I have a picture" in waiting
    assert none == "There is no file none.png. Check the name and the folder.\n"
    assert "broken.jpg" in broken and broken.count("\n") == 1
    assert "https://example.org/a.jpg" in link
    assert "160x90" in made and "Moments" in made, "what was said before there was a picture is done with it"
    assert "“two” was added" in added
    first, second = re.findall(r"1 (.+?)   2 (.+?)   3 ", added)[0]
    assert first != second and "nothing" not in picked
    assert media.probe(place / "my photo-vivant.mp4").duration_ms > 2000 and "Your film is ready" in film


def test_the_command_can_carry_a_picture_and_the_first_words(say: Chat, picture: Path) -> None:
    hello, told = answers(say(["what is in it?"], picture.name, f"truck left, {SMALL}"))
    assert hello.startswith("Hello! I make photos and clips move. Let me look at my photo.png.")
    assert "truck left" in hello and "160x90" in told


def test_nothing_can_be_exported_before_there_is_anything(say: Chat) -> None:
    told = answers(say(["export", "preview", "save", "undo"]))
    assert [one.count("\n") for one in told[1:]] == [1, 1, 1, 1]


def test_ctrl_c_stops_the_film_and_not_the_conversation(picture: Path, place: Path) -> None:
    code = (
        "import sys; from vivant.cli import main\n"
        "class Out:\n"
        "    def __init__(self, out): self.out = out\n"
        "    def __getattr__(self, name): return getattr(self.out, name)\n"
        "    def write(self, text):\n"
        "        heavy = sorted({'numpy', 'cv2', 'av', 'numba'} & sys.modules.keys())\n"
        "        self.out.write(('Hello' in text) * str(heavy) + text)\n"
        "sys.stdout = Out(sys.stdout); sys.argv = ['vivant', 'chat', 'my photo.png', 'static, 320x180, 60 s']; main()"
    )
    talking = subprocess.Popen(
        [sys.executable, "-c", code], cwd=place, env=surroundings(), text=True, bufsize=1,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert talking.stdin and talking.stdout and talking.stderr
    talking.stdin.write("export\n")
    talking.stdin.flush()
    while not (line := talking.stderr.readline()).startswith("Drawing: 10 %"):
        assert line, "it ended before it drew"
    talking.send_signal(signal.SIGINT)
    out, _ = talking.communicate("1 second\nexport as gif\nquit\n", timeout=120)
    assert talking.returncode == 0, out
    assert out.startswith("[]Hello!"), "greeted before anything heavy is loaded"
    assert "Stopped. No file was written" in out
    assert sorted(path.name for path in place.iterdir()) == ["my photo-vivant.gif", "my photo.png"]


def test_whoever_ends_the_process_means_all_of_it(place: Path) -> None:
    talking = subprocess.Popen(
        [sys.executable, "-m", "vivant", "chat"], cwd=place, env=surroundings(), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert talking.stdout and talking.stdin
    assert talking.stdout.readline().startswith("Hello")
    talking.send_signal(signal.SIGTERM)
    assert talking.wait(timeout=60) == 128 + signal.SIGTERM
    talking.stdin.close()
    talking.stdout.close()


# --- with a server ----------------------------------------------------------------------------------------------------


def test_a_server_is_talked_to_in_silence_about_itself(say: Chat, picture: Path, place: Path) -> None:
    with serving(Faulty()) as server:
        told = say(
            [
                f"'{picture}' make it move",
                "how many credits do I have?",
                "status",
                "none.png",
                "export as a.mp4",
                "link",
                "quit",
            ],
            server=server.url,
        )
    fit_for_people(told)
    hello, made, credits, status, none, film, link, _ = answers(told)
    assert "Hello!" in hello and server.taken == ["make it move"] and server.uploads == [picture.name]
    told_in_turn = [
        "Got it",
        "Animating cat.png",
        "Making the video: 40 %",
        "Raw video ready",
        "Timeline (2 tracks)",
        "ready:",
    ]
    assert [made.index(sentence) for sentence in told_in_turn] == sorted(made.index(one) for one in told_in_turn)
    assert (place / "my photo-vivant.mp4").read_bytes() == FILM and "workspace/claim?ct=" in made
    assert "80" in credits and "Timeline (2 tracks)" in status and "none.png" in none
    assert (place / "a.mp4").read_bytes() == FILM and str(place / "a.mp4") in film and "workspace/claim" in link


def test_a_silent_edit_is_told_and_the_file_is_brought_when_asked(say: Chat, place: Path) -> None:
    before = {"v": 1, "rev": 1, "d": 5000, "t": [{"id": "t1", "tt": 0, "sg": [{"id": "s1", "s": 0, "d": 4000}]}]}
    with serving(Faulty(events=SILENT, before=before)) as server:
        told = say(["状态", "加点音乐", "导出为 b.mp4", "退出"], server=server.url.removeprefix("http://"))
    fit_for_people(told)
    _, status, made, film, _ = answers(told)
    assert "Timeline" in status and "music" not in made and "音乐" in made
    assert "说“导出”" in made and "视频好了" not in made
    assert "视频好了：" in film and (place / "b.mp4").exists()


def test_refusals_are_told_and_the_conversation_goes_on(say: Chat) -> None:
    with serving(Faulty(before=None, after=None)) as server:
        server.faults["POST /run_sse"] = [refuses(402, 2001, register_url="http://127.0.0.1/register")]
        told = say(["make it move", "export", "upload", "help"], server=server.url)
    fit_for_people(told)
    _, refused, empty, upload, help_ = answers(told)
    assert "not enough credits" in refused and "http://127.0.0.1/register" in refused
    assert "no video yet" in empty and "Drop the file" in upload and "status" in help_


def test_a_server_that_is_not_there_is_told_and_tried_again(say: Chat) -> None:
    with serving(Faulty()) as server:
        address = server.url
    told = answers(say(["status"], server=address))
    assert "cannot be reached" in told[0] and "cannot be reached" in told[1]


@pytest.mark.parametrize("signed", [False, True])
def test_a_token_goes_to_a_server_only_when_it_is_meant_to(
    signed: bool, say: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEMO_TOKEN", "nmv_usr_mine")
    with serving(Faulty()) as server:
        told = say(["credits"], server=server.url, token_from_env=signed)
    sent = any("nmv_usr_mine" in one.headers.get("authorization", "") for one in server.requests)
    assert sent is signed and "80" in told and os.environ["NEMO_TOKEN"] == "nmv_usr_mine"
