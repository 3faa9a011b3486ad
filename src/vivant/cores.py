"""How many processor cores a process may use, and that they are not given out twice.

A container or a job often gets fewer cores than the machine has. Not for what they are used for.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_given: list[int] = []
"""How many threads OpenCV had before each of those that now give out cores."""


def cores() -> int:
    """At least 1."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return usable or 1


@contextmanager
def all_given_out() -> Iterator[None]:
    """While threads of ours keep all cores busy OpenCV works in the thread that calls it: its own would take the cores
    from each other, which costs a third more time. It is as before when the last one ends."""
    import cv2

    with _lock:
        _given.append(_given[0] if _given else cv2.getNumThreads())
        cv2.setNumThreads(1)
    try:
        yield
    finally:
        with _lock:
            before = _given.pop()
            if not _given:
                cv2.setNumThreads(before)
