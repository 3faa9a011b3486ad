"""The conversation with a server: what an agent skill does for people, for a person in a terminal.

It greets, sets up in silence, sends files and words on, tells in words how it goes, and brings the file and the link.
Broken lines and refusals are the client's business (vivant.client); making films is the server's.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from vivant.cli.talking import kept, wanted
from vivant.cli.talking.dropped import parted
from vivant.cli.talking.voice import Lines, Voice
from vivant.cli.talking.words import language_of
from vivant.client import Client, ClientError, Event, changes, ready, route

_MADE = 1
"""The stage of a run in which a video is made; the second adds music and titles to it."""


class There:
    """One project on a server.

    connect  gives a client that has signed in and begun a project
    """

    def __init__(self, voice: Voice, connect: Callable[[str], Client]) -> None:
        self._voice, self._connect = voice, connect
        self._client: Client | None = None
        self._first: Path | None = None

    def begin(self, files: list[Path], words: str) -> None:
        """Set up before the first message; what was given with the command is the first."""
        given = bool(files or words)
        self._able(lambda: self._message([*map(str, files)], words) if given else self._signed_in())

    def run(self, lines: Lines) -> None:
        """Until the person has had enough."""
        lines.each(self.take)

    def take(self, line: str) -> bool:
        """Do what a line asks. False at the end."""
        self._voice.language = language_of(parted(line).words, self._voice.language)
        asked = wanted.command(line)
        if asked == "quit":
            return False
        if asked == "help":
            self._voice.tell("help_there")
            return True
        self._able(lambda: self._follow(line))
        return True

    def close(self) -> None:
        """End the connection. What runs on the server goes on."""
        if self._client is not None:
            self._client.close()

    # --- what a line asks ---------------------------------------------------------------------------------------------

    def _able(self, do: Callable[[], None]) -> None:
        """Do something; what goes wrong is told in a sentence, and Ctrl-C stops what runs."""
        try:
            do()
        except ClientError as error:
            self._voice.warn(str(error))
        except KeyboardInterrupt:
            self._stop()

    def _stop(self) -> None:
        self._voice.gap()
        self._voice.tell("stopping", "dim")
        try:
            if self._client is not None:
                self._client.cancel()
            self._voice.tell("stopped_there")
        except ClientError as error:
            self._voice.warn(str(error))

    def _follow(self, line: str) -> None:
        wish = wanted.export(line)
        said = wish.before if wish else line
        if said:
            self._said(said)
        if wish:
            if wish.about:
                self._send(wish.about, deliver=False)
            self._deliver(wish.name, wish.suffix, wish.quality)

    def _said(self, line: str) -> None:
        given = parted(line)
        if given.missing:
            for name in given.missing:
                self._voice.tell("no_file", "yellow", name=name)
        elif given.files or given.links:
            self._message([*map(str, given.files), *given.links], given.words)
        else:
            self._routed(line)

    def _routed(self, line: str) -> None:
        does: dict[str, Callable[[], None]] = {
            "credits": self._credits, "state": self._state, "export": lambda: self._deliver("", "", "high"),
            "upload": lambda: self._voice.tell("send_file"), "send": lambda: self._send(line),
        }  # fmt: skip
        if wanted.plain(line).lower() in ("link", "url", "链接", "网址"):
            self._voice.link(self._joined().link())
        else:
            does[route(line)]()

    def _message(self, items: list[str], words: str) -> None:
        """Files, then what is to become of them."""
        if items:
            names = ", ".join(item.rsplit("/", 1)[-1] for item in items)
            self._first = self._first or next((Path(item) for item in items if Path(item).is_file()), None)
            self._voice.tell("sending", "dim", what=names)
            self._joined().upload(*items, tell=self._tell)
            if not words:
                self._voice.tell("got", what=names)
        if words:
            self._send(words)

    # --- the server ---------------------------------------------------------------------------------------------------

    def _signed_in(self) -> None:
        self._joined()

    def _joined(self) -> Client:
        if self._client is None:
            self._client = self._connect(self._voice.language)
        return self._client

    def _send(self, words: str, *, deliver: bool = True) -> None:
        """A message and all that comes of it; a video that was made is brought at once."""
        client = self._joined()
        before = draft = self._draft(client)
        made, actions = not ready(before), list[str]()
        for event in client.send(words):
            made = made or event.stage == _MADE
            if event.action:
                actions.append(event.action)
            if event.state is not None:
                draft = event.state.draft
            self._tell(event)
        if deliver and ready(draft) and (made or "export" in actions):
            self._deliver("", "", "high")
        elif changes(before, draft, self._voice.language):
            self._voice.tell("say_export", "dim")
        if "credits" in actions:
            self._credits()
        if "state" in actions:
            self._state()

    def _draft(self, client: Client) -> dict[str, Any] | None:
        """The draft as it is: a person may have changed it on the page meanwhile. None where it cannot be read."""
        try:
            return client.state().draft
        except ClientError:
            return None  # sending tells what is wrong

    def _tell(self, event: Event) -> None:
        if event.kind == "text":
            self._voice.say(event.text)
        elif event.kind in ("progress", "notice"):
            self._voice.aside(event.text)

    def _credits(self) -> None:
        self._voice.tell("credits", n=self._joined().credits().available)

    def _state(self) -> None:
        summary = self._joined().state().summary
        self._voice.say(summary) if summary else self._voice.tell("empty")

    def _deliver(self, name: str, suffix: str, quality: str) -> None:
        """The film as a file, and the page of the project."""
        path, other = kept.target(self._first, name, suffix)
        if other:
            self._voice.tell("taken", "dim", name=name)
        made = self._joined().export(path, quality=quality, tell=self._tell)
        self._voice.file("film", made.path)
        self._voice.link(made.link)
        self._voice.tell("refine", "dim")
