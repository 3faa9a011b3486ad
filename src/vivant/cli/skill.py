"""`vivant skill`: put our skill where an agent looks for skills, or point somebody's skill at a server of your own.

Not for what the skill does; that is the folder `skill`, which is shipped with the package.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from vivant.cli import console, failure

NAME = "ai-image-to-video-generator"
_HOSTED = re.compile(r"(?<![\w.@-])(?:https?://)?((?:[\w-]+\.)*nemovideo\.(?:ai|com))(?![\w-])", re.IGNORECASE)
_MAX_BYTES = 4 << 20

app = typer.Typer(no_args_is_help=True, help="The skill for agents: install it, or adopt somebody's.")


class Agent(StrEnum):
    """Agents whose folder of skills is known; `dir` is any folder."""

    CLAUDE_CODE = "claude-code"
    OPENCLAW = "openclaw"
    CURSOR = "cursor"
    CODEX = "codex"
    DIR = "dir"


_FOLDERS = {
    Agent.CLAUDE_CODE: ".claude/skills",
    Agent.OPENCLAW: ".openclaw/skills",
    Agent.CURSOR: ".cursor/skills",
    Agent.CODEX: ".agents/skills",
}


@app.command()
@failure.told
def install(
    agent: Annotated[Agent, typer.Option("--for", help="Whose skill it becomes.", show_default=False)],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", help="The folder of skills, for `dir`.", show_default=False)
    ] = None,
) -> None:
    """Put the skill where that agent looks for it; an older copy is replaced."""
    target = _shelf(agent, folder) / NAME
    _copy(shipped(), target)
    console.say(f"The skill is installed. Start a server with `vivant serve`, then say to {agent}: animate a photo.")
    console.emit(str(target))


@app.command()
@failure.told
def adopt(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A skill: its folder, or one file.", show_default=False)],
    api_url: Annotated[str, typer.Option("--api-url", help="Your server.", show_default=False)],
    web_url: Annotated[str | None, typer.Option("--web-url", help="Its pages, if they are elsewhere.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change and change nothing.")] = False,
) -> None:
    """Rewrite a copy of a skill that has the address of the hosted service written in, and show the difference."""
    from vivant.errors import MissingInput

    api, web = _address(api_url), _address(web_url or api_url)
    if not path.exists():
        raise MissingInput(f"There is no skill {path}. Check the name and the folder.", place=str(path))
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    changed = 0
    for file in files:
        old = _text(file)
        new = pointed(old, api, web)
        if new == old:
            continue
        changed += 1
        console.emit("".join(_difference(file, old, new)).rstrip("\n"))
        if not dry_run:
            _write(file, new)
    done = "would change" if dry_run else "changed"
    console.say(f"{changed} file{'s' * (changed != 1)} {done}." if changed else "No hosted address is written in it.")


def shipped() -> Path:
    """The folder of the skill: in the installed package, or beside the source."""
    from vivant.errors import MissingInput

    home = Path(__file__).resolve().parents[1]
    for place in (home / "skill" / NAME, home.parents[1] / "skill" / NAME):
        if (place / "SKILL.md").is_file():
            return place
    raise MissingInput("This installation has no skill in it. Install Vivant again.", place=NAME)


def pointed(text: str, api_url: str, web_url: str) -> str:
    """`text` with the addresses of the hosted service replaced: its interface by `api_url`, its pages by `web_url`."""
    return _HOSTED.sub(lambda found: api_url if "api" in found[1].split(".")[0] else web_url, text)


def _shelf(agent: Agent, folder: Path | None) -> Path:
    from vivant.errors import UsageError

    if agent is Agent.DIR:
        if folder is None:
            raise UsageError("Say which folder: vivant skill install --for dir PATH.", place="PATH")
        return folder.expanduser()
    if folder is not None:
        raise UsageError(f"{agent} has a folder of its own; leave PATH out, or use --for dir.", place="PATH")
    return Path.home() / _FOLDERS[agent]


def _copy(source: Path, target: Path) -> None:
    """A copy is made beside and then put in the place of an older one, so that no agent sees half a skill."""
    from vivant.errors import OutputError

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{NAME}-", dir=target.parent) as beside:
            fresh = Path(beside) / "new"
            shutil.copytree(source, fresh, ignore=shutil.ignore_patterns("__pycache__"))
            if target.exists():
                target.rename(Path(beside) / "old")
            fresh.rename(target)
    except OSError as error:
        raise OutputError(
            f"The skill cannot be put into {target.parent}: {error.strerror}.", place=str(target)
        ) from None


def _address(url: str) -> str:
    from vivant.errors import UsageError

    if not re.fullmatch(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?", url):
        raise UsageError(f"{url} is no address of a server; write it like http://127.0.0.1:8000.", place="--api-url")
    return url.rstrip("/")


def _text(file: Path) -> str:
    """The text of a file; nothing if it is a folder, a link or no text."""
    if file.is_symlink() or not file.is_file() or file.stat().st_size > _MAX_BYTES:
        return ""
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _write(file: Path, text: str) -> None:
    from vivant.errors import OutputError

    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        beside.write_bytes(text.encode("utf-8"))
        shutil.copymode(file, beside)
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutputError(f"{file} cannot be written: {error.strerror}.", place=str(file)) from None


def _difference(file: Path, old: str, new: str) -> list[str]:
    lines = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), str(file), f"{file} (adopted)", n=0
    )
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]
