"""Child processes that open, look and draw: started, told a task, listened to, and ended when nobody wants their work.

Not for what happens in them (child.py, work.py). So the process that answers does so at once, whatever a film needs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import anyio
from anyio.abc import Process
from anyio.streams.buffered import BufferedByteReceiveStream

from vivant.errors import VivantError
from vivant.mcp.desk import Tell

START = "from vivant.mcp.child import main; main()"
GRACE_S = 5.0
"""How long a child may take to tidy up."""
_LONGEST_LINE = 1 << 24
_LOST = (anyio.EndOfStream, anyio.IncompleteRead, anyio.BrokenResourceError, anyio.ClosedResourceError)


class Hand:
    """Does tasks in child processes. The last one that is free stays for the next task, and remembers what it saw."""

    def __init__(self) -> None:
        self._free: _Child | None = None

    async def do(self, task: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
        """The result of a task. Raises VivantError. Cancelled, it ends the child."""
        free, self._free = self._free, None
        child = free or await _Child.started()
        answer = None
        try:
            answer = await child.answer(task, tell)
            if answer is None and free is not None:  # it went while nobody needed it
                await child.end()
                child = await _Child.started()
                answer = await child.answer(task, tell)
        finally:
            over: _Child | None = child
            if answer is not None:
                over, self._free = self._free, child
            if over is not None:
                await over.end()
        if answer is None:
            raise VivantError(
                "The process that did the work ended by itself: there may be too little memory. Try a smaller size, or "
                "fewer pictures.",
                code="ended",
            )
        if "error" in answer:
            about = answer["error"]
            raise VivantError(about["message"], code=about["code"], place=str(about.get("place", "")))
        result: dict[str, Any] = answer["result"]
        return result

    async def close(self) -> None:
        """End the child that is free."""
        free, self._free = self._free, None
        if free is not None:
            await free.end()


@dataclass(frozen=True, slots=True)
class _Child:
    process: Process
    lines: BufferedByteReceiveStream

    @classmethod
    async def started(cls) -> Self:
        root = str(Path(__file__).resolve().parents[2])
        paths = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
        process = await anyio.open_process(
            [sys.executable, "-P", "-c", START], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=None,
            env=os.environ | {"PYTHONPATH": paths},
        )  # fmt: skip
        assert process.stdout is not None
        return cls(process, BufferedByteReceiveStream(process.stdout))

    async def answer(self, task: Mapping[str, Any], tell: Tell) -> dict[str, Any] | None:
        """What it answers to a task, with `result` or `error`; None where it has ended."""
        assert self.process.stdin is not None
        try:
            await self.process.stdin.send(json.dumps(task).encode() + b"\n")
            while True:
                message: dict[str, Any] = json.loads(await self.lines.receive_until(b"\n", _LONGEST_LINE))
                if "share" not in message:
                    return message
                tell(message["share"], message["doing"])
        except _LOST:
            return None

    async def end(self) -> None:
        """End it, gently at first, whoever is in a hurry."""
        with anyio.CancelScope(shield=True):
            with suppress(ProcessLookupError):
                self.process.terminate()
                with anyio.move_on_after(GRACE_S):
                    await self.process.wait()
                if self.process.returncode is None:
                    self.process.kill()
            await self.process.aclose()
