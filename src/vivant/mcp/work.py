"""The child process of a job: it opens files, talks to the director, draws, and delivers the film under its name.

Not for starting it (hand.py). It reads one task as a line of JSON and answers in lines of JSON; when whoever started it
goes away, it tidies up and ends too.
"""

from __future__ import annotations

import _thread
import errno
import json
import os
import shutil
import signal
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from vivant.errors import OutputError, VivantError
from vivant.mcp.projects import Project

if TYPE_CHECKING:
    from vivant.agent import Reply
    from vivant.front import Result
    from vivant.talks import Talk

Tell: TypeAlias = Callable[[float, str], None]
Task: TypeAlias = Mapping[str, Any]

LOOKED = 0.2
"""The share of a job that is done when its files are looked at."""
_LEAVE_S = 8.0
_INTERNAL = "Something went wrong inside of Vivant; the log of vivant mcp says what."
_LITTLE_MEMORY = "There is not enough memory: try a smaller size, or fewer pictures."


def main() -> None:
    """Do the task on standard input, and leave without ceremony: whoever asked ends this process after the answer."""
    try:
        _answer()
    except (KeyboardInterrupt, BrokenPipeError):
        os._exit(1)
    os._exit(0)


def _answer() -> None:
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # nothing else may speak there
    say: Callable[[dict[str, Any]], None] = lambda message: print(json.dumps(message, default=str), file=answers)  # noqa: E731
    signal.signal(signal.SIGTERM, _stop)
    task = json.loads(_line())
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    try:
        say({"result": TASKS[task["do"]](task, lambda share, doing: say({"share": share, "doing": doing}))})
    except VivantError as failure:
        say({"error": failure.to_dict()})
    except MemoryError:
        say({"error": {"code": "memory", "message": _LITTLE_MEMORY}})
    except Exception:
        traceback.print_exc()
        say({"error": {"code": "internal", "message": _INTERNAL}})


def make(task: Task, tell: Tell) -> dict[str, Any]:
    """A new project of `files`, the first draft as `words` say, and its film."""
    from vivant.talks import converse

    project = Project(Path(task["project"]))
    with converse(task["files"], seed=task["seed"], looking=_looking(tell)) as talk:
        reply = talk.say(task["words"])
        _keep(project, talk)
        if talk.draft is None:
            return {"reply": _replied(reply)}
        return {"reply": _replied(reply), "film": _film(talk, task, tell)}


def edit(task: Task, tell: Tell) -> dict[str, Any]:
    """The project changed as `words` say, with the files in `add`."""
    from vivant.talks import Talk

    project = Project(Path(task["project"]))
    with project.alone(), Talk.load(project.talk, looking=_looking(tell)) as talk:
        if task["add"]:
            talk.add(*task["add"])
        reply = talk.say(task["words"])
        _keep(project, talk)
    return {"reply": _replied(reply)}


def export(task: Task, tell: Tell) -> dict[str, Any]:
    """The film of the project."""
    from vivant.talks import Talk

    with Talk.load(Project(Path(task["project"])).talk, looking=_looking(tell)) as talk:
        return {"film": _film(talk, task, tell)}


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


# --- small steps ------------------------------------------------------------------------------------------------------


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
        versions = talk.state.history.versions
        about |= {
            "summary": draft.summary(), "width": draft.size[0], "height": draft.size[1], "fps": draft.fps,
            "duration_s": draft.duration_ms / 1000, "said": [one.words for one in versions if one.words],
        }  # fmt: skip
    project.keep(about, draft.to_dict() if draft is not None else None, talk.save)
    if draft is not None:
        from vivant.mcp.sheet import write_sheet

        write_sheet(talk, project.preview)


def _replied(reply: Reply) -> dict[str, Any]:
    names = ("kind", "said", "changes", "notes", "unknown", "ideas", "question")
    return {name: list(value) if isinstance(value := getattr(reply, name), tuple) else value for name in names}


def _line() -> bytes:
    """The first line of standard input, read without a buffer: the rest is watched for its end."""
    read = b""
    while not read.endswith(b"\n"):
        data = os.read(0, 1 << 16)
        if not data:
            os._exit(1)
        read += data
    return read


def _leave_with_parent() -> None:
    """Wait until whoever started this closes its end, then stop the work: gently, and soon in any way."""
    while os.read(0, 1 << 12):
        pass
    _thread.interrupt_main()
    threading.Event().wait(_LEAVE_S)
    os._exit(1)


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
