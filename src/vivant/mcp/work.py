"""The work of a job: files are opened, words said to the director, films drawn and delivered under their names.

Not for the process that it happens in (child.py). Tasks and results are plain data.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from vivant.errors import OutputError
from vivant.mcp.projects import Project

if TYPE_CHECKING:
    from vivant.agent import Reply
    from vivant.front import Result
    from vivant.talks import Talk
    from vivant.timeline.history import History

Tell: TypeAlias = Callable[[float, str], None]
Task: TypeAlias = Mapping[str, Any]

_remembered: dict[Path, tuple[int, Talk]] = {}
"""The conversation that was had last, and when it was saved: who goes on with it need not wait for another look."""

LOOKED = 0.2
"""The share of a job that is done when its files are looked at."""


def make(task: Task, tell: Tell) -> dict[str, Any]:
    """A new project of `files`, the first draft as `words` say, and its film."""
    from vivant.talks import converse

    project = Project(Path(task["project"]))
    with _closed_on_failure(converse(task["files"], seed=task["seed"], looking=_looking(tell))) as talk:
        reply = talk.say(task["words"])
        _keep(project, talk)
        saved_ns = _saved_ns(project)
        film = {"film": _film(talk, task, tell)} if talk.draft is not None else {}
        _remember(project, talk, saved_ns)
    return {"reply": _replied(reply)} | film


def edit(task: Task, tell: Tell) -> dict[str, Any]:
    """The project changed as `words` say, with the files in `add`."""
    project = Project(Path(task["project"]))
    with project.alone(), _closed_on_failure(_recalled(project, tell)) as talk:
        if task["add"]:
            talk.add(*task["add"])
        reply = talk.say(task["words"])
        _keep(project, talk)
        _remember(project, talk, _saved_ns(project))
    return {"reply": _replied(reply)}


def export(task: Task, tell: Tell) -> dict[str, Any]:
    """The film of the project."""
    project = Project(Path(task["project"]))
    saved_ns = _saved_ns(project)
    with _closed_on_failure(_recalled(project, tell)) as talk:
        film = _film(talk, task, tell)
        _remember(project, talk, saved_ns)
    return {"film": film}


def analyze(task: Task, tell: Tell) -> dict[str, Any]:
    """What is seen in `image`, and its maps in `folder` if one is given."""
    import vivant

    tell(0.0, "Looking at the picture")
    scene = vivant.analyze(task["image"])
    height, width = scene.image.shape[:2]
    areas = ("subject", "sky", "water", "ground")
    files: list[str] = []
    if task["folder"]:
        tell(0.7, "Writing the maps")
        files = [str(Path(task["folder"]) / name) for name in vivant.write_analysis(scene, task["folder"])["files"]]
    shares = {f"{area}_share": round(float(getattr(scene, area).mean()), 4) for area in areas}
    about = {"width": width, "height": height, "kind": scene.kind, "confidence": round(scene.confidence, 3)}
    seen = about | shares | {"horizon_h": scene.horizon_h, "saw": list(scene.saw), "files": files}
    return {"seen": seen}


TASKS: Mapping[str, Callable[[Task, Tell], dict[str, Any]]] = {
    "make": make, "edit": edit, "export": export, "analyze": analyze,
}  # fmt: skip


def forget() -> None:
    """Let go of the conversation that is remembered."""
    while _remembered:
        _remembered.popitem()[1][1].close()


# --- small steps ------------------------------------------------------------------------------------------------------


@contextmanager
def _closed_on_failure(talk: Talk) -> Iterator[Talk]:
    """A conversation that is closed if its work fails; otherwise it is remembered."""
    try:
        yield talk
    except BaseException:
        talk.close()
        raise


def _remember(project: Project, talk: Talk, saved_ns: int) -> None:
    forget()
    _remembered[project.talk] = (saved_ns, talk)


def _recalled(project: Project, tell: Tell) -> Talk:
    """The conversation of a project: the one remembered, unless somebody else went on with it."""
    from vivant.talks import Talk

    saved_ns, talk = _remembered.get(project.talk, (0, None))
    if talk is not None and saved_ns == _saved_ns(project):
        del _remembered[project.talk]
        return talk
    forget()
    return Talk.load(project.talk, looking=_looking(tell))


def _saved_ns(project: Project) -> int:
    """When the conversation was saved last."""
    return project.talk.stat().st_mtime_ns


def _looking(tell: Tell) -> Callable[[int, int], None]:
    tell(0.0, "Looking at the files")
    return lambda done, total: tell(LOOKED * done / max(1, total), f"Looking at the files ({done} of {total})")


def _film(talk: Talk, task: Task, tell: Tell) -> dict[str, Any]:
    """Draw the film in the folder of the job, and deliver it when it is whole."""
    tell(LOOKED, "Drawing the film")
    wanted = Path(task["output"])
    part = Path(task["scratch"]) / f"film{wanted.suffix.lower()}"
    made = talk.export(
        part, size=_size(task.get("size", "")), fps=task.get("fps"), quality=task.get("quality", "high"),
        progress=lambda done, total: tell(LOOKED + (1 - LOOKED) * done / max(1, total), "Drawing the film"),
    )  # fmt: skip
    film = deliver(part, wanted, overwrite=task["overwrite"])
    return _about(made, film)


def _about(made: Result, film: Path) -> dict[str, Any]:
    report = made.report
    return {
        "path": str(film), "width": report.size[0], "height": report.size[1], "fps": round(report.fps, 3),
        "duration_s": round(report.duration_s, 3), "size_bytes": film.stat().st_size,
    }  # fmt: skip


def _size(said: str) -> str | tuple[int, int] | None:
    """`1280x720` as two numbers; names of resolutions as they are."""
    width, cross, height = said.lower().partition("x")
    return (int(width), int(height)) if cross and width.isdigit() and height.isdigit() else said or None


def deliver(part: Path, wanted: Path, *, overwrite: bool) -> Path:
    """Give a whole file its name, and the path it has then: where another file has taken the name meanwhile, the next
    free one with a number. Raises OutputError."""
    beside = wanted.with_name(f".{wanted.name}.{os.getpid()}.part")
    try:
        try:
            part.replace(beside)
        except OSError as failure:
            if failure.errno != errno.EXDEV:
                raise
            shutil.copyfile(part, beside)
        if overwrite:
            beside.replace(wanted)
            return wanted
        return _named(beside, wanted)
    except OSError as failure:
        raise OutputError(
            f"The film cannot be put at {wanted}: {failure.strerror}. Choose another output.", place="output"
        ) from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _named(beside: Path, wanted: Path) -> Path:
    """The first free name: a hard link fails where there is a file, so nothing is ever replaced."""
    for name in chain([wanted], (wanted.with_name(f"{wanted.stem}-{n}{wanted.suffix}") for n in count(2))):
        try:
            os.link(beside, name)
        except FileExistsError:
            continue
        except OSError:  # a disk without links
            if not name.exists():
                beside.replace(name)
                return name
            continue
        return name
    raise AssertionError("numbers do not end")


def _keep(project: Project, talk: Talk) -> None:
    """Keep the conversation, its draft and what it looks like."""
    draft = talk.draft
    about: dict[str, Any] = {"files": [str(path) for path in talk.files.values()]}
    if draft is not None and talk.state.history is not None:
        about |= {
            "summary": draft.summary(), "width": draft.size[0], "height": draft.size[1], "fps": draft.fps,
            "duration_s": draft.duration_ms / 1000, "said": _words_of(talk.state.history),
        }  # fmt: skip
    project.keep(about, draft.to_dict() if draft is not None else None, talk.save)
    if draft is not None:
        from vivant.mcp.sheet import write_sheet

        write_sheet(talk, project.preview)


def _words_of(history: History) -> list[str]:
    """The words that led to the draft as it is now, oldest first."""
    said, at = list[str](), history.at
    while True:
        version = history.versions[at]
        said.append(version.words)
        if version.parent is None:
            return [words for words in reversed(said) if words]
        at = version.parent


def _replied(reply: Reply) -> dict[str, Any]:
    names = ("kind", "said", "changes", "notes", "unknown", "ideas", "question")
    return {name: list(value) if isinstance(value := getattr(reply, name), tuple) else value for name in names}
