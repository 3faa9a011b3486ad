"""Runs a command and prints what it cost as JSON: `python bench/launch.py COMMAND...`.

A process of its own, because a child's peak memory counts from the size of the process that started it. What the
command prints must be times on the monotonic clock; they come back as seconds from its start.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time


def main(command: list[str]) -> None:
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as printed:
        process = subprocess.Popen(command, stdout=printed, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - started
        printed.seek(0)
        lines = printed.read().split()
    unit = 2**20 if sys.platform == "linux" else 2**30
    print(json.dumps({
        "code": process.returncode, "wall_s": wall, "cpu_s": usage.ru_utime + usage.ru_stime,
        "peak_gb": usage.ru_maxrss / unit,
        "printed": [float(line) - started for line in lines if line.replace(".", "").isdigit()],
    }))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
