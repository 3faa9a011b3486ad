"""What a benchmark found: figures with median, spread and bar, the machine and the commit, as a table and as JSON.

Not for measuring anything (speed.py, camera.py, fidelity.py). A figure that misses its bar is printed like the others:
losses are results too.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
OUT = HERE / "out"
LIBRARIES = ("numpy", "numba", "opencv-contrib-python-headless", "av", "pillow")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured quantity. `values` are its repetitions; a bar is met by the median."""

    name: str
    values: tuple[float, ...]
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    goal: float | None = None
    note: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def spread(self) -> tuple[float, float]:
        """The smallest and the largest value."""
        return min(self.values), max(self.values)

    @property
    def verdict(self) -> str:
        if self.at_most is None and self.at_least is None:
            return ""
        kept = (self.at_most is None or self.median <= self.at_most) and (
            self.at_least is None or self.median >= self.at_least
        )
        return "met" if kept else "MISSED"

    @property
    def bar(self) -> str:
        if self.at_most is not None:
            return f"<= {self.at_most:g}"
        return "" if self.at_least is None else f">= {self.at_least:g}"


@dataclass(slots=True)
class Record:
    """Everything that one benchmark found in one run."""

    name: str
    quick: bool
    figures: list[Figure] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, values: float | Sequence[float], unit: str = "", **rest: Any) -> Figure:
        """Keep and return a figure; see Figure for `rest`."""
        listed = tuple(map(float, values)) if isinstance(values, Sequence) else (float(values),)
        figure = Figure(name, listed, unit, **rest)
        self.figures.append(figure)
        print(f"  {_line(figure)}", flush=True)
        return figure

    def close(self) -> None:
        """Print the table, write the JSON."""
        about = machine()
        where = f"{about['cpu']}, {about['cores']} cores, {about['memory_gb']} GB, {about['system']}"
        name = f"{self.name} --quick" if self.quick else self.name
        print(f"\n{name}: {where}, Python {about['python']}, commit {about['commit']}")
        _print_table(self.figures)
        lost = [figure.name for figure in self.figures if figure.verdict == "MISSED"]
        print(f"missed: {'; '.join(lost)}" if lost else "every bar met")
        OUT.mkdir(exist_ok=True)
        path = OUT / f"{self.name}.json"
        figures = [asdict(f) | {"median": f.median, "spread": f.spread, "verdict": f.verdict} for f in self.figures]
        data = {"name": self.name, "quick": self.quick, "machine": about, "figures": figures, "details": self.details}
        path.write_text(json.dumps(data, indent=1) + "\n")
        print(f"written to {path.relative_to(HERE.parent)}")


def options(sentence: str, *, only: str = "") -> argparse.Namespace:
    """The command line that every benchmark has; one that measures many things takes `--only` some of them."""
    parser = argparse.ArgumentParser(description=sentence)
    parser.add_argument("--quick", action="store_true", help="fewer pictures and repetitions")
    if only:
        parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help=only)
    return parser.parse_args()


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": platform.system() + " " + platform.release(),
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "load": os.getloadavg()[0],
        "commit": _commit(),
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def _commit() -> str:
    """The commit, with a + if files differ from it."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty=+"], cwd=HERE, capture_output=True, text=True, check=False
    )
    return said.stdout.strip() or "unknown"


def _line(figure: Figure) -> str:
    low, high = figure.spread
    several = f" ({low:.3g} .. {high:.3g}, n={len(figure.values)})" if len(figure.values) > 1 else ""
    return f"{figure.name}: {figure.median:.4g} {figure.unit}{several} {figure.bar} {figure.verdict}".rstrip()


def _print_table(figures: Sequence[Figure]) -> None:
    rows = [("what", "median", "spread", "unit", "bar", "goal", "")]
    for f in figures:
        low, high = f.spread
        spread = f"{low:.3g} .. {high:.3g}" if len(f.values) > 1 else ""
        goal = "" if f.goal is None else f"{f.goal:g}"
        rows.append((f.name, f"{f.median:.4g}", spread, f.unit, f.bar, goal, f"{f.verdict} {f.note}".strip()))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
