"""Runs every benchmark, one after another: `python bench [--quick]`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHES = ("speed", "camera", "fidelity", "life", "depth", "subject", "views", "film", "load")

if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    commands = {name: [sys.executable, str(here / f"{name}.py"), *sys.argv[1:]] for name in BENCHES}
    failed = [name for name, command in commands.items() if subprocess.call(command)]
    sys.exit(f"did not run to the end: {', '.join(failed)}" if failed else 0)
