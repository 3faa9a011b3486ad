"""Starts the child process that opens an untrusted film or sound, and listens to it.

Not for decoding (child.py). Whatever a broken file does to the child, the worst that comes of it here is a sentence.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO, Self

from vivant.errors import InputError, OversizedInput, UnreadableInput, UnsupportedInput

STALLED_S = 90.0
"""A child that says nothing for so long is ended; one that works on a hard frame says so every few seconds."""
_CHILD = Path(__file__).with_name("child.py")
_KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
_ERRORS: dict[str, type[InputError]] = {kind.code: kind for kind in (OversizedInput, UnreadableInput, UnsupportedInput)}
_CHUNK = 1 << 16


class Child:
    """One child at work on one file. Used in a with statement; it ends with it.

    `file` is inherited, `name` stands in sentences, `request` says what is wanted, `shared` is a descriptor of memory
    that both sides see.
    """

    def __init__(self, file: BinaryIO, name: str, request: dict[str, Any], *, shared: int | None = None) -> None:
        self._name = name
        passed = [file.fileno(), *([shared] if shared is not None else [])]
        request = request | {"file": file.fileno(), "path": [str(Path(p).absolute()) for p in sys.path if p]}
        kept = {k: os.environ[k] for k in _KEPT_ENVIRONMENT if k in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_CHILD), json.dumps(request)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pass_fds=passed, bufsize=0,
            env=kept | {"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"},
        )  # fmt: skip
        assert self._process.stdin and self._process.stdout
        self._to: IO[bytes] = self._process.stdin
        self._from = self._process.stdout.fileno()
        self._held = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def tell(self, line: str) -> None:
        """Hand the child one line; a child that has ended is noticed when it is listened to."""
        try:
            self._to.write(line.encode() + b"\n")
        except BrokenPipeError:
            return

    def hear(self) -> dict[str, Any]:
        """What the child says next. Raises the error that it tells of, or UnreadableInput if it ended or hangs."""
        while True:
            while b"\n" not in self._held:
                data = self._read()
                if not data:
                    raise self._lost()
                self._held += data
            line, self._held = self._held.split(b"\n", 1)
            try:
                reply: dict[str, Any] = json.loads(line)
            except ValueError:
                raise self._lost() from None
            if "code" in reply:
                raise _ERRORS.get(reply["code"], UnreadableInput)(
                    f"{self._name} {reply['sentence']}", place=self._name, value=reply.get("value"),
                    limit=reply.get("limit"),
                )  # fmt: skip
            if "busy" not in reply:
                return reply

    def pour(self) -> Iterator[bytes]:
        """All that follows, in the pieces in which it was sent (child_open.pour): four bytes of length, then so many.
        An empty one says only that work goes on."""
        while len(head := self._taken(4)) == 4:
            n = int.from_bytes(head, "little")
            piece = self._taken(n)
            if piece:
                yield piece
            if len(piece) < n:
                return

    def _taken(self, n: int) -> bytes:
        """The next `n` bytes, fewer where the child has ended."""
        while len(self._held) < n and (data := self._read()):
            self._held += data
        taken, self._held = self._held[:n], self._held[n:]
        return taken

    def _read(self) -> bytes:
        until = time.monotonic() + STALLED_S
        ready, _, _ = select.select([self._from], [], [], max(0.0, until - time.monotonic()))
        return os.read(self._from, _CHUNK) if ready else b""

    def _lost(self) -> UnreadableInput:
        return UnreadableInput(
            f"{self._name} could not be read: it is damaged or made to break programs. Save or copy it again.",
            place=self._name, value=self._process.poll(),
        )  # fmt: skip
