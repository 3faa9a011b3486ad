"""Words: routing, buttons, summaries, changes, the sentences themselves; and that the client is light."""

from __future__ import annotations

import copy
import re
import string
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from tests.client.faulty import DRAFT
from vivant.client import changes, greeting, language_of, media_in, ready, route, summary, translate, words
from vivant.client.frames import Frames
from vivant.client.session import client_id

SOURCE = Path(__file__).resolve().parents[2] / "src"


@pytest.mark.parametrize(
    ("said", "goes"),
    [
        ("export", "export"), ("导出", "export"), ("download it please", "export"), ("send me the video", "export"),
        ("save it", "export"), ("credits", "credits"), ("还有多少积分", "credits"), ("my balance", "credits"),
        ("余额", "credits"), ("how many left?", "credits"), ("status", "state"), ("show tracks", "state"),
        ("状态", "state"), ("现在什么样了", "state"), ("what's done?", "state"), ("upload", "upload"),
        ("我要上传", "upload"), ("https://example.org/cat.jpg?x=1", "upload"), ("add end credits", "send"),
        ("make it snow", "send"), ("重新生成", "send"), ("生成视频", "send"), ("加一个状态栏", "send"),
    ],
)  # fmt: skip
def test_a_message_goes_where_it_belongs(said: str, goes: str) -> None:
    assert route(said) == goes


def test_a_file_that_is_there_is_an_upload(tmp_path: Path) -> None:
    (tmp_path / "my cat.png").write_bytes(b"x")
    assert media_in(f'"{tmp_path / "my cat.png"}"') == [str(tmp_path / "my cat.png")]
    assert media_in(f"{tmp_path / 'dog.png'}") == []
    assert media_in("turn cat.png into snow") == []


@pytest.mark.parametrize(
    ("said", "kept", "does"),
    [
        ("The snow falls. Click the Export button to download.", "The snow falls.", ["export"]),
        ("Open the media panel to see your 3 clips. The clip is 4.5 s long.", "The clip is 4.5 s long.", ["state"]),
        ("Drag the clip onto the timeline.", "", ["send"]),
        ("You can preview it in the timeline! Music is lo-fi.", "Music is lo-fi.", ["state"]),
        ("Check your account for the balance.", "", ["credits"]),
        ("点击“生成”按钮。画面已经加上雪。", "画面已经加上雪。", ["send"]),
        ("打开素材面板。请点击导出按钮下载。", "", ["state", "export"]),
        ("To export, say export; the export is a step of its own.", None, []),
        ("The door opens slowly; the camera drags behind, clicks of a clock.", None, []),
        ('The title is: "Click here", in white.', None, []),
        ("She opens the window and a track of light falls in.", None, []),
        ("1. Video: cat (0-5s) 2. BGM: soft piano (0-8.5s, 35%)", None, []),
    ],
)
def test_buttons_become_actions(said: str, kept: str | None, does: list[str]) -> None:
    assert translate(said) == (said if kept is None else kept, tuple(does))


def test_the_summary_is_the_one_of_the_interface() -> None:
    draft = copy.deepcopy(DRAFT)
    draft["t"] += [{"tt": 7, "r": "title", "sg": [{"s": 0, "d": 3000, "txt": {"c": "Night"}}]}]
    clips = [{"d": 500, "m": {"name": f"c{n}"}} for n in range(5)]
    draft["t"] += [{"tt": 0, "sg": clips}, {"tt": 1, "r": "voice", "sg": []}]
    assert summary(draft) == (
        'Timeline (4 tracks): 1. Video: cat (0-5s) 2. BGM: soft piano (0-5s, 35%) 3. Title: "Night" (0-3s) '
        "4. Video: c0 (0-0.5s), c1 (0.5-1s), c2 (1-1.5s), +2 more"
    )
    assert summary({"t": DRAFT["t"][:1]}) == "Timeline (1 track): 1. Video: cat (0-5s)"
    assert summary(None) == "" and not ready({"t": [{"sg": []}]}) and ready(DRAFT)


def test_changes_name_what_when_and_both_values() -> None:
    after = copy.deepcopy(DRAFT)
    after["t"][0]["sg"][0] |= {"d": 4000, "fx": [{"k": "snow"}]}
    after["t"][1]["sg"] = []
    after["t"] += [{"tt": 7, "sg": [{"id": "s9", "s": 0, "d": 2000, "txt": {"c": "Hi"}}]}]
    assert changes(DRAFT, after, "en") == [
        '- added title "Hi" (0-2s)',
        "- removed music soft piano (0-5s)",
        "- video cat: time 0-5s → 0-4s",
        "- video cat: effects – → snow",
    ]
    assert changes(DRAFT, after, "zh")[0] == '- 新增标题 "Hi" (0-2s)'
    assert changes(DRAFT, DRAFT, "en") == []


def test_every_sentence_exists_in_both_languages_with_the_same_gaps() -> None:
    for english, chinese in (words._WORDS | words._ERRORS).values():
        gaps = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (english, chinese)]
        assert gaps[0] == gaps[1]
        assert not re.search(r"[一-鿿]", english)
        assert language_of(chinese, "en") == "zh" or not re.sub(r"\{\w+\}|[⏳ %：]", "", chinese)
    assert greeting("en").count("\n- ") == 3 and greeting("zh").count("\n- ") == 3


def test_frames_survive_any_slicing_and_any_line_end() -> None:
    text = "retry: 5\nid: 1\ndata: a\u2028b\ndata: 猫\n\n: heartbeat\nid: 2\ndata: c\n\ndata: half".encode()
    for line_end in (b"\n", b"\r\n", b"\r"):
        whole = text.replace(b"\n", line_end)
        for size in range(1, 9):
            frames = Frames()
            got = [one for at in range(0, len(whole), size) for one in frames.feed(whole[at : at + size])]
            assert [(one.data, one.id) for one in got] == [("a\u2028b\n猫", "1"), ("", ""), ("c", "2")]
            assert got[1].heartbeat and got[0].retry_ms == 5


def test_the_client_id_is_made_once_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    first = client_id()
    assert str(uuid.UUID(first)) == first == client_id()
    kept = Path.home() / ".config" / "nemovideo" / "client_id"
    assert kept.read_text().strip() == first
    monkeypatch.setenv("NEMO_CLIENT_ID", "other")
    assert client_id() == "other" and client_id("mine") == "mine"


def test_the_client_needs_nothing_but_httpx2() -> None:
    """Pictures, numbers and the command line stay outside."""
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['numpy','cv2','av','PIL','numba','pydantic','typer','rich']));"
        "import vivant.client;"
        "print(sorted(name for name in sys.modules if name.startswith('vivant.') and 'client' not in name))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, check=False
    )
    assert done.stdout == "[]\n", done.stderr
