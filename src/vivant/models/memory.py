"""How much memory is free on this machine, without a library for it. Not for limiting what anything takes."""

from __future__ import annotations

import os
import re
from pathlib import Path


def free_bytes(proc: Path = Path("/proc"), cgroup: Path = Path("/sys/fs/cgroup")) -> int | None:
    """Bytes that a program could take without pushing others out; None where nobody tells.

    What Linux reckons to be available, and in a container no more than its limit leaves. Elsewhere half of what is
    built in, since nothing says how much of it is taken.
    """
    available = _available(proc)
    if available is None:
        return _half()
    left = _left_by(cgroup)
    return available if left is None else min(available, left)


def _available(proc: Path) -> int | None:
    found = re.search(r"^MemAvailable:\s+(\d+) kB", _text(proc / "meminfo"), re.MULTILINE)
    return int(found[1]) * 1024 if found else None


def _left_by(cgroup: Path) -> int | None:
    """What the limit of a container leaves; files that the kernel keeps in memory give way and do not count."""
    limit = _text(cgroup / "memory.max").strip()
    taken = re.search(r"^anon (\d+)", _text(cgroup / "memory.stat"), re.MULTILINE)
    return max(0, int(limit) - int(taken[1])) if limit.isdigit() and taken else None


def _half() -> int | None:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (ValueError, OSError, AttributeError):
        return None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
