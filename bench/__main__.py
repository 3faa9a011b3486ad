"""Runs every benchmark, one after another: `python bench [--quick]`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHES = ("speed", "camera", "fidelity")

if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    failed = [n for n in BENCHES if subprocess.run([sys.executable, str(here / f"{n}.py"), *sys.argv[1:]]).returncode]
    sys.exit(f"did not run to the end: {', '.join(failed)}" if failed else 0)
