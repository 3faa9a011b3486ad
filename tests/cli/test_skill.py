"""`vivant skill`: the folder lands where an agent looks, and somebody's skill is pointed at another server."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.command import run
from vivant.cli.skill import NAME, pointed, shipped

ROOT = Path(__file__).resolve().parents[2]
HOSTED = (
    "API default `https://mega-api-prod.nemovideo.ai`, pages https://nemovideo.com/workspace/claim?task=1\n"
    "Top up at nemovideo.ai. Write to help@nemovideo.ai; the id is in ~/.config/nemovideo/client_id.\n"
)


@pytest.mark.parametrize(
    ("agent", "folder"),
    [("claude-code", ".claude"), ("openclaw", ".openclaw"), ("cursor", ".cursor"), ("codex", ".agents")],
)
def test_it_lands_where_the_agent_looks(
    agent: str, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    target = tmp_path / folder / "skills" / NAME
    target.mkdir(parents=True)
    (target / "old.md").write_text("of an older version")
    done = run("skill", "install", "--for", agent, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"{target}\n"), done.stderr
    assert sorted(file.name for file in target.iterdir()) == ["SKILL.md", "references", "scripts"]
    assert (target / "scripts" / "vivant.sh").stat().st_mode & 0o111
    assert [each.name for each in target.parent.iterdir()] == [NAME]


def test_any_folder_will_do_and_has_to_be_named(tmp_path: Path) -> None:
    assert run("skill", "install", "--for", "dir", "here", cwd=tmp_path).returncode == 0
    assert (tmp_path / "here" / NAME / "SKILL.md").is_file()
    done = run("skill", "install", "--for", "dir", cwd=tmp_path)
    assert done.returncode == 2 and "which folder" in done.stderr


def test_somebodys_skill_is_pointed_at_your_server(tmp_path: Path) -> None:
    file = tmp_path / "theirs" / "SKILL.md"
    file.parent.mkdir()
    file.write_text(HOSTED)
    dry = run("skill", "adopt", "theirs", "--api-url", "http://127.0.0.1:8000/", "--dry-run", cwd=tmp_path)
    assert dry.returncode == 0 and file.read_text() == HOSTED and "1 file would change" in dry.stderr
    done = run("skill", "adopt", "theirs", "--api-url", "http://127.0.0.1:8000/", cwd=tmp_path)
    assert done.stdout == dry.stdout and "-API default `https://mega-api-prod" in done.stdout
    assert "+API default `http://127.0.0.1:8000`, pages http://127.0.0.1:8000/workspace/claim?task=1" in done.stdout
    text = file.read_text()
    assert "Top up at http://127.0.0.1:8000." in text and "help@nemovideo.ai" in text and ".config/nemovideo/" in text
    assert "No hosted address" in run("skill", "adopt", "theirs", "--api-url", "http://x", cwd=tmp_path).stderr


def test_pages_can_be_elsewhere() -> None:
    assert pointed(HOSTED, "http://a", "http://w").count("http://w") == 2


@pytest.mark.parametrize("words", [("none", "--api-url", "http://x"), (".", "--api-url", "127.0.0.1:8000")])
def test_what_cannot_be_is_told(words: tuple[str, ...], tmp_path: Path) -> None:
    done = run("skill", "adopt", *words, cwd=tmp_path)
    assert done.returncode in (1, 2) and len(done.stderr.splitlines()) == 1


def test_the_wheel_carries_the_skill(tmp_path: Path) -> None:
    hatchling = pytest.importorskip("hatchling.builders.wheel")
    wheel = next(hatchling.WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("vivant/skill/")}
    own = {f"vivant/skill/{NAME}/{file.relative_to(shipped()).as_posix()}" for file in shipped().rglob("*.*")}
    assert {name for name in own if "__pycache__" not in name} <= carried
