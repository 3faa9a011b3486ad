"""A line of the chat taken apart: files among words, wishes to the chat itself; pictures for terminals."""

from __future__ import annotations

import base64
import io
import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from tests.cli.command import surroundings
from vivant.cli.talking import kept, wanted
from vivant.cli.talking.dropped import Line, parted
from vivant.cli.talking.pictures import shown, understood
from vivant.cli.talking.voice import Lines, Voice, fold
from vivant.cli.talking.wanted import Export
from vivant.cli.talking.words import language_of, language_of_machine


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with files of the names that people have."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "trip").mkdir()
    for name in (
        "photo.jpg",
        "my photo.jpg",
        "it's.png",
        "照片.jpg",
        "film.mp4",
        "trip/b.png",
        "trip/a.JPG",
        "trip/x.txt",
    ):
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("line", "names", "words"),
    [
        ("photo.jpg", ["photo.jpg"], ""),
        ("my photo.jpg", ["my photo.jpg"], ""),
        ("{here}/my\\ photo.jpg ", ["my photo.jpg"], ""),
        ("'{here}/my photo.jpg' ", ["my photo.jpg"], ""),
        ('"{here}/my photo.jpg" warmer', ["my photo.jpg"], "warmer"),
        ("'{here}/it'\\''s.png' slow dolly in", ["it's.png"], "slow dolly in"),
        ("file://{here}/my%20photo.jpg", ["my photo.jpg"], ""),
        ("{here}/photo.jpg {here}/my\\ photo.jpg let it snow", ["photo.jpg", "my photo.jpg"], "let it snow"),
        ("photo.jpg, slow dolly in", ["photo.jpg"], "slow dolly in"),
        ("make my photo.jpg move slowly", ["my photo.jpg"], "make it move slowly"),
        ("把照片.jpg动起来，慢慢推近", ["照片.jpg"], "把它动起来，慢慢推近"),
        ("把{here}/photo.jpg变成视频", ["photo.jpg"], "把它变成视频"),
        ("“photo.jpg”动起来", ["photo.jpg"], "动起来"),
        ("add photo.jpg and film.mp4 to it", ["photo.jpg", "film.mp4"], ""),
        ("再加上照片.jpg", ["照片.jpg"], ""),
        ("{here}/trip", ["trip/a.JPG", "trip/b.png"], ""),
        ("trip/ a calm film", ["trip/a.JPG", "trip/b.png"], "a calm film"),
        ("fade in/out at 1.5 s, it's fine", [], "fade in/out at 1.5 s, it's fine"),
        ('the title "film.mp4 and more"', [], 'the title "film.mp4 and more"'),
        ("", [], ""),
    ],
)
def test_files_are_found_however_they_are_dropped(line: str, names: list[str], words: str, folder: Path) -> None:
    found = parted(line.format(here=folder))
    assert [path.absolute() for path in found.files] == [folder / name for name in names]
    assert (found.words, found.missing, found.links) == (words, (), ())


def test_files_that_are_not_there_and_links_are_named(folder: Path) -> None:
    assert parted("none.jpg slow") == Line((), (), ("none.jpg",), "slow")
    assert parted("/a/b/no\\ such.jpg, slower") == Line((), (), ("/a/b/no such.jpg",), "slower")
    assert parted("'/a/no such.heic' warm") == Line((), (), ("/a/no such.heic",), "warm")
    assert parted("没有.jpg 慢一点").missing == ("没有.jpg",)
    assert parted("https://example.org/a.jpg warm").links == ("https://example.org/a.jpg",)
    assert parted('add the title "cat.jpg"') == Line((), (), (), 'add the title "cat.jpg"')


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=60))
def test_any_line_comes_apart(text: str) -> None:
    line = f"{text}.jpg {text}"
    found = parted(line)
    assert isinstance(found.words, str)
    wanted.command(line)
    wanted.export(f"{text}, then export {text}")


@pytest.mark.parametrize(
    ("line", "wish"),
    [
        ("export", Export()),
        ("Please export it!", Export()),
        ("can you export it?", Export()),
        ("export as webm for TikTok", Export(suffix=".webm", about="for TikTok")),
        ("export in 4k", Export(about="in 4k")),
        ("export in low quality", Export(quality="low")),
        ("export for reels, 1080p", Export(about="for reels, 1080p")),
        ("export the music as mp3", Export(suffix=".mp3")),
        ('export "my film.mp4"', Export(name="my film.mp4")),
        ("export to ~/Desktop/", Export(name="~/Desktop/")),
        ("save it as holiday.gif", Export(name="holiday.gif")),
        ("save the video", Export()),
        ("send me the video", Export()),
        ("give me a gif", Export(suffix=".gif")),
        ("slower, then export it", Export(before="slower")),
        ("warmer and export as a.webm", Export(name="a.webm", before="warmer")),
        ("导出", Export()),
        ("导出为gif", Export(suffix=".gif")),
        ("导出成竖屏的webm", Export(suffix=".webm", about="竖屏的")),
        ("慢一点，然后导出", Export(before="慢一点")),
        ("再慢一点并导出为mov", Export(suffix=".mov", before="再慢一点")),
        ("存成 mp4", Export(suffix=".mp4")),
        ("保存视频", Export()),
        ("give it rain", None),
        ("write 'My film' as the title", None),
        ("make the export button blue", None),
        ("save the snow for later", None),
        ("what changed?", None),
        ("save", None),
        ("保存", None),
    ],
)  # fmt: skip
def test_exports_are_told_from_words_about_the_film(line: str, wish: Export | None) -> None:
    assert wanted.export(line) == wish


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("help", "help"), ("/help", "help"), ("?", "help"), ("帮助", "help"), ("quit", "quit"), ("bye!", "quit"),
        ("退出", "quit"), ("show me", "preview"), ("preview, please", "preview"), ("预览一下吧", "preview"),
        ("save", "save"), ("保存", "save"), ("show the tree behind her", None), ("slower", None), ("再慢一点", None),
        ("undo", None), ("end with a fade", None),
    ],
)  # fmt: skip
def test_commands_are_said_as_people_say_them(line: str, command: str | None) -> None:
    assert wanted.command(line) == command


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    first = tmp_path / "a.jpg"
    assert kept.target(first, "", "") == (tmp_path / "a-vivant.mp4", False)
    (tmp_path / "a-vivant.mp4").touch()
    (tmp_path / "b.mp4").touch()
    assert kept.target(first, "", ".mp4") == (tmp_path / "a-vivant-2.mp4", False)
    assert kept.target(first, "b.mp4", "") == (tmp_path / "b-2.mp4", True)
    assert kept.target(first, "b", ".webm") == (tmp_path / "b.webm", False)
    assert kept.target(first, str(tmp_path), ".gif") == (tmp_path / "a-vivant.gif", False)


def test_the_language_is_that_of_the_words_and_before_them_that_of_the_machine() -> None:
    assert [language_of(text, "zh") for text in ("再慢一点", "slower", "12 %", "加 snow")] == ["zh", "en", "zh", "zh"]
    assert language_of_machine({"LANG": "zh_CN.UTF-8"}) == "zh"
    assert language_of_machine({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}) == "en"
    assert language_of_machine({}) == "en"


def test_terminals_are_believed_when_they_answer() -> None:
    assert understood(b"\x1b_Gi=31;OK\x1b\\\x1b[?62;22c") == "kitty"
    assert understood(b"\x1b[?62;4;22c") == "sixel"
    assert understood(b"\x1b[?1;2c") is None
    assert understood(b"\x1b_Gi=31;ENODATA\x1b\\\x1b[?64;14c") is None
    assert understood(b"") is None


@pytest.mark.parametrize(
    ("answer", "way"), [(b"\x1b_Gi=31;OK\x1b\\\x1b[?62c", "kitty"), (b"\x1b[?62;4c", "sixel"), (b"", None)]
)
def test_a_terminal_is_asked_and_what_was_asked_is_not_left_on_it(answer: bytes, way: str | None) -> None:
    wait_s = 30 if answer else 0.2
    code = f"from vivant.cli.talking.pictures import way_to_show\nprint('way', way_to_show({{'TERM': 'x'}}, {wait_s}))"
    master, slave = os.openpty()
    asking = subprocess.Popen([sys.executable, "-c", code], env=surroundings(), stdin=slave, stdout=slave)
    os.close(slave)
    seen = b""
    until_s = time.monotonic() + 60
    while b"\n" not in seen and time.monotonic() < until_s:
        if select.select([master], [], [], 1)[0]:
            seen += os.read(master, 4096)
            if seen.endswith(b"\x1b[c") and answer:
                os.write(master, answer)
    asking.wait(timeout=60)
    os.close(master)
    assert f"way {way}".encode() in seen


def test_what_is_no_terminal_is_not_asked() -> None:
    code = "from vivant.cli.talking.pictures import way_to_show\nprint(way_to_show({'TERM': 'xterm-kitty'}))"
    done = subprocess.run([sys.executable, "-c", code], env=surroundings(), capture_output=True, text=True, check=True)
    assert done.stdout == "None\n"


def test_pictures_go_to_terminals_in_their_own_ways() -> None:
    picture = np.zeros((13, 5, 3), np.uint8)
    picture[:, 2:] = (255, 0, 0)
    png = bytes(range(256)) * 40
    kitty = re.findall("\x1b_G([^;]*);([^\x1b]*)\x1b\\\\", shown("kitty", picture, png, 40))
    assert kitty[0][0] == "a=T,f=100,q=2,c=40,m=1" and {about for about, _ in kitty[1:-1]} == {"m=1"}
    assert kitty[-1][0] == "m=0" and all(len(data) <= 4096 for _, data in kitty)
    assert base64.b64decode("".join(data for _, data in kitty)) == png
    assert base64.b64encode(png).decode() in shown("iterm2", picture, png, 40)
    assert np.array_equal(_painted(shown("sixel", picture, png, 40), 13, 5), picture)


def _painted(text: str, height: int, width: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """What a terminal makes of sixels, for small pictures."""
    body = text.removeprefix(f'\x1bP0;1q"1;1;{width};{height}').removesuffix("\x1b\\\n")
    picture = np.zeros((height, width, 3), np.uint8)
    colours = {
        name: [round(int(level) * 2.55) for level in levels]
        for name, *levels in re.findall(r"#(\d+);2;(\d+);(\d+);(\d+)", body)
    }
    rows = re.sub(r"#\d+;[\d;]+", "", body).removesuffix("-").split("-")
    for top, row in zip(range(0, height, 6), rows, strict=True):
        for colour, signs in re.findall(r"#(\d+)([^#$]+)", row):
            plain = re.sub(r"!(\d+)(.)", lambda found: int(found[1]) * found[2], signs)
            for x, sign in enumerate(plain):
                picture[[top + n for n in range(6) if ord(sign) - 63 >> n & 1], x] = colours[colour]
    return picture


def test_paths_stand_whole_on_a_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / ("long " * 40 + ".mp4")
    Voice("en").file("film", path, "(160x90)")
    assert f" {path} (160x90)\n" in capsys.readouterr().out


@pytest.mark.parametrize("settings", ["C.UTF-8", "xx_XX.UTF-8"])
def test_chinese_can_be_typed_whatever_languages_the_machine_has(settings: str) -> None:
    code = (
        "from pathlib import Path; from vivant.cli.talking.voice import Lines, Voice\n"
        "typed = Lines(Voice('zh'), Path('none')).next(); print('got', ascii(typed), 'whole')"
    )
    master, slave = os.openpty()
    typing = subprocess.Popen(
        [sys.executable, "-c", code], env=surroundings(LC_ALL=settings), stdin=slave, stdout=slave, stderr=slave
    )
    os.close(slave)
    seen, typed, until_s = b"", False, time.monotonic() + 60
    while b"whole" not in seen and time.monotonic() < until_s:
        if select.select([master], [], [], 1)[0]:
            seen += os.read(master, 4096)
        if not typed and "›".encode() in seen:
            typed = bool(os.write(master, "加标题，导出\n".encode()))
    typing.kill()
    typing.wait(timeout=60)
    os.close(master)
    assert ascii("加标题，导出").encode() in seen


def test_bytes_that_are_no_characters_do_not_end_a_conversation(monkeypatch: pytest.MonkeyPatch) -> None:
    halves = io.StringIO("加".encode()[:2].decode("utf-8", "surrogateescape") + "题\n")
    monkeypatch.setattr(sys, "stdin", halves)
    line = Lines(Voice("zh"), Path("none")).next()
    assert line is not None and line.endswith("题\n") and line.encode()


@given(st.text(alphabet="ab 中文，。“”（）1.", max_size=80), st.integers(8, 40))
def test_folded_lines_are_narrow_and_say_the_same(line: str, columns: int) -> None:
    lines = fold(line, columns).split("\n")
    assert "".join(lines).replace(" ", "") == line.replace(" ", "")
    alone = re.search(r" [，。”）.]", line)  # a mark that stands by itself may stand anywhere
    assert alone or all(one[0] not in "，。”）." for one in lines[1:] if one)
    loose = re.sub(r"[“（]+|[，。”）.]+|[ab1]{3,}", "", line)
    if loose == line:
        assert all(cell_len(one.rstrip()) <= columns for one in lines)


def test_chinese_goes_to_the_end_of_a_line_and_addresses_stay_whole() -> None:
    voice, out = Voice("zh"), io.StringIO()
    voice._console = Console(file=out, width=20, force_terminal=True, color_system=None, legacy_windows=False)
    voice.live = True
    voice.say("📱 你好！我能把照片变成视频。发一个给我。")
    address = f"http://127.0.0.1:8000/{'a' * 60}"
    voice.link(address)
    told = re.sub("\x1b][^\x1b]*\x1b\\\\", "", out.getvalue()).splitlines()
    assert told[:2] == ["📱 你好！我能把照片", "变成视频。发一个给"] and told[-1].endswith(address)


@pytest.mark.parametrize(("columns", "lines"), [(80, 1), (40, 3)])
def test_ideas_are_not_broken_in_the_middle(columns: int, lines: int) -> None:
    voice, out = Voice("en"), io.StringIO()
    voice._console = Console(file=out, width=columns, force_terminal=True, color_system=None)
    voice.live = True
    voice.choices("Next:", ("make it slower", "add piano music", "fade out at the end"))
    told = out.getvalue().splitlines()
    assert len(told) == lines and all(len(line) <= columns for line in told)
    assert "1 make it slower" in told[0] and "3 fade out at the end" in told[-1]
