"""`vivant chat`: a conversation in the terminal, about pictures of this machine or with a server.

Not for the conversation itself (talking/), which is loaded after the greeting: a person is greeted at once.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from vivant.cli import reader

if TYPE_CHECKING:
    from vivant.agent import Director
    from vivant.cli.talking.voice import Lines, Voice
    from vivant.client import Client


def chat(
    given: Annotated[
        list[str] | None,
        typer.Argument(metavar="[IMAGE...] [WORDS]", help="Pictures, videos and sounds, and the first words."),
    ] = None,
    resume: Annotated[
        str | None,
        typer.Option(metavar="FILE", help='Go on with a kept conversation; "last" is the latest.', show_default=False),
    ] = None,
    server: Annotated[
        str | None, typer.Option(metavar="URL", help="Let a server make the films.", show_default=False)
    ] = None,
    token_from_env: Annotated[
        bool, typer.Option("--token-from-env", help="Sign in there with NEMO_TOKEN; else without an account.")
    ] = False,
    model: reader.Model = None,
) -> None:
    """Talk about what a film should be, look at it, change it, and get the file.

    vivant chat photo.jpg

    Drop files into the terminal at any time; say "help" there for what else there is.
    """
    from vivant.cli.talking import kept
    from vivant.cli.talking.voice import Lines, Voice
    from vivant.cli.talking.words import language_of, language_of_machine

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _end)
    reads = reader.director(model) if server is None else None
    files, words = _parted(given or [])
    voice = Voice(language_of(words, language_of_machine()))
    lines = Lines(voice, kept.home() / "chat-history")
    try:
        if server is not None:
            _there(voice, lines, server, token_from_env, files, words)
        else:
            _here(voice, lines, resume, files, words, reads)
    finally:
        lines.close()


def _parted(given: list[str]) -> tuple[list[Path], str]:
    """Files, and the words after them; there need not be either."""
    from vivant.cli import names

    if len(given) == 1 and not Path(given[0]).exists() and (" " in given[0] or not Path(given[0]).suffix):
        return [], given[0]
    return names.parted(given) if given else ([], "")


def _here(
    voice: Voice, lines: Lines, resume: str | None, files: list[Path], words: str, reads: Director | None
) -> None:
    from vivant.cli.talking import kept
    from vivant.cli.talking.words import say

    file = kept.named(resume) if resume else None
    if file is not None:
        voice.tell("hello_again")
    elif files:
        what = files[0].name if len(files) == 1 else say("pictures", voice.language, n=len(files))
        voice.tell("hello_look", what=what)
    else:
        voice.tell("hello")
    from vivant.cli.talking.here import Here
    from vivant.cli.talking.pictures import way_to_show

    talk = Here(voice, way_to_show(), reads)
    try:
        if file is not None:
            talk.resume(file)
        talk.begin(files, words)
        talk.run(lines)
    finally:
        talk.close()


def _there(voice: Voice, lines: Lines, server: str, signed: bool, files: list[Path], words: str) -> None:
    from importlib.util import find_spec

    from vivant.errors import UsageError

    if find_spec("httpx2") is None:
        raise UsageError('Talking to a server needs httpx2. Install: pip install "vivant[server]"', place="server")
    from vivant.client import greeting

    address = server if "://" in server else f"http://{server}"
    voice.say(greeting(voice.language))
    from vivant.cli.talking.there import There

    talk = There(voice, lambda language: _connected(address, signed, language))
    try:
        talk.begin(files, words)
        talk.run(lines)
    finally:
        talk.close()


def _connected(server: str, signed: bool, language: str) -> Client:
    """A client for that server alone: a token from the environment goes there only when it is meant to."""
    from vivant.client import Timing, connect
    from vivant.client.hands import is_here

    quick = Timing(render_poll_s=0.5, render_polls=1200) if is_here(server) else None
    token = os.environ.get("NEMO_TOKEN", "").strip() if signed else ""
    return connect(server, web_url=server, token=token, language=language, timing=quick)


def _end(number: int, _frame: FrameType | None) -> None:
    """Ctrl-C stops what is being drawn; whoever ends the process means all of it."""
    raise SystemExit(128 + number)
