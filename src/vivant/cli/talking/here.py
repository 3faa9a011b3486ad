"""The conversation on this machine: files and words in, a draft that follows, previews, films out.

What words mean is the director's business (`vivant.converse`). Not for a server (there.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from vivant.agent import Director, Reply
from vivant.cli import console, failure
from vivant.cli.talking import kept, wanted
from vivant.cli.talking.dropped import SOUNDS, parted
from vivant.cli.talking.pictures import Way, shown
from vivant.cli.talking.preview import Previews, smaller
from vivant.cli.talking.voice import Lines, Voice
from vivant.cli.talking.words import language_of, say
from vivant.errors import VivantError
from vivant.talks import Talk
from vivant.timeline import Draft
from vivant.units import Progress, Size

_WIDEST = 100
"""Columns of an inline picture."""
_SENT_AS_PICTURES = (".gif", ".webp")
_PICTURE_PX, _PICTURE_FPS = 480, 15.0


class Here:
    """One conversation about files of this machine.

    way       how the terminal shows pictures, None where it cannot
    director  who reads the words, None for the rules
    """

    def __init__(self, voice: Voice, way: Way | None, director: Director | None = None) -> None:
        self._voice, self._way, self._director = voice, way, director
        self._talk: Talk | None = None
        self._folder: Path | None = None
        self._previews: Previews | None = None
        self._waiting = ""
        self._shown = False
        self._ideas: Sequence[str] = ()

    def begin(self, files: list[Path], words: str) -> None:
        """What was given with the command."""
        if files or words:
            self._able(lambda: self._message(files, words), "stopped_look")

    def resume(self, file: Path) -> None:
        """Go on with a conversation that was kept. Raises VivantError."""
        with self._progress("opening") as report:
            self._talk = Talk.load(file, director=self._director, looking=report)
        self._keep_in(file.parent)
        self._voice.language = self._talk.state.language
        if self._talk.draft is not None:
            self._voice.say(self._talk.say(say("what_now", self._voice.language)).said)

    def run(self, lines: Lines) -> None:
        """Until the person has had enough."""
        lines.each(self.take)

    def take(self, line: str) -> bool:
        """Do what a line asks. False at the end."""
        self._voice.language = language_of(parted(line).words, self._voice.language)
        if line.isdigit() and 1 <= int(line) <= len(self._ideas):
            line = self._ideas[int(line) - 1]
        asked = wanted.command(line)
        if asked == "quit":
            return False
        if asked == "help":
            self._voice.tell("help")
        elif asked == "preview":
            self._able(self._preview, "stopped_look")
        elif asked == "save":
            self._able(self._save, "stopped_look")
        elif wish := wanted.export(line):
            self._able(lambda: self._exported(wish), "stopped")
        else:
            self._able(lambda: self._said(line), "stopped_look")
        return True

    def close(self) -> None:
        """Leave; says how to go on another day, where there is something to go on with."""
        if self._previews is not None:
            self._previews.stop()
        if self._talk is not None:
            if self._talk.draft is not None and self._folder is not None:
                self._voice.tell("go_on", "dim", command=f"vivant chat --resume {kept.LATEST}")
            self._talk.close()

    # --- words and files ----------------------------------------------------------------------------------------------

    def _able(self, do: Callable[[], None], stopped: str) -> None:
        """Do something; what goes wrong is told in a sentence, and Ctrl-C leaves everything as it was."""
        before = self._talk.state if self._talk is not None else None
        try:
            do()
        except Exception as error:  # a conversation goes on whatever one sentence came to
            failure.trace(error)
            self._voice.warn(str(failure.explain(error)[1]["message"]))
        except KeyboardInterrupt:
            if self._talk is not None and before is not None:
                self._talk.state = before
            self._voice.gap()
            self._voice.tell(stopped, "yellow")

    def _said(self, line: str) -> None:
        given = parted(line)
        for name in given.missing:
            self._voice.tell("no_file", "yellow", name=name)
        for link in given.links:
            self._voice.tell("no_link", "yellow", name=link)
        if not (given.missing or given.links) or given.files:
            self._message(list(given.files), given.words)

    def _message(self, files: list[Path], words: str) -> None:
        """Files are looked at, then the words are followed."""
        begun = self._talk is not None and self._talk.draft is not None
        taken = self._taken(files)
        if self._talk is None or not self._talk.files:
            if words and not files:
                self._waiting = words
                self._voice.tell("need_picture")
            return
        if begun and taken:
            self._answer(self._talk.show(taken))
        words, self._waiting = words or self._waiting, ""
        if words or (taken and not begun):
            self._answer(self._talk.say(words or say("propose", self._voice.language)))

    def _taken(self, files: list[Path]) -> list[str]:
        """The files that can be used, by their ids; each of the others is told of."""
        taken: list[str] = []
        for file in files:
            try:
                with self._progress("looking", what=file.name):
                    if self._talk is None:
                        self._talk = Talk(language=self._voice.language, director=self._director)
                    taken += self._talk.add(file)
                if self._folder is None:
                    self._keep_in(kept.fresh(file))
            except VivantError as error:
                self._voice.warn(error.sentence)
        return taken

    def _answer(self, reply: Reply) -> None:
        """Say what came of words, and show it."""
        self._tell(reply)
        new = [idea for idea in reply.ideas if idea not in self._ideas]
        if reply.ideas and (new or reply.kind == "answered"):
            head = "instead" if reply.kind == "nothing" and reply.unknown else "ideas"
            self._voice.choices(say(head, self._voice.language), reply.ideas)
            self._ideas = reply.ideas
        if reply.told and reply.question:
            self._voice.say(reply.question, "bold")
        if reply.kind in ("made", "changed", "undone"):
            self._keep()
            self._show()
        elif reply.kind == "export":
            self._export("", "." + reply.suffix if reply.suffix else "", "high")

    def _tell(self, reply: Reply) -> None:
        """The sentences of an answer, each on a line; ideas and questions stand apart."""
        if reply.told or not reply.ideas:
            asked = reply.changes if reply.kind == "answered" else ()
            for sentence in reply.told or asked or (reply.said,):
                self._voice.say(sentence)

    # --- showing ------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """A sheet of moments, in the terminal or as a file; the clip is begun."""
        if self._talk is None or self._previews is None:
            return
        self._previews.stop()
        with self._progress("drawing"):
            picture, png, path = self._previews.sheet(self._talk)
        if self._way is not None:
            self._voice.raw(shown(self._way, picture, png, min(_WIDEST, self._voice.columns)))
        elif self._shown:
            self._voice.tell("sheet_again", "dim")
        else:
            self._voice.file("sheet", path)
            self._shown = True
        self._previews.begin(self._talk)

    def _preview(self) -> None:
        if self._talk is None or self._talk.draft is None or self._previews is None:
            self._voice.tell("no_clip")
            return
        with self._progress("drawing", "drawing") as report:
            path = self._previews.clip(self._talk, report)
        self._voice.file("clip", path)

    # --- files --------------------------------------------------------------------------------------------------------

    def _exported(self, wish: wanted.Export) -> None:
        if wish.before:
            self._said(wish.before)
        if wish.about and self._talk is not None and self._talk.draft is not None:
            self._tell(self._talk.say(wish.about))
            self._keep()
        self._export(wish.name, wish.suffix, wish.quality)

    def _export(self, name: str, suffix: str, quality: wanted.Quality) -> None:
        """Write the film, or with a name of a sound its sound."""
        if self._talk is None or self._talk.draft is None or self._previews is None:
            self._voice.tell("nothing_to_export")
            return
        self._previews.stop()
        path, other = kept.target(next(iter(self._talk.files.values()), None), name, suffix)
        if other:
            self._voice.tell("taken", "dim", name=name)
        size, fps = _of_a_picture(self._talk.draft) if path.suffix.lower() in _SENT_AS_PICTURES else (None, None)
        with self._progress("drawing", "drawing") as report:
            made = self._talk.export(path, quality=quality, size=size, fps=fps, progress=report)
        sound = path.suffix[1:].lower() in SOUNDS
        width, height = made.report.size
        facts = {"size": f"{width}x{height}", "fps": f"{made.report.fps:g}", "lasts": f"{made.report.duration_s:.3g}"}
        about = say("of_sound" if sound else "of_film", self._voice.language, **facts)
        self._voice.file("sound" if sound else "film", path, about)
        self._voice.tell("refine", "dim")

    def _save(self) -> None:
        if self._talk is None or self._talk.draft is None:
            self._voice.tell("nothing_to_export")
            return
        first = next(iter(self._talk.files.values()))
        path, _ = kept.target(first, f"{first.stem}.vivant", "")
        self._voice.file("saved", self._talk.save(path))
        self._voice.tell("go_on", "dim", command=f"vivant chat --resume {path}")

    def _keep_in(self, folder: Path) -> None:
        self._folder, self._previews = folder, Previews(folder)

    def _keep(self) -> None:
        if self._talk is not None and self._folder is not None:
            self._talk.save(self._folder / kept.TALK)

    def _progress(self, doing: str, then: str = "looking", **values: object) -> AbstractContextManager[Progress]:
        language = self._voice.language
        return console.progress(say(doing, language, **values), say(then, language, **(values or {"what": ""})))


def _of_a_picture(draft: Draft) -> tuple[Size, float]:
    """Size and rate of a film that is sent as a picture: at its own it would have a hundred megabytes."""
    return smaller(draft.size, _PICTURE_PX), min(_PICTURE_FPS, draft.fps)
