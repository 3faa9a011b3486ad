"""How the chat looks: what is said to a person, on stdout, and the lines that the person types.

Not for what is said (words.py) or for pictures (pictures.py).
"""

from __future__ import annotations

import locale
import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from vivant.cli.talking.words import say

_PROMPT = "› "
_KEPT_LINES = 1000


class Voice:
    """Says sentences, in the language that the person used last."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._console = Console(highlight=False, markup=False, emoji=False)
        self.live = self._console.is_terminal
        """Whether a person sits there, who sees colours and lines that wrap."""

    def say(self, text: str, style: str = "") -> None:
        """A paragraph. Lines are folded for a terminal only."""
        folded = "\n".join(fold(line, self.columns) for line in text.split("\n")) if self.live else text
        self._console.print(Text(folded, style=style), soft_wrap=True)

    def tell(self, key: str, style: str = "", **values: object) -> None:
        """A sentence of the chat's own."""
        self.say(say(key, self.language, **values), style)

    def aside(self, text: str) -> None:
        """Something less important."""
        self.say(text, "dim")

    def warn(self, text: str) -> None:
        """Something that went wrong."""
        self.say(text, "yellow")

    def choices(self, title: str, items: Iterable[str]) -> None:
        """A few things to choose from, by their numbers or in words; one below the other where a line is too short."""
        numbered = [Text.assemble((f"{n} ", "dim"), (item, "cyan")) for n, item in enumerate(items, 1)]
        head = Text(f"{title}  ", style="dim")
        line = head + Text("   ").join(numbered)
        if self.live and line.cell_len > self.columns:
            line = head + Text("\n" + " " * head.cell_len).join(numbered)
        self._console.print(line, soft_wrap=not self.live)

    def file(self, key: str, path: Path, about: str = "") -> None:
        """Where a file is; the path is whole, on one line, and can be clicked where terminals allow it."""
        place = path.absolute()
        named = Text(_at_home(place) if self.live else str(place), style=f"bold link {place.as_uri()}")
        whole = Text.assemble(say(key, self.language), " ", named, f" {about}" if about else "")
        self._console.print(whole, soft_wrap=True)

    def link(self, address: str) -> None:
        """The address of a page; it is whole, on one line, and can be clicked where terminals allow it."""
        before, after = say("link", self.language, link="\x00").split("\x00")
        self._console.print(Text.assemble(before, (address, f"link {address}"), after), soft_wrap=True)

    def raw(self, text: str) -> None:
        """Escape sequences for the terminal, as they are."""
        self._console.file.write(text)
        self._console.file.flush()

    def gap(self) -> None:
        self._console.print()

    @property
    def columns(self) -> int:
        return self._console.width


_PIECES = re.compile(r"[ \t]+|[\u2e80-\u9fff\uff00-\uffef“”]|[^\s\u2e80-\u9fff\uff00-\uffef“”]+")
_NOT_FIRST, _NOT_LAST = "，。、；：！？）》”…,.;:!?)", "（《“"


def fold(line: str, columns: int) -> str:
    """A line broken so that none is wider than `columns`: between words, and between Chinese characters, where no line
    begins with a comma or ends with an opening quotation mark. A word that is wider by itself stays whole."""
    lines, rest = [""], _PIECES.findall(line)
    while rest:
        piece = rest.pop(0)
        while rest and (piece[-1] in _NOT_LAST or rest[0][0] in _NOT_FIRST):
            piece += rest.pop(0)
        if lines[-1].strip() and cell_len(lines[-1] + piece.rstrip()) > columns:
            lines[-1] = lines[-1].rstrip()
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return "\n".join(lines)


def _at_home(path: Path) -> str:
    """The path as a person would type it; one with spaces stays whole, since a quoted `~` means nothing to a shell."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) and " " not in str(path) else str(path)


def _whole(line: str) -> str:
    """The line with its characters put together again where single bytes came in, and a sign for what is none."""
    return line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _take_what_is_typed_for_utf8() -> None:
    """Let Chinese be typed where the settings name a language that this machine does not have: the library that edits
    lines would take every byte for a character, and lose some."""
    try:
        locale.setlocale(locale.LC_CTYPE, "")
    except locale.Error:
        os.environ["LC_ALL"] = "C.UTF-8"


class Lines:
    """What a person types, a line at a time, with a history of earlier lines; or what comes in through a pipe."""

    def __init__(self, voice: Voice, history: Path) -> None:
        self._voice, self._history = voice, history
        self.typed = sys.stdin.isatty()
        self._readline = None
        if self.typed:
            _take_what_is_typed_for_utf8()
            with suppress(ImportError):  # Windows has none
                import readline

                self._readline = readline
                readline.set_history_length(_KEPT_LINES)
                with suppress(OSError):
                    readline.read_history_file(history)

    def next(self) -> str | None:
        """The next line, or None at the end. Raises KeyboardInterrupt."""
        if self.typed:
            asked = self._asked()
            return asked if asked is None else _whole(asked)
        line = _whole(sys.stdin.readline())
        if not line:
            return None
        self._voice.say(_PROMPT + line.rstrip("\n"), "bold")
        return line

    def each(self, take: Callable[[str], bool]) -> None:
        """Hand every line to `take`, until the person has had enough or it says False."""
        while True:
            try:
                line = self.next()
            except KeyboardInterrupt:
                if not self.typed:
                    return
                self._voice.gap()
                self._voice.tell("how_to_end", "dim")
                continue
            if line is None or (line.strip() and not take(line.strip())):
                return

    def _asked(self) -> str | None:
        self._voice.gap()
        coloured = self._readline is not None and self._voice.live
        try:
            # readline counts columns, and must be told which characters take none.
            return input("\x01\x1b[1;36m\x02" + _PROMPT + "\x01\x1b[0m\x02" if coloured else _PROMPT)
        except EOFError:
            return None

    def close(self) -> None:
        """Keep the history; a machine on which that cannot be done goes without."""
        if self._readline is not None:
            with suppress(OSError):
                self._history.parent.mkdir(parents=True, exist_ok=True)
                self._readline.write_history_file(self._history)
