"""Starts the child process that opens, looks and draws, listens to it, and ends it when nobody wants its work.

Not for the work (work.py). So the process that answers always answers at once, whatever a film needs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import anyio
from anyio.abc import Process
from anyio.streams.buffered import BufferedByteReceiveStream

from vivant.errors import VivantError
from vivant.mcp.desk import Tell

START = "from vivant.mcp.work import main; main()"
GRACE_S = 5.0
"""How long a child may take to tidy up."""
_LONGEST_LINE = 1 << 24


async def do(task: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
    """The result of a task, done in a child process of its own. Raises VivantError. Cancelled, it ends the child."""
    root = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    process = await anyio.open_process(
        [sys.executable, "-P", "-c", START], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=None,
        env=os.environ | {"PYTHONPATH": paths},
    )  # fmt: skip
    try:
        return await _answer(process, task, tell)
    finally:
        with anyio.CancelScope(shield=True):
            await _end(process)


async def _answer(process: Process, task: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
    assert process.stdin is not None and process.stdout is not None
    lines = BufferedByteReceiveStream(process.stdout)
    try:
        await process.stdin.send(json.dumps(task).encode() + b"\n")
        while True:
            message = json.loads(await lines.receive_until(b"\n", _LONGEST_LINE))
            if "error" in message:
                about = message["error"]
                raise VivantError(about["message"], code=about["code"], place=str(about.get("place", "")))
            if "result" in message:
                result: dict[str, Any] = message["result"]
                return result
            tell(message["share"], message["doing"])
    except (anyio.EndOfStream, anyio.IncompleteRead, anyio.BrokenResourceError, anyio.ClosedResourceError):
        code = await process.wait()
        raise VivantError(
            f"The process that did the work ended by itself ({code}): there may be too little memory. "
            "Try a smaller size, or fewer pictures.",
            code="ended", value=code,
        ) from None  # fmt: skip


async def _end(process: Process) -> None:
    """End a child, gently at first, and close what leads to it."""
    with suppress(ProcessLookupError):
        process.terminate()
        with anyio.move_on_after(GRACE_S):
            await process.wait()
        if process.returncode is None:
            process.kill()
    await process.aclose()
