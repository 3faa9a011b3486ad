"""The front door for conversations: files are opened and looked at, words change the draft, films and frames come out.

    talk = vivant.converse(["beach.jpg"])
    print(talk.say("slow dolly in, let the waves roll").said)
    talk.say("a bit slower, and warmer")
    talk.export("beach.mp4")

Not for reading words (agent) or for drawing (render, exporting).
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from vivant import front, media
from vivant.agent import Conversation, Director, Facts, Reply
from vivant.errors import DraftError, InputError, MissingInput, OutputError, UsageError
from vivant.films import Shelf
from vivant.scene import Scene
from vivant.timeline import Draft
from vivant.timeline.history import History
from vivant.units import Frame, Progress, Size

FORMAT = 1


class Talk:
    """A conversation about files, with all that was made. Use `converse` or `Talk.load`.

    `state` is the conversation as a value; going back to an earlier one is setting it.
    """

    def __init__(self, **given: Any) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="vivant-")
        self._shelf = Shelf(Path(self._folder.name))
        self.files: dict[str, Path] = {}
        self.state = Conversation.begin({}, {}, **given)

    @property
    def draft(self) -> Draft | None:
        """The draft that counts now; None before anything was said."""
        return self.state.draft

    def add(self, *paths: str | Path, looking: Progress | None = None) -> tuple[str, ...]:
        """Open and look at further files, all or none; their asset ids. Raises InputError."""
        first = len(self.files)
        names = {f"a{first + n + 1}": Path(path).absolute() for n, path in enumerate(paths)}
        facts: dict[str, Facts] = {}
        for n, (asset, path) in enumerate(names.items()):
            facts[asset] = self._shelf.taken(asset, path)
            if looking:
                looking(n + 1, len(names))
        look = {asset: m for asset in names if not isinstance(m := self._shelf.materials[asset], media.Clip)}
        self.files |= names
        self.state = self.state.with_more(facts, {asset: _remembered(one) for asset, one in look.items()})
        return tuple(names)

    def show(self, assets: Sequence[str]) -> Reply:
        """Put files that were added later into the film: pictures and videos at its end, a sound as its music."""
        self.state, reply = self.state.show(assets)
        return reply

    def say(self, words: str) -> Reply:
        """Words change the draft, or are answered."""
        self.state, reply = self.state.say(words)
        return reply

    def export(
        self,
        output: str | Path,
        *,
        quality: media.Quality = "high",
        size: str | Size | None = None,
        fps: float | None = None,
        workers: int = 1,
        progress: Progress | None = None,
    ) -> front.Result:
        """Write the film; the suffix of its name decides the format. Raises UsageError where there is none yet."""
        return front.export(
            self._drawn(), self._shelf.materials, output, quality=quality, size=size, fps=fps, workers=workers,
            progress=progress,
        )  # fmt: skip

    def frames(self, *, size: Size | None = None, fps: float | None = None) -> Iterator[Frame]:
        """The frames of the film, (H, W, 3) uint8 RGB, in order."""
        from vivant import render

        return render.frames(render.make_plan(self._drawn(), self._shelf.materials, size=size, fps=fps))

    def _drawn(self) -> Draft:
        if self.draft is None:
            raise UsageError("There is no film yet: say how the picture should move.", place="draft")
        return self.draft

    def save(self, path: str | Path) -> Path:
        """Write the conversation to a JSON file, beside it and renamed; its files stay where they are."""
        state, target = self.state, Path(path)
        data = {
            "talk": FORMAT, "files": {asset: str(file) for asset, file in self.files.items()},
            "language": state.language, "seed": state.seed, "given": dict(state.given),
            "history": state.history.to_dict() if state.history else None,
        }  # fmt: skip
        beside = target.with_name(f".{target.name}.part")
        try:
            beside.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
            os.replace(beside, target)
        except OSError as failure:
            beside.unlink(missing_ok=True)
            told = f"The conversation cannot be written to {target} ({failure.strerror}). Choose another place."
            raise OutputError(told, place=str(target)) from None
        return target

    @classmethod
    def load(cls, path: str | Path, *, director: Director | None = None, looking: Progress | None = None) -> Talk:
        """The conversation of such a file. Raises MissingInput, InputError."""
        data = _read(Path(path))
        try:
            history = History.from_dict(data["history"]) if data["history"] else None
            language, seed, given = str(data["language"]), int(data["seed"]), dict(data["given"])
            files = [Path(file) for file in data["files"].values()]
        except (KeyError, TypeError, AttributeError, ValueError, DraftError):
            told = f"{path} is no conversation that Vivant saved, or it was damaged; use an earlier copy of it."
            raise InputError(told, place=str(path)) from None
        if "size" in given:
            given["size"] = tuple(given["size"])
        talk = cls(history=history, language=language, seed=seed, director=director, **given)
        talk.add(*files, looking=looking)
        return talk

    def close(self) -> None:
        """Forget what was looked at."""
        self._folder.cleanup()

    def __enter__(self) -> Talk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def converse(
    files: Sequence[str | Path] = (),
    *,
    size: Size | None = None,
    fps: float | None = None,
    duration_s: float | None = None,
    seed: int = 0,
    director: Director | None = None,
    looking: Progress | None = None,
) -> Talk:
    """A conversation about pictures, videos and sounds, in the order in which they are shown.

    size, fps, duration_s    win over what words say of the first draft
    director                 somebody else who reads words first, such as a language model
    looking                  called as looking(files_done, files_total)

    Raises InputError for files that cannot be used.
    """
    talk = Talk(size=size, fps=fps, duration_s=duration_s, seed=seed, director=director)
    talk.add(*files, looking=looking)
    return talk


def _remembered(look: Callable[[], Scene]) -> Callable[[], Scene]:
    """Every sentence asks about the same picture: it is read once."""
    return lru_cache(maxsize=1)(look)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise MissingInput(f"There is no file {path}. Check the name and the folder.", place=str(path)) from None
    except (OSError, ValueError):
        data = None
    if not isinstance(data, dict) or data.get("talk") != FORMAT:
        told = f"{path} is no conversation that this Vivant saved; give a file that `vivant chat` wrote."
        raise InputError(told, place=str(path)) from None
    return data
