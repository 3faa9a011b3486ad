"""How the command talks: help, version, failures, progress, names for results."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import pytest
import typer
from typer.models import OptionInfo

from tests.cli.command import Vivant, surroundings
from vivant.cli import animate, console, failure, names
from vivant.cli.written import parse_size
from vivant.errors import MissingInput, UsageError

direct = import_module("vivant.agent.direct")  # its function hides the module of the same name


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    code = (
        "import sys; from vivant.cli import main; sys.argv = ['vivant', '--help']\n"
        "try: main()\n"
        "except SystemExit as end: assert end.code == 0\n"
        "print(sorted({'numpy', 'cv2', 'av', 'numba', 'PIL', 'pydantic'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=surroundings(), capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]", "heavy imports belong inside the commands"
    for command in ("animate", "analyze", "catalogue", "doctor"):
        assert f" {command} " in done.stdout


def test_wrong_commands_and_version(vivant: Vivant) -> None:
    assert vivant("--version").stdout.startswith("vivant")
    assert vivant("fly").returncode == 2
    assert vivant("animate").returncode == 2


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (MissingInput("There is no such file."), 1, "There is no such file."),
        (UsageError("The size must be even."), 2, "The size must be even."),
        (KeyboardInterrupt(), 130, "Interrupted; nothing was written."),
        (ValueError("two\nlines"), 1, "Vivant failed unexpectedly (ValueError: two lines); add --debug to see where."),
        (MemoryError(), 1, "There is not enough memory: try a smaller --size or photo."),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_a_failure_is_one_sentence(
    error: BaseException, code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def command() -> None:
        raise error

    with pytest.raises(typer.Exit) as left:
        failure.told(command)()
    assert left.value.exit_code == code
    assert capsys.readouterr() == ("", sentence + "\n")


def test_debug_shows_the_trace(vivant: Vivant) -> None:
    done = vivant("analyze", "none.jpg", "--debug")
    assert done.returncode == 1 and "Traceback" in done.stderr


def test_a_command_that_ends_by_itself_is_left_alone() -> None:
    def command() -> None:
        raise typer.Exit(7)

    with pytest.raises(typer.Exit) as left:
        failure.told(command)()
    assert left.value.exit_code == 7


def test_plain_progress_is_a_line_every_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    with console.progress("Looking", "Drawing") as report:
        for done in range(1, 181):
            report(done, 180)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Looking ..." and len(lines) == 11
    assert lines[1].startswith("Drawing: 10 % (18 of 180 frames, 0.") and lines[1].endswith(" s left)")
    assert lines[-1] == "Drawing: 100 % (180 of 180 frames)"


@pytest.mark.parametrize("columns", ["100", "24"])
def test_a_terminal_gets_a_bar_without_colour_if_so_wished(columns: str) -> None:
    code = (
        "from vivant.cli import console\n"
        "with console.progress('Looking', 'Drawing') as report:\n"
        "    for done in range(1, 9): report(done, 8)"
    )
    master, slave = os.openpty()
    environment = surroundings(COLUMNS=columns, NO_COLOR="1")
    subprocess.run([sys.executable, "-c", code], env=environment, stderr=slave, check=True, timeout=60)
    os.close(slave)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert "Draw" in shown and "━" in shown and "\x1b[3" not in shown


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.04, "0.0 s"), (4.24, "4.2 s"), (9.97, "10 s"), (59.6, "1 min 0 s"), (200.0, "3 min 20 s")]
)
def test_durations_are_said_as_people_say_them(seconds: float, said: str) -> None:
    assert console.clock_time(seconds) == said


@pytest.mark.parametrize("text", ["1920x1080", " 1920 X 1080 ", "1920×1080"])
def test_sizes(text: str) -> None:
    assert parse_size(text) == (1920, 1080)


@pytest.mark.parametrize("text", ["", "12", "x", "-3x4", "0x0", "1920x1080x3", "1e3x4"])
def test_no_sizes(text: str) -> None:
    with pytest.raises(UsageError, match="--size takes width x height"):
        parse_size(text)


def test_the_options_allow_what_words_may_ask_for() -> None:
    limits = {name: (found.min, found.max) for name, found in _options(animate.animate) if found.min is not None}
    assert limits == {
        "fps": (direct.SLOWEST_FPS, direct.QUICKEST_FPS),
        "duration": (direct.SHORTEST_S, direct.LONGEST_S),
        "ideas": (0, 3),
    }


def _options(command: Callable[..., None]) -> Iterator[tuple[str, OptionInfo]]:
    for name, hint in get_type_hints(command, include_extras=True).items():
        yield from ((name, found) for found in getattr(hint, "__metadata__", ()) if isinstance(found, OptionInfo))


def test_names_that_no_file_has(tmp_path: Path) -> None:
    image = tmp_path / "a.b.jpg"
    assert names.unused(image, "-vivant.mp4") == tmp_path / "a.b-vivant.mp4"
    (tmp_path / "a.b-vivant.mp4").touch()
    (tmp_path / "a.b-vivant-2.mp4").touch()
    assert names.unused(image, "-vivant.mp4") == tmp_path / "a.b-vivant-3.mp4"
    (tmp_path / "a.b-seen").mkdir()
    assert names.unused(image, "-seen") == tmp_path / "a.b-seen-2"


def test_time_left_is_reckoned_from_the_frames_themselves(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now_s = iter([100.0, 101.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(now_s))
    with console.progress("Looking", "Drawing") as report:
        report(1, 100)
        report(21, 100)
    assert capsys.readouterr().err.splitlines()[-1] == "Drawing: 20 % (21 of 100 frames, 4.0 s left)"
