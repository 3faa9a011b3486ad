"""How many processor cores a process may use: a container or a job often gets fewer than the machine has.

Not for what they are used for.
"""

from __future__ import annotations

import os


def cores() -> int:
    """At least 1."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return usable or 1
