"""Processes that draw parts of a film, each as many as it is given. Not for what a part is (parts.py).

A process is told everything on its standard input: the job once, then numbers of parts, a line each; it answers in
lines of JSON. One that dies is replaced, and its part is drawn again. Nothing else is shared but the folder.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from vivant.errors import OutputError, VivantError

TRIES = 3
"""How often a part is begun, if what draws it dies."""
SERVE = "from vivant.exporting.workers import serve; serve()"


class Job(Protocol):
    """What a process must know to draw parts; it is pickled."""

    def ready(self) -> Callable[[int, Callable[[int, int], None]], None]:
        """What draws a part, given its number and what is told of progress."""
        ...


def draw_all(job: Job, numbers: Iterable[int], workers: int, told: Callable[[int, int], None]) -> None:
    """Draw parts in `workers` processes; `told(part, frames)` says how many of a part's frames are drawn.

    Raises what a process could not do, and OutputError where one dies again and again.
    """
    waiting, tries = deque(numbers), Counter[int]()
    events: queue.Queue[tuple[_Worker, dict[str, Any] | None]] = queue.Queue()
    crew: list[_Worker] = []
    try:
        while waiting or crew:
            while waiting and len(crew) < workers:
                crew.append(_Worker(job, waiting.popleft(), events))
            worker, message = events.get()
            if message is None:
                crew.remove(worker)
                worker.stop()
                if worker.part is not None:
                    tries[worker.part] += 1
                    _check(worker.part, tries[worker.part])
                    waiting.appendleft(worker.part)
            elif "error" in message:
                raise _failure(message["error"])
            elif "frames" in message:
                told(message["part"], message["frames"])
            else:
                worker.give(waiting.popleft() if waiting else None)
    finally:
        for worker in crew:
            worker.stop()


def _check(part: int, tries: int) -> None:
    if tries >= TRIES:
        raise OutputError(
            f"Part {part + 1} of the film could not be drawn: its process ended {tries} times. Use fewer --workers; "
            "what is drawn is kept.",
            place="workers", value=part,
        )  # fmt: skip


def _failure(told: dict[str, Any]) -> VivantError:
    return VivantError(told["message"], code=told.get("code"), place=told.get("place", ""), value=told.get("value"))


class _Worker:
    """One process, and the part that it draws."""

    def __init__(self, job: Job, part: int, events: queue.Queue[tuple[_Worker, dict[str, Any] | None]]) -> None:
        self.part: int | None = None
        root = str(Path(__file__).resolve().parents[2])
        paths = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": paths},
        )  # fmt: skip
        self._events = events
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        with contextlib.suppress(OSError):  # one that has died is found by the listener
            assert self._process.stdin is not None
            pickle.dump(job, self._process.stdin)
        self.give(part)

    def give(self, part: int | None) -> None:
        """The next part, or None if there is no more to do."""
        self.part = part
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            if part is None:
                self._process.stdin.close()
            else:
                self._process.stdin.write(f"{part}\n".encode())
                self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with contextlib.suppress(ValueError):
                self._events.put((self, json.loads(line)))
        self._process.wait()
        self._events.put((self, None))

    def stop(self) -> None:
        """End it at once; what it was drawing leaves nothing behind that counts."""
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()


def serve() -> None:
    """The work of such a process, until its input ends."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # nothing else may speak there
    say: Callable[[dict[str, Any]], None] = lambda message: print(json.dumps(message, default=str), file=answers)  # noqa: E731
    try:
        draw = pickle.load(sys.stdin.buffer).ready()
        for line in sys.stdin.buffer:
            part = int(line)
            draw(part, lambda done, _total, part=part: say({"part": part, "frames": done}))
            say({"done": part})
    except VivantError as failure:
        say({"error": failure.to_dict()})
    except (KeyboardInterrupt, BrokenPipeError):  # whoever started this has ended it, or itself
        os._exit(1)
