"""What stands behind the tools, wherever the work is done: here.py does it on this machine, there.py on a server.

Also what both check before they begin: files that are read, and names that are written. Not for doing the work.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from vivant.errors import MissingInput, OutputError, UsageError
from vivant.mcp.answers import ProjectAnswer
from vivant.mcp.desk import Desk
from vivant.mcp.records import Job

Quality: TypeAlias = Literal["high", "medium", "low"]


class Studio(Protocol):
    """Projects and the work on them. What begins work returns its job at once. All may raise VivantError."""

    desk: Desk

    def make(
        self, tool: str, files: Sequence[str], words: str, output: str, *, seed: int, overwrite: bool
    ) -> Job:  # fmt: skip
        """A new project of these files, and its film."""
        ...

    def edit(self, project: str, words: str, add: Sequence[str]) -> Job:
        """The project changed as the words say, with further files to use."""
        ...

    def export(
        self, project: str, output: str, *, size: str, fps: float | None, quality: Quality, overwrite: bool
    ) -> Job:  # fmt: skip
        """The film of the project as a file."""
        ...

    def analyze(self, image: str, folder: str) -> Job:
        """What is seen in a picture, and as maps in a folder where one is given."""
        ...

    def has(self, project: str) -> bool:
        """Whether there is such a project."""
        ...

    async def project(self, project: str) -> ProjectAnswer:
        """The project as it is now."""
        ...

    def projects(self) -> list[ProjectAnswer]:
        """All projects, the one that was changed last first."""
        ...

    async def draft(self, project: str) -> str:
        """The draft as JSON."""
        ...

    async def preview(self, project: str) -> bytes:
        """Moments of the film beside one another, as JPEG."""
        ...


def existing(name: str) -> Path:
    """The file of a name as it was given. Raises MissingInput, UsageError."""
    if name.startswith(("http://", "https://")):
        raise UsageError("Give a file on this machine, not a link: download it first.", place="file", value=name)
    path = Path(name).expanduser()
    try:
        found = path.is_file()
    except (OSError, ValueError):
        found = False
    if not found:
        raise MissingInput(
            f"There is no file {name}: give an absolute path. Relative ones start at {Path.cwd()}.", place=name
        )
    return path.absolute()


def target(output: str, sources: Sequence[Path], *, overwrite: bool) -> Path:
    """Where a film may be written, checked before anybody waits for it. Raises OutputError, UsageError.

    The front door checks the same when it writes; asking it here would load all that draws.
    """
    from vivant import media

    path = Path(output).expanduser().absolute()
    known = sorted(suffix.lstrip(".") for suffix in (*media.suffixes(), *media.sound_suffixes()))
    if path.suffix.lower().lstrip(".") not in known or "%" in path.name:
        raise UsageError(f"Cannot tell what {path.name} is to be; end the name in one of {', '.join(known)}.",
                         place="output", value=output, limit=known)  # fmt: skip
    if path.is_dir() or not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise OutputError(f"Cannot write {path}: its folder must be there and be yours. Choose another output.",
                          place="output", value=output)  # fmt: skip
    if path.exists() and any(path.samefile(source) for source in sources if source.exists()):
        raise UsageError(f"{path} is what the film is made of; choose another output.", place="output", value=output)
    if path.exists() and not overwrite:
        raise OutputError(f"{path} is there already: choose another output, or set overwrite to true.", place="output")
    return path


def beside(source: Path, ending: str, otherwise: Path) -> Path:
    """A name beside a file for a film that nobody named, or in the folder `otherwise` where nothing may be written."""
    folder = source.parent if os.access(source.parent, os.W_OK) else otherwise
    return folder / f"{source.stem}{ending}"
