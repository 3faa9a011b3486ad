"""The child process itself: tasks come in as lines of JSON, and answers go out as lines of JSON.

Not for the work (work.py) or for starting it (hand.py). When whoever started it goes away it tidies up and ends; when
nobody has anything to do it ends too.
"""

from __future__ import annotations

import _thread
import json
import os
import queue
import signal
import threading
import traceback
from collections.abc import Callable
from typing import Any, TypeAlias

from vivant.errors import VivantError
from vivant.mcp import work

Tasks: TypeAlias = "queue.SimpleQueue[dict[str, Any] | None]"

IDLE_S = 300.0
"""How long it waits for another task; what it holds in memory is dear."""
_LEAVE_S = 8.0
_INTERNAL = "Something went wrong inside of Vivant; the log of vivant mcp says what."
_LITTLE_MEMORY = "There is not enough memory: try a smaller size, or fewer pictures."


def main() -> None:
    """Do one task after the other, then leave without ceremony: whoever asked may be in a hurry."""
    code = 0
    try:
        _serve()
    except (KeyboardInterrupt, BrokenPipeError):
        code = 1
    finally:
        work.forget()
    os._exit(code)


def _serve() -> None:
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # nothing else may speak there
    signal.signal(signal.SIGTERM, _stop)
    tasks: Tasks = queue.SimpleQueue()
    threading.Thread(target=_listen, args=[tasks], daemon=True).start()
    say: Callable[[dict[str, Any]], None] = lambda message: print(json.dumps(message, default=str), file=answers)  # noqa: E731
    while True:
        try:
            task = tasks.get(timeout=IDLE_S)
        except queue.Empty:
            return
        if task is None:
            return
        say(_done(task, lambda share, doing: say({"share": share, "doing": doing})))


def _done(task: dict[str, Any], tell: work.Tell) -> dict[str, Any]:
    try:
        return {"result": work.TASKS[task["do"]](task, tell)}
    except VivantError as failure:
        return {"error": failure.to_dict()}
    except MemoryError:
        return {"error": {"code": "memory", "message": _LITTLE_MEMORY}}
    except Exception:
        traceback.print_exc()
        return {"error": {"code": "internal", "message": _INTERNAL}}


def _listen(tasks: Tasks) -> None:
    """Hand on what comes in. At its end stop the work, gently at first, and soon in any way.

    Read without a buffer: a buffer that a thread waits in cannot be closed.
    """
    held = b""
    while data := os.read(0, 1 << 16):
        *lines, held = (held + data).split(b"\n")
        for line in lines:
            tasks.put(json.loads(line))
    tasks.put(None)
    _thread.interrupt_main()
    threading.Event().wait(_LEAVE_S)
    os._exit(1)


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
